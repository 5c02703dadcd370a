"""Amina, who has a case in Helsingør and signs in as a citizen, and her caseworker."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.own import broker
from tests.integration.own.broker import Provider
from tests.integration.region import Region
from tovholder.accounts import mitid
from tovholder.accounts.models import Membership
from tovholder.people.models import Person
from tovholder.people.queries import cpr_lookup

WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
CPR = "0101909996"


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


def anew(provider: Provider) -> Provider:
    """Straight answers, other keys, and nothing of it remembered."""
    provider.__init__(provider.issuer)
    mitid.forget()
    return provider


@pytest.fixture(scope="module")
def one_provider() -> Iterator[Provider]:
    with broker.running() as provider:
        yield provider


@pytest.fixture
def provider(one_provider: Provider, settings: Any) -> Provider:
    settings.MITID, settings.DEMO = one_provider.broker(), False
    return anew(one_provider)


@pytest.fixture
def sara(region: Region, caseworker: Membership) -> Person:
    person = region.person("Sara", contact=caseworker)
    Person.objects.filter(pk=person.pk).update(cpr=CPR, cpr_lookup=cpr_lookup(CPR))
    person.refresh_from_db()
    return person


@pytest.fixture
def opened(sara: Person, region: Region, caseworker: Membership, provider: Provider, settings: Any) -> Person:
    from tovholder.accounts import queries as accounts
    from tovholder.pathways import mitid_services

    mitid_services.open_by_mitid(person_id=sara.pk, actor=accounts.actor_of(caseworker), now=WEDNESDAY)
    return sara
