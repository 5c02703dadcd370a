"""Reads of meetings: those of the own cases, the citizen's own, a member's times, and a calendar without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone, localdate, localtime

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Membership, Organisation, PersonalLink
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.accounts.roles import CASE_ROLES, OrganisationKind
from tovholder.base.decision import Decision
from tovholder.pathways import meetings_rules as rules
from tovholder.pathways import week_queries
from tovholder.pathways.meetings_rules import Busy, Hours, Slot
from tovholder.pathways.models import Meeting, MeetingHours, MeetingStep
from tovholder.pathways.models.meetings import PLANNED
from tovholder.people.models import Person

CALENDAR = "meeting_calendar"  # purpose of the personal link
_BACK, _AHEAD = timedelta(days=31), timedelta(days=366)  # what a calendar holds


def told_place(found: Meeting) -> str:
    """Where it is, as the citizen is told: the place as written, and the language centre it is at."""
    return ", ".join(filter(None, (found.place, found.at_centre.name if found.at_centre else "")))


def visible(*, actor: Actor) -> QuerySet[Meeting]:
    """Meetings within reach: of the own municipality's cases, with a right to the own cases those of the own; a citizen
    the own. Nobody else's."""
    rows = Meeting.objects.filter(person__pending_import__isnull=True)
    if actor.role == SYSTEM_ROLE:
        return rows
    if actor.is_citizen:
        return rows.filter(person__login_id=actor.user_id, person__organisation_id=actor.organisation_id)
    if actor.kind != OrganisationKind.MUNICIPALITY or actor.role not in CASE_ROLES:
        return rows.none()
    own = rows.filter(person__organisation_id=actor.organisation_id)
    return own.filter(person__contact_id=actor.membership_id) if actor.only_own_cases else own


def listed(*, actor: Actor) -> QuerySet[Meeting]:
    """Meetings within reach with what a line of a list shows."""
    return visible(actor=actor).select_related("person__contact__user", "host__user", "at_centre")


def waiting(*, actor: Actor, now: datetime) -> QuerySet[Meeting]:
    """Planned meetings somebody must do something about (see `missing`)."""
    return planned(actor=actor).filter(something_is_missing(now))


def planned(*, actor: Actor) -> QuerySet[Meeting]:
    """Planned meetings of open cases: one that was planned when its case closed waits for nobody."""
    return listed(actor=actor).filter(state=PLANNED, person__closed_on__isnull=True)


def something_is_missing(now: datetime) -> Q:
    """Whether `missing` would say anything of a planned meeting."""
    asked = [term.code for term in parameters.terms("interpreter_states") if term.flag("asked")]
    today = localdate(now)
    days = parameters.value("meeting_reminder_days", on=today).whole()
    after = datetime.combine(today + timedelta(days=days + 1), time(0), get_current_timezone())
    open_things = Q(wants_to_move=True) | Q(letter="came_back") | Q(interpreter__in=asked) | Q(ends_at__lte=now)
    return open_things | Q(reminded_at__isnull=True, starts_at__lt=after)


def meeting(meeting_id: int, *, actor: Actor) -> Meeting:
    """One meeting within reach; whom it is with is noted as shown. Raises OutOfReach, and notes the miss."""
    found = listed(actor=actor).select_related("person__organisation", "organisation").filter(pk=meeting_id).first()
    if found is None:
        for person_id in Meeting.objects.filter(pk=meeting_id).values_list("person_id", flat=True):
            actor.book.refuse(person_id)
        raise OutOfReach("meeting")
    actor.book.note([found.person_id], "meeting")
    return found


def of_person(person_id: int, *, actor: Actor) -> list[Meeting]:
    """All meetings of somebody the caller has reached, newest first."""
    return list(listed(actor=actor).filter(person_id=person_id).order_by("-starts_at", "-pk")[:50])


def coming(person_id: int, *, actor: Actor, now: datetime) -> list[Meeting]:
    """Planned meetings that are not over, the next one first."""
    rows = listed(actor=actor).filter(person_id=person_id, state=PLANNED, ends_at__gt=now)
    return list(rows.order_by("starts_at", "pk")[:20])


def steps_of(found: Meeting) -> list[MeetingStep]:
    """What has happened with a meeting the caller has reached, newest first."""
    return list(found.steps.select_related("by__user").order_by("-at", "-pk"))


def missing(found: Meeting, *, now: datetime) -> list[Decision]:
    """What somebody must do about it; nothing for a meeting that is no longer planned."""
    return rules.missing(standing(found), now=localtime(now)) if found.state == PLANNED else []


