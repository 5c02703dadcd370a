"""The steps of a hearing, each taken by a named person: letter, comments, assessment, and a decision by somebody else.

Nothing is sent by mail from here and nothing is decided by a rule: rules only say what may not be done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.fields import lookup
from tovholder.accounts.roles import Role
from tovholder.base.decision import Decision
from tovholder.documents import services as papers
from tovholder.documents import words as languages
from tovholder.pathways import attendance_queries, hearing_queries
from tovholder.pathways import attendance_rules as rules
from tovholder.pathways import hearing_letters as letters
from tovholder.pathways import hearing_step_services as taken_steps
from tovholder.pathways import hearing_transitions as steps
from tovholder.pathways.models import Attendance, Hearing, HearingComment
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people import services as people_services
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
    people_services.require_open(person)
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
    _may_be_heard(person, event_on, localdate(now))
    told = {"intended": intended, "language": language, "prepared_at": now, "prepared_by_id": actor.membership_id}
    hearing = Hearing.objects.create(
        person=person, organisation_id=person.organisation_id, event_on=event_on, request_key=key, **told
    )
    Attendance.objects.filter(pk__in=[day.pk for day in days]).update(hearing=hearing)
    taken_steps.stepped(hearing, "", steps.PREPARED, actor, now)
    taken_steps.noted(hearing, "hearing.prepare", actor, days=len(days))
    return hearing


def _own_case(person_id: int, actor: Actor) -> Person:
    person = people.locked(person_id, actor=actor)
    _require_may_judge(person, actor)
    return person


def _require_may_judge(person: Person, actor: Actor) -> None:
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if not case_scope.may_judge(person, actor):
        raise NotAllowed("hearing.not_your_task")


def _days(person: Person, ids: Sequence[int]) -> list[Attendance]:
    """The chosen days, oldest first; none is left out without a word. What another says of the same day goes along."""
    possible = hearing_queries.that_can_be_heard(person.pk)
    days = [day for day in possible if day.pk in set(ids)]
    if not days:
        raise NotAllowed("hearing.no_days")
    if len(days) != len(set(ids)):
        raise NotAllowed("hearing.days_changed")
    if attendance_queries.in_doubt(person.pk, days):
        raise NotAllowed("hearing.judge_first")
    chosen = {(day.activity, day.on) for day in days}
    return [day for day in possible if (day.activity, day.on) in chosen]


def _may_be_heard(person: Person, event_on: date, on: date) -> None:
    """What would be refused when the letter is sent is said before anybody writes it."""
    usual = rules.usual_answer_day(event_on, on=on)
    guided_on = attendance_queries.first_guided_on(person)
    taken_steps.require(rules.may_hear(event_on=event_on, guided_on=guided_on, answer_by=usual, on=on))


def _of_case(hearing_id: int, version: int | None, actor: Actor, **done: object) -> Hearing:
    found = taken_steps.writable(hearing_id, actor, version, **done)
    _require_may_judge(found.person, actor)
    return found


@transaction.atomic
def send(
    *, hearing_id: int, version: int, how: str, answer_by: date, check_at: str, actor: Actor, now: datetime
) -> Hearing:
    """Issue the letter in the citizen's language, and note how it reaches the citizen and by when to answer."""
    found = _of_case(hearing_id, version, actor, state=steps.SENT, answer_by=answer_by, sent_how=how)
    if found.is_done:
        return found
    if not parameters.is_term("hearing_ways", how):
        raise NotAllowed("hearing.no_such_way")
    decision = rules.may_hear(
        event_on=found.event_on,
        guided_on=attendance_queries.first_guided_on(found.person),
        answer_by=answer_by,
        on=localdate(now),
        in_doubt=hearing_queries.is_in_doubt(found),
    )
    taken_steps.require(decision)
    found.sent_at, found.sent_by_id, found.sent_how, found.answer_by = now, actor.membership_id, how, answer_by
    taken_steps.move(found, steps.SENT, actor, now)
    papers.issue(draft=letters.hearing(found), check_at=check_at, actor=actor, now=now)
    return found


@transaction.atomic
def comment(
    *, hearing_id: int, words: str, actor: Actor, now: datetime, is_all: bool = False, request_key: str = ""
) -> HearingComment:
    """The citizen says something about it, until there is a decision; or a caseworker writes down what was said.

    Taken in a closed case too while the hearing runs: whoever is heard has a right to be (forvaltningsloven § 19), and
    the hearing stays on the list of those under way until somebody has decided it or ended it.

    `is_all`: the citizen has said that there is no more to come. What comes after it anyway takes it back."""
    found = taken_steps.writable(hearing_id, actor)
    if not actor.is_citizen:
        _require_may_judge(found.person, actor)
    key = lookup("comment", f"{request_key}|{words}")[:40] if request_key else ""
    standing = HearingComment.objects.filter(hearing=found, request_key=key).first() if key else None
    if standing is not None:
        return standing
    if found.state not in steps.MAY_ANSWER:
        raise NotAllowed("hearing.decided_already")
    if not words.strip():
        raise NotAllowed("hearing.nothing_said")
    told = {"at": now, "words": words.strip(), "by_citizen": actor.is_citizen, "is_all": is_all}
    made = HearingComment.objects.create(hearing=found, request_key=key, by_id=actor.membership_id, **told)
    taken_steps.noted(found, "hearing.comment", actor, is_all=is_all)
    heard(found, actor=actor, now=now)
    return made


def heard(found: Hearing, *, actor: Actor, now: datetime) -> None:
    """Something came from the citizen: whatever was assessed before it is to be assessed again."""
    if found.state != steps.ANSWERED and steps.may_move(found.state, steps.ANSWERED).allowed:
        taken_steps.move(found, steps.ANSWERED, actor, now)


