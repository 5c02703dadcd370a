"""Writes of attendance: told by whoever runs the activity, judged by a caseworker, documented by the citizen.

A list is written whole or not at all. What somebody has judged, or a hearing is about, is not told anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import Role
from tovholder.documents import services as papers
from tovholder.documents import words
from tovholder.documents.drafts import Draft
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import attendance_queries as queries
from tovholder.pathways import attendance_rules as rules
from tovholder.pathways.hearing_transitions import OPEN, SANCTION
from tovholder.pathways.models import Attendance, DutyGuidance
from tovholder.pathways.models.attendance import EXCUSED, PRESENT, UNCLEAR, UNLAWFUL
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people import services as people_services
from tovholder.people.models import Person
from tovholder.placements import ladder_queries
from tovholder.placements import queries as placements

GUIDE = "sanction_guide"


@dataclass(frozen=True)
class Day:
    """One day of one activity, as it is told. `reason` only for who was away."""

    person_id: int
    activity: str
    on: date
    is_there: bool
    reason: str = ""
    placement_id: int | None = None


@transaction.atomic
def tell(*, day: Day, actor: Actor, now: datetime) -> Attendance:
    """Tell one day. The same again is the same row; another answer replaces the first while nobody has judged it."""
    person = _reached(day, actor)
    _check(day, person, actor, now)
    facts = {"coming": PRESENT if day.is_there else UNCLEAR, "reason": "" if day.is_there else day.reason}
    place = {"source_id": actor.organisation_id or person.organisation_id, "activity": day.activity, "on": day.on}
    row = Attendance.objects.select_for_update().filter(person=person, **place).first()
    if row is None:
        told = {"told_at": now, "told_by_id": actor.membership_id, "placement_id": day.placement_id}
        row = Attendance.objects.create(person=person, organisation_id=person.organisation_id, **place, **facts, **told)
    elif (row.coming, row.reason) == (facts["coming"], facts["reason"]):
        return row
    else:
        _corrected(row, facts, actor, now)
    _audit(actor, "attendance.tell", row, {"on": day.on.isoformat(), "there": day.is_there})
    return row


def _reached(day: Day, actor: Actor) -> Person:
    """The person under lock, for somebody who runs the activity or works on the case."""
    if actor.may(Role.COMPANY_CONTACT):
        return _at_company(day, actor)
    person = people.locked(day.person_id, actor=actor)
    if case_scope.may_work_on(person, actor):
        return person
    tellers = parameters.term("attendance_activities", day.activity).words("tellers") if _known(day) else ()
    if actor.role in tellers and queries.OPENED_FOR.get(actor.role) in people.opened_fields(person.pk, actor=actor):
        return person
    raise NotAllowed("person.not_your_case")


def _known(day: Day) -> bool:
    return parameters.is_term("attendance_activities", day.activity)


def _at_company(day: Day, actor: Actor) -> Person:
    """Of a stay at the own company, on a day of it."""
    if day.placement_id is None:
        raise OutOfReach("placement")
    stay = placements.locked(day.placement_id, actor=actor)
    if stay.person_id != day.person_id or day.activity != "company":
        raise NotAllowed("person.not_your_case")
    if not ladder_queries.is_day_of(stay, day.on):
        raise NotAllowed("attendance.outside_stay", day=day.on)
    people.hold(stay.person_id)
    return stay.person


def _check(day: Day, person: Person, actor: Actor, now: datetime) -> None:
    if not _known(day):
        raise NotAllowed("attendance.no_such_activity")
    if day.reason and not parameters.is_term("absence_reasons", day.reason):
        raise NotAllowed("attendance.no_such_reason")
    if person.closed_on is not None:
        raise NotAllowed("attendance.case_closed")
    decision = rules.may_be_told(on=day.on, told_on=localdate(now), born_on=person.born_on)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))


def _corrected(row: Attendance, facts: dict[str, str], actor: Actor, now: datetime) -> None:
    if row.cleared_at is not None or row.hearing_id is not None:
        raise NotAllowed("attendance.judged_already", day=row.on)
    row.coming, row.reason = facts["coming"], facts["reason"]
    row.told_at, row.told_by_id = now, actor.membership_id
    _saved(row)


@transaction.atomic
def tell_many(*, days: Sequence[Day], actor: Actor, now: datetime) -> int:
    """Tell a whole list, all or nothing; how many days it was. The first fault names its place as `line`."""
    most = parameters.value("absence_told_back", on=localdate(now)).whole("lines")
    if len(days) > most:
        raise NotAllowed("attendance.too_many_lines", limit=most)
    for number, day in enumerate(days, 1):
        try:
            tell(day=day, actor=actor, now=now)
        except NotAllowed as refused:
            raise NotAllowed(refused.code, **refused.facts, line=number) from refused
    return len(days)


@transaction.atomic
def clear(
    *, attendance_id: int, version: int, holds: bool, why: str, actor: Actor, now: datetime, was_there: bool = False
) -> Attendance:
    """A caseworker judges whether the reason holds, and says why it does not; or finds that the citizen was there."""
    row = _own_day(attendance_id, actor)
    if row.version != version:
        raise Stale
    if row.coming == PRESENT:
        raise NotAllowed("attendance.was_there", day=row.on)
    if row.hearing is not None and row.hearing.state in (*OPEN, SANCTION):
        raise NotAllowed("attendance.in_a_hearing", day=row.on)
    if not holds and not was_there and not why.strip():
        raise NotAllowed("attendance.why_missing")
    row.coming = PRESENT if was_there else EXCUSED if holds else UNLAWFUL
    row.cleared_why = why.strip()
    row.cleared_at, row.cleared_by_id = now, actor.membership_id
    _saved(row)
    _audit(actor, "attendance.clear", row, {"holds": holds, "there": was_there})
    return row


def _own_day(attendance_id: int, actor: Actor) -> Attendance:
    """The day under lock, and its person, of a case the actor may write in."""
    found = queries.one_day(attendance_id, actor=actor)
    _judged_case(found.person_id, actor)
    return Attendance.objects.select_for_update(of=("self",)).select_related("hearing", "person").get(pk=found.pk)


def own_case(person_id: int, actor: Actor) -> Person:
    """The person under lock, for case staff who may write in the case."""
    person = people.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person


def _judged_case(person_id: int, actor: Actor) -> Person:
    """The same for those who judge absence."""
    person = own_case(person_id, actor)
    if not case_scope.may_judge(person, actor):
        raise NotAllowed("hearing.not_your_task")
    return person


@transaction.atomic
def note_guidance(
    *, person_id: int, on: date, language: str, interpreter: bool, check_at: str, actor: Actor, now: datetime
) -> tuple[DutyGuidance, IssuedPaper]:
    """Rights and duties were explained, and the guide was handed over in this language. The guide is issued with it."""
    person = own_case(person_id, actor)
    people_services.require_open(person)
    may = rules.may_guide(on=on, told_on=localdate(now), begun_on=queries.begun_on(person))
    if may.refused:
        raise NotAllowed(may.code, **dict(may.facts))
    if language not in words.LANGUAGES:
        raise NotAllowed("paper.no_such_language")
    told = {"interpreter": interpreter, "at": now, "by_id": actor.membership_id}
    row, is_new = DutyGuidance.objects.get_or_create(
        person=person, organisation_id=person.organisation_id, on=on, language=language, defaults=told
    )
    if is_new:
        audit.record(
            actor=actor,
            action="attendance.guide",
            person_id=person.pk,
            target=f"guidance:{row.pk}",
            facts={"language": language},
        )
    return row, _guide(person, language, check_at, actor, now)


def _guide(person: Person, language: str, check_at: str, actor: Actor, now: datetime) -> IssuedPaper:
    draft = Draft(
        kind=GUIDE,
        template=GUIDE,
        language=language,
        about=f"person:{person.pk}",
        organisation_id=person.organisation_id,
        organisation_name=person.organisation.name,
        facts={"citizen": f"{person.given_name} {person.family_name}"},
        person_id=person.pk,
    )
    return papers.issue(draft=draft, check_at=check_at, actor=actor, now=now)


def _saved(row: Attendance) -> None:
    row.version += 1
    row.save()


def _audit(actor: Actor, action: str, row: Attendance, facts: dict[str, object]) -> None:
    audit.record(actor=actor, action=action, person_id=row.person_id, target=f"attendance:{row.pk}", facts=facts)
