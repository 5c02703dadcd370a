"""Reads of attendance, of what citizens send, and of guidance, scoped by actor.

A caseworker reads the own cases; reasons, and what citizens send, are for those inside the case. Whoever runs
an activity reads the days told by the own organisation, of those opened to it, and nothing a citizen has sent."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import HEARING_ROLES, Role
from tovholder.pathways import attendance_rules as rules
from tovholder.pathways.attendance_effect_rules import Course
from tovholder.pathways.hearing_transitions import SANCTION
from tovholder.pathways.models import AbsenceEvidence, Attendance, DutyGuidance, Hearing
from tovholder.pathways.models.attendance import EXCUSED, PRESENT, UNCLEAR, UNLAWFUL
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person

# Which set of opened fields lets whom tell of whom (see people.Access).
OPENED_FOR: dict[str, str] = {Role.LANGUAGE_ADVISER: "learning", Role.SCHOOL_CONSULTANT: "learning"}
_WHO = ("source", "told_by__user", "cleared_by__user", "hearing")


def own_people(*, actor: Actor) -> QuerySet[Person]:
    """The open cases a member of the case staff answers for: the own municipality's, or the own caseload."""
    if not actor.works_on_cases or actor.kind != "municipality":
        return Person.objects.none()
    return people.own_open(actor=actor)


def unclear(*, actor: Actor) -> QuerySet[Attendance]:
    """Absence nobody has judged and no hearing is about, of the own open cases."""
    own = own_people(actor=actor).values("pk")
    waiting = Attendance.objects.filter(person_id__in=own, coming=UNCLEAR, hearing__isnull=True)
    return waiting.select_related("person__contact__user", "source")


def unseen(*, actor: Actor) -> QuerySet[AbsenceEvidence]:
    """What citizens have sent and nobody has opened, of the own open cases."""
    if actor.role not in HEARING_ROLES:
        return AbsenceEvidence.objects.none()
    own = own_people(actor=actor).values("pk")
    return AbsenceEvidence.objects.filter(person_id__in=own, seen_at__isnull=True).select_related("person")


def days_of(person: Person, *, actor: Actor, newest: int = 60) -> list[Attendance]:
    """The newest days told of one person the caller has reached."""
    rows = Attendance.objects.filter(person_id=person.pk).select_related(*_WHO).order_by("-on", "activity", "-pk")
    return without_reasons(list(rows[:newest]), person, actor)


def without_reasons(rows: list[Attendance], person: Person, actor: Actor) -> list[Attendance]:
    """Outside the case no reason is told, nor the words of whoever judged; the citizen reads the own.

    All reasons alike: were only those of health left out, what is left out would tell of health."""
    if actor.role == SYSTEM_ROLE or actor.is_citizen or case_scope.is_within_case_of(person, actor):
        return rows
    for each in rows:
        each.cleared_why = ""
        if each.source_id != actor.organisation_id or actor.works_on_cases:
            withhold(each)
    return rows


def withhold(row: Attendance) -> None:
    """Of a day away, say that the reason is not for this reader, whatever it is and whether there is one."""
    if row.coming != PRESENT:
        row.reason, row.is_withheld = "", True


def one_day(attendance_id: int, *, actor: Actor) -> Attendance:
    """One day, of a case within reach of case staff. Raises OutOfReach."""
    own = people.visible(actor=actor).filter(organisation_id=actor.organisation_id).values("pk")
    found = Attendance.objects.filter(pk=attendance_id, person_id__in=own).first() if actor.works_on_cases else None
    if found is None:
        for person_id in Attendance.objects.filter(pk=attendance_id).values_list("person_id", flat=True):
            actor.book.refuse(person_id)
        raise OutOfReach("attendance")
    return found


def tellable(*, actor: Actor) -> QuerySet[Person]:
    """Whom a language centre or a school may tell of: those opened to it for teaching, and nobody else."""
    fields = OPENED_FOR.get(actor.role)
    if fields is None:
        return Person.objects.none()
    opened = people.opened_now(actor=actor).filter(fields=fields)
    return people.visible(actor=actor).filter(pk__in=opened.values("person_id")).order_by("name_key", "pk")


def in_doubt(person_id: int, rows: Collection[Attendance]) -> set[int]:
    """Which of a person's rows say away of a day that somebody else told as there, with nobody's judgement since."""
    away = [row for row in rows if row.coming in (UNCLEAR, UNLAWFUL)]
    if not away:
        return set()
    there: dict[tuple[str, date], list[tuple[int, datetime]]] = {}
    told = Attendance.objects.filter(person_id=person_id, coming=PRESENT, on__in={row.on for row in away})
    for activity, on, source_id, at in told.values_list("activity", "on", "source_id", "told_at"):
        there.setdefault((activity, on), []).append((source_id, at))
    return {row.pk for row in away if _is_in_doubt(row, there.get((row.activity, row.on), []))}


def _is_in_doubt(row: Attendance, there: list[tuple[int, datetime]]) -> bool:
    others = [at for source_id, at in there if source_id != row.source_id]
    return rules.is_in_doubt(judged_at=row.cleared_at, there_at=others)


def own_days(
    person_ids: Collection[int], *, actor: Actor, first: date, days: int
) -> dict[tuple[int, str, date], Attendance]:
    """What the actor's own organisation has told of these people in a span, by person, activity and day."""
    span = Q(on__gte=first, on__lt=first + timedelta(days=days))
    rows = Attendance.objects.filter(span, source_id=actor.organisation_id, person_id__in=list(person_ids))
    return {(each.person_id, each.activity, each.on): each for each in rows}


