"""Writes on events: plan, call off, buses, the companies asked, groups, what came of it.

Refused for others than company staff of the municipality that holds the event; a company answers for itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import Role
from tovholder.companies import ended_services, ledger_services
from tovholder.companies import queries as companies
from tovholder.learning import queries, rules
from tovholder.learning.facts import NewEvent
from tovholder.learning.models import Event, EventBooking, EventBus, EventGroup, EventOutcome, EventSession


@transaction.atomic
def plan(*, facts: NewEvent, actor: Actor, now: datetime) -> Event:
    """Plan an event that lies ahead. Sent twice is one event."""
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    decision = rules.may_hold(starts_at=facts.starts_at, ends_at=facts.ends_at, now=now)
    if decision.refused:
        raise NotAllowed(decision.code)
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    network = queries.network(facts.network_id, actor=actor) if facts.network_id else None
    made, is_new = Event.objects.get_or_create(
        organisation_id=actor.organisation_id, kind=facts.kind, title=facts.title.strip(), starts_at=facts.starts_at,
        defaults={
            "organiser": facts.organiser.strip(), "place": facts.place.strip(), "ends_at": facts.ends_at,
            "seats": facts.seats, "words": facts.words.strip(), "network": network, "created_at": now,
        },
    )  # fmt: skip
    if is_new:
        _audit(actor, "event.plan", made)
    return made


@transaction.atomic
def call_off(*, event_id: int, actor: Actor, now: datetime) -> None:
    """The event is called off: bookings are cancelled, and nobody waits for a company's answer. Twice is once."""
    found = _held(event_id, actor)
    if found.cancelled_at is not None:
        return
    found.cancelled_at = now
    found.save(update_fields=["cancelled_at"])
    for booking in EventBooking.objects.filter(event=found).exclude(state="cancelled"):
        booking.state = "cancelled"
        booking.save(update_fields=["state"])
        _audit(actor, "event.call_off_booking", found, booking.person_id)
    for session_id in found.sessions.values_list("pk", flat=True):
        ledger_services.answered(key=f"event_session:{session_id}", answer="withdrawn", now=now)
    _audit(actor, "event.call_off", found)


@transaction.atomic
def add_bus(*, event_id: int, departs_from: str, departs_at: datetime, seats: int, actor: Actor, now: datetime) -> None:
    found = _open(event_id, actor, now)
    decision = rules.may_ride(departs_at=departs_at, starts_at=found.starts_at)
    if decision.refused:
        raise NotAllowed(decision.code)
    told = {"departs_from": departs_from.strip(), "departs_at": departs_at}
    _bus, is_new = EventBus.objects.get_or_create(event=found, **told, defaults={"seats": seats})
    if is_new:
        _audit(actor, "event.add_bus", found)


@transaction.atomic
def ask_company(
    *, event_id: int, company_id: int, title: str, starts_at: datetime, seats: int, actor: Actor, now: datetime
) -> EventSession:
    """Ask a company to take part with a session; the asking stands in its ledger. The same session is asked once."""
    found = _open(event_id, actor, now)
    company = companies.company(company_id, actor=actor)
    if not found.starts_at <= starts_at < found.ends_at:
        raise NotAllowed("event.session_outside")
    ended_services.require_going_on(company)
    told = {"title": title.strip(), "seats": seats}
    made, is_new = EventSession.objects.get_or_create(event=found, company=company, starts_at=starts_at, defaults=told)
    if is_new:
        ledger_services.ask(
            company_id=company.pk, kind="event", key=f"event_session:{made.pk}", actor=actor, now=now,
            words=found.title, answer_by=localdate(found.starts_at) - timedelta(days=1),
        )  # fmt: skip
        _audit(actor, "event.ask_company", found)
    return made


@transaction.atomic
def answer(*, event_id: int, session_id: int, yes: bool, actor: Actor, now: datetime, frees: int = 0) -> None:
    """The company says whether it comes: itself, or to the staff who hold the event. A no frees those who had booked
    the session; they keep their seat at the event. No yes brings them back, so a no that would free more than the
    answerer knew of, `frees`, is refused with the number."""
    sessions = EventSession.objects.select_for_update().select_related("event", "company")
    session = sessions.filter(pk=session_id, event_id=event_id).first()
    if session is None or not queries.events(actor=actor).filter(pk=event_id).exists():
        raise OutOfReach("session")
    if actor.role == Role.COMPANY_CONTACT:
        if session.company.organisation_id != actor.organisation_id:
            raise OutOfReach("session")
        _require_open(session.event, now)
    else:
        _open(session.event_id, actor, now)
    said = "yes" if yes else "no"
    if session.answer == said:
        return
    if not yes:
        _free(session, frees)
    session.answer, session.answered_at = said, now
    session.save(update_fields=["answer", "answered_at"])
    ledger_services.answered(key=f"event_session:{session.pk}", answer=said, now=now)
    _audit(actor, "event.company_answers", session.event)


