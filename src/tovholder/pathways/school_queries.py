"""Reads of the school of an IGU: courses of the own and of partner municipalities, one IGU's plan, what fell out."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.base.decision import Decision
from tovholder.pathways import support_rules as rules
from tovholder.pathways.models import SchoolCourse, SchoolSeat
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement
from tovholder.placements.transitions import FINAL

IS_OVER = FINAL  # an IGU in one of these takes no seat any more
FALLEN_OUT = Q(
    left_on__isnull=True, course__cancelled_on__isnull=False,
    placement__status__in=("agreed", "started", "interrupted"),
)  # fmt: skip
"""Seats on courses that were called off, of an IGU that goes on: to be planned anew."""


def in_use(prefix: str = "") -> Q:
    """Seats that are taken: not given up, and not of an IGU that ended before the course begins."""
    ended = Q(**{f"{prefix}placement__status__in": IS_OVER})
    was_there = Q(**{f"{prefix}placement__ended_on__gt": F(f"{prefix}course__starts_on")})
    return Q(**{f"{prefix}left_on__isnull": True}) & (~ended | was_there)


def courses(*, actor: Actor) -> QuerySet[SchoolCourse]:
    """Own courses, and those that partner municipalities opened to others. About nobody."""
    found = SchoolCourse.objects.select_related("organisation").order_by("starts_on", "pk")
    if actor.role == SYSTEM_ROLE:
        return found
    if not actor.works_on_cases:
        return found.none()
    partners = accounts.partner_organisations(actor=actor).values("pk")
    return found.filter(Q(organisation_id=actor.organisation_id) | Q(for_others=True, organisation_id__in=partners))


def with_taken(rows: QuerySet[SchoolCourse]) -> QuerySet[SchoolCourse]:
    """The same with `taken_now`: how many seats are taken, by whichever municipality. A number."""
    return rows.annotate(taken_now=Count("taken", filter=in_use("taken__")))


def course(course_id: int, *, actor: Actor) -> SchoolCourse:
    """One course. Raises OutOfReach."""
    found = with_taken(courses(actor=actor)).filter(pk=course_id).first()
    if found is None:
        raise OutOfReach("school course")
    return found


def _seats(*, actor: Actor) -> QuerySet[SchoolSeat]:
    own = placements.visible(actor=actor).select_related(None).order_by()
    rows = SchoolSeat.objects.filter(left_on__isnull=True, placement__in=own.values("pk"))
    return rows.select_related("course__organisation", "person", "placement__unit__company")


def seats_on(found: SchoolCourse, *, actor: Actor) -> list[SchoolSeat]:
    """The own municipality's people on a course, within the actor's reach."""
    return list(_seats(actor=actor).filter(course=found).order_by("pk"))


def fallen_out(*, actor: Actor) -> QuerySet[SchoolSeat]:
    """Seats on courses that were called off: to be planned anew."""
    return _seats(actor=actor).filter(FALLEN_OUT).order_by("course__starts_on", "pk")


@dataclass(frozen=True)
class School:
    """One IGU with its courses and what the rule makes of them."""

    stay: Placement
    seats: list[SchoolSeat]
    planned: Decision
    free: list[SchoolCourse]  # with room, since the IGU began: school that was held before it stood here counts too


def of_stay(placement_id: int, *, actor: Actor, on: date) -> School:
    """The school of one IGU; the person is noted as shown. Raises OutOfReach."""
    stay = placements.placement(placement_id, actor=actor)
    if stay.kind != "igu":
        raise OutOfReach("placement")
    seats = list(_seats(actor=actor).filter(placement=stay).order_by("course__starts_on", "pk"))
    facts = [rules.Seat(row.course.hours, row.course.ends_before, row.course.cancelled_on is not None) for row in seats]
    ahead = with_taken(courses(actor=actor)).filter(cancelled_on__isnull=True, starts_on__gte=stay.starts_on)
    mine = {row.course_id for row in seats}
    free = [row for row in ahead if row.pk not in mine and row.taken_now < row.seats]  # type: ignore[attr-defined]
    return School(stay, seats, rules.school(facts, starts_on=stay.starts_on, on=on), free)


def seat(seat_id: int, *, actor: Actor) -> SchoolSeat:
    """One seat of a stay within reach. Raises OutOfReach."""
    found = _seats(actor=actor).filter(pk=seat_id).first()
    if found is None:
        for person_id in SchoolSeat.objects.filter(pk=seat_id).values_list("placement__person_id", flat=True):
            actor.book.refuse(person_id)
        raise OutOfReach("school seat")
    return found
