"""Writes of a municipality's own courses (S24-8): lessons booked from companies, peers and role models, and the course
offered to a citizen by a colleague. No rule and no engine offers a course: whoever offers it says why."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.companies import ledger_services as ledger
from tovholder.companies import queries as companies
from tovholder.pathways import local_course_queries, plans_services
from tovholder.pathways.aftercare_services import own_case
from tovholder.pathways.models import LocalCourse, LocalLesson, LocalSeat, PlanPart
from tovholder.pathways.models.courses import LESSON_STATES
from tovholder.people.models import Person

_DAY = timedelta(days=1)
_OVER = ("held", "cancelled")  # a company that was told no is asked again by a new lesson


@transaction.atomic
def plan_local_course(
    *,
    kind: str,
    title: str,
    starts_on: date,
    ends_before: date,
    hours: Decimal,
    actor: Actor,
    now: datetime,
    place: str = "",
    request_key: str = "",
) -> LocalCourse:
    """Plan a course. Whoever plans it leads it."""
    if actor.role != SYSTEM_ROLE and not (actor.may(*CASE_ROLES) and actor.kind == "municipality"):
        raise NotAllowed("support.only_case_staff")
    _known("local_course_kinds", kind)
    if ends_before <= starts_on:
        raise NotAllowed("support.days_crossed")
    own = LocalCourse.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    standing = own.first() if request_key else None
    if standing is not None:
        return standing
    row = LocalCourse.objects.create(
        organisation_id=actor.organisation_id,
        kind=kind,
        title=title,
        place=place,
        starts_on=starts_on,
        ends_before=ends_before,
        hours=hours,
        leader_id=actor.membership_id,
        request_key=request_key,
    )
    audit.record(actor=actor, action="local_course.plan", target=f"local_course:{row.pk}")
    return row


@transaction.atomic
def book_lesson(
    *,
    local_course_id: int,
    starts_at: datetime,
    topic: str,
    giver: str,
    actor: Actor,
    now: datetime,
    cvr: str = "",
    words: str = "",
    request_key: str = "",
) -> LocalLesson:
    """Book a lesson. A company is asked, which stands in its ledger; others are booked at once."""
    course = local_course_queries.course(local_course_id, actor=actor)
    standing = LocalLesson.objects.filter(course=course, request_key=request_key).first() if request_key else None
    if standing is not None:
        return standing
    _known("lesson_topics", topic)
    _known("lesson_givers", giver)
    asks = parameters.term("lesson_givers", giver).flag("asks_company")
    if asks and not cvr:
        raise NotAllowed("local_course.which_company")
    if not course.starts_on <= localdate(starts_at) < course.ends_before:
        raise NotAllowed("local_course.outside")
    company = companies.named(cvr, actor=actor) if asks else None
    row = LocalLesson.objects.create(
        course=course,
        starts_at=starts_at,
        topic=topic,
        giver=giver,
        company=company,
        words=words,
        state="asked" if company else "booked",
        request_key=request_key,
    )
    if company is not None:
        label = parameters.term("lesson_topics", topic).label("da")
        ledger.ask(company_id=company.pk, kind="lesson", key=_key(row), words=label, actor=actor, now=now)
    audit.record(actor=actor, action="local_course.book_lesson", target=f"local_course:{course.pk}")
    return row


def _key(row: LocalLesson) -> str:
    return f"local_lesson:{row.pk}"


@transaction.atomic
def move_lesson(*, local_lesson_id: int, version: int, state: str, actor: Actor, now: datetime) -> LocalLesson:
    """The company said yes, the lesson was held, or it was called off. Stale when somebody has moved it meanwhile."""
    found = local_course_queries.lesson(local_lesson_id, actor=actor)
    row = LocalLesson.objects.select_for_update().get(pk=found.pk)
    if row.version != version:
        raise Stale
    if state not in LESSON_STATES or state == "asked":
        raise NotAllowed("support.no_such_code")
    if row.state in _OVER:
        raise NotAllowed("local_course.lesson_over")
    if state == "held" and row.starts_at > now:
        raise NotAllowed("support.not_yet")
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["state", "version"])
    ledger.answered(key=_key(row), answer="no" if state == "cancelled" else "yes", now=now)
    audit.record(actor=actor, action="local_course.move_lesson", target=f"local_course:{row.course_id}")
    return row


@transaction.atomic
def offer_course(*, person_id: int, local_course_id: int, reason: str, actor: Actor, now: datetime) -> LocalSeat:
    """Offer the course to a citizen, with the reason of whoever offers it. Offered twice is offered once."""
    person = own_case(person_id, actor)
    course = _open_course(local_course_id, person, now)
    row, is_new = LocalSeat.objects.get_or_create(
        course=course,
        person=person,
        defaults={
            "organisation_id": person.organisation_id,
            "offered_on": localdate(now),
            "offered_by_id": actor.membership_id,
            "reason": reason.strip(),
        },
    )
    if is_new:
        _audit(actor, "local_course.offer", row)
    return row


def _open_course(course_id: int, person: Person, now: datetime) -> LocalCourse:
    course = LocalCourse.objects.filter(pk=course_id, organisation_id=person.organisation_id).first()
    if course is None:
        raise OutOfReach("local course")
    if course.ends_before <= localdate(now):
        raise NotAllowed("local_course.is_over")
    return course


@transaction.atomic
def answer_course(*, local_seat_id: int, version: int, answer: str, actor: Actor, now: datetime) -> LocalSeat:
    """The citizen said yes, and the course stands in the plan beside the rest; or no, and it is taken out again."""
    about = LocalSeat.objects.filter(pk=local_seat_id).values_list("person_id", flat=True).first()
    if about is None:
        raise OutOfReach("local course")
    person = own_case(about, actor)
    row = LocalSeat.objects.select_for_update(of=("self",)).select_related("course").get(pk=local_seat_id)
    if row.version != version:
        raise Stale
    if answer not in ("yes", "no"):
        raise NotAllowed("support.no_such_code")
    if answer == "yes" and row.part_id is None:
        row.part = _in_plan(row, person, actor, now)
    elif answer == "no" and row.part_id is not None:
        plans_services.end_part(person_id=person.pk, part_id=row.part_id, last_day=localdate(now), actor=actor, now=now)
        row.part = None
    row.answer, row.answered_on, row.version = answer, localdate(now), row.version + 1
    row.save(update_fields=["answer", "answered_on", "part", "version"])
    _audit(actor, "local_course.answer", row)
    return row


def _in_plan(row: LocalSeat, person: Person, actor: Actor, now: datetime) -> PlanPart:
    course = row.course
    part = plans_services.NewPart(
        kind="course",
        words=course.title,
        starts_on=max(course.starts_on, localdate(now)),
        last_day=course.ends_before - _DAY,
        hours=course.hours,
    )
    return plans_services.add_part(person_id=person.pk, part=part, actor=actor, now=now)


def _known(terms: str, code: str) -> None:
    if not parameters.is_term(terms, code):
        raise NotAllowed("support.no_such_code")


def _audit(actor: Actor, action: str, row: LocalSeat) -> None:
    audit.record(actor=actor, action=action, person_id=row.person_id, target=f"local_course:{row.course_id}")
