"""A profile written by a municipality, a union and a school, for the tests of profiles."""

from datetime import datetime

from tests.integration.region import NOW, Region
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Organisation, Partnership
from tovholder.companies import profile_services as services
from tovholder.companies.models import CandidateProfile, ProfileVersion
from tovholder.companies.profile_rules import Content

CLEANING = Content(
    education="Grundskole",
    danish_level=30,
    required=("room_cleaning",),
    licences=("driving_b",),
    practice="Fire uger på et hotel",
)


def partner(region: Region, kind: str, role: str) -> Actor:
    """A member of one more organisation of the partnership, the same one each time."""
    body, is_new = Organisation.objects.get_or_create(kind=kind, name=f"{kind} i nord")
    if is_new:
        Partnership.objects.get().organisations.add(body)
    return accounts.actor_of(region.member(role, at=body))


def begun(region: Region, content: Content = CLEANING, *, now: datetime = NOW, **more: object) -> CandidateProfile:
    """A draft of Helsingør's with these words."""
    lead = region.actor("company_consultant")
    told = {"title": "Rengøringsassistent på hotel", "industry": "cleaning", "occupation": "cleaner"} | more
    profile = services.open_profile(actor=lead, now=now, **told)  # type: ignore[arg-type]
    services.write(profile_id=profile.pk, edition=1, content=content, actor=lead, now=NOW)
    return profile


def draft_of(profile: CandidateProfile) -> ProfileVersion:
    return ProfileVersion.objects.get(profile=profile, status="draft")


def published(region: Region, content: Content = CLEANING, *, now: datetime = NOW) -> CandidateProfile:
    """The same, with the union's yes."""
    lead, union = region.actor("company_consultant"), partner(region, "union", "steering_member")
    profile = begun(region, content, now=now)
    services.ask_party(profile_id=profile.pk, organisation_id=union.organisation_id or 0, actor=lead, now=now)
    edition = draft_of(profile).edition
    services.answer(profile_id=profile.pk, edition=edition, agrees=True, actor=union, now=now)
    services.publish(profile_id=profile.pk, edition=edition, actor=lead, now=now)
    return profile
