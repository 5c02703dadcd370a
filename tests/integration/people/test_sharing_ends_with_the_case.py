"""A closed case is in no pool any more, and opened again it comes back into none by itself."""

from datetime import timedelta

import pytest

from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import AuditEntry
from tovholder.people import queries, services
from tovholder.people.models import Person, PoolSharing

TERMS = {
    "purpose": queries.POOL_PURPOSE,
    "legal_basis": "integration_act",
    "told": "Mundtligt",
    "told_on": TODAY - timedelta(days=10),
}


@pytest.fixture
def person(region: Region) -> Person:
    person = region.person(contact=region.member("caseworker"))
    Person.objects.filter(pk=person.pk).update(created_at=NOW - timedelta(days=30))
    for starts, ends in ((-10, 90), (100, 190)):
        PoolSharing.objects.create(
            person=person,
            controller=person.organisation,
            starts_on=TODAY + timedelta(days=starts),
            ends_before=TODAY + timedelta(days=ends),
            **TERMS,
        )
    person.refresh_from_db()
    return person


def in_pool_within_a_year(person: Person) -> bool:
    days = (TODAY + timedelta(days=number) for number in range(1, 365))
    return any(queries.sharings_in_force(person.pk, on=day).exists() for day in days)


def test_a_case_closed_and_opened_again_is_not_back_in_the_pool_on_the_old_words(
    region: Region, person: Person
) -> None:
    actor = region.actor("caseworker")
    closed = services.close_case(
        person_id=person.pk, version=person.version, reason="moved", on=TODAY, actor=actor, now=NOW
    )
    assert not in_pool_within_a_year(person)
    assert AuditEntry.objects.get(action="person.stop_sharing", person_id=person.pk).facts == {"sharings": 2}
    services.reopen_case(person_id=person.pk, version=closed.version, actor=actor, now=NOW)
    assert not in_pool_within_a_year(person)
    assert AuditEntry.objects.filter(action="person.stop_sharing").count() == 1


def test_a_case_that_was_closed_with_its_sharing_comes_back_without_it(region: Region, person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(closed_on=TODAY, closed_reason="moved")
    services.reopen_case(person_id=person.pk, version=person.version, actor=region.actor("caseworker"), now=NOW)
    assert not in_pool_within_a_year(person)
