"""Wednesday 4 March 2026, half past nine: one caseworker, one citizen, and a meeting next Tuesday."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.meetings.scene import NEXT_TUESDAY, planned
from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.pathways.models import Meeting
from tovholder.people.models import Person


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def caseworker(region: Region) -> Membership:
    return region.member("caseworker")


@pytest.fixture
def amina(region: Region, caseworker: Membership) -> Person:
    made = region.person("Amina", contact=caseworker)
    Person.objects.filter(pk=made.pk).update(interpreter_language="ar")
    made.refresh_from_db()
    return made


@pytest.fixture
def meeting(region: Region, amina: Person) -> Meeting:
    return planned(region, amina, NEXT_TUESDAY)


@pytest.fixture
def own(region: Region, amina: Person, signed_in: Callable[[Membership], Client]) -> Client:
    """A browser of the citizen's own."""
    member = region.member("citizen")
    Person.objects.filter(pk=amina.pk).update(login=member.user)
    return signed_in(member)


@pytest.fixture
def staff(caseworker: Membership, signed_in: Callable[[Membership], Client]) -> Client:
    return signed_in(caseworker)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], Any]:
    """Let the clock stand at another moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)
