"""Meetings on the worker's day, as conditions on a case: something is missing for one, or the law asks for a talk.

Told of the case and not of the meeting: the contact holds the rope, and my day asks no more questions than it did."""

from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from tovholder import parameters
from tovholder.pathways import meetings_queries as meetings
from tovholder.pathways.models import Contact, Meeting
from tovholder.pathways.models.meetings import PLANNED
from tovholder.placements.models import Placement
from tovholder.placements.transitions import STARTED
from tovholder.worklists.items import Limits

_AHEAD_OF_UTC = timedelta(hours=2)  # no midnight of ours is longer before that of UTC


def columns(limits: Limits) -> dict[str, Any]:
    """Of the next meeting for which something is missing: its number, time and what; and how many talks were held."""
    rows = _waiting(limits).annotate(why=_why(limits)).order_by("starts_at", "pk")
    return {
        "meeting_id": Subquery(rows.values("pk")[:1]),
        "meeting_at": Subquery(rows.values("starts_at")[:1], output_field=DateTimeField()),
        "meeting_why": Subquery(rows.values("why")[:1], output_field=CharField()),
        "talks_held": _talks_held(),
    }


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


def _talks_held() -> Coalesce:
    """Talks since the visitation, as the law counts them."""
    kinds = [term.code for term in parameters.terms("contact_kinds") if term.flag("is_talk")]
    # The index finds them from before any midnight of ours; only of the night between is the date asked, which is slow.
    midnight = Cast(OuterRef("visited_on"), DateTimeField())
    by_day = Q(at__gte=midnight) | Q(at__date__gte=OuterRef("visited_on"))
    since = Q(at__gte=ExpressionWrapper(midnight - _AHEAD_OF_UTC, DateTimeField()))
    rows = Contact.objects.filter(since, by_day, person_id=OuterRef("pk"), kind__in=kinds)
    counted = rows.order_by().values("person_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def talk(limits: Limits) -> Q:
    """A talk the law asks for is due, none is agreed, and no ordinary job has changed the rhythm."""
    due = Q(pk__in=())
    for held, (first, last) in enumerate(limits.talks_due):
        due |= Q(visited_on__gte=first, visited_on__lte=last, talks_held=held)
    kinds = [term.code for term in parameters.terms("meeting_kinds") if term.flag("counts")]
    agreed = Meeting.objects.filter(person_id=OuterRef("pk"), state=PLANNED, ends_at__gt=limits.now, kind__in=kinds)
    job = Placement.objects.filter(person_id=OuterRef("pk"), status=STARTED, kind="ordinary_job")
    return due & ~Exists(agreed) & ~Exists(job)
