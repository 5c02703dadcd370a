"""S07, cross service in Hedensted: staff know what the whole municipality offers, and a visit becomes one plan."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.integration.region import Region
from tovholder.accounts.models import Membership, Unit
from tovholder.companies.models import CompanyContactEvent, SolutionPlan, SolutionTask

SignedIn = Callable[[Membership], Client]


def test_s07_1_a_map_of_the_services_with_owners_is_kept_by_leaders_and_read_by_all_who_meet_companies(
    region: Region, signed_in: SignedIn
) -> None:
    owner = region.member("company_consultant")
    told = {"name": "Elevplads", "words": "Når de vil have elever", "unit": region.unit.pk, "owner": str(owner.pk)}
    assert signed_in(owner).post("/kontakt/tilbud/", told).status_code == 422
    signed_in(region.member("team_leader")).post("/kontakt/tilbud/", told)
    page = signed_in(region.member("caseworker", at=region.fredensborg)).get("/kontakt/tilbud/").content.decode()
    assert "Elevplads" in page
    assert owner.user.name in page


def test_s07_2_a_joint_visit_becomes_one_plan_with_tasks_in_several_departments(
    region: Region, signed_in: SignedIn
) -> None:
    anna, today = region.member("company_consultant"), timezone.localdate()
    browser, business = (
        signed_in(anna),
        Unit.objects.create(organisation=region.helsingor, name="Erhverv", field="business"),
    )
    visit = CompanyContactEvent.objects.create(
        company=region.company, organisation=region.helsingor, kind="joint_visit", held_on=today, made_at=timezone.now()
    )
    told = {"kind": "solution", "title": "Folk og lokaler", "words": "Tyve flere", "owner": str(anna.pk)}
    browser.post(f"/kontakt/virksomhed/{region.company.pk}/plan/?besoeg={visit.pk}", told)
    plan = SolutionPlan.objects.get()
    for unit, words in ((region.unit, "Find tyve"), (business, "Find en grund")):
        task = {"what": "task", "version": 1, "words": words, "unit": unit.pk, "owner": str(anna.pk)}
        browser.post(f"/kontakt/planer/{plan.pk}/", task | {"due_on": today + timedelta(days=30)})
    assert (plan.visit, plan.tasks.count(), plan.tasks.values("unit").distinct().count()) == (visit, 2, 2)
    early = browser.post(f"/kontakt/planer/{plan.pk}/", {"what": "close", "version": 1, "outcome": "Færdig"})
    assert early.status_code == 422
    for task_id in SolutionTask.objects.values_list("pk", flat=True):
        browser.post(f"/kontakt/planer/{plan.pk}/gjort/", {"task": task_id})
    browser.post(f"/kontakt/planer/{plan.pk}/", {"what": "close", "version": 1, "outcome": "Færdig"})
    plan.refresh_from_db()
    assert (plan.outcome, plan.closed_at is not None) == ("Færdig", True)