def open_hearings_about(person_id: int, *, first: date, last: date) -> list[Hearing]:
    """Hearings about a day of the span that the citizen may still say something in, newest first, under lock. The
    caller holds the person."""
    days = Attendance.objects.filter(person_id=person_id, on__gte=first, on__lte=last, hearing__isnull=False)
    found = Hearing.objects.select_for_update().filter(pk__in=days.values("hearing_id"), state__in=steps.MAY_ANSWER)
    return list(found.order_by("-sent_at", "-pk"))


@transaction.atomic
def expire(*, hearing_id: int, version: int, actor: Actor, now: datetime) -> Hearing:
    """The deadline passed and nothing came. Somebody looks and says so: no clock does it."""
    found = _of_case(hearing_id, version, actor, state=steps.EXPIRED)
    if found.is_done:
        return found
    taken_steps.require(rules.may_expire(answer_by=found.answer_by, on=localdate(now)))
    taken_steps.move(found, steps.EXPIRED, actor, now)
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
    told = {"ground": ground, "furthers": furthers, "proposes": proposes, "assessment": assessment.strip()}
    found = _of_case(hearing_id, version, actor, state=steps.ASSESSED, **told)
    if found.is_done:
        return found
    if not assessment.strip():
        raise NotAllowed("hearing.assessment_missing")
    if not parameters.is_term("absence_grounds", ground) or proposes not in steps.DECIDED:
        raise NotAllowed("hearing.assessment_missing")
    if proposes == steps.SANCTION:
        visitation = found.person.visitation
        taken_steps.require(rules.may_propose(ground=ground, furthers=furthers, visitation=visitation))
    for name, value in told.items():
        setattr(found, name, value)
    found.assessed_at, found.assessed_by_id = now, actor.membership_id
    taken_steps.move(found, steps.ASSESSED, actor, now)
    return found


@transaction.atomic
def decide(
    *,
    hearing_id: int,
    version: int,
    sanction: bool,
    why: str,
    check_at: str,
    actor: Actor,
    now: datetime,
    taken: str = "",
) -> Hearing:
    """The benefits officer decides, and nobody who prepared it, in whatever role. The citizen gets it in writing,
    with what is `taken` in words. The days then stand as they were decided."""
    state = steps.SANCTION if sanction else steps.NO_SANCTION
    told = {"decision": why.strip(), "taken": taken.strip() if sanction else ""}
    found = _of_benefits(hearing_id, version, actor, state=state, **told)
    if found.is_done:
        return found
    taken_steps.require(_may_decide(found, sanction, actor, now))
    if sanction and not told["taken"]:
        raise NotAllowed("decision.taken_missing")
    found.decision, found.taken = told["decision"], told["taken"]
    found.decided_at, found.decided_by_id = now, actor.membership_id
    taken_steps.move(found, state, actor, now, why)
    _judge_days(found, actor, now)
    papers.issue(draft=letters.decision(found), check_at=check_at, actor=actor, now=now)
    return found


def _may_decide(found: Hearing, sanction: bool, actor: Actor, now: datetime) -> Decision:
    return rules.may_decide(
        event_on=found.event_on,
        on=localdate(now),
        sanction=sanction,
        proposed=found.proposes == steps.SANCTION,
        prepared_it=hearing_queries.prepared_by(found, actor),
        answer_by=found.answer_by,
        said_all_on=hearing_queries.said_all_on(found),
        in_doubt=hearing_queries.is_in_doubt(found),
    )


def _judge_days(found: Hearing, actor: Actor, now: datetime) -> None:
    """The days of a decided hearing are judged with it; where the ground stays unknown nobody has judged them."""
    coming = rules.coming_of_decided(
        sanction=found.state == steps.SANCTION, proposed=found.proposes == steps.SANCTION, ground=found.ground
    )
    if coming:
        judged = {"coming": coming, "cleared_at": now, "cleared_by_id": actor.membership_id}
        Attendance.objects.filter(hearing=found).update(**judged, version=F("version") + 1)


@transaction.atomic
def send_back(*, hearing_id: int, version: int, why: str, actor: Actor, now: datetime) -> Hearing:
    """The benefits officer wants it assessed anew, and says why."""
    found = _of_benefits(hearing_id, version, actor, state=steps.RETURNED)
    if found.is_done:
        return found
    taken_steps.move(found, steps.RETURNED, actor, now, why)
    return found


def _of_benefits(hearing_id: int, version: int, actor: Actor, **done: object) -> Hearing:
    found = taken_steps.writable(hearing_id, actor, version, **done)
    if not actor.may(Role.BENEFITS_OFFICER):
        raise NotAllowed("decision.by_benefits_officer")
    return found


@transaction.atomic
def drop(*, hearing_id: int, version: int, why: str, actor: Actor, now: datetime) -> Hearing:
    """Nothing comes of it: the days are free again, to be judged or left."""
    found = _of_case(hearing_id, version, actor, state=steps.DROPPED)
    if found.is_done:
        return found
    taken_steps.move(found, steps.DROPPED, actor, now, why)
    Attendance.objects.filter(hearing=found).update(hearing=None)
    return found


def end_for_move(*, person_id: int, why: str, actor: Actor, now: datetime) -> int:
    """A step inside a move to another municipality: what is not decided here is dropped, in words. The caller holds the
    person. Gives how many."""
    ended = 0
    for found in hearing_queries.undecided(person_id).select_for_update():
        if found.state == steps.ASSESSED:
            taken_steps.move(found, steps.RETURNED, actor, now, why)
        taken_steps.move(found, steps.DROPPED, actor, now, why)
        Attendance.objects.filter(hearing=found).update(hearing=None)
        ended += 1
    return ended