def odd_time(found: Meeting) -> Decision:
    """Whether the time is one the host does not usually meet at, or a day off."""
    told = hours_of(found.host_id) if found.host_id else []
    hours = [Hours(row.weekday, row.begins_at, row.ends_at, row.at_centre_id, row.place) for row in told]
    minutes = int((found.ends_at - found.starts_at).total_seconds() // 60)
    return rules.odd_time(localtime(found.starts_at), minutes=minutes, hours=hours)


def standing(found: Meeting) -> rules.Standing:
    return rules.Standing(
        starts_at=localtime(found.starts_at),
        ends_at=localtime(found.ends_at),
        interpreter=found.interpreter,
        letter=found.letter,
        wants_to_move=found.wants_to_move,
        reminded=found.reminded_at is not None,
    )


def hosts(*, actor: Actor) -> QuerySet[Membership]:
    """Colleagues who can hold a meeting."""
    return accounts.colleagues(actor=actor).filter(role__in=CASE_ROLES)


def centres(*, actor: Actor) -> list[Organisation]:
    """Language centres the own municipality works together with: where members may have office hours."""
    found = accounts.partner_organisations(actor=actor).filter(kind=OrganisationKind.LANGUAGE_CENTRE)
    return list(found.order_by("name"))


def hours_of(member_id: int) -> list[MeetingHours]:
    """The times a member has told, in the order of the week."""
    rows = MeetingHours.objects.filter(member_id=member_id).select_related("at_centre")
    return list(rows.order_by("weekday", "begins_at"))


def hours_at_centres(*, actor: Actor) -> list[MeetingHours]:
    """When colleagues sit at a language centre: who wants to find one there reads it here."""
    rows = MeetingHours.objects.filter(member__in=hosts(actor=actor), at_centre__isnull=False)
    return list(rows.select_related("member__user", "at_centre").order_by("at_centre__name", "weekday", "begins_at"))


def busy(meetings: QuerySet[Meeting], *, from_: datetime, except_id: int | None = None) -> list[Busy]:
    rows = meetings.filter(state=PLANNED, ends_at__gt=from_).exclude(pk=except_id)
    return [Busy(begins, ends) for begins, ends in rows.values_list("starts_at", "ends_at")]


def slots(*, host_id: int, person_id: int, minutes: int, now: datetime, except_id: int | None = None) -> list[Slot]:
    """Free times of a member for a citizen the caller has reached, each with what the citizen's week has then."""
    after = localtime(now)
    told = hours_of(host_id)
    hours = [Hours(row.weekday, row.begins_at, row.ends_at, row.at_centre_id, row.place) for row in told]
    days = parameters.value("meeting_times", on=after.date()).whole("days_ahead")
    week = week_queries.busy(person_id, first=after.date(), days=days)
    met = busy(Meeting.objects.filter(person_id=person_id), from_=now, except_id=except_id)
    return rules.free_slots(
        hours=hours or rules.usual_hours(after.date()),
        host=busy(Meeting.objects.filter(host_id=host_id), from_=now, except_id=except_id),
        citizen=[*met, *week],
        minutes=minutes,
        after=after,
    )


@dataclass(frozen=True)
class InCalendar:
    """A meeting as a calendar holds it: no name, no place, not what it is for."""

    number: int
    form: str
    starts_at: datetime
    ends_at: datetime


def calendar(link: PersonalLink, *, now: datetime) -> Sequence[InCalendar]:
    """The planned and held meetings of the member a link was made for. Raises NoSuchLink when that member has left."""
    member_id = int(link.target.removeprefix("membership:"))
    if not Membership.objects.filter(pk=member_id, active=True, role__in=CASE_ROLES, user__is_active=True).exists():
        raise NoSuchLink
    rows = Meeting.objects.filter(host_id=member_id, state__in=(PLANNED, "seen", "absent"))
    rows = rows.filter(Q(person__closed_on__isnull=True) | ~Q(state=PLANNED))
    rows = rows.filter(starts_at__gt=now - _BACK, starts_at__lt=now + _AHEAD).order_by("starts_at", "pk")
    return [InCalendar(*row) for row in rows.values_list("pk", "form", "starts_at", "ends_at")]


def met_at(*, actor: Actor, centre_id: int | None, since: date) -> QuerySet[Person]:
    """Open and closed cases within reach that were met since the day, at a language centre or anywhere."""
    held = visible(actor=actor).filter(state="seen", starts_at__date__gte=since)
    if centre_id is not None:
        held = held.filter(at_centre_id=centre_id)
    return Person.objects.filter(pk__in=held.order_by().values("person_id"))
