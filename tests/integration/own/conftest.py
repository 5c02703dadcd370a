"""Amina, who has a case in Helsingør and signs in as a citizen, and her caseworker."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.people.models import Person

WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: WEDNESDAY)


@pytest.fixture
def caseworker(region: Region) -> Membership:
    return region.member("caseworker", initials="MI")


@pytest.fixture
def amina(region: Region, caseworker: Membership) -> Person:
    person = region.person("Amina", contact=caseworker, phone="20 30 40 50")
    Person.objects.filter(pk=person.pk).update(login=region.member("citizen").user)
    person.refresh_from_db()
    return person


@pytest.fixture
def browser(region: Region, amina: Person, signed_in: Callable[[Membership], Client]) -> Client:
    return signed_in(region.member("citizen"))


@pytest.fixture
def desk(signed_in: Callable[[Membership], Client], caseworker: Membership) -> Client:
    return signed_in(caseworker)
