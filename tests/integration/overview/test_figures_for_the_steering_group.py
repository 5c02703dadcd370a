"""The steering group sees counts for the partnership, and neither a name nor a small count."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership, Organisation, Partnership, ReadEvent
from tovholder.worklists import uniform_service

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def steering(region: Region, signed_in: SignedIn) -> Client:
    secretariat = Organisation.objects.create(kind="secretariat", name="Sekretariatet")
    Partnership.objects.get().organisations.add(secretariat)
    return signed_in(region.member("steering_member", at=secretariat))


def test_small_counts_are_hidden(steering: Client, region: Region) -> None:
    for name in ("Amina", "Bashir", "Chen"):
        region.stay(region.person(name))
    page = steering.get("/overblik/").content.decode()
    assert "under 5" in page
    assert "Amina" not in page


def test_larger_counts_are_shown_for_each_municipality(steering: Client, region: Region) -> None:
    for number in range(6):
        region.stay(region.person(f"Amina{number}"))
    page = steering.get("/overblik/").content.decode()
    assert "Helsingør Kommune" in page
    assert ">6</td>" in page


def test_what_lies_outside_the_partnership_is_not_counted(steering: Client, region: Region) -> None:
    stranger = Organisation.objects.create(kind="municipality", name="Odense Kommune", municipality_code="0461")
    for number in range(9):
        region.stay(region.person(f"Amina{number}", at=stranger))
    page = steering.get("/overblik/").content.decode()
    assert "Odense" not in page
    assert ">9</td>" not in page


def test_nobody_is_looked_up_and_nothing_is_logged(steering: Client, region: Region) -> None:
    region.stay(region.person())
    steering.get("/overblik/")
    assert not ReadEvent.objects.exists()


@pytest.mark.parametrize("role", ["caseworker", "team_leader", "administrator", "mentor", "citizen"])
def test_others_do_not_see_the_figures(region: Region, signed_in: SignedIn, role: str) -> None:
    assert signed_in(region.member(role)).get("/overblik/").status_code == 403


def test_the_page_asks_few_questions(steering: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        steering.get("/overblik/")


FRIDAY = datetime(2026, 3, 6, 14, 0, tzinfo=NOW.tzinfo)


def served(region: Region, *, now: datetime) -> uniform_service.Service:
    secretariat = Organisation.objects.create(kind="secretariat", name="Sekretariatet")
    Partnership.objects.get().organisations.add(secretariat)
    actor = region.actor("steering_member", at=secretariat)
    [found] = uniform_service.by_municipality(actor=actor, now=now, on=now.date())
    return found


def test_an_order_that_is_not_due_yet_is_not_late(region: Region) -> None:
    for number in range(5):
        region.order(f"Svaret{number}", received_at=FRIDAY, answered_at=FRIDAY + timedelta(hours=1))
    region.order("Venter", received_at=FRIDAY, answered_at=None)
    told = served(region, now=FRIDAY + timedelta(days=2))
    assert (told.orders, told.answerable, told.answered_in_time) == (6, 5, 100)


def test_the_clock_stands_still_in_the_weekend_as_on_the_orders_page(region: Region) -> None:
    for number in range(5):
        region.order(f"Mandag{number}", received_at=FRIDAY, answered_at=FRIDAY + timedelta(days=3, hours=-1))
    region.order("For sent", received_at=FRIDAY, answered_at=FRIDAY + timedelta(days=3, hours=1))
    told = served(region, now=FRIDAY + timedelta(days=9))
    assert (told.answerable, told.answered_in_time) == (6, 83)


def test_a_share_of_too_few_is_not_told(region: Region, steering: Client) -> None:
    now = timezone.now()
    region.order("Svaret", received_at=now, answered_at=now)
    for number in range(5):
        region.order(f"Venter{number}", received_at=now, answered_at=None)
    page = steering.get("/overblik/").text
    assert "17 %" not in page
    assert "ikke har nået sin frist" in page
