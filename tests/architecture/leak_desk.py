"""What the company desk has of every kind, for the walk: requests, visits, plans and needs sent on."""

from datetime import timedelta
from typing import TYPE_CHECKING

from tovholder.accounts.models import Unit
from tovholder.companies.models import (
    Company,
    CompanyContactEvent,
    CompanyReferral,
    CompanyRequest,
    MunicipalService,
    RequestStep,
    SolutionPlan,
    SolutionTask,
)

if TYPE_CHECKING:
    from tests.architecture.leak_region import World


def make(world: "World", home: str) -> None:
    """One of each at the home: a problem on the clock, a visit to come, a plan with a task, a need for the partner."""
    at, company = world.homes[home], Company.objects.get(cvr="10000009")
    owner = world.viewer(f"{home}/company_consultant").membership
    told = {"company": company, "request_key": ""}
    request = CompanyRequest.objects.create(
        kind="problem", words="Det går skævt", received_by=at, owner=owner, received_at=world.now, warn_at=world.now,
        due_at=world.now + timedelta(hours=24), arrive_by=world.now + timedelta(hours=24), **told,
    )  # fmt: skip
    RequestStep.objects.create(request=request, at=world.now, step="received", owner=owner)
    world.keep("request_id", request)
    visit = CompanyContactEvent.objects.create(
        organisation=at, by=owner, kind="visit", planned_on=world.today, purpose="Nye folk", made_at=world.now, **told
    )
    world.keep("event_id", visit)
    plan = SolutionPlan.objects.create(
        organisation=at, kind="solution", title="Samlet", owner=owner, made_at=world.now, **told
    )
    unit = Unit.objects.filter(organisation=at).first()
    SolutionTask.objects.create(plan=plan, unit=unit, owner=owner, words="Ring", due_on=world.today)
    world.keep("plan_id", plan)
    other = world.homes[{"helsingor": "fredensborg"}.get(home, "helsingor")]
    referral = CompanyReferral.objects.create(
        sender=other, receiver=at, words="De bygger ud", sent_at=world.now, sent_by=owner, **told
    )
    world.keep("referral_id", referral)
    MunicipalService.objects.create(organisation=at, unit=unit, name="Elevplads", changed_at=world.now)
