"""The clock of the first offer is the takeover's: an offer where the citizen came from has kept it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.integration.plans.test_moving import moved
from tests.integration.region import NOW, TODAY, Region
from tovholder.accounts.models import Membership
from tovholder.people.models import Person
from tovholder.worklists import items, queries

SignedIn = Callable[[Membership], Client]


def due(region: Region) -> list[Person]:
    actor = region.actor("team_leader", at=region.fredensborg)
    return list(queries.due("first_offer", actor=actor, limits=items.limits(NOW, TODAY), whose=queries.Whose()))


@pytest.mark.parametrize(("status", "is_due"), [("ended", False), ("cancelled", True), ("planned", True)])
def test_the_receiver_is_told_it_is_overdue_only_where_no_offer_was_given(
    region: Region, signed_in: SignedIn, status: str, is_due: bool
) -> None:
    person = region.person(contact=region.member("caseworker"), takeover_on=TODAY - timedelta(days=200))
    told = {"outcome": "goal_reached", "ended_on": TODAY - timedelta(days=90)} if status == "ended" else {}
    region.stay(person, status=status, starts_on=TODAY - timedelta(days=180), **told)
    here = moved(region, person, region.fredensborg)
    assert bool(due(region)) == is_due
    page = signed_in(region.member("caseworker", at=region.fredensborg)).get(f"/borgere/{here.pk}/").text
    assert ("Det første virksomhedsrettede tilbud" in page) == is_due


def test_without_any_stay_there_it_is_due_as_before(region: Region) -> None:
    person = region.person(contact=region.member("caseworker"), takeover_on=TODAY - timedelta(days=200))
    here = moved(region, person, region.fredensborg)
    assert due(region) == [here]
