"""My day and nobody forgotten through a signed-in browser: counts that are lists, and a fixed number of queries."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, ReadSubject
from tovholder.accounts.readlog import alias
from tovholder.people.models import Person
from tovholder.placements.models import FollowUp

SignedIn = Callable[[Membership], Client]
LATE = timedelta(days=60)


def busy(region: Region, contact: Membership, number: int) -> None:
    """People with something due: a first offer, a follow-up, a stay that ends, an order nobody answered."""
    today = timezone.localdate()
    for each in range(number):
        region.person(f"Ny{each}", contact=contact, takeover_on=today - timedelta(days=20))
        stay = region.stay(region.person(f"Praktik{each}", contact=contact), ends_before=today + timedelta(days=5))
        FollowUp.objects.create(placement=stay, due_on=today)
        region.order(owner=contact, received_at=timezone.now() - timedelta(days=9), fresh_until=today)
    Person.objects.update(created_at=timezone.now() - LATE)


def test_the_day_shows_own_turns_with_why_and_where_it_stands(region: Region, signed_in: SignedIn) -> None:
    anna, bo = (region.member("company_consultant", initials=each) for each in ("AA", "BB"))
    busy(region, anna, 1)
    page = signed_in(anna).get("/min-dag/").text
    assert "Ny0" in page
    assert "Integrationsloven" in page
    assert "Ny0" not in signed_in(bo).get("/min-dag/").text
    assert ReadSubject.objects.using(alias()).filter(fields="my day").exists()


def test_each_number_of_the_team_leads_to_a_list_of_that_length(region: Region, signed_in: SignedIn) -> None:
    busy(region, region.member("caseworker", initials="AA"), 3)
    leader = signed_in(region.member("team_leader"))
    links = re.findall(
        r'<td class="number" data-label="[^"]+"><a href="(\?[^"]*)">(\d+)</a>', leader.get("/min-dag/").text
    )
    assert len(links) >= 8
    for address, number in links:
        page = leader.get("/min-dag/" + address.replace("&amp;", "&")).text
        assert page.count('class="due-line"') == int(number), address


@pytest.mark.parametrize("role", ["language_adviser", "mentor", "benefits_officer", "steering_member"])
def test_others_get_a_day_without_cases(region: Region, signed_in: SignedIn, role: str) -> None:
    busy(region, region.member("caseworker", initials="AA"), 1)
    answer = signed_in(region.member(role)).get("/min-dag/")
    assert answer.status_code == 200
    assert "Ny0" not in answer.text


PINNED = {
    "company_consultant": {"/min-dag/": 15, "/ingen-glemt/": 10, "/min-dag/?slags=first_offer": 9},
    "team_leader": {"/min-dag/": 9, "/ingen-glemt/?dage=7": 10},
}


@pytest.mark.parametrize("role", PINNED)
def test_the_day_costs_the_same_whatever_its_size(
    region: Region,
    signed_in: SignedIn,
    all_queries: Callable[[], AbstractContextManager[list[int]]],
    role: str,
) -> None:
    me = region.member(role, initials="ME")
    browser = signed_in(me)
    for number in (2, 9):
        busy(region, me, number)
        for address, queries in PINNED[role].items():
            with all_queries() as counted:
                assert browser.get(address).status_code == 200
            assert counted == [queries], address
