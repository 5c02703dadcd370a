"""Writes of the school of an IGU (S24-5): courses told to others, called off, and seats planned and planned anew."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import school_queries
from tovholder.pathways.models import SchoolCourse, SchoolSeat
from tovholder.people import case_scope
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement


@transaction.atomic
def tell_course(
    *,
    title: str,
    institution: str,
    starts_on: date,
    ends_before: date,
    hours: int,
    seats: int,
    actor: Actor,
    now: datetime,
    for_others: bool = False,
    request_key: str = "",
) -> SchoolCourse:
    """Write down a course at an institution; `for_others`: municipalities one works together with may take seats."""
    _case_staff(actor)
    own = SchoolCourse.objects.filter(organisation_id=actor.organisation_id, request_key=request_key)
    standing = own.first() if request_key else None
    if standing is not None:
        return standing
    if ends_before <= starts_on:
        raise NotAllowed("support.days_crossed")
    row = SchoolCourse.objects.create(
        organisation_id=actor.organisation_id,
        title=title,
        institution=institution,
        starts_on=starts_on,
        ends_before=ends_before,
        hours=hours,
        seats=seats,
        for_others=for_others,
        request_key=request_key,
    )
    audit.record(actor=actor, action="school.tell_course", target=f"school_course:{row.pk}")
    return row


def _case_staff(actor: Actor) -> None:
    if actor.role != SYSTEM_ROLE and not (actor.may(*CASE_ROLES) and actor.kind == "municipality"):
        raise NotAllowed("support.only_case_staff")


@transaction.atomic
def cancel_course(*, school_course_id: int, words: str, actor: Actor, now: datetime) -> SchoolCourse:
    """The institution calls it off: every seat on it waits to be planned anew, in every municipality. Twice is once."""
    _case_staff(actor)
    own = SchoolCourse.objects.select_for_update().filter(organisation_id=actor.organisation_id)
    row = own.filter(pk=school_course_id).first()
    if row is None:
        raise OutOfReach("school course")
    if row.cancelled_on is None:
        if row.ends_before <= localdate(now):
            raise NotAllowed("school.was_held")
        row.cancelled_on, row.cancel_words = localdate(now), words
        row.save(update_fields=["cancelled_on", "cancel_words"])
        audit.record(actor=actor, action="school.cancel_course", target=f"school_course:{row.pk}")
    return row


@transaction.atomic
def take_seat(
    *, placement_id: int, course_id: int, actor: Actor, now: datetime, instead_of: int | None = None
) -> SchoolSeat:
    """Plan a course for an IGU; `instead_of` is a seat that is given up for it. Taken twice is taken once."""
    stay = _igu(placement_id, actor)
    course = school_queries.courses(actor=actor).select_for_update(of=("self",)).filter(pk=course_id).first()
    if course is None:
        raise OutOfReach("school course")
    standing = SchoolSeat.objects.filter(course=course, placement=stay, left_on__isnull=True).first()
    if standing is not None:
        return standing
    before = _given_up(stay, instead_of)
    if stay.status in school_queries.IS_OVER:
        raise NotAllowed("school.igu_is_over")
    _has_room(course)
    _fits(course, stay)
    row = SchoolSeat.objects.create(
        course=course,
        placement=stay,
        person_id=stay.person_id,
        organisation_id=stay.organisation_id,
        added_on=localdate(now),
        instead_of=before,
    )
    if before is not None:
        _leave(before, now)
    _audit(actor, "school.take_seat", stay, instead=before is not None)
    return row


@transaction.atomic
def give_up_seat(*, school_seat_id: int, actor: Actor, now: datetime) -> SchoolSeat:
    """Not this course after all."""
    about = SchoolSeat.objects.filter(pk=school_seat_id).values_list("placement_id", flat=True).first()
    if about is None:
        raise OutOfReach("school seat")
    stay = _igu(about, actor)
    row = SchoolSeat.objects.select_for_update().get(pk=school_seat_id)
    if row.left_on is None:
        _leave(row, now)
        _audit(actor, "school.give_up_seat", stay)
    return row


def _igu(placement_id: int, actor: Actor) -> Placement:
    stay = placements.locked(placement_id, actor=actor)
    if not case_scope.may_work_on(stay.person, actor):
        raise NotAllowed("placement.not_your_case")
    if stay.kind != "igu":
        raise NotAllowed("school.no_igu")
    return stay


def _given_up(stay: Placement, seat_id: int | None) -> SchoolSeat | None:
    """The seat that is given up. Stale when somebody has planned it anew meanwhile."""
    if seat_id is None:
        return None
    row = SchoolSeat.objects.select_for_update().filter(pk=seat_id, placement=stay).first()
    if row is None:
        raise OutOfReach("school seat")
    if row.left_on is not None:
        raise Stale
    return row


def _has_room(course: Any) -> None:
    if course.cancelled_on is not None:
        raise NotAllowed("school.course_cancelled", day=course.cancelled_on)
    if SchoolSeat.objects.filter(school_queries.in_use(), course=course).count() >= course.seats:
        raise NotAllowed("school.course_full")


def _fits(course: Any, stay: Placement) -> None:
    """On no two courses on the same days, and inside the IGU."""
    if course.starts_on < stay.starts_on or (stay.ends_before and course.ends_before > stay.ends_before):
        raise NotAllowed("school.outside_the_igu")
    others = SchoolSeat.objects.filter(placement=stay, left_on__isnull=True, course__cancelled_on__isnull=True)
    clash = others.filter(course__starts_on__lt=course.ends_before, course__ends_before__gt=course.starts_on)
    found = clash.select_related("course").first()
    if found is not None:
        raise NotAllowed("school.clash", title=found.course.title)


def _leave(row: SchoolSeat, now: datetime) -> None:
    row.left_on = localdate(now)
    row.save(update_fields=["left_on"])


def _audit(actor: Actor, action: str, stay: Placement, **facts: object) -> None:
    audit.record(actor=actor, action=action, person_id=stay.person_id, target=f"placement:{stay.pk}", facts=facts)
