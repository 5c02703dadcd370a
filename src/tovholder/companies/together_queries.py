"""What a partnership does together, as each may see it: agreements, banks, courses, local knowledge, shared status.

Persons are read by the municipality that put them there; all others read how many (S05)."""

from datetime import date

from django.db.models import Count, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies.models import BankEntry, CourseSeat, JobOrder, JointCourse, LabourNote, ServiceAgreement
from tovholder.people import queries as people
from tovholder.people.models import Person

STAFF = COMPANY_STAFF | {Role.COORDINATOR}
# The partners around the table: union, school and steering group see where each task stands, and nobody in it.
PARTNERS = STAFF | {Role.STEERING_MEMBER, Role.SCHOOL_CONSULTANT}


def _together(actor: Actor) -> QuerySet:
    return accounts.partner_organisations(actor=actor).values("pk")


def agreements(*, actor: Actor) -> QuerySet[ServiceAgreement]:
    """Agreements of the partnership, newest first."""
    if not actor.may(*STAFF):
        return ServiceAgreement.objects.none()
    found = ServiceAgreement.objects.filter(organisation__in=_together(actor)).select_related("company", "organisation")
    return found.annotate(ready=Count("bank")).order_by("-starts_on", "-pk")


def agreement(agreement_id: int, *, actor: Actor) -> ServiceAgreement:
    """One agreement with its forecast. Raises OutOfReach."""
    found = agreements(actor=actor).prefetch_related("forecasts").filter(pk=agreement_id).first()
    if found is None:
        raise OutOfReach("agreement")
    return found


def courses(*, actor: Actor, on: date) -> QuerySet[JointCourse]:
    """Joint courses of the partnership that have not begun, soonest first."""
    if not actor.may(*STAFF):
        return JointCourse.objects.none()
    found = JointCourse.objects.filter(organisation__in=_together(actor), starts_on__gte=on)
    return found.select_related("organisation").annotate(taken_seats=Count("taken")).order_by("starts_on", "pk")


def course(course_id: int, *, actor: Actor, on: date) -> JointCourse:
    """One joint course. Raises OutOfReach."""
    found = courses(actor=actor, on=on).filter(pk=course_id).first()
    if found is None:
        raise OutOfReach("course")
    return found


def own_in_bank(found: ServiceAgreement, *, actor: Actor) -> list[Person]:
    """The own municipality's citizens in the bank, noted as shown."""
    return _own(BankEntry.objects.filter(agreement=found).values("person_id"), actor)


def own_on_course(found: JointCourse, *, actor: Actor) -> list[Person]:
    """The own municipality's citizens on the course, noted as shown."""
    return _own(CourseSeat.objects.filter(course=found).values("person_id"), actor)


def _own(ids: QuerySet, actor: Actor) -> list[Person]:
    found = people.own_open(actor=actor).filter(pk__in=ids).order_by("given_name", "family_name")
    return people.noted(list(found), actor=actor, fields="list")


def candidates(typed: str, *, actor: Actor) -> list[Person]:
    """Own open cases by name, at most ten, noted as shown; nobody for nothing typed."""
    if not typed.strip():
        return []
    found = people.own_open(actor=actor).filter(people.matching_name(typed)).order_by("given_name", "pk")
    return people.noted(list(found[:10]), actor=actor, fields="list")


def notes(*, actor: Actor) -> QuerySet[LabourNote]:
    """Local knowledge of the partnership's consultants, newest first."""
    if not actor.may(*STAFF):
        return LabourNote.objects.none()
    found = LabourNote.objects.filter(organisation__in=_together(actor))
    return found.select_related("organisation", "by__user").order_by("-at", "-pk")


def tasks(*, actor: Actor) -> QuerySet[JobOrder]:
    """Recruitment tasks of the partnership: each with company, lead municipality and the named person there."""
    if not actor.may(*PARTNERS):
        return JobOrder.objects.none()
    found = JobOrder.objects.filter(taken_by__in=_together(actor), pending_import__isnull=True)
    return found.exclude(status="withdrawn").select_related("unit__company", "taken_by", "owner__user")