def _free(session: EventSession, known: int) -> None:
    booked = session.bookings.filter(state="booked").count()
    if booked > known:
        raise NotAllowed("event.no_frees", number=booked)
    session.bookings.update(session=None)


@transaction.atomic
def book_group(*, event_id: int, name: str, number: int, bus_id: int | None, actor: Actor, now: datetime) -> None:
    """Note how many come from a school or another body; a new number replaces the old. Refused beyond the seats."""
    found = _open(event_id, actor, now)
    before = EventGroup.objects.filter(event=found, name=name.strip()).first()
    left = queries.seats(found).left + (before.number if before else 0)
    if number > left:
        raise NotAllowed("event.seats_left", left=left)
    bus = _bus(found, bus_id)
    if bus is not None:
        _require_ride(bus, number, besides=before)
    EventGroup.objects.update_or_create(event=found, name=name.strip(), defaults={"number": number, "bus": bus})
    _audit(actor, "event.book_group", found)


@transaction.atomic
def group_came(*, event_id: int, group_id: int, came: int, actor: Actor, now: datetime) -> None:
    """How many of a group were there, as a number. Refused before the event, and for more than the event has seats."""
    found = _held(event_id, actor)
    if found.starts_at > now:
        raise NotAllowed("event.not_begun")
    if came > found.seats:
        raise NotAllowed("event.seats_left", left=found.seats)
    EventGroup.objects.filter(event=found, pk=group_id).update(came=came)
    _audit(actor, "event.group_came", found)


def _bus(found: Event, bus_id: int | None) -> EventBus | None:
    return EventBus.objects.filter(event=found, pk=bus_id).first() if bus_id else None


def _require_ride(bus: EventBus, number: int, *, besides: EventGroup | None) -> None:
    taken = bus.bookings.filter(state="booked").count()
    taken += sum(group.number for group in bus.groups.all() if besides is None or group.pk != besides.pk)
    if taken + number > bus.seats:
        raise NotAllowed("event.bus_full", left=max(0, bus.seats - taken))


@transaction.atomic
def note_outcome(*, event_id: int, company_id: int | None, kind: str, number: int, actor: Actor, now: datetime) -> None:
    """How many of a kind came of it at a company, as a number; a new number replaces the old."""
    found = _held(event_id, actor)
    if found.starts_at > now:
        raise NotAllowed("event.not_begun")
    EventOutcome.objects.update_or_create(
        event=found, company_id=company_id, kind=kind, defaults={"number": number, "noted_on": localdate(now)}
    )
    _audit(actor, "event.note_outcome", found)


@transaction.atomic
def note_awareness(
    *,
    event_id: int,
    asked_before: int,
    knew_before: int,
    asked_after: int,
    knew_after: int,
    actor: Actor,
    now: datetime,
) -> None:
    """How many of those asked knew the companies before and after. Refused when more knew than were asked."""
    found = _held(event_id, actor)
    if knew_before > asked_before or knew_after > asked_after:
        raise NotAllowed("event.more_knew_than_asked")
    found.asked_before, found.knew_before = asked_before, knew_before
    found.asked_after, found.knew_after = asked_after, knew_after
    found.save(update_fields=["asked_before", "knew_before", "asked_after", "knew_after"])
    _audit(actor, "event.note_awareness", found)


def _held(event_id: int, actor: Actor) -> Event:
    """The event under lock, when the own municipality holds it."""
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    found = queries.event(event_id, actor=actor)
    if found.organisation_id != actor.organisation_id:
        raise NotAllowed("pact.led_by_another", organisation=found.organisation.name)
    return Event.objects.select_for_update().get(pk=event_id)


def _open(event_id: int, actor: Actor, now: datetime) -> Event:
    found = _held(event_id, actor)
    _require_open(found, now)
    return found


def _require_open(found: Event, now: datetime) -> None:
    if found.cancelled_at is not None:
        raise NotAllowed("event.called_off")
    if found.ends_at <= now:
        raise NotAllowed("event.over")


def _audit(actor: Actor, action: str, found: Event, person_id: int | None = None) -> None:
    audit.record(actor=actor, action=action, target=f"event:{found.pk}", person_id=person_id)
