"""S40, Sønderborg's efforts for the activity-ready, as far as they measure: FIP progression shown visually in the case
(S40-3), small steps while a trial at a workplace runs; and no list and no mentor ever reads it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership
from tovholder.pathways import progress_services
from tovholder.people.models import Access, Person

SignedIn = Callable[[Membership], Client]


def answered(region: Region, person: Person, values: dict[str, int], weeks: int) -> None:
    at: datetime = timezone.now() - timedelta(weeks=weeks)
    actor = region.actor("caseworker")
    made = progress_services.begin(
        person_id=person.pk, choice="way_to_work", respondent="citizen", together=True, actor=actor, now=at
    )
    progress_services.fill(measurement_id=made.pk, answers=values, version=1, actor=actor, now=at, send=True)


def test_s40_3_small_steps_are_seen_while_a_trial_runs_and_a_small_one_is_not_made_large(
    region: Region, signed_in: SignedIn
) -> None:
    amina = region.person("Amina", contact=region.member("caseworker"))
    region.stay(amina)
    for weeks, jobs, danish in ((26, 1, 2), (13, 2, 2), (1, 2, 3)):
        answered(region, amina, {"c_jobs": jobs, "c_danish": danish, "c_help": 3}, weeks)
    page = signed_in(region.member("caseworker")).get(f"/progression/borger/{amina.pk}/").text
    assert page.count('class="chart-mine-mark"') >= 9
    assert "1 trin op siden det første af 3 svar" in page
    assert "+1 trin, set én gang i 3 svar" in page
    assert "Som i begyndelsen efter 3 svar" in page
    assert "Svar igen senest" in page


def test_s40_3_no_list_and_no_mentor_reads_an_answer(region: Region, signed_in: SignedIn) -> None:
    amina = region.person("Amina", contact=region.member("caseworker"))
    answered(region, amina, {"c_jobs": 1}, 1)
    consultant = signed_in(region.member("company_consultant"))
    for address in ("/borgere/", "/tavler/", "/min-dag/"):
        assert "Job jeg kan få" not in consultant.get(address).text
    mentor = region.member("mentor")
    Access.objects.create(
        person=amina, organisation=region.helsingor, membership=mentor, purpose="mentoring", fields="contact",
        starts_on=timezone.localdate(),
    )  # fmt: skip
    assert signed_in(mentor).get(f"/progression/borger/{amina.pk}/").status_code in (403, 404)
