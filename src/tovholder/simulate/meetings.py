"""A few meetings and weeks of the first hundred, through the services: held, to come, asked to be moved.

Told when everything else is written, so that the two ways of writing a region stay alike."""

from datetime import date, datetime, time, timedelta

from django.db.models import F

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.pathways import meetings_services as services
from tovholder.pathways import week_services
from tovholder.pathways.meetings_services import Interpreter, NewMeeting
from tovholder.pathways.models import Meeting
from tovholder.pathways.week_services import NewEntry
from tovholder.people.models import Person
from tovholder.simulate.scale import moment, workday

_MOST, _WEEKS = 10, 4
_PLACE = "Rådhuset, lokale 2"
_WEEK = (
    NewEntry("danish", (0, 2), time(9), time(12), date.min, words="Sprogcentret"),
    NewEntry("work", (1, 3, 4), time(8), time(14), date.min),
    NewEntry("travel", (1, 3, 4), time(7, 20), time(8), date.min, words="Bus"),
    NewEntry("childcare", (0, 1, 2, 3, 4), time(7), time(15, 30), date.min),
    NewEntry("appointment", (2,), time(11, 30), time(12, 30), date.min),
)


def tell(today: date) -> int:
    """How many citizens were told of: those who sign in first, then by their order alone."""
    asked = Person.objects.filter(closed_on__isnull=True, contact__active=True, contact__scope="organisation")
    ours = asked.filter(contact__organisation_id=F("organisation_id"), created_at__date__lt=today - timedelta(days=30))
    first = ours.select_related("contact__user", "contact__organisation", "login")
    people = list(first.order_by(F("login_id").asc(nulls_last=True), "pk")[:_MOST])
    for number, person in enumerate(people):
        if person.contact is not None:
            actor = accounts.actor_of(person.contact).for_purpose("simulation")
            _meet(person, number, today, actor)
            if number < _WEEKS:
                _week(person, today, actor)
    return len(people)


def _meet(person: Person, number: int, today: date, actor: Actor) -> None:
    """One that was held, and one to come; each on a day of its own, so that no member is booked twice."""
    before = workday(today - timedelta(days=30 - 2 * number))
    held = _plan(person, moment(before, 9 + number % 5), moment(before - timedelta(days=7), 8), number, actor)
    services.note_outcome(
        meeting_id=held.pk,
        version=held.version,
        outcome="absent" if number % 4 == 3 else "seen",
        words="Vil gerne have flere timer." if number % 4 != 3 else "",
        actor=actor,
        now=moment(before, 16),
    )
    day = workday(today + timedelta(days=1 + number))
    coming = _plan(person, moment(day, 9 + number % 5), moment(today, 8), number, actor)
    if number == 0:
        _ask(person, coming, moment(today, 9))


def _plan(person: Person, starts_at: datetime, now: datetime, number: int, actor: Actor) -> Meeting:
    spoken = person.interpreter_language or "ar"
    state = ("wanted", "booked", "none")[number % 3]
    new = NewMeeting(
        kind=("talk", "follow_up", "contract")[number % 3],
        form=("in_person", "phone", "video")[number % 3],
        starts_at=starts_at,
        minutes=45,
        host_id=actor.membership_id or 0,
        place=_PLACE if number % 3 == 0 else "",
        interpreter=Interpreter(state, spoken if state != "none" else "", gender="woman" if number == 0 else ""),
    )
    return services.plan_meeting(person_id=person.pk, meeting=new, actor=actor, now=now)


def _ask(person: Person, coming: Meeting, now: datetime) -> None:
    """The citizen who signs in asks for another time."""
    own = next(iter(accounts.memberships_of(person.login_id)), None) if person.login_id else None
    if own is not None:
        words = "Jeg har dansk om formiddagen. Kan det være efter kl. 13?"
        services.ask_to_move(meeting_id=coming.pk, words=words, actor=accounts.actor_of(own), now=now)


def _week(person: Person, today: date, actor: Actor) -> None:
    starts_on = today - timedelta(days=60)
    for entry in _WEEK:
        told = NewEntry(entry.kind, entry.weekdays, entry.begins_at, entry.ends_at, starts_on, words=entry.words)
        week_services.add_to_week(person_id=person.pk, entry=told, actor=actor, now=moment(today, 8))