def evidence_of(person: Person, *, actor: Actor) -> list[AbsenceEvidence]:
    """What a citizen has sent, newest first: for the citizen and those inside the case. Others get nothing."""
    if not (actor.is_citizen or reads_evidence(person, actor)):
        return []
    return list(AbsenceEvidence.objects.filter(person_id=person.pk).order_by("-sent_at", "-pk")[:50])


def evidence(evidence_id: int, *, actor: Actor) -> AbsenceEvidence:
    """One thing a citizen sent: for the citizen, those inside the case, and the benefits officer once it is part of a
    hearing that is assessed. The person is noted. Raises OutOfReach."""
    found = AbsenceEvidence.objects.filter(pk=evidence_id).select_related("person", "hearing").first()
    if found is None or not _may_open(found, actor):
        if found is not None:
            actor.book.refuse(found.person_id)
        raise OutOfReach("evidence")
    actor.book.note([found.person_id], "health")
    return found


def _may_open(found: AbsenceEvidence, actor: Actor) -> bool:
    if not people.visible(actor=actor).filter(pk=found.person_id, organisation_id=actor.organisation_id).exists():
        return False
    if actor.may(Role.BENEFITS_OFFICER):
        return _is_of_an_assessed_hearing(found)
    return actor.is_citizen or reads_evidence(found.person, actor)


def _is_of_an_assessed_hearing(found: AbsenceEvidence) -> bool:
    if found.hearing is not None and found.hearing.assessed_at is not None:
        return True
    days = Q(absences__on__gte=found.first_day, absences__on__lte=found.last_day)
    return Hearing.objects.filter(days, person_id=found.person_id, assessed_at__isnull=False).exists()


def reads_evidence(person: Person, actor: Actor) -> bool:
    """What a citizen has sent about being away: those inside the case who judge it."""
    return case_scope.is_within_case_of(person, actor) and case_scope.may_judge(person, actor)


def guidance_of(person_id: int) -> list[DutyGuidance]:
    """When rights and duties were explained in writing, newest first. The caller has reached the person."""
    return list(DutyGuidance.objects.filter(person_id=person_id).select_related("by__user").order_by("-on", "-pk"))


def begun_on(person: Person) -> date:
    """The day the case began: the takeover, or before it the day somebody made the case."""
    made_on = localdate(person.created_at)
    return min(person.takeover_on, made_on) if person.takeover_on else made_on


def first_guided_on(person: Person) -> date | None:
    """The first day of written guidance in this case."""
    given = DutyGuidance.objects.filter(person_id=person.pk, on__gte=begun_on(person)).order_by("on")
    return given.values_list("on", flat=True).first()


def courses(*, actor: Actor, on: date) -> list[Course]:
    """Everybody with a deduction: attendance before the first of them and after it. Names nobody."""
    days = parameters.value("sanction_effect", on=on).whole("days")
    own = people.visible(actor=actor).filter(organisation_id=actor.organisation_id).values("pk")
    decided = Hearing.objects.filter(person_id__in=own, state=SANCTION, decided_at__isnull=False)
    first: dict[int, list[tuple[date, date]]] = {}
    for person_id, event_on, at in decided.order_by("decided_at").values_list("person_id", "event_on", "decided_at"):
        if at is not None:
            first.setdefault(person_id, []).append((event_on, localdate(at)))
    rows = Attendance.objects.filter(person_id__in=first).exclude(coming=EXCUSED)
    once: dict[tuple[int, date, str], bool] = {}  # a day told twice is one day, and there where anybody says so
    for person_id, day, activity, coming in rows.values_list("person_id", "on", "activity", "coming"):
        key = (person_id, day, activity)
        once[key] = once.get(key, False) or coming == PRESENT
    return _courses(first, ((who, day, is_there) for (who, day, _what), is_there in once.items()), days)


def _courses(
    first: dict[int, list[tuple[date, date]]], rows: Iterable[tuple[int, date, bool]], days: int
) -> list[Course]:
    counted = {person_id: [0, 0, 0, 0] for person_id in first}
    for person_id, on, is_there in rows:
        event_on, decided_on = first[person_id][0]
        if event_on - timedelta(days=days) <= on < event_on:
            at = 0
        elif decided_on < on <= decided_on + timedelta(days=days):
            at = 2
        else:
            continue
        counted[person_id][at] += is_there
        counted[person_id][at + 1] += 1
    return [
        Course((there, told), (then, later), len(first[person_id]))
        for person_id, (there, told, then, later) in counted.items()
    ]


def sanctions_by_quarter(*, actor: Actor) -> list[tuple[int, int, int]]:
    """(year, quarter, how many deductions were decided), newest first. Names nobody."""
    own = Hearing.objects.filter(organisation_id=actor.organisation_id, state=SANCTION)
    if actor.only_own_cases:
        own = own.filter(person__contact_id=actor.membership_id)
    counted: dict[tuple[int, int], int] = {}
    for at in own.filter(decided_at__isnull=False).values_list("decided_at", flat=True):
        if at is not None:
            day = localdate(at)
            key = (day.year, (day.month + 2) // 3)
            counted[key] = counted.get(key, 0) + 1
    return [(year, quarter, number) for (year, quarter), number in sorted(counted.items(), reverse=True)]
