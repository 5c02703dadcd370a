"""What became of stays, in numbers: the tasters of Byg til Vækst (S12-1) and the small jobs of Horsens (S22-3)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tests.integration.region import NOW, Region
from tovholder.accounts.models import Membership
from tovholder.people.models import Person
from tovholder.placements import ladder_reports
from tovholder.placements.models import Placement

BEGUN = date(2017, 3, 1)
# S12: in 2017 there were 93 tasters; 56 became self-supporting, 43 in ordinary jobs and 13 as apprentices.
TASTERS, JOBS, APPRENTICES = 93, 43, 13
# S22: 21 companies found 90 small jobs; 30 percent moved to self-support within 10 months.
SMALL_JOBS, IN_TIME = 90, 27


def people(region: Region, number: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(
            organisation=region.helsingor, given_name=f"P{n}", family_name="Prøve", name_key=f"p{n}", created_at=NOW,
            touched_at=NOW,
        )
        for n in range(number)
    )  # fmt: skip


def stay(region: Region, person: Person, kind: str, begun: date, **facts: object) -> Placement:
    told: dict[str, object] = {"status": "ended", "outcome": "goal_reached", "ended_on": begun + timedelta(days=28)}
    return Placement(
        person=person, organisation=region.helsingor, unit=region.workplace, kind=kind, starts_on=begun,
        created_at=NOW, **(told | facts),
    )  # fmt: skip


def tasters(region: Region) -> None:
    """Each with a taster; 43 go on to a job and 13 to an apprenticeship, ten weeks after they began."""
    everybody = people(region, TASTERS)
    first = Placement.objects.bulk_create(stay(region, one, "taster", BEGUN) for one in everybody)
    later = BEGUN + timedelta(weeks=10)
    going_on = {"status": "started", "outcome": "", "ended_on": None}
    kinds = ["ordinary_job"] * JOBS + ["apprenticeship"] * APPRENTICES
    Placement.objects.bulk_create(
        stay(region, before.person, kind, later, previous=before, **going_on)
        for before, kind in zip(first, kinds, strict=False)
    )


def test_s12_1_of_93_tasters_56_became_self_supporting_43_in_jobs_and_13_as_apprentices(region: Region) -> None:
    tasters(region)
    found = ladder_reports.what_became(
        actor=region.actor("caseworker"), kinds=("taster",), since=date(2017, 1, 1), until=date(2018, 1, 1)
    )
    lines = {line.code: line for line in found.lines}
    assert (found.people, found.self_supporting) == (TASTERS, JOBS + APPRENTICES)
    assert (lines["job"].number, lines["apprenticeship"].number) == (JOBS, APPRENTICES)
    assert (lines["job"].median_weeks, lines["nothing"].number) == (10, TASTERS - JOBS - APPRENTICES)
    assert sum(line.number for line in found.lines) == found.people


def test_s12_1_tasters_are_registered_apart_from_other_practice_and_somebody_counts_once(region: Region) -> None:
    """Two tasters of one person are one person; a job at another time in no chain is not what the taster led to."""
    one, other = people(region, 2)
    stay(region, one, "taster", BEGUN).save()
    stay(region, one, "taster", BEGUN + timedelta(days=60), outcome="apprenticeship").save()
    stay(region, one, "ordinary_job", BEGUN + timedelta(days=90)).save()
    stay(region, other, "work_placement", BEGUN, outcome="ordinary_job_here").save()
    found = ladder_reports.what_became(
        actor=region.actor("caseworker"), kinds=("taster",), since=date(2017, 1, 1), until=date(2018, 1, 1)
    )
    assert (found.people, found.self_supporting) == (1, 0)


def test_s12_1_the_page_tells_the_numbers_with_how_many_people_they_are_about(
    region: Region, signed_in: Callable[[Membership], Client]
) -> None:
    tasters(region)
    page = signed_in(region.member("team_leader")).get("/trappe/hvad-blev-det-til/?aar=2017&form=taster").text
    assert "93 personer begyndte, og 56 af dem blev selvforsørgende" in page


@pytest.mark.parametrize(("days_late", "counted"), [(0, IN_TIME), (1, 0)])
def test_s22_3_small_jobs_are_followed_to_self_support_within_ten_months(
    region: Region, days_late: int, counted: int
) -> None:
    """Who moved on the last day of the ten months is counted, the day after not."""
    begun, limit = date(2017, 1, 10), date(2017, 11, 10)
    first = Placement.objects.bulk_create(
        stay(region, one, "ordinary_hours", begun) for one in people(region, SMALL_JOBS)
    )
    Placement.objects.bulk_create(
        stay(region, job.person, "ordinary_job", limit + timedelta(days=days_late), previous=job)
        for job in first[:IN_TIME]
    )
    found = ladder_reports.small_jobs(
        actor=region.actor("caseworker"), since=date(2017, 1, 1), until=date(2018, 1, 1), on=date(2018, 1, 1)
    )
    assert (found.people, found.followed, found.in_time) == (SMALL_JOBS, SMALL_JOBS, counted)


def test_s22_3_who_began_less_than_ten_months_ago_is_told_but_not_judged(region: Region) -> None:
    stay(region, people(region, 1)[0], "ordinary_hours", date(2017, 3, 2)).save()
    found = ladder_reports.small_jobs(
        actor=region.actor("caseworker"), since=date(2017, 1, 1), until=date(2018, 1, 1), on=date(2018, 1, 1)
    )
    assert (found.people, found.followed) == (1, 0)


def test_a_colleague_of_another_municipality_counts_nobody_of_ours(region: Region) -> None:
    tasters(region)
    abroad = region.actor("caseworker", at=region.fredensborg)
    told = {"kinds": ("taster",), "since": date(2017, 1, 1), "until": date(2018, 1, 1)}
    assert ladder_reports.what_became(actor=abroad, **told).people == 0  # type: ignore[arg-type]
    assert ladder_reports.matches(actor=abroad) == {}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", "1 person begyndte i et småjob i 2017 hos 1 virksomhed."),
        ("en", "1 person began a small job in 2017 at 1 company."),
    ],
)
def test_one_is_told_as_one(
    region: Region, signed_in: Callable[[Membership], Client], language: str, said: str
) -> None:
    region.stay(region.person(), kind="ordinary_hours", starts_on=date(2017, 3, 1), ends_before=None)
    client = signed_in(region.member("team_leader"))
    client.cookies["django_language"] = language
    assert said in client.get("/trappe/hvad-blev-det-til/?aar=2017&form=taster").text
