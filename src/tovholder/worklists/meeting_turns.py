"""Meetings on the worker's day, as conditions on a case: something is missing for one, or the law asks for a talk.

Told of the case and not of the meeting: the contact holds the rope, and my day asks no more questions than it did."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import get_current_timezone

from tovholder import parameters
from tovholder.base.period import months_after
from tovholder.pathways import meetings_queries as meetings
from tovholder.pathways.models import Contact, Meeting
from tovholder.pathways.models.meetings import PLANNED
from tovholder.placements.models import Placement
from tovholder.placements.transitions import STARTED
from tovholder.worklists.items import Limits, day_after

_LOOKED_BACK = timedelta(days=3 * 366)  # longer than any talk of a rhythm is told of


class _Midnight(Func):
    """The midnight a day begins with, told as so many hours from that of UTC. In the database's own words, as Django
    asks Python for each row where it takes hours off on SQLite."""

    output_field = DateTimeField()
    template = "((%(expressions)s)::interval)"
    arg_joiner = ")::timestamp AT TIME ZONE 'UTC' + ("

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        told = "strftime('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%S', %(expressions)s)"
        return self.as_sql(compiler, connection, template=told, arg_joiner=", ", **more)


@lru_cache(maxsize=4)
def _hours(on: date, months: int | None) -> tuple[tuple[date, date, int], ...]:
    """From first to last day of visitation: how many hours after the midnight of UTC that day the visitation's day
    begins here; or, with `months`, how many until the law's span after it is over here, its last day included."""
    zone, found = get_current_timezone(), list[tuple[date, date, int]]()
    for number in range(_LOOKED_BACK.days + 1):
        day = on - _LOOKED_BACK + timedelta(days=number)
        asked = day if months is None else months_after(day, months) + timedelta(days=1)
        moment = datetime.combine(asked, time(0), zone) - datetime.combine(day, time(0), UTC)
        hours = moment // timedelta(hours=1)
        is_next = found and found[-1][1:] == (day - timedelta(days=1), hours)
        found = [*found[:-1], (found[-1][0], day, hours)] if is_next else [*found, (day, day, hours)]
    return tuple(found)


def _moment(on: date, months: int | None = None) -> _Midnight:
    """When the day of the visitation began here, or when the span after it is over."""
    found = [When(visited_on__gte=first, visited_on__lte=last, then=Value(f"{hours:+d} hours"))
             for first, last, hours in _hours(on, months)]  # fmt: skip
    return _Midnight(F("visited_on"), Case(*found, default=Value("+0 hours"), output_field=CharField()))


def columns(limits: Limits) -> dict[str, Any]:
    """Of the next meeting for which something is missing: its number, time and what."""
    rows = _waiting(limits).annotate(why=_why(limits)).order_by("starts_at", "pk")
    return {
        "meeting_id": Subquery(rows.values("pk")[:1]),
        "meeting_at": Subquery(rows.values("starts_at")[:1], output_field=DateTimeField()),
        "meeting_why": Subquery(rows.values("why")[:1], output_field=CharField()),
    }


def with_talks(people: QuerySet[Any], limits: Limits) -> QuerySet[Any]:
    """The same cases with how many of the talks that the law counts were held."""
    until = _moment(limits.on, parameters.value("talks", on=limits.on).whole("first_months"))
    counted = people.alias(visited_from=_moment(limits.on), talks_until=until)  # asked with, and told to nobody
    return counted.annotate(talks_held=_talks_held(limits))


def _waiting(limits: Limits) -> QuerySet[Meeting]:
    return Meeting.objects.filter(meetings.something_is_missing(limits.now), person_id=OuterRef("pk"), state=PLANNED)


def _why(limits: Limits) -> Case:
    """The most pressing of what is missing, as `pathways.meetings_rules.missing` tells it first."""
    asked = [term.code for term in parameters.terms("interpreter_states") if term.flag("asked")]
    return Case(
        When(ends_at__lte=limits.now, then=Value("meeting.unwritten")),
        When(wants_to_move=True, then=Value("meeting.asks_for_another_time")),
        When(letter="came_back", then=Value("meeting.letter_came_back")),
        When(interpreter__in=asked, then=Value("meeting.interpreter_late")),
        default=Value("meeting.remind"),
        output_field=CharField(),
    )


def meeting(limits: Limits) -> Q:
    return Q(Exists(_waiting(limits)))


def _talks_held(limits: Limits) -> Coalesce:
    """Talks in the law's span after the visitation, none that is to come: as `pathways.rules.talk_due` counts them."""
    kinds = [term.code for term in parameters.terms("contact_kinds") if term.flag("is_talk")]
    rows = Contact.objects.filter(person_id=OuterRef("pk"), kind__in=kinds, at__gte=OuterRef("visited_from"))
    rows = rows.filter(at__lt=OuterRef("talks_until")).filter(at__lt=day_after(limits.now, limits.on))
    counted = rows.order_by().values("person_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _too_few(limits: Limits) -> Case:
    """How many talks are too few by now; the longer since the visitation, the more. One number to hold those held
    against: counting them is what takes the time."""
    days = enumerate(last for _first, last in limits.talks_due)
    spans = [When(visited_on__lte=last, then=Value(held)) for held, last in reversed(list(days))]
    return Case(*spans, default=Value(-1), output_field=IntegerField())


def talk(limits: Limits) -> Q:
    """A talk the law asks for is due, none is agreed, and no ordinary job has changed the rhythm."""
    due = Q(visited_on__gte=min(first for first, _last in limits.talks_due), talks_held__lte=_too_few(limits))
    kinds = [term.code for term in parameters.terms("meeting_kinds") if term.flag("counts")]
    agreed = Meeting.objects.filter(person_id=OuterRef("pk"), state=PLANNED, ends_at__gt=limits.now, kind__in=kinds)
    job = Placement.objects.filter(person_id=OuterRef("pk"), status=STARTED, kind="ordinary_job")
    return due & ~Exists(agreed) & ~Exists(job)
