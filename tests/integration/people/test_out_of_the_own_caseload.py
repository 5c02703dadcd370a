"""A right to the own cases only: nothing of others' citizens on the page of an own one, or on lists."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.models import Membership
from tovholder.people import portrait, queries
from tovholder.people.models import FamilyLink, LegalHold, Person

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def own(region: Region) -> Person:
    return region.person("Egen", contact=region.member("caseworker", initials="CL", scope="caseload"))


@pytest.fixture
def relative(region: Region, own: Person) -> Person:
    colleague = region.member("caseworker", initials="KO")
    made = region.person("Skjulte", "Slægtning", contact=colleague)
    Person.objects.filter(pk=made.pk).update(protected=True)
    FamilyLink.objects.create(person=own, relative=made, relation="spouse")
    return made


@pytest.mark.parametrize("page", ["/borgere/{}/", "/borgere/{}/familie/"])
def test_a_relative_out_of_reach_has_no_name_no_link_and_no_line_in_the_log(
    region: Region, signed_in: SignedIn, own: Person, relative: Person, page: str
) -> None:
    reader = region.member("caseworker", initials="CL", scope="caseload")
    told = signed_in(reader).get(page.format(own.pk)).content.decode()
    assert "en slægtning" in told
    assert "Skjulte" not in told
    assert f"/borgere/{relative.pk}/" not in told
    line = portrait.of(own.pk, actor=accounts.actor_of(reader)).family[0]
    assert (line.words, line.number, line.second) == ("", 0, 0)
    colleague = signed_in(region.member("caseworker", initials="KO")).get(page.format(own.pk)).content.decode()
    assert "Skjulte" in colleague
    assert f"/borgere/{relative.pk}/" in colleague


def test_a_leader_with_own_cases_only_sees_the_holds_of_those(region: Region) -> None:
    leader = region.member("team_leader", initials="LE", scope="caseload")
    today = timezone.localdate()
    held = {}
    for name, contact in (("Egen", leader), ("Anden", region.member("caseworker"))):
        person = held[name] = region.person(name, contact=contact)
        LegalHold.objects.create(person=person, reason="complaint", set_on=today, ends_before=today + timedelta(days=9))
    seen = queries.holds(actor=accounts.actor_of(leader), on=today)
    assert [hold.person_id for hold in seen] == [held["Egen"].pk]
    assert queries.holds(actor=region.actor("team_leader"), on=today).count() == 2
