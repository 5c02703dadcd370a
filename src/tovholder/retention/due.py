"""What is due, and when: read from the facts each time (adr/0004). A day is chosen by the period that holds today."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import OrganisationKind, Role
from tovholder.documents import retention as documents
from tovholder.imports import retention as imports
from tovholder.pathways import retention as pathways
from tovholder.people import retention as people
from tovholder.retention import periods
from tovholder.retention.kinds import KINDS, Held, Kind, owned_by

STRAYS = "import_stray"  # a period of files that no row tells of, so they are no kind of rows
AHEAD = 30  # days that pages and the command line look ahead
READERS = (Role.TEAM_LEADER, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Coming:
    """How many of a kind go on a day. What should have gone already stands on today."""

    kind: Kind
    on: date
    number: int


def days(kind: Kind, *, today: date) -> int:
    """The product's period in days; nought where the row keeps the day itself."""
    return 0 if kind.is_due_day else periods.usual(kind.period, on=today)


def day_of_case(closed_on: date | None, *, organisation_id: int, today: date) -> date | None:
    """When a case of this controller that was closed on that day is deleted; None for an open one."""
    if closed_on is None:
        return None
    return max(today, closed_on + timedelta(days=periods.days_of("closed_case", organisation_id, on=today)))


def held(*, today: date) -> Held:
    return people.held_ids(on=today)


def rows(kind: Kind, *, today: date, kept: Held) -> QuerySet[Any, Any]:
    """The rows that are due today, oldest first."""
    return kind.rows(kept).filter(_reached(kind, today, _own(kind, today))).order_by(kind.day, "pk")


def _own(kind: Kind, today: date) -> dict[int, int]:
    return {} if kind.is_due_day or not kind.owner else periods.own(kind.period, on=today)


def _reached(kind: Kind, today: date, own: dict[int, int], *, ahead: int = 0) -> Q:
    """Rows whose period is over so many days from today: each controller's own, and the product's for all others."""
    last = today + timedelta(days=ahead)
    found = Q(**_until(kind, last - timedelta(days=days(kind, today=today))))
    if own:
        found &= ~Q(**{f"{kind.owner}__in": list(own)})
    for organisation_id, period in own.items():
        found |= Q(**{kind.owner: organisation_id}, **_until(kind, last - timedelta(days=period)))
    return found


def strays(*, now: datetime) -> list[str]:
    """Originals of imports and files of papers whose row was never saved, by name of the file."""
    days = parameters.term("retention", STRAYS, on=timezone.localdate(now)).whole("days")
    before = now - timedelta(days=days)
    return imports.strays(before=before) + documents.strays(before=before) + pathways.strays(before=before)


def _until(kind: Kind, last: date) -> dict[str, Any]:
    if not kind.is_moment:
        return {f"{kind.day}__lte": last}
    return {f"{kind.day}__lt": timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))}


def coming(*, today: date, ahead: int, organisation_id: int | None = None) -> list[Coming]:
    """What goes until `ahead` days from now, by kind and day; with an organisation, what it answers for."""
    kept = held(today=today)
    found = []
    for kind in KINDS:
        by_day = _by_day(kind, kept, today, ahead, organisation_id)
        found += [Coming(kind, day, by_day[day]) for day in sorted(by_day)]
    return found


def _by_day(kind: Kind, kept: Held, today: date, ahead: int, organisation_id: int | None) -> Counter[date]:
    own, usual = _own(kind, today), days(kind, today=today)
    near = kind.rows(kept).filter(owned_by(kind, organisation_id), _reached(kind, today, own, ahead=ahead))
    fact = TruncDate(kind.day) if kind.is_moment else kind.day
    whose = (kind.owner,) if own else ()
    by_day: Counter[date] = Counter()
    for day, *owner, number in near.order_by().values_list(fact, *whose).annotate(n=Count("pk", distinct=True)):
        period = own.get(owner[0], usual) if owner else usual
        by_day[max(today, day + timedelta(days=period))] += number
    return by_day


def of_organisation(*, actor: Actor, today: date, ahead: int) -> list[Coming]:
    """The same for a page: what the actor's own organisation answers for. Counts, and nobody's name or number."""
    if not actor.may(*READERS) or actor.kind != OrganisationKind.MUNICIPALITY:
        return []
    return coming(today=today, ahead=ahead, organisation_id=actor.organisation_id)
