"""S53, Rambøll's case of Nordfyn: existing practices are the natural occasion for paid hours, at companies one knows
well. End to end, as a company consultant."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.placements import ladder_queries, ladder_services
from tovholder.placements.models import FollowUp, HoursPeriod, HoursReport, Placement

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def kim(region: Region) -> Membership:
    return region.member("company_consultant", initials="KS")


def practice(region: Region, name: str, *, follow_up_in: int, ends_in: int = 60, **facts: object) -> Placement:
    today = timezone.localdate()
    told: dict[str, object] = {"starts_on": today - timedelta(weeks=9), "ends_before": today + timedelta(days=ends_in)}
    stay = region.stay(region.person(name), **(told | {"hours_unpaid": 20} | facts))
    FollowUp.objects.create(placement=stay, due_on=today + timedelta(days=follow_up_in))
    return stay


def test_s53_1_stays_due_for_a_follow_up_or_an_end_are_listed_as_occasions_for_a_talk_about_pay(
    region: Region, signed_in: SignedIn, kim: Membership
) -> None:
    practice(region, "Amina", follow_up_in=7)
    practice(region, "Biniam", follow_up_in=8)
    practice(region, "Carla", follow_up_in=30, ends_in=5)
    practice(region, "Dawit", follow_up_in=1, hours_unpaid=0, hours_paid=20)
    page = signed_in(kim).get("/trappe/").text
    assert [name in page for name in ("Amina", "Biniam", "Carla", "Dawit")] == [True, False, True, False]
    assert "9 uger uden løntimer" in page


def test_s53_1_who_was_asked_lately_is_not_on_the_list_and_my_day_says_ask(
    region: Region, signed_in: SignedIn, kim: Membership
) -> None:
    stay = practice(region, "Amina", follow_up_in=2, consultant=kim)
    browser = signed_in(kim)
    assert "spørg om løntimer" in browser.get("/min-dag/").text
    ladder_services.note_paid_talk(
        placement_id=stay.pk,
        held_on=timezone.localdate(),
        answer="later",
        actor=region.actor("company_consultant", initials="KS"),
        now=timezone.now(),
    )
    assert "Amina" not in browser.get("/trappe/").text
    assert "Amina" in browser.get("/trappe/?alle=1").text


def test_s53_2_hour_changes_are_recorded_per_stay_and_never_twice_for_one_day(region: Region, kim: Membership) -> None:
    stay, today = practice(region, "Amina", follow_up_in=2), timezone.localdate()
    who = {"placement_id": stay.pk, "now": timezone.now(), "actor": region.actor("company_consultant", initials="KS")}
    for number, paid in enumerate((0, 5, 15)):
        first = stay.starts_on + timedelta(weeks=2 * number)
        worked = ladder_queries.HoursStep(first, Decimal(20 - paid), Decimal(paid), first + timedelta(weeks=2))
        ladder_services.report_hours(worked=worked, **who)  # type: ignore[arg-type]
    rows = HoursPeriod.objects.filter(placement=stay, real=True).order_by("starts_on")
    assert [row.paid for row in rows] == [0, 5, 15]
    assert HoursReport.objects.filter(party="municipality", by=kim).count() == 3
    assert all(row.ends_before and row.ends_before <= today for row in rows)


def test_s53_2_how_we_stand_with_the_company_is_told_as_facts_and_as_no_score(
    region: Region, signed_in: SignedIn, kim: Membership
) -> None:
    past = {"starts_on": timezone.localdate() - timedelta(weeks=40), "ends_before": None, "status": "ended"}
    for number, outcome in enumerate(("ordinary_job_here", "ordinary_hours", "goal_not_reached", "stopped_by_company")):
        region.stay(region.person(f"Før{number}"), outcome=outcome, **past)
    stay = practice(region, "Amina", follow_up_in=2)
    found = ladder_queries.relations([region.company.pk], actor=region.actor("company_consultant", initials="KS"))
    assert found[region.company.pk] == ladder_queries.Relation(stays=5, led_on=2, problems=1)
    page = signed_in(kim).get("/trappe/").text
    assert "5 forløb hos os, 2 førte videre, 1 stoppet af virksomheden" in " ".join(page.split())
    assert stay.person.given_name in page
