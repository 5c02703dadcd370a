"""Writes on what is expected of a stay: the text in versions, the signatures of three parties, teaching, observations.

Refused for others' cases, for a stay that is over, and for a version that is no longer the newest (Stale). Everything
asked of the company is in the ledger."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit, personal_links
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import PersonalLink
from tovholder.accounts.roles import Role
from tovholder.companies import ledger_services as ledger
from tovholder.people import case_scope
from tovholder.placements import alignment_queries, alignment_rules, queries
from tovholder.placements.alignment_facts import AlignmentText, Lesson
from tovholder.placements.models import Alignment, AlignmentSignature, Observation, Placement, WorkplaceLesson
from tovholder.placements.services.moving import writable

LINK = alignment_queries.LINK
_REQUIRED = ("absence", "conflict", "readiness", "at_end")


@transaction.atomic
def write_alignment(
    *, placement_id: int, number: int, text: AlignmentText, actor: Actor, now: datetime, renewal: bool = False
) -> Alignment:
    """Write a new version, which all three must sign. `number` is the newest version the writer saw, 0 for none.

    The same text again changes nothing, unless it is said that it was talked through again (`renewal`). The same form
    sent twice by one writer is written once."""
    placement = _open_stay(placement_id, actor)
    parts = text.parts()
    sent_before = _written_just_so(placement, number, parts, renewal, actor)
    if sent_before is not None:
        return sent_before
    newest = _newest_seen(placement, number)
    _check(parts)
    before = AlignmentText.of(newest).parts() if newest else None
    if newest is not None and before == parts and not renewal:
        return newest
    made = _next(placement, newest, parts, renewal, actor, now)
    made.changed = list(alignment_rules.changed_parts(before, parts))
    made.save()
    _ask_company(placement, made, newest, actor, now)
    _audit(placement, "alignment.write", actor, number=made.number, changed=made.changed)
    return made


def _written_just_so(
    placement: Placement, number: int, parts: dict[str, str], renewal: bool, actor: Actor
) -> Alignment | None:
    """The version this very form made when it was sent before: by the same writer, in these words."""
    newest = Alignment.objects.filter(placement=placement, current=True, number=number + 1).first()
    if newest is None or newest.written_by_id is None or newest.written_by_id != actor.membership_id:
        return None
    same = AlignmentText.of(newest).parts() == parts and newest.renewal == (renewal and number > 0)
    return newest if same else None


def _check(parts: dict[str, str]) -> None:
    if not parameters.is_term("alignment_purposes", parts["purpose"]):
        raise NotAllowed("alignment.purpose_missing")
    for part in _REQUIRED:
        if not parts[part]:
            raise NotAllowed("alignment.part_missing", part=part)


def _next(
    placement: Placement, newest: Alignment | None, parts: dict[str, str], renewal: bool, actor: Actor, now: datetime
) -> Alignment:
    Alignment.objects.filter(placement=placement, current=True).update(current=False)
    return Alignment(
        placement=placement,
        number=(newest.number if newest else 0) + 1,
        mentor_name=newest.mentor_name if newest else "",
        renewal=renewal and newest is not None,
        renew_on=alignment_rules.renewal_day(written_on=localdate(now), ends_before=placement.ends_before),
        written_at=now,
        written_by_id=actor.membership_id,
        **parts,
    )


def _ask_company(placement: Placement, made: Alignment, before: Alignment | None, actor: Actor, now: datetime) -> None:
    if before is not None:
        ledger.answered(key=_key(placement, before.number), answer="withdrawn", now=now)
    ledger.ask(
        company_id=placement.unit.company_id,
        unit_id=placement.unit_id,
        kind="alignment",
        key=_key(placement, made.number),
        answer_by=alignment_rules.answer_day(asked_on=localdate(now)),
        actor=actor,
        now=now,
    )


def _key(placement: Placement, number: int) -> str:
    return f"alignment:{placement.pk}:{number}"


@transaction.atomic
def sign_alignment(
    *,
    placement_id: int,
    number: int,
    actor: Actor,
    now: datetime,
    role: str = "",
    language: str = "",
    mentor_name: str = "",
) -> AlignmentSignature:
    """Say yes to the version that was read, under the name of the sign-in. Twice is once.

    Only the company tells who follows the citizen there."""
    placement = queries.locked(placement_id, actor=actor)
    party = _party_of(placement, actor)
    found = _newest_seen(placement, number)
    told = {"name": actor.name, "role": role, "language": language}
    return _signed(placement, found, party, told, mentor_name if party == "company" else "", actor, now)


@transaction.atomic
def note_signature(
    *, placement_id: int, number: int, party: str, name: str, actor: Actor, now: datetime
) -> AlignmentSignature:
    """The company or the citizen has signed on paper, as a member of the municipality says in the own name."""
    placement = _open_stay(placement_id, actor)
    if party not in ("company", "citizen") or not name.strip():
        raise NotAllowed("alignment.who_signed")
    found = _newest_seen(placement, number)
    return _signed(placement, found, party, {"name": name.strip()[:120]}, "", actor, now)


@transaction.atomic
def sign_by_link(
    *, link: PersonalLink, number: int, now: datetime, role: str = "", mentor_name: str = ""
) -> AlignmentSignature:
    """Whoever holds the company's link says yes under the name it was made for."""
    placement = alignment_queries.stay_of_link(link, lock=True)
    found = _newest_seen(placement, number)
    actor = personal_links.acting(link)
    told = {"name": link.name[:120], "role": role}
    made = _signed(placement, found, "company", told, mentor_name, actor, now)
    personal_links.use(link, now=now)
    return made


