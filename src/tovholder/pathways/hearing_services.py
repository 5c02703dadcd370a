"""The steps of a hearing, each taken by a named person: letter, comments, assessment, and a decision by somebody else.

Nothing is sent by mail from here and nothing is decided by a rule: rules only say what may not be done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.fields import lookup
from tovholder.accounts.roles import Role
from tovholder.base.decision import Decision
from tovholder.documents import services as papers
from tovholder.documents import words as languages
from tovholder.pathways import attendance_queries, hearing_queries
from tovholder.pathways import attendance_rules as rules
from tovholder.pathways import hearing_letters as letters
from tovholder.pathways import hearing_transitions as steps
from tovholder.pathways.models import Attendance, Hearing, HearingComment, HearingStep
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person


@transaction.atomic
def prepare(
    *,
    person_id: int,
    attendance_ids: Sequence[int],
    intended: str,
    language: str,
    actor: Actor,
    now: datetime,
    request_key: str = "",
) -> Hearing:
    """Gather the days a hearing is to be about. The same `request_key` twice is one hearing."""
    person = _own_case(person_id, actor)
    key = lookup("hearing", request_key)[:40] if request_key else ""
    standing = Hearing.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    days = _days(person, attendance_ids)
    event_on = days[0].on
    if not parameters.is_term("sanction_kinds", intended, on=event_on):
        raise NotAllowed("hearing.no_rule", event_on=event_on)
    if language not in languages.LANGUAGES:
        raise NotAllowed("paper.no_such_language")
    told = {"intended": intended, "language": language, "prepared_at": now, "prepared_by_id": actor.membership_id}
    hearing = Hearing.objects.create(
        person=person, organisation_id=person.organisation_id, event_on=event_on, request_key=key, **told
    )
    Attendance.objects.filter(pk__in=[day.pk for day in days]).update(hearing=hearing)
    _stepped(hearing, "", steps.PREPARED, actor, now)
    _audit(hearing, "hearing.prepare", actor, days=len(days))
    return hearing


def _own_case(person_id: int, actor: Actor) -> Person:
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person


def _days(person: Person, ids: Sequence[int]) -> list[Attendance]:
    """The chosen days, oldest first; none is left out without a word."""
    possible = hearing_queries.that_can_be_heard(person.pk)
    days = [day for day in possible if day.pk in set(ids)]
    if not days:
        raise NotAllowed("hearing.no_days")
    if len(days) != len(set(ids)):
        raise NotAllowed("hearing.days_changed")
    return days


def _writable(hearing_id: int, actor: Actor, version: int | None = None) -> Hearing:
    """The hearing under lock, its person locked first, for somebody who reads it."""
    seen = hearing_queries.hearing(hearing_id, actor=actor)
    people.locked(seen.person_id, actor=actor)
    found = Hearing.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=seen.pk)
    if version is not None and found.version != version:
        raise Stale
    return found


def _of_case(hearing_id: int, version: int | None, actor: Actor) -> Hearing:
    found = _writable(hearing_id, actor, version)
    if not case_scope.may_work_on(found.person, actor):
        raise NotAllowed("person.not_your_case")
    return found


@transaction.atomic
def send(
    *, hearing_id: int, version: int, how: str, answer_by: date, check_at: str, actor: Actor, now: datetime
) -> Hearing:
    """Issue the letter in the citizen's language, and note how it reaches the citizen and by when to answer."""
    found = _of_case(hearing_id, version, actor)
    if not parameters.is_term("hearing_ways", how):
        raise NotAllowed("hearing.no_such_way")
    guided_on = attendance_queries.first_guided_on(found.person_id)
    _require(rules.may_hear(event_on=found.event_on, guided_on=guided_on, answer_by=answer_by, on=localdate(now)))
    found.sent_at, found.sent_by_id, found.sent_how, found.answer_by = now, actor.membership_id, how, answer_by
    _move(found, steps.SENT, actor, now)
    papers.issue(draft=letters.hearing(found), check_at=check_at, actor=actor, now=now)
    return found


def _require(decision: Decision) -> None:
    """What a rule of law does not let through stops here, with its sentence and its source."""
    if decision.allowed:
        return
    raise NotAllowed(decision.code, **dict(decision.facts))


@transaction.atomic
def comment(*, hearing_id: int, words: str, actor: Actor, now: datetime, request_key: str = "") -> HearingComment:
    """The citizen says something about it, until there is a decision; or a caseworker writes down what was said."""
    found = _writable(hearing_id, actor)
    if not (actor.is_citizen or case_scope.may_work_on(found.person, actor)):
        raise NotAllowed("person.not_your_case")
    key = lookup("comment", f"{request_key}|{words}")[:40] if request_key else ""
    standing = HearingComment.objects.filter(hearing=found, request_key=key).first() if key else None
    if standing is not None:
        return standing
    if found.state not in steps.MAY_ANSWER:
        raise NotAllowed("hearing.decided_already")
    if not words.strip():
        raise NotAllowed("hearing.nothing_said")
    told = {"at": now, "words": words.strip(), "by_citizen": actor.is_citizen, "by_id": actor.membership_id}
    made = HearingComment.objects.create(hearing=found, request_key=key, **told)
    _audit(found, "hearing.comment", actor)
    heard(found, actor=actor, now=now)
    return made


