"""A talk agreed for a day stands until it is held, moved or called off on purpose, on every page that tells of it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.integration.region import NOW, TODAY, Region
from tovholder.pathways import agreed_talks, own_queries, services
from tovholder.pathways.models import Contact
from tovholder.people.models import Person
from tovholder.worklists import items, queries

AGREED = TODAY + timedelta(days=10)


def said(region: Region, person: Person, kind: str, *, days: int = 0, **more: object) -> Contact:
    at = NOW + timedelta(days=days)
    told = {"kind": kind, "at": at, "now": max(at, NOW), "actor": region.actor("caseworker")}
    return services.register_contact(person_id=person.pk, **(told | more))  # type: ignore[arg-type]


@pytest.fixture
def person(region: Region) -> Person:
    found = region.person(contact=region.member("caseworker"))
    said(region, found, "talk", days=-3, next_on=AGREED)
    return found


def due(region: Region, *, days: int) -> list[object]:
    limits = items.limits(NOW + timedelta(days=days), TODAY + timedelta(days=days))
    who = region.actor("caseworker")
    return list(queries.due("agreed_talk", actor=who, limits=limits, whose=queries.Whose(who.membership_id)))


@pytest.mark.parametrize("kind", ["no_answer", "message", "letter", "note", "talk"])
def test_what_is_not_that_talk_leaves_it_standing(region: Region, person: Person, kind: str) -> None:
    said(region, person, kind)
    assert agreed_talks.agreed_on(person.pk) == AGREED
    assert own_queries.next_talk_on(person.pk, on=TODAY) == AGREED
    assert due(region, days=10) == [person]


def test_a_talk_on_its_day_or_later_holds_it_and_an_attempt_does_not(region: Region, person: Person) -> None:
    said(region, person, "no_answer", days=10)
    assert due(region, days=11) == [person]
    said(region, person, "phone", days=11)
    assert due(region, days=11) == []


def test_another_day_moves_it_also_told_of_an_earlier_talk(region: Region, person: Person) -> None:
    said(region, person, "note", days=-4, next_on=AGREED + timedelta(days=4))
    assert agreed_talks.agreed_on(person.pk) == AGREED + timedelta(days=4)


def test_only_the_day_that_was_seen_is_called_off(region: Region, person: Person) -> None:
    said(region, person, "note", called_off=AGREED - timedelta(days=1))
    assert agreed_talks.agreed_on(person.pk) == AGREED
    said(region, person, "note", called_off=AGREED)
    assert agreed_talks.agreed_on(person.pk) is None


def test_the_form_shows_the_day_and_leaves_or_empties_it(region: Region, person: Person, client: Client) -> None:
    client.force_login(region.member("caseworker").user)
    ahead = Contact.objects.get()
    shown = date(2099, 12, 14)
    Contact.objects.filter(pk=ahead.pk).update(next_on=shown)
    address = f"/borgere/{person.pk}/samtale/"
    for page in (client.get(address).text, client.get(f"/borgere/{person.pk}/").text):
        assert page.count('value="2099-12-14"') == 2  # the field, and what was seen
        assert "14. december 2099" in page
    sent = {"kind": "no_answer", "on": "", "words": "", "agreed_on": "2099-12-14", "request_key": "a" * 32}
    assert client.post(address, sent | {"next_on": "2099-12-14"}).status_code == 302
    assert agreed_talks.agreed_on(person.pk) == shown
    assert client.post(address, sent | {"next_on": "", "agreed_on": "", "request_key": "b" * 32}).status_code == 302
    assert agreed_talks.agreed_on(person.pk) == shown  # from a page that did not show it
    assert client.post(address, sent | {"next_on": "", "request_key": "c" * 32}).status_code == 302
    assert agreed_talks.agreed_on(person.pk) is None
    assert "Den aftalte samtale er aflyst." in client.get(f"/borgere/{person.pk}/").text
