"""An opening is somebody's act, for one number, and can be ended: MitID alone opens nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.integration.own.conftest import CPR, WEDNESDAY
from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import AuditEntry, Membership, Unit
from tovholder.pathways import mitid_services, own_queries
from tovholder.pathways.models import MitIDOpening
from tovholder.people import services as people
from tovholder.people.models import Person
from tovholder.retention import cases

ANOTHER = "0101909987"


@pytest.fixture
def mikkel(caseworker: Membership) -> Actor:
    return accounts.actor_of(caseworker)


def opened(person: Person, actor: Actor) -> None:
    mitid_services.open_by_mitid(person_id=person.pk, actor=actor, now=WEDNESDAY)
    person.refresh_from_db()


def come_in(cpr: str = CPR) -> Membership | None:
    return mitid_services.come_in(cpr=cpr, now=WEDNESDAY)


def citizen_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person.login)  # type: ignore[arg-type]
    return browser


def is_in(browser: Client) -> bool:
    browser.get("/borger/")
    return "_auth_user_id" in browser.session


def test_a_number_the_case_gets_later_is_not_let_in_and_whoever_is_in_is_signed_out(
    sara: Person, mikkel: Actor
) -> None:
    opened(sara, mikkel)
    assert come_in() is not None
    browser = citizen_of(sara)
    assert is_in(browser)
    for cpr, still_in in ((CPR, True), (ANOTHER, False)):
        people.change_cpr(person_id=sara.pk, version=sara.version, cpr=cpr, actor=mikkel, now=WEDNESDAY)
        assert is_in(browser) == still_in
        sara.refresh_from_db()
    assert (come_in(), come_in(ANOTHER), is_in(browser)) == (None, None, False)
    assert not own_queries.is_open_by_mitid(sara)
    opened(sara, mikkel)
    assert (come_in(), come_in(ANOTHER) is not None) == (None, True)
    assert MitIDOpening.objects.filter(ended_at__isnull=True).count() == 1


def test_nobody_outside_the_case_says_whose_it_is(
    region: Region, sara: Person, signed_in: Callable[[Membership], Client]
) -> None:
    Person.objects.filter(pk=sara.pk).update(unit=region.unit)
    other = Unit.objects.create(organisation=region.helsingor, name="Uddannelse", field="education")
    outside = region.member("company_consultant", initials="UD")
    Membership.objects.filter(pk=outside.pk).update(unit=other)
    actor = accounts.actor_of(Membership.objects.get(pk=outside.pk))
    with pytest.raises(NotAllowed, match="cpr_outside_case"):
        people.change_cpr(person_id=sara.pk, version=sara.version, cpr=ANOTHER, actor=actor, now=WEDNESDAY)
    assert actor.book.refused == {sara.pk: "refused"}
    browser = signed_in(outside)
    assert browser.get(f"/borgere/{sara.pk}/ret/cpr/").status_code == 404
    assert "ret/cpr/" not in browser.get(f"/borgere/{sara.pk}/").text


def test_case_staff_shut_it_and_the_sign_in_of_another_kind_does_not_open_it(
    sara: Person, mikkel: Actor, desk: Client
) -> None:
    for _twice in range(2):
        opened(sara, mikkel)
    assert AuditEntry.objects.filter(action="way_in.open_mitid").count() == 1
    browser = citizen_of(sara)
    for _twice in range(2):
        assert desk.post(f"/borgersider/{sara.pk}/mitid/luk/").status_code == 302
    assert AuditEntry.objects.filter(action="way_in.close_mitid").count() == 1
    assert (come_in(), is_in(browser)) == (None, False)
    sara.refresh_from_db()
    assert sara.login is not None  # for link and code
    assert not own_queries.is_open_by_mitid(sara)


def test_the_log_keeps_no_name_of_whoever_came_in_once_the_case_is_gone(sara: Person, mikkel: Actor) -> None:
    opened(sara, mikkel)
    come_in()
    assert AuditEntry.objects.get(action="way_in.mitid").actor_name != "–"
    cases.forget([sara.pk])
    assert AuditEntry.objects.get(action="way_in.mitid").actor_name == "–"
