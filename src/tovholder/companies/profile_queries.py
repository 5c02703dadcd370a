"""Candidate profiles as each may see them: drafts by the parties, published versions by the whole partnership."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import profile_rules as rules
from tovholder.companies.models import (
    CandidateProfile,
    Company,
    Nomination,
    ProfileAnswer,
    ProfileComment,
    ProfileParty,
    ProfileText,
    ProfileVersion,
)

READERS = COMPANY_STAFF | {Role.COORDINATOR, Role.STEERING_MEMBER, Role.SCHOOL_CONSULTANT, Role.LANGUAGE_ADVISER}
SHOWN = ("published", "past")
_TEXTS = 50


def may_write(actor: Actor) -> bool:
    return actor.role == SYSTEM_ROLE or rules.may_write(actor.kind, actor.role)


def _asked(actor: Actor) -> Exists:
    return Exists(ProfileParty.objects.filter(profile=OuterRef("pk"), organisation_id=actor.organisation_id))


def visible(*, actor: Actor) -> QuerySet[CandidateProfile]:
    """Profiles the actor leads or was asked for, and those of the partnership with a version that is published."""
    profiles = CandidateProfile.objects.select_related("organisation", "order")
    if actor.role == SYSTEM_ROLE:
        return profiles
    inside = Q(organisation_id=actor.organisation_id) | Q(_asked(actor))
    if actor.role == Role.COMPANY_CONTACT:
        return profiles.filter(Q(_asked(actor)))
    if actor.role not in READERS:
        return profiles.none()
    together = accounts.partner_organisations(actor=actor).values("pk")
    shown = Exists(ProfileVersion.objects.filter(profile=OuterRef("pk"), status__in=SHOWN))
    return profiles.filter(inside | Q(shown, organisation__in=together))


def listed(*, actor: Actor, industry: str = "") -> QuerySet[CandidateProfile]:
    """Profiles for a list, each with `is_published` and, for those inside, `has_draft`."""
    versions = ProfileVersion.objects.filter(profile=OuterRef("pk"))
    found = visible(actor=actor).annotate(
        is_published=Exists(versions.filter(status="published")), has_draft=Exists(versions.filter(status="draft"))
    )
    return found.filter(industry=industry) if industry else found


def profile(profile_id: int, *, actor: Actor) -> CandidateProfile:
    """One profile with its parties. Raises OutOfReach."""
    found = visible(actor=actor).prefetch_related("parties__organisation").filter(pk=profile_id).first()
    if found is None:
        raise OutOfReach("profile")
    return found


def is_inside(profile: CandidateProfile, *, actor: Actor) -> bool:
    """Whether the actor's organisation leads the profile or was asked for it: it sees drafts, comments and answers."""
    parties = {party.organisation_id for party in profile.parties.all()}
    return actor.role == SYSTEM_ROLE or actor.organisation_id in parties | {profile.organisation_id}


def leads(profile: CandidateProfile, *, actor: Actor) -> bool:
    return actor.organisation_id == profile.organisation_id and may_write(actor)


def versions(profile: CandidateProfile, *, actor: Actor) -> list[ProfileVersion]:
    """All versions the actor may see, newest first, with answers and comments for those inside."""
    found = ProfileVersion.objects.filter(profile=profile).select_related("changed_by__user").order_by("-number")
    if not is_inside(profile, actor=actor):
        return list(found.filter(status__in=SHOWN))
    answers = ProfileAnswer.objects.select_related("organisation")
    comments = ProfileComment.objects.select_related("organisation", "by__user").order_by("at", "pk")
    return list(found.prefetch_related(Prefetch("answers", answers), Prefetch("comments", comments)))


def published(profile_id: int, *, actor: Actor) -> ProfileVersion:
    """The version that holds. Raises OutOfReach when there is none within reach."""
    reachable = ProfileVersion.objects.filter(profile__in=visible(actor=actor), status="published")
    found = reachable.select_related("profile__organisation").filter(profile_id=profile_id).first()
    if found is None:
        raise OutOfReach("profile")
    return found


def locked_draft(profile: CandidateProfile) -> ProfileVersion | None:
    """The draft under lock, of a profile the caller has reached."""
    return ProfileVersion.objects.select_for_update().filter(profile=profile, status="draft").first()


def content(version: ProfileVersion) -> rules.Content:
    """A version as plain values."""
    return _content({each.name: getattr(version, each.name) for each in fields(rules.Content)})


def written(text: ProfileText) -> tuple[rules.Content, rules.Content]:
    """What the writer had read, and what they wrote."""
    return _content(text.base), _content(text.content)


def _content(told: Mapping[str, Any]) -> rules.Content:
    return rules.Content(**{name: _plain(value) for name, value in told.items()})


def texts(version: ProfileVersion) -> list[ProfileText]:
    """All that was written for a version, newest first, for those inside. The caller has reached it as one of them."""
    found = ProfileText.objects.filter(version=version).select_related("organisation", "by__user")
    return list(found.order_by("-at", "-pk")[:_TEXTS])


def sent_text(profile: CandidateProfile, text_id: int) -> ProfileText:
    """A text that waits for the lead's answer, for the lead. Raises OutOfReach."""
    rows = ProfileText.objects.select_related("organisation", "version")
    found = rows.filter(version__profile=profile, version__status="draft", pk=text_id).exclude(status="written").first()
    if found is None:
        raise OutOfReach("text")
    return found


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def possible_parties(profile: CandidateProfile, *, actor: Actor) -> QuerySet[Organisation]:
    """Whom the lead can ask: the partnership, and companies that sign in here, go on and that the actor may see."""
    asked = ProfileParty.objects.filter(profile=profile).values("organisation_id")
    together = accounts.partner_organisations(actor=actor).values("pk")
    at_company = Company.objects.filter(organisation__isnull=False, pending_import__isnull=True, ended_on__isnull=True)
    found = Organisation.objects.filter(Q(pk__in=together) | Q(pk__in=at_company.values("organisation_id")))
    kinds = [*rules.WRITERS, "company"]
    return found.filter(kind__in=kinds).exclude(pk=profile.organisation_id).exclude(pk__in=asked).order_by("name")


def who_can_answer(profile: CandidateProfile) -> list[int]:
    """The organisations asked for a yes. A company that has ended says nothing any more, and holds nobody up."""
    gone = Company.objects.filter(ended_on__isnull=False, organisation__isnull=False).values("organisation_id")
    return list(profile.parties.exclude(organisation_id__in=gone).values_list("organisation_id", flat=True))


def nominations(version: ProfileVersion, *, actor: Actor) -> list[Nomination]:
    """Those put forward for a version: all of them for its lead, the own ones for everybody else who writes."""
    if not may_write(actor):
        return []
    found = Nomination.objects.filter(version=version).select_related("organisation", "by__user")
    if not leads(version.profile, actor=actor):
        found = found.filter(organisation_id=actor.organisation_id)
    return list(found.order_by("-created_at", "-pk")[:100])


def nomination(nomination_id: int, *, actor: Actor) -> Nomination:
    """One nomination under lock, for its sender or the profile's lead. Raises OutOfReach."""
    reach = Q(organisation_id=actor.organisation_id) | Q(version__profile__organisation_id=actor.organisation_id)
    rows = Nomination.objects.select_for_update(of=("self",)).select_related("version__profile")
    found = rows.filter(reach, pk=nomination_id).first() if may_write(actor) else None
    if found is None:
        raise OutOfReach("nomination")
    return found