@transaction.atomic
def link_for_company(*, placement_id: int, name: str, actor: Actor, now: datetime) -> str:
    """The token of a link for somebody at the company who does not sign in; the link before stops working."""
    placement = _open_stay(placement_id, actor)
    if not Alignment.objects.filter(placement=placement, current=True).exists():
        raise NotAllowed("alignment.not_written")
    if not name.strip():
        raise NotAllowed("alignment.who_signed")
    days = parameters.value("alignment_link_days", on=localdate(now)).whole()
    return personal_links.make(
        purpose=LINK,
        target=f"placement:{placement.pk}",
        name=name.strip()[:120],
        ends_at=now + timedelta(days=days),
        actor=actor,
        now=now,
    )


def _party_of(placement: Placement, actor: Actor) -> str:
    if actor.is_citizen:
        return "citizen"
    if actor.role == Role.COMPANY_CONTACT:
        return "company"
    if not case_scope.may_work_on(placement.person, actor):
        raise NotAllowed("placement.not_your_case")
    return "municipality"


def _signed(
    placement: Placement,
    found: Alignment | None,
    party: str,
    told: dict[str, str],
    mentor_name: str,
    actor: Actor,
    now: datetime,
) -> AlignmentSignature:
    if found is None:
        raise NotAllowed("alignment.not_written")
    _check_open(placement)
    made, is_new = AlignmentSignature.objects.get_or_create(
        alignment=found, party=party, defaults={"signed_at": now, "by_id": actor.membership_id, **told}
    )
    named = mentor_name.strip()[:120]
    if named and is_new:
        found.mentor_name = named
    elif named and named != found.mentor_name:
        raise NotAllowed("alignment.signed_as_it_was")  # others have signed what was said then
    if found.signed_by_all_at is None and found.signatures.count() == len(alignment_rules.PARTIES):
        found.signed_by_all_at = now
    found.save(update_fields=["mentor_name", "signed_by_all_at"])
    if party == "company":
        ledger.answered(key=_key(placement, found.number), answer="done", now=now)
    if is_new:
        _audit(placement, "alignment.sign", actor, number=found.number, party=party)
    return made


@transaction.atomic
def plan_lesson(*, placement_id: int, lesson: Lesson, actor: Actor, now: datetime) -> WorkplaceLesson:
    """Plan a weekly time of Danish at the workplace. The same time twice is one."""
    placement = _open_stay(placement_id, actor)
    if not parameters.is_term("lesson_partners", lesson.with_whom):
        raise NotAllowed("lesson.with_whom_missing")
    if not 0 <= lesson.weekday <= 6 or not 5 <= lesson.minutes <= 480:
        raise NotAllowed("lesson.time_unclear")
    if lesson.ends_before is not None and lesson.ends_before <= lesson.starts_on:
        raise NotAllowed("lesson.dates_crossed")
    made, is_new = WorkplaceLesson.objects.get_or_create(placement=placement, **asdict(lesson))
    if is_new:
        _audit(placement, "lesson.plan", actor)
    return made


@transaction.atomic
def drop_lesson(*, placement_id: int, lesson_id: int, actor: Actor, now: datetime) -> None:
    """Take a planned time away. Twice is once."""
    placement = writable(placement_id, version=None, actor=actor)
    gone, _rows = WorkplaceLesson.objects.filter(placement=placement, pk=lesson_id).delete()
    if gone:
        _audit(placement, "lesson.drop", actor)


@transaction.atomic
def observe(*, placement_id: int, on: date, point: str, words: str, actor: Actor, now: datetime) -> Observation:
    """Write down what was seen at one of the fixed points. In words only. Twice is once."""
    placement = writable(placement_id, version=None, actor=actor)
    if not parameters.is_term("observation_points", point):
        raise NotAllowed("observation.point_missing")
    if not words.strip():
        raise NotAllowed("observation.words_missing")
    if not placement.starts_on <= on <= localdate(now):
        raise NotAllowed("observation.outside_stay")
    told = {"on": on, "point": point, "words": words.strip(), "by_id": actor.membership_id}
    made, is_new = Observation.objects.get_or_create(placement=placement, **told, defaults={"at": now})
    if is_new:
        _audit(placement, "observation.note", actor, point=point)
    return made


def _open_stay(placement_id: int, actor: Actor) -> Placement:
    placement = writable(placement_id, version=None, actor=actor)
    _check_open(placement)
    return placement


def _check_open(placement: Placement) -> None:
    if placement.status not in alignment_queries.WRITTEN_IN:
        raise NotAllowed("alignment.stay_over")


def _newest_seen(placement: Placement, number: int) -> Alignment | None:
    """The newest version, when it is the one that was seen. The placement is locked, so it stays the newest."""
    newest = Alignment.objects.filter(placement=placement, current=True).first()
    if (newest.number if newest else 0) != number:
        raise Stale
    return newest


def _audit(placement: Placement, action: str, actor: Actor, **facts: object) -> None:
    audit.record(
        actor=actor,
        action=action,
        person_id=placement.person_id,
        target=f"placement:{placement.pk}",
        facts=facts,
    )
