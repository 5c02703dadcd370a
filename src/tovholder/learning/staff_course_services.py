"""A course for staff over several days, and the working groups that follow up on it (S51-1).

Of a colleague it is kept which days they were there, so that somebody can tell them what they missed; no score."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.learning import method_queries, method_services
from tovholder.learning.models import GroupMeeting, StaffCourse, StaffCourseDay, StaffCourseSeat, WorkingGroup


@dataclass(frozen=True)
class Day:
    """One day of a course and what it is about."""

    on: date
    theme: str = ""


def days_of_a_course(on: date) -> int:
    """How many days the method gives a course."""
    return parameters.value("staff_course", on=on).whole("days")


@transaction.atomic
def plan_course(
    *, title: str, words: str, days: Sequence[Day], actor: Actor, now: datetime, request_key: str = ""
) -> StaffCourse:
    """A course with its days, in their order. The same form twice is one."""
    method_services.require_leader(actor)
    own = StaffCourse.objects.filter(organisation_id=actor.organisation_id)
    standing = own.filter(request_key=request_key[:40]).first() if request_key else None
    if standing is not None:
        return standing
    wanted = days_of_a_course(localdate(now))
    if not title.strip():
        raise NotAllowed("course.needs_title")
    on = [day.on for day in days]
    if len(days) != wanted or sorted(set(on)) != on:
        raise NotAllowed("course.days", days=wanted)
    made = StaffCourse.objects.create(
        organisation_id=actor.organisation_id, title=title.strip(), words=words.strip(), by_id=actor.membership_id,
        made_at=now, request_key=request_key[:40],
    )  # fmt: skip
    StaffCourseDay.objects.bulk_create(
        StaffCourseDay(course=made, number=number, on=day.on, theme=day.theme.strip())
        for number, day in enumerate(days, 1)
    )
    _audit(made, actor, "staff_course.plan")
    return made


@transaction.atomic
def seat(*, course_id: int, member_id: int, actor: Actor) -> StaffCourseSeat:
    """A colleague takes part. Twice is once."""
    method_services.require_leader(actor)
    course = _course(course_id, actor)
    if not method_queries.staff(actor=actor).filter(pk=member_id).exists():
        raise NotAllowed("method.no_colleague")
    made, is_new = StaffCourseSeat.objects.get_or_create(course=course, member_id=member_id)
    if is_new:
        _audit(course, actor, "staff_course.seat")
    return made


@transaction.atomic
def unseat(*, course_id: int, seat_id: int, actor: Actor) -> None:
    """A colleague does not take part after all. Who was there a day stays, with the days. Twice is once."""
    method_services.require_leader(actor)
    course = _course(course_id, actor)
    found = StaffCourseSeat.objects.filter(course=course, pk=seat_id).first()
    if found is None:
        return
    if found.days.exists():
        raise NotAllowed("course.was_there")
    found.delete()
    _audit(course, actor, "staff_course.unseat")


@transaction.atomic
def note_day(*, course_id: int, number: int, there: Collection[int], actor: Actor, now: datetime) -> None:
    """Who was there that day, of those who take part: the whole day's list at once. Not before the day."""
    method_services.require_leader(actor)
    course = _course(course_id, actor)
    day = StaffCourseDay.objects.filter(course=course, number=number).first()
    if day is None:
        raise OutOfReach("course day")
    if day.on > localdate(now):
        raise NotAllowed("course.day_to_come", day=day.on)
    for each in StaffCourseSeat.objects.filter(course=course):
        (each.days.add if each.pk in there else each.days.remove)(day)
    _audit(course, actor, "staff_course.day")


@transaction.atomic
def make_group(*, course_id: int, name: str, unit_id: int | None, actor: Actor) -> WorkingGroup:
    """A working group of a department. One of a name."""
    method_services.require_leader(actor)
    course = _course(course_id, actor)
    if not name.strip():
        raise NotAllowed("course.needs_title")
    unit = accounts.units(actor=actor).filter(pk=unit_id).first() if unit_id else None
    made, is_new = WorkingGroup.objects.get_or_create(course=course, name=name.strip(), defaults={"unit": unit})
    if is_new:
        _audit(course, actor, "staff_course.group")
    return made


@transaction.atomic
def note_meeting(*, group_id: int, on: date, words: str, actor: Actor, now: datetime) -> GroupMeeting:
    """What a working group said about how it goes. Any colleague writes; the same words of a day are one meeting."""
    method_services.require_writer(actor)
    group = WorkingGroup.objects.filter(course__organisation_id=actor.organisation_id, pk=group_id).first()
    if group is None:
        raise OutOfReach("working group")
    if on > localdate(now):
        raise NotAllowed("wheel.held_in_future")
    if not words.strip():
        raise NotAllowed("wheel.needs_words")
    made, is_new = GroupMeeting.objects.get_or_create(
        group=group, on=on, words=words.strip(), defaults={"by_id": actor.membership_id, "at": now}
    )
    if is_new:
        _audit(group.course, actor, "staff_course.meeting")
    return made


def _course(course_id: int, actor: Actor) -> StaffCourse:
    found = StaffCourse.objects.select_for_update().filter(organisation_id=actor.organisation_id, pk=course_id).first()
    if found is None:
        raise OutOfReach("staff course")
    return found


def _audit(course: StaffCourse, actor: Actor, action: str) -> None:
    audit.record(actor=actor, action=action, target=f"staff_course:{course.pk}")
