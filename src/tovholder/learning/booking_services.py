"""Writes on who comes to an event: citizens are booked, taken off and followed up by their own municipality.

When the seats are taken one waits in line. A seat that becomes free is given by somebody, to one who waits: nobody is
moved up by a rule. Somebody protected is booked at events of the own municipality only, as in groups."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import queries as companies
from tovholder.learning import queries
from tovholder.learning.models import Event, EventBooking, EventBus, EventSession
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person


@transaction.atomic
def book(
    *, event_id: int, person_id: int, session_id: int | None, bus_id: int | None, actor: Actor, now: datetime
) -> EventBooking:
    """Book an own citizen, or put them in line when the seats are taken or others wait for them. Whoever is in line and
    is booked again has a free seat; whoever has a seat is moved to the new session and bus; twice is once."""
    person, found = _own_person(person_id, actor), _locked(event_id, actor, now)
    before = EventBooking.objects.filter(event=found, person=person).first()
    _require_no_risk(person, found, before)
    has_seat = _has_seat(found, before)
    session, bus = _session(found, session_id, before), _bus(found, bus_id, before)
    told: dict[str, Any] = {
        "organisation_id": person.organisation_id,
        "session": session if has_seat else None,
        "bus": bus if has_seat else None,
        "state": "booked" if has_seat else "waiting",
    }
    if before is None or before.state == "cancelled":
        told["booked_at"] = now
    made, _is_new = EventBooking.objects.update_or_create(event=found, person=person, defaults=told)
    _audit(actor, "event.book", made)
    return made


def _has_seat(found: Event, before: EventBooking | None) -> bool:
    """Somebody new comes after those in line; one of those in line is chosen by the one who books."""
    state, seats = before.state if before else "", queries.seats(found)
    return state == "booked" or seats.left > (0 if state == "waiting" else seats.waiting)


def _require_no_risk(person: Person, found: Event, before: EventBooking | None) -> None:
    """Whoever was booked before the protection keeps the seat until the own municipality takes them off."""
    is_new = before is None or before.state == "cancelled"
    if is_new and person.protected and found.organisation_id != person.organisation_id:
        raise NotAllowed("event.protected_elsewhere")


@transaction.atomic
def take_off(*, event_id: int, person_id: int, actor: Actor, now: datetime) -> None:
    """Take an own citizen off. The seat is free until somebody gives it to one who waits."""
    person, found = _own_person(person_id, actor), _locked(event_id, actor, now)
    row = EventBooking.objects.filter(event=found, person=person).exclude(state="cancelled").first()
    if row is None:
        return
    row.state, row.session, row.bus = "cancelled", None, None
    row.save()
    _audit(actor, "event.take_off", row)


@transaction.atomic
def came(*, booking_id: int, came: bool, outcome: str, follow_up_on: date | None, actor: Actor, now: datetime) -> None:
    """Note whether an own citizen came, what came of it, and when somebody talks with them about it."""
    row = _booking(booking_id, actor)
    if row.event.starts_at > now:
        raise NotAllowed("event.not_begun")
    if follow_up_on is not None and follow_up_on < localdate(row.event.starts_at):
        raise NotAllowed("event.follow_up_before")
    row.came, row.outcome, row.follow_up_on = came, outcome if came else "", follow_up_on
    row.save(update_fields=["came", "outcome", "follow_up_on"])
    _audit(actor, "event.came", row)


@transaction.atomic
def followed_up(*, booking_id: int, actor: Actor, now: datetime) -> None:
    """Somebody has talked with the citizen about the event. The first time stands."""
    row = _booking(booking_id, actor)
    if row.followed_up_on is None:
        row.followed_up_on = localdate(now)
        row.save(update_fields=["followed_up_on"])
        _audit(actor, "event.followed_up", row)


def _booking(booking_id: int, actor: Actor) -> EventBooking:
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    row = queries.booking(booking_id, actor=actor)
    if not case_scope.may_work_on(row.person, actor):
        raise people.NoSuchPerson
    return EventBooking.objects.select_for_update(of=("self",)).select_related("event").get(pk=row.pk)


def _own_person(person_id: int, actor: Actor) -> Person:
    """An own open case. Raises NoSuchPerson, and notes the miss, for everybody else."""
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    person = people.own_open(actor=actor).filter(pk=person_id).first()
    if person is None:
        actor.book.refuse(person_id)
        raise people.NoSuchPerson
    return person


def _locked(event_id: int, actor: Actor, now: datetime) -> Event:
    found = queries.event(event_id, actor=actor)
    if found.cancelled_at is not None:
        raise NotAllowed("event.called_off")
    if found.ends_at <= now:
        raise NotAllowed("event.over")
    return Event.objects.select_for_update().get(pk=event_id)


def _session(found: Event, session_id: int | None, before: EventBooking | None) -> EventSession | None:
    if not session_id:
        return None
    session = EventSession.objects.filter(event=found, pk=session_id).exclude(answer="no").first()
    if session is None:
        raise NotAllowed("event.session_unknown")
    others = session.bookings.filter(state="booked").exclude(pk=before.pk if before else None)
    if others.count() >= session.seats:
        raise NotAllowed("event.session_full")
    return session


def _bus(found: Event, bus_id: int | None, before: EventBooking | None) -> EventBus | None:
    if not bus_id:
        return None
    bus = EventBus.objects.filter(event=found, pk=bus_id).first()
    if bus is None:
        raise NotAllowed("event.bus_unknown")
    taken = bus.bookings.filter(state="booked").exclude(pk=before.pk if before else None).count()
    if taken + sum(group.number for group in bus.groups.all()) >= bus.seats:
        raise NotAllowed("event.bus_full", left=0)
    return bus


def _audit(actor: Actor, action: str, row: EventBooking) -> None:
    audit.record(actor=actor, action=action, target=f"event:{row.event_id}", person_id=row.person_id)