def heard(found: Hearing, *, actor: Actor, now: datetime) -> None:
    """Something came from the citizen: whatever was assessed before it is to be assessed again."""
    if found.state != steps.ANSWERED and steps.may_move(found.state, steps.ANSWERED).allowed:
        _move(found, steps.ANSWERED, actor, now)


def open_hearing_of(person_id: int) -> Hearing | None:
    """The newest hearing the citizen may still say something in, under lock. The caller holds the person."""
    found = Hearing.objects.select_for_update().filter(person_id=person_id, state__in=steps.MAY_ANSWER)
    return found.order_by("-sent_at", "-pk").first()


@transaction.atomic
def expire(*, hearing_id: int, version: int, actor: Actor, now: datetime) -> Hearing:
    """The deadline passed and nothing came. Somebody looks and says so: no clock does it."""
    found = _of_case(hearing_id, version, actor)
    _require(rules.may_expire(answer_by=found.answer_by, on=localdate(now)))
    _move(found, steps.EXPIRED, actor, now)
    return found


@transaction.atomic
def assess(
    *,
    hearing_id: int,
    version: int,
    ground: str,
    furthers: bool | None,
    assessment: str,
    proposes: str,
    actor: Actor,
    now: datetime,
) -> Hearing:
    """The concrete assessment, in words, by the case's own staff: what is proposed, and why."""
    found = _of_case(hearing_id, version, actor)
    if not assessment.strip():
        raise NotAllowed("hearing.assessment_missing")
    if not parameters.is_term("absence_grounds", ground) or proposes not in steps.DECIDED:
        raise NotAllowed("hearing.assessment_missing")
    if proposes == steps.SANCTION:
        visitation = found.person.visitation
        _require(rules.may_propose(ground=ground, furthers=furthers, visitation=visitation))
    found.ground, found.furthers, found.proposes = ground, furthers, proposes
    found.assessment, found.assessed_at, found.assessed_by_id = assessment.strip(), now, actor.membership_id
    _move(found, steps.ASSESSED, actor, now)
    return found


@transaction.atomic
def decide(
    *, hearing_id: int, version: int, sanction: bool, why: str, check_at: str, actor: Actor, now: datetime
) -> Hearing:
    """The benefits officer decides, and nobody who prepared it, in whatever role. The citizen gets it in writing."""
    found = _of_benefits(hearing_id, version, actor)
    decision = rules.may_decide(
        event_on=found.event_on,
        on=localdate(now),
        sanction=sanction,
        proposed=found.proposes == steps.SANCTION,
        prepared_it=hearing_queries.prepared_by(found, actor),
    )
    _require(decision)
    found.decision, found.decided_at, found.decided_by_id = why.strip(), now, actor.membership_id
    _move(found, steps.SANCTION if sanction else steps.NO_SANCTION, actor, now, why)
    papers.issue(draft=letters.decision(found), check_at=check_at, actor=actor, now=now)
    return found


@transaction.atomic
def send_back(*, hearing_id: int, version: int, why: str, actor: Actor, now: datetime) -> Hearing:
    """The benefits officer wants it assessed anew, and says why."""
    found = _of_benefits(hearing_id, version, actor)
    _move(found, steps.RETURNED, actor, now, why)
    return found


def _of_benefits(hearing_id: int, version: int, actor: Actor) -> Hearing:
    found = _writable(hearing_id, actor, version)
    if not actor.may(Role.BENEFITS_OFFICER):
        raise NotAllowed("decision.by_benefits_officer")
    return found


@transaction.atomic
def drop(*, hearing_id: int, version: int, why: str, actor: Actor, now: datetime) -> Hearing:
    """Nothing comes of it: the days are free again, to be judged or left."""
    found = _of_case(hearing_id, version, actor)
    _move(found, steps.DROPPED, actor, now, why)
    Attendance.objects.filter(hearing=found).update(hearing=None)
    return found


def end_for_move(*, person_id: int, why: str, actor: Actor, now: datetime) -> int:
    """A step inside a move to another municipality: what is not decided here is dropped, in words. The caller holds the
    person. Gives how many."""
    ended = 0
    for found in hearing_queries.undecided(person_id).select_for_update():
        if found.state == steps.ASSESSED:
            _move(found, steps.RETURNED, actor, now, why)
        _move(found, steps.DROPPED, actor, now, why)
        Attendance.objects.filter(hearing=found).update(hearing=None)
        ended += 1
    return ended


def _move(found: Hearing, target: str, actor: Actor, now: datetime, why: str = "") -> None:
    decision = steps.may_move(found.state, target, reason=why)
    if not decision.allowed:
        raise NotAllowed(decision.code, **dict(decision.facts))
    source, found.state = found.state, target
    found.version += 1
    found.save()
    _stepped(found, source, target, actor, now, why)
    _audit(found, f"hearing.{target}", actor)


def _stepped(found: Hearing, source: str, target: str, actor: Actor, now: datetime, why: str = "") -> None:
    HearingStep.objects.create(
        hearing=found, at=now, source=source, target=target, by_id=actor.membership_id, words=why.strip()
    )


def _audit(found: Hearing, action: str, actor: Actor, **facts: object) -> None:
    audit.record(actor=actor, action=action, person_id=found.person_id, target=f"hearing:{found.pk}", facts=facts)
