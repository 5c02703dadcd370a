"""Events and networks, as each may see them: own citizens by name, all others as a number; a company its own part."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import Role
from tovholder.companies import together_queries
from tovholder.learning import rules
from tovholder.learning.models import (
    Event,
    EventBooking,
    EventBus,
    EventGroup,
    EventSession,
    Network,
    NetworkMember,
    NetworkPost,
)
from tovholder.people import queries as people

STAFF = together_queries.STAFF
_HOLDS = Q(bookings__state="booked")
_LISTED = 25


def _together(actor: Actor) -> QuerySet:
    return accounts.partner_organisations(actor=actor).values("pk")


def events(*, actor: Actor) -> QuerySet[Event]:
    """Events of the partnership, with how many are booked; for a company those it is asked to and its networks'."""
    found = Event.objects.select_related("organisation", "network")
    found = found.annotate(n_booked=Count("bookings", filter=_HOLDS, distinct=True))
    if actor.role == SYSTEM_ROLE:
        return found
    if actor.role == Role.COMPANY_CONTACT:
        asked = EventSession.objects.filter(company__organisation_id=actor.organisation_id).values("event_id")
        meets = _memberships(actor).values("network_id")
        return found.filter(Q(pk__in=asked) | Q(network__in=meets))
    return found.filter(organisation__in=_together(actor)) if actor.may(*STAFF) else found.none()


def coming(*, actor: Actor, now: datetime) -> QuerySet[Event]:
    """Events that are not over yet."""
    return events(actor=actor).filter(ends_at__gte=now, cancelled_at__isnull=True)


def event(event_id: int, *, actor: Actor) -> Event:
    """One event with its buses, companies, groups and outcomes. Raises OutOfReach."""
    held = Count("bookings", filter=_HOLDS, distinct=True)
    buses = EventBus.objects.annotate(n_booked=held)
    sessions = EventSession.objects.select_related("company").annotate(n_booked=held).order_by("starts_at", "pk")
    found = events(actor=actor).prefetch_related(
        Prefetch("buses", buses.order_by("departs_at")), Prefetch("sessions", sessions), "groups__bus",
        "outcomes__company",
    )  # fmt: skip
    one = found.filter(pk=event_id).first()
    if one is None:
        raise OutOfReach("event")
    return one


@dataclass(frozen=True)
class Seats:
    """How full an event is."""

    booked: int
    in_groups: int
    waiting: int
    left: int


def seats(found: Event) -> Seats:
    """Counted now, over all municipalities: nobody is named by it."""
    rows = EventBooking.objects.filter(event=found).order_by().values_list("state").annotate(n=Count("pk"))
    states = dict(rows)
    told = EventGroup.objects.filter(event=found).aggregate(n=Sum("number"))["n"] or 0
    booked = states.get("booked", 0)
    left = rules.free_seats(seats=found.seats, booked=booked, in_groups=told)
    return Seats(booked, told, states.get("waiting", 0), left)


def own_bookings(found: Event, *, actor: Actor) -> list[EventBooking]:
    """The own municipality's citizens at the event, noted as shown; with a right to own cases only those."""
    own = people.own_open(actor=actor).values("pk")
    rows = EventBooking.objects.filter(event=found, person__in=own).exclude(state="cancelled")
    shown = list(rows.select_related("person", "session__company", "bus").order_by("state", "booked_at", "pk"))
    people.noted([row.person for row in shown], actor=actor, fields="list")
    return shown


def waiting_for_a_free_seat(*, actor: Actor, now: datetime) -> list[EventBooking]:
    """Own citizens in line for an event to come that has a seat free, those who waited longest first."""
    own = people.own_open(actor=actor).values("pk")
    groups = EventGroup.objects.filter(event=OuterRef("pk")).values("event").annotate(n=Sum("number")).values("n")
    taken = F("n_booked") + Coalesce(Subquery(groups), 0)
    free = coming(actor=actor, now=now).annotate(taken=taken).filter(seats__gt=F("taken")).values("pk")
    found = EventBooking.objects.filter(state="waiting", event__in=free, person__in=own)
    return list(found.select_related("person", "event").order_by("booked_at", "pk")[:_LISTED])


def to_follow_up(*, actor: Actor, on: date) -> QuerySet[EventBooking]:
    """Own citizens whom somebody promised to talk to after an event, due by now."""
    own = people.own_open(actor=actor).values("pk")
    found = EventBooking.objects.filter(person__in=own, follow_up_on__lte=on, followed_up_on__isnull=True)
    return found.select_related("person", "event").order_by("follow_up_on", "pk")


def booking(booking_id: int, *, actor: Actor) -> EventBooking:
    """One booking of an own citizen. Raises NoSuchPerson, and notes the miss, for everybody else's."""
    row = EventBooking.objects.filter(pk=booking_id).select_related("event", "person").first()
    if row is None:
        raise OutOfReach("booking")
    if not people.own_open(actor=actor).filter(pk=row.person_id).exists():
        actor.book.refuse(row.person_id)
        raise people.NoSuchPerson
    return row


def own_sessions(event_id: int, *, actor: Actor) -> QuerySet[EventSession]:
    """The sessions of the actor's own company at an event, with how many have booked."""
    mine = EventSession.objects.filter(event_id=event_id, company__organisation_id=actor.organisation_id)
    return mine.annotate(n_booked=Count("bookings", filter=_HOLDS)).order_by("starts_at", "pk")


def booked_at(session: EventSession) -> QuerySet[EventBooking]:
    """Who has booked a session the caller has reached."""
    found = EventBooking.objects.filter(session=session, state="booked").select_related("person")
    return found.order_by("booked_at", "pk")


def _memberships(actor: Actor) -> QuerySet[NetworkMember]:
    return NetworkMember.objects.filter(company__organisation_id=actor.organisation_id, left_on__isnull=True)


def networks(*, actor: Actor) -> QuerySet[Network]:
    """HR networks: the partnership's for its staff, for a company those it is a member of."""
    found = Network.objects.select_related("organisation")
    found = found.annotate(n_members=Count("members", Q(members__left_on__isnull=True), distinct=True))
    if actor.role == Role.COMPANY_CONTACT:
        return found.filter(pk__in=_memberships(actor).values("network_id"))
    return found.filter(organisation__in=_together(actor)) if actor.may(*STAFF) else found.none()


def network(network_id: int, *, actor: Actor) -> Network:
    """One network with its members and what they asked and answered, newest first. Raises OutOfReach."""
    told = NetworkPost.objects.select_related("company", "by__organisation")
    members = NetworkMember.objects.filter(left_on__isnull=True).select_related("company").order_by("company__name")
    found = networks(actor=actor).prefetch_related(
        Prefetch("members", members),
        Prefetch("posts", told.filter(answers__isnull=True).order_by("-at", "-pk")),
        Prefetch("posts__replies", told.order_by("at", "pk")),
    )
    one = found.filter(pk=network_id).first()
    if one is None:
        raise OutOfReach("network")
    return one
