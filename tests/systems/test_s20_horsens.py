"""S20, highly educated in jobs in Horsens: a match is also a student job, study practice or project cooperation, and
matches are counted by type each year. S20-1 belongs to matching."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.integration.region import NOW, Region
from tovholder import parameters
from tovholder.accounts.models import Membership
from tovholder.people.models import Person
from tovholder.placements import ladder_reports
from tovholder.placements import services as placements
from tovholder.placements.models import Placement
from tovholder.placements.plans import NewPlacement, Statements

SignedIn = Callable[[Membership], Client]
# The seed's 82 matches of 2016: 7 permanent, 18 company practice, 9 student jobs, 48 study practice and projects.
OF_2016 = {"ordinary_job": 7, "work_placement": 18, "student_job": 9, "study_practice": 30, "project": 18}


@pytest.mark.parametrize("kind", ["student_job", "study_practice", "project"])
def test_s20_2_a_match_beyond_employment_is_agreed_as_what_it_is(region: Region, kind: str) -> None:
    new = NewPlacement(
        person_id=region.person("Amina").pk, unit_id=region.workplace.pk, kind=kind, starts_on=date(2026, 4, 1),
        ends_before=date(2026, 7, 1), hours_unpaid=0 if kind == "student_job" else 20,
        hours_paid=15 if kind == "student_job" else 0,
    )  # type: ignore[arg-type]  # fmt: skip
    answer = placements.plan_and_agree(
        new=new, statements=Statements(), actor=region.actor("caseworker"), now=NOW, request_key=kind
    )
    assert answer.agreed, [decision.code for decision in answer.in_the_way]
    assert Placement.objects.get().kind == kind
    assert not parameters.term("placement_kinds", kind).flag("counts_as_activation")


def test_s20_3_the_82_matches_of_2016_come_out_by_type_and_year(region: Region, signed_in: SignedIn) -> None:
    person = region.person("Amina")
    Person.objects.update(programme="introduction_programme")
    Placement.objects.bulk_create(
        Placement(
            person=person, organisation=region.helsingor, unit=region.workplace, kind=kind, status="ended",
            outcome="goal_reached", starts_on=date(2016, 3, 1), ended_on=date(2016, 9, 1), created_at=NOW,
        )
        for kind in Counter(OF_2016).elements()
    )  # fmt: skip
    region.stay(person, kind="student_job", status="planned", starts_on=date(2016, 3, 1), ends_before=None)
    found = ladder_reports.matches(actor=region.actor("caseworker"))
    assert found == {2016: {"permanent": 7, "company_practice": 18, "student_job": 9, "study_project": 48}}
    page = signed_in(region.member("caseworker")).get("/trappe/hvad-blev-det-til/?aar=2016").text
    for words in ("Studiepraktik og projektsamarbejde", ">48<", ">82<"):
        assert words in page


def test_s20_3_candidate_groups_are_counted_without_origin_and_the_page_says_why(
    region: Region, signed_in: SignedIn
) -> None:
    region.stay(region.person("Amina"), starts_on=date(2026, 2, 4), ends_before=date(2026, 3, 4))
    Person.objects.update(programme="introduction_programme")
    page = signed_in(region.member("caseworker")).get("/trappe/hvad-blev-det-til/?aar=2026").text
    assert "Ingen tælles efter oprindelse" in page
    assert f"{parameters.term('programmes', 'introduction_programme').da}: 1" in page
