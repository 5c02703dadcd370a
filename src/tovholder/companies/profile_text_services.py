"""What a company writes for a candidate profile: sent to the lead, who takes it in or declines it (S01-3).

Every text is kept. One written on a draft that has changed since is laid together with it (`profile_rules`)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.companies import profile_queries as profiles
from tovholder.companies import profile_rules as rules
from tovholder.companies import profile_services
from tovholder.companies.models import CandidateProfile, ProfileText, ProfileVersion


@transaction.atomic
def send_text(
    *, profile_id: int, edition: int, content: rules.Content, words: str, actor: Actor, now: datetime
) -> ProfileText:
    """Send the lead the draft as one's organisation would have it. Sent twice is one. Raises Stale."""
    profile = profiles.profile(profile_id, actor=actor)
    if not profiles.is_inside(profile, actor=actor):
        raise OutOfReach("profile")
    if not rules.may_answer(actor.kind, actor.role):
        raise NotAllowed("profile.not_your_work")
    draft = _draft(profile)
    told: dict[str, Any] = {"base": asdict(profiles.content(draft)), "content": asdict(content), "words": words.strip()}
    same = _waiting(draft, actor, told)
    if same is not None:
        return same
    if draft.edition != edition:
        raise Stale
    if profiles.content(draft) == content:
        raise NotAllowed("profile.nothing_new")
    made = ProfileText.objects.create(
        version=draft, organisation_id=actor.organisation_id, by_id=actor.membership_id, at=now, status="sent", **told
    )
    _audit(actor, "profile.send_text", profile)
    return made


def _draft(profile: CandidateProfile) -> ProfileVersion:
    draft = profiles.locked_draft(profile)
    if draft is None:
        raise NotAllowed("profile.no_draft")
    return draft


def _waiting(draft: ProfileVersion, actor: Actor, told: dict[str, Any]) -> ProfileText | None:
    """The very same text of the same organisation, if it waits already."""
    rows = ProfileText.objects.filter(version=draft, organisation_id=actor.organisation_id, status="sent")
    plain = ProfileText(**told)
    return next((each for each in rows if _same(each, plain)), None)


def _same(one: ProfileText, other: ProfileText) -> bool:
    return profiles.written(one)[1] == profiles.written(other)[1] and one.words == other.words


@transaction.atomic
def take_in(
    *, profile_id: int, text_id: int, edition: int, content: rules.Content, actor: Actor, now: datetime
) -> ProfileVersion:
    """The lead lets the draft say what was sent, as the lead has read it through. Raises Stale."""
    _profile, text = _to_answer(profile_id, text_id, actor)
    draft = profile_services.write(profile_id=profile_id, edition=edition, content=content, actor=actor, now=now)
    _answered(text, "taken", "", actor, now)
    return draft


@transaction.atomic
def decline(*, profile_id: int, text_id: int, words: str, actor: Actor, now: datetime) -> None:
    """The lead leaves it out, and says why. The text stays where all who write along can read it."""
    profile, text = _to_answer(profile_id, text_id, actor)
    _answered(text, "declined", words, actor, now)
    _audit(actor, "profile.decline_text", profile)


def _to_answer(profile_id: int, text_id: int, actor: Actor) -> tuple[CandidateProfile, ProfileText]:
    profile = profiles.profile(profile_id, actor=actor)
    if not profiles.leads(profile, actor=actor):
        raise NotAllowed("profile.by_its_lead", organisation=profile.organisation.name)
    profiles.locked_draft(profile)  # of two who answer at once the second waits here
    text = profiles.sent_text(profile, text_id)
    if text.status != "sent":
        raise NotAllowed("profile.text_is_answered")
    return profile, text


def _answered(text: ProfileText, status: str, words: str, actor: Actor, now: datetime) -> None:
    text.status, text.answer, text.answered_at, text.answered_by_id = status, words.strip(), now, actor.membership_id
    text.save(update_fields=["status", "answer", "answered_at", "answered_by"])


def _audit(actor: Actor, action: str, profile: CandidateProfile) -> None:
    audit.record(actor=actor, action=action, target=f"profile:{profile.pk}")
