"""Writes on candidate profiles: open, write, ask a party, comment, answer, publish, begin anew; put somebody forward.

Who may do what is `profile_rules`; a text that somebody else changed meanwhile is refused as stale."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.companies import ended_services, queries
from tovholder.companies import ledger_services as ledger
from tovholder.companies import profile_queries as profiles
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

_SENT_TWICE = timedelta(minutes=10)


@transaction.atomic
def open_profile(
    *, title: str, industry: str, occupation: str, actor: Actor, now: datetime, order_id: int | None = None
) -> CandidateProfile:
    """Begin a profile; the actor's organisation leads it. Sent twice is one profile."""
    _writer(actor)
    order = None if order_id is None else queries.order(order_id, actor=actor)
    facts = {"title": title.strip(), "industry": industry, "occupation": occupation, "order": order}
    _in_turn(actor)
    sent = CandidateProfile.objects.filter(
        organisation_id=actor.organisation_id, created_at__gt=now - _SENT_TWICE, **facts
    )
    if (made := sent.first()) is not None:
        return made
    made = CandidateProfile.objects.create(
        organisation_id=actor.organisation_id, by_id=actor.membership_id, created_at=now, **facts
    )
    ProfileVersion.objects.create(profile=made, number=1, changed_by_id=actor.membership_id, changed_at=now)
    _audit(actor, "profile.open", made)
    return made


@transaction.atomic
def write(*, profile_id: int, edition: int, content: rules.Content, actor: Actor, now: datetime) -> ProfileVersion:
    """Write in the draft. Every change is a new edition, to which nobody has said yes. Raises Stale."""
    profile, draft = _draft(profile_id, actor)
    _writer(actor)
    if draft.edition != edition:
        raise Stale
    before = profiles.content(draft)
    if before == content:
        return draft
    ProfileText.objects.create(
        version=draft, organisation_id=actor.organisation_id or profile.organisation_id, by_id=actor.membership_id,
        at=now, base=asdict(before), content=asdict(content),
    )  # fmt: skip
    for name, value in asdict(content).items():
        setattr(draft, name, list(value) if isinstance(value, tuple) else value)
    draft.edition += 1
    draft.changed_by_id, draft.changed_at = actor.membership_id, now
    draft.save()
    _audit(actor, "profile.write", profile)
    return draft


@transaction.atomic
def begin_anew(*, profile_id: int, actor: Actor, now: datetime) -> ProfileVersion:
    """A new draft with the words of the published version, which holds until the draft is published. Twice is one."""
    profile = _lead(profile_id, actor)
    _hold(profile)
    draft = profiles.locked_draft(profile)
    if draft is not None:
        return draft
    before = ProfileVersion.objects.filter(profile=profile).order_by("-number")[0]
    told = {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(profiles.content(before)).items()}
    draft = ProfileVersion.objects.create(
        profile=profile, number=before.number + 1, changed_by_id=actor.membership_id, changed_at=now, **told
    )
    for party in profile.parties.all():
        _tell_company(profile, draft, party.organisation_id, actor, now)
    _audit(actor, "profile.begin_anew", profile)
    return draft


@transaction.atomic
def ask_party(*, profile_id: int, organisation_id: int, actor: Actor, now: datetime) -> None:
    """Ask an organisation to write along and to answer. Twice is once."""
    profile = _lead(profile_id, actor)
    _hold(profile)
    if profile.parties.filter(organisation_id=organisation_id).exists():
        return
    company = Company.objects.filter(organisation_id=organisation_id).first()
    if company is not None:
        ended_services.require_going_on(company)
    if not profiles.possible_parties(profile, actor=actor).filter(pk=organisation_id).exists():
        raise OutOfReach("organisation")
    ProfileParty.objects.create(profile=profile, organisation_id=organisation_id, asked_at=now)
    draft = profiles.locked_draft(profile)
    if draft is not None:
        _tell_company(profile, draft, organisation_id, actor, now)
    _audit(actor, "profile.ask_party", profile)


@transaction.atomic
def comment(*, profile_id: int, words: str, actor: Actor, now: datetime) -> ProfileComment:
    """Say something about the draft. Sent twice is one comment."""
    profile, draft = _draft(profile_id, actor)
    _answerer(actor)
    facts = {"version": draft, "organisation_id": actor.organisation_id, "words": words.strip()}
    facts["by_id"] = actor.membership_id
    made = ProfileComment.objects.filter(at__gt=now - _SENT_TWICE, **facts).first()
    if made is not None:
        return made
    made = ProfileComment.objects.create(at=now, **facts)
    _audit(actor, "profile.comment", profile)
    return made


@transaction.atomic
def answer(*, profile_id: int, edition: int, agrees: bool, actor: Actor, now: datetime) -> None:
    """Say yes or no for a party to what is read. Raises Stale when the draft was changed meanwhile."""
    profile, draft = _draft(profile_id, actor)
    _answerer(actor)
    if not profile.parties.filter(organisation_id=actor.organisation_id).exists():
        raise NotAllowed("profile.not_asked")
    if draft.edition != edition:
        raise Stale
    ProfileAnswer.objects.update_or_create(
        version=draft,
        organisation_id=actor.organisation_id,
        defaults={"edition": edition, "agrees": agrees, "by_id": actor.membership_id, "at": now},
    )
    company = Company.objects.filter(organisation_id=actor.organisation_id).first()
    if company is not None:
        ledger.answered(key=_key(draft, company), answer="yes" if agrees else "no", now=now)
    _audit(actor, "profile.answer", profile)


