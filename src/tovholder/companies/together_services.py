"""Writes on what a partnership does together: agreements, candidate banks, joint courses, local knowledge (S05).

Refused for others than a municipality's company staff; citizens are put in and taken out by their own municipality."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Organisation
from tovholder.companies import ended_services, queries, services
from tovholder.companies import together_queries as together
from tovholder.companies.models import (
    BankEntry,
    CourseSeat,
    ForecastDemand,
    JointCourse,
    LabourNote,
    ServiceAgreement,
)
from tovholder.people import queries as people
from tovholder.people.models import Person

# A form that comes again so soon, word for word, is the same form: a finger pressed twice, or a page sent anew.
_SENT_TWICE = timedelta(minutes=10)


@transaction.atomic
def agree(
    *,
    company_id: int,
    title: str,
    words: str,
    starts_on: date,
    ends_before: date,
    stays_of: frozenset[int],
    actor: Actor,
    now: datetime,
) -> ServiceAgreement:
    """Make a service agreement with a company; the actor's municipality leads it, and serves it or nobody does
    (`services.require_changing`). Sent twice is one agreement."""
    _writer(actor)
    if ends_before <= starts_on:
        raise NotAllowed("agreement.dates_crossed")
    company = queries.company(company_id, actor=actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    ended_services.require_going_on(company)
    facts = {"company": company, "title": title.strip(), "words": words.strip()}
    facts |= {"starts_on": starts_on, "ends_before": ends_before}
    made = ServiceAgreement.objects.filter(_of_us(actor), created_at__gt=now - _SENT_TWICE, **facts).first()
    if made is not None:
        return made
    made = ServiceAgreement.objects.create(organisation_id=actor.organisation_id, created_at=now, **facts)
    _audit(actor, "agreement.make", f"agreement:{made.pk}")
    return made


@transaction.atomic
def forecast(*, agreement_id: int, needed_on: date, occupation: str, number: int, actor: Actor) -> ForecastDemand:
    """Write down how many of an occupation the employer expects to need, within the agreement. Twice is once.

    Only for the municipality that leads the agreement: partners read it, and fill the bank."""
    _writer(actor)
    found = together.agreement(agreement_id, actor=actor)
    if found.organisation_id != actor.organisation_id:
        raise NotAllowed("agreement.forecast_by_its_lead", organisation=found.organisation.name)
    if not found.starts_on <= needed_on < found.ends_before:
        raise NotAllowed("agreement.needed_outside")
    made, is_new = ForecastDemand.objects.get_or_create(
        agreement=found, needed_on=needed_on, occupation=occupation, number=number
    )
    if not is_new:
        return made
    _audit(actor, "agreement.forecast", f"agreement:{found.pk}")
    return made


@transaction.atomic
def put_in_bank(*, agreement_id: int, person_id: int, actor: Actor, on: date) -> None:
    """Put an own citizen in the bank; twice is once."""
    person, found = _own_person(person_id, actor), together.agreement(agreement_id, actor=actor)
    BankEntry.objects.get_or_create(
        agreement=found, person=person, defaults={"organisation_id": person.organisation_id, "added_on": on}
    )
    _audit(actor, "bank.put_in", f"agreement:{found.pk}", person.pk)


@transaction.atomic
def take_out_of_bank(*, agreement_id: int, person_id: int, actor: Actor) -> None:
    person, found = _own_person(person_id, actor), together.agreement(agreement_id, actor=actor)
    BankEntry.objects.filter(agreement=found, person=person).delete()
    _audit(actor, "bank.take_out", f"agreement:{found.pk}", person.pk)


@transaction.atomic
def plan_course(*, title: str, starts_on: date, seats: int, actor: Actor, now: datetime) -> JointCourse:
    """Plan upskilling that the partnership fills together. Refused for a day that is gone; sent twice is one course."""
    _writer(actor)
    if starts_on < localdate(now):
        raise NotAllowed("course.begun")
    facts = {"title": title.strip(), "starts_on": starts_on, "seats": seats}
    of_us = _of_us(actor)
    made = JointCourse.objects.filter(of_us, created_at__gt=now - _SENT_TWICE, **facts).first()
    if made is not None:
        return made
    made = JointCourse.objects.create(organisation_id=actor.organisation_id, created_at=now, **facts)
    _audit(actor, "course.plan", f"course:{made.pk}")
    return made


@transaction.atomic
def sign_up(*, course_id: int, person_id: int, actor: Actor, on: date) -> None:
    """Sign an own citizen up; refused when all seats are taken. Twice is once."""
    person, found = _own_person(person_id, actor), together.course(course_id, actor=actor, on=on)
    course = JointCourse.objects.select_for_update().get(pk=found.pk)
    taken = CourseSeat.objects.filter(course=course)
    if not taken.filter(person=person).exists() and taken.count() >= course.seats:
        raise NotAllowed("course.full")
    CourseSeat.objects.get_or_create(
        course=course, person=person, defaults={"organisation_id": person.organisation_id, "added_on": on}
    )
    _audit(actor, "course.sign_up", f"course:{course.pk}", person.pk)


@transaction.atomic
def sign_off(*, course_id: int, person_id: int, actor: Actor, on: date) -> None:
    person, found = _own_person(person_id, actor), together.course(course_id, actor=actor, on=on)
    CourseSeat.objects.filter(course=found, person=person).delete()
    _audit(actor, "course.sign_off", f"course:{found.pk}", person.pk)


@transaction.atomic
def tell(*, industry: str, words: str, actor: Actor, now: datetime) -> LabourNote:
    """Share what one knows of the local labour market with the partnership's consultants. Sent twice is one note."""
    _writer(actor)
    facts = {"by_id": actor.membership_id, "industry": industry, "words": words.strip()}
    made = LabourNote.objects.filter(_of_us(actor), at__gt=now - _SENT_TWICE, **facts).first()
    if made is not None:
        return made
    made = LabourNote.objects.create(organisation_id=actor.organisation_id, at=now, **facts)
    _audit(actor, "labour_note.tell", f"note:{made.pk}")
    return made


def _of_us(actor: Actor) -> Q:
    """Rows of the own organisation, one form at a time: the second of two sent at once waits for the first here."""
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    return Q(organisation_id=actor.organisation_id)


def _writer(actor: Actor) -> None:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")


def _own_person(person_id: int, actor: Actor) -> Person:
    """An own open case. Raises NoSuchPerson, and notes the miss, for everybody else."""
    _writer(actor)
    person = people.own_open(actor=actor).filter(pk=person_id).first()
    if person is None:
        actor.book.refuse(person_id)
        raise people.NoSuchPerson
    return person


def _audit(actor: Actor, action: str, target: str, person_id: int | None = None) -> None:
    audit.record(actor=actor, action=action, target=target, person_id=person_id)
