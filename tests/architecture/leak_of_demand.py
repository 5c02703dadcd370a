"""Profiles, plans and the like for the leak walk: one of each home, with somebody of a sender put forward."""

from datetime import timedelta
from typing import Any

from tovholder.accounts.models import Organisation
from tovholder.companies.models import (
    CandidateProfile,
    DemandPlan,
    Nomination,
    PlannedDemand,
    ProfileParty,
    ProfileText,
    ProfileVersion,
    TradePhrase,
)


def add(world: Any, home: str, company: Organisation) -> None:
    """A published profile with a draft beside it that the company was asked about, a plan and a phrase."""
    at = world.homes[home]
    facts = {"organisation": at, "title": f"Profil {home}", "industry": "cleaning", "occupation": "cleaner"}
    profile = CandidateProfile.objects.create(created_at=world.now, **facts)
    told = {"danish_level": 30, "required": ["room_cleaning"], "changed_at": world.now}
    version = ProfileVersion.objects.create(
        profile=profile, number=1, status="published", published_at=world.now, **told
    )
    draft = ProfileVersion.objects.create(profile=profile, number=2, **told)
    text = ProfileText.objects.create(
        version=draft, organisation=company, at=world.now, base={}, content={"practice": "Hotel"}, status="sent"
    )
    ProfileParty.objects.create(profile=profile, organisation=company, asked_at=world.now)
    sent = {"version": version, "organisation": at, "basis": "agreed", "answers": {"danish": "yes"}}
    nomination = Nomination.objects.create(reference="AK-17", created_at=world.now, **sent)
    period = {"starts_on": world.today, "ends_before": world.today + timedelta(days=99)}
    plan = DemandPlan.objects.create(
        organisation=at, kind="project", title=f"Letbane {home}", created_at=world.now, **period
    )
    need = PlannedDemand.objects.create(plan=plan, needed_on=world.today, occupation="cleaner", number=4)
    phrase = TradePhrase.objects.create(
        organisation=at, industry="cleaning", situation="Trappen", words="trin, gelænder", danish_level=20, at=world.now
    )
    world.keep("profile_id", profile)
    world.keep("nomination_id", nomination)
    world.keep("text_id", text)
    world.keep("plan_id", plan)
    world.keep("demand_id", need)
    world.keep("phrase_id", phrase)