@transaction.atomic
def publish(*, profile_id: int, edition: int, actor: Actor, now: datetime) -> ProfileVersion:
    """Let the draft hold, in place of the version before. Refused while a party has not said yes to this edition."""
    profile = _lead(profile_id, actor)
    _hold(profile)
    _, draft = _draft(profile_id, actor)
    if draft.edition != edition:
        raise Stale
    answers = {each.organisation_id: each.agrees for each in draft.answers.all() if each.edition == edition}
    decision = rules.may_publish(
        content=profiles.content(draft),
        asked=profiles.who_can_answer(profile),
        answers=answers,
        is_position=profile.order_id is not None,
    )
    if not decision.allowed:
        raise NotAllowed(decision.code, **decision.facts)
    ProfileVersion.objects.filter(profile=profile, status="published").update(status="past")
    draft.status, draft.published_at = "published", now
    draft.save()
    _audit(actor, "profile.publish", profile)
    return draft


@transaction.atomic
def nominate(
    *, profile_id: int, reference: str, basis: str, answers: Mapping[str, str], actor: Actor, now: datetime
) -> Nomination:
    """Put somebody forward under the sender's own reference. Refused for what could be a name. Twice is once."""
    _writer(actor)
    version = profiles.published(profile_id, actor=actor)
    number = reference.strip().upper()
    if not rules.may_be_reference(number):
        raise NotAllowed("nomination.reference_only")
    if not parameters.is_term("nomination_bases", basis, on=localdate(now)):
        raise NotAllowed("nomination.no_basis")
    asked = rules.questions(profiles.content(version))
    told = {question: answers[question] for question in asked if answers.get(question) in ("yes", "no")}
    made, is_new = Nomination.objects.get_or_create(
        version=version,
        organisation_id=actor.organisation_id,
        reference=number,
        defaults={"by_id": actor.membership_id, "basis": basis, "answers": told, "created_at": now},
    )
    if is_new:
        _audit(actor, "nomination.send", version.profile)
    return made


@transaction.atomic
def answer_nomination(*, nomination_id: int, status: str, actor: Actor, now: datetime) -> Nomination:
    """The lead wants to meet the candidate, or not; the sender takes back its own. The first answer stands."""
    found = profiles.nomination(nomination_id, actor=actor)
    is_lead = profiles.leads(found.version.profile, actor=actor)
    lawful = {"wanted", "not_wanted"} if is_lead else set()
    lawful |= {"withdrawn"} if found.organisation_id == actor.organisation_id else set()
    if status not in lawful:
        raise NotAllowed("nomination.not_yours")
    if found.status in ("not_wanted", "withdrawn") or (found.status == "wanted" and status != "withdrawn"):
        return found
    found.status, found.answered_at = status, now
    found.save(update_fields=["status", "answered_at"])
    _audit(actor, f"nomination.{status}", found.version.profile)
    return found


def _in_turn(actor: Actor) -> None:
    """Of two forms of one organisation sent at once the second waits for the first here."""
    if actor.role != SYSTEM_ROLE:
        Organisation.objects.select_for_update().get(pk=actor.organisation_id)


def _hold(profile: CandidateProfile) -> None:
    CandidateProfile.objects.select_for_update().get(pk=profile.pk)


def _writer(actor: Actor) -> None:
    if not profiles.may_write(actor):
        raise NotAllowed("profile.not_your_work")


def _answerer(actor: Actor) -> None:
    if not rules.may_answer(actor.kind, actor.role):
        raise NotAllowed("profile.not_your_work")


def _lead(profile_id: int, actor: Actor) -> CandidateProfile:
    profile = profiles.profile(profile_id, actor=actor)
    if not profiles.leads(profile, actor=actor):
        raise NotAllowed("profile.by_its_lead", organisation=profile.organisation.name)
    return profile


def _draft(profile_id: int, actor: Actor) -> tuple[CandidateProfile, ProfileVersion]:
    """The draft under lock, for the lead and the parties. Raises OutOfReach for others, NotAllowed without a draft."""
    profile = profiles.profile(profile_id, actor=actor)
    if not profiles.is_inside(profile, actor=actor):
        raise OutOfReach("profile")
    draft = profiles.locked_draft(profile)
    if draft is None:
        raise NotAllowed("profile.no_draft")
    return profile, draft


def _tell_company(
    profile: CandidateProfile, draft: ProfileVersion, organisation_id: int, actor: Actor, now: datetime
) -> None:
    """A company that is asked has been asked for something: it stands in its ledger. One that has ended is not."""
    company = Company.objects.filter(organisation_id=organisation_id, ended_on__isnull=True).first()
    if company is not None:
        key = _key(draft, company)
        ledger.ask(company_id=company.pk, kind="profile", key=key, actor=actor, now=now, words=profile.title)


def _key(draft: ProfileVersion, company: Company) -> str:
    return f"profile:{draft.profile_id}:{draft.number}:company:{company.pk}"


def _audit(actor: Actor, action: str, profile: CandidateProfile) -> None:
    audit.record(actor=actor, action=action, target=f"profile:{profile.pk}")
