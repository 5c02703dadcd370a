"""Reads of a municipality's own courses: lessons and who gives them, and those to whom the course was offered."""

from django.db.models import Count, Q, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.pathways.models import LocalCourse, LocalLesson, LocalSeat
from tovholder.people import queries as people


def courses(*, actor: Actor) -> QuerySet[LocalCourse]:
    """Courses of the own municipality, with how many were offered and how many said yes: numbers."""
    if not actor.works_on_cases:
        return LocalCourse.objects.none()
    own = LocalCourse.objects.filter(organisation_id=actor.organisation_id).select_related("leader__user")
    own = own.annotate(
        offered_to=Count("offered", distinct=True),
        said_yes=Count("offered", filter=Q(offered__answer="yes"), distinct=True),
    )
    return own.order_by("-starts_on", "-pk")


def course(course_id: int, *, actor: Actor) -> LocalCourse:
    """One course. Raises OutOfReach."""
    found = courses(actor=actor).filter(pk=course_id).first()
    if found is None:
        raise OutOfReach("local course")
    return found


def lessons(found: LocalCourse) -> list[LocalLesson]:
    """Its lessons in order. The caller has reached the course."""
    return list(LocalLesson.objects.filter(course=found).select_related("company").order_by("starts_at", "pk"))


def lesson(lesson_id: int, *, actor: Actor) -> LocalLesson:
    """One lesson of a course within reach. Raises OutOfReach."""
    own = courses(actor=actor).order_by().values("pk")
    found = LocalLesson.objects.filter(pk=lesson_id, course__in=own).select_related("course", "company").first()
    if found is None:
        raise OutOfReach("local course")
    return found


def _seats(*, actor: Actor) -> QuerySet[LocalSeat]:
    reached = people.visible(actor=actor).filter(organisation_id=actor.organisation_id)
    rows = LocalSeat.objects.filter(person__in=reached, course__in=courses(actor=actor).order_by().values("pk"))
    return rows.select_related("person", "course", "offered_by__user")


def seats(found: LocalCourse, *, actor: Actor) -> list[LocalSeat]:
    """To whom it was offered, within the actor's reach."""
    return list(_seats(actor=actor).filter(course=found).order_by("offered_on", "pk"))


def seat(seat_id: int, *, actor: Actor) -> LocalSeat:
    """One offer, the person noted as shown. Raises OutOfReach."""
    found = _seats(actor=actor).filter(pk=seat_id).first()
    if found is None:
        for person_id in LocalSeat.objects.filter(pk=seat_id).values_list("person_id", flat=True):
            actor.book.refuse(person_id)
        raise OutOfReach("local course")
    actor.book.note([found.person_id], "case")
    return found


def of_person(person_id: int, *, actor: Actor) -> list[LocalSeat]:
    """What was offered to a person the caller has reached."""
    return list(_seats(actor=actor).filter(person_id=person_id).order_by("-offered_on", "-pk"))
