"""Orders whose strains or kinds of stay are changed more often than usual, derived from the log of writes.

For the secretariat of the partnership and nobody else; whether others are shown on a list asks the same rule."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, localtime

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import AuditEntry
from tovholder.accounts.roles import Role
from tovholder.base.decision import Decision
from tovholder.companies import asking, queries
from tovholder.companies.models import JobOrder
from tovholder.parameters.entry import Entry

READERS = (Role.COORDINATOR,)
ASKS, LET = "order.asks", "order.let_others_be_shown"


@dataclass(frozen=True)
class ChangedOften:
    """One order beyond the usual: each change with who and when, those of its twins too, newest first."""

    order: JobOrder
    decision: Decision
    changes: list[asking.Asked]

    @property
    def seen(self) -> int:
        """The newest change: letting others be shown does not cover one that comes after what was looked at."""
        return self.changes[0].pk


def place(order: JobOrder) -> str:
    """Where twins of an order are looked for: the same workplace and the same occupation."""
    return f"{order.unit_id}:{order.occupation}" if order.occupation else ""


def usual(now: datetime) -> Entry:
    return parameters.value("asks_changes", on=localdate(now))


def decision_on(order: JobOrder, *, now: datetime) -> Decision:
    """Whether the order, with its twins, was changed no more often than usual. One query, whatever the answer."""
    return asking.is_usual(_changes(_lines(now).filter(_about(order)), order), usual=usual(now))


def beyond_usual(*, actor: Actor, now: datetime) -> list[ChangedOften]:
    """Orders of the partnership that were changed more often than usual, the newest change first. Two queries."""
    if not actor.may(*READERS):
        return []
    lines = list(_lines(now))
    ids = {int(line.target.partition(":")[2]) for line in lines}
    orders = queries.visible_orders(actor=actor).filter(pk__in=ids)
    found = _often(orders.select_related("unit__company", "taken_by", "owner__user"), lines, now)
    return sorted(found, key=lambda each: each.changes[0].at, reverse=True)


def beyond_usual_among(orders: Collection[JobOrder], *, now: datetime) -> frozenset[int]:
    """Those of the orders that were changed more often than usual, for whoever shows people on them. One query."""
    return frozenset(each.order.pk for each in _often(orders, list(_lines(now)), now)) if orders else frozenset()


def one_beyond_usual(order_id: int, *, actor: Actor, now: datetime) -> ChangedOften:
    """One of them. Raises OutOfReach, also for an order that was changed no more often than usual."""
    found = next((each for each in beyond_usual(actor=actor, now=now) if each.order.pk == order_id), None)
    if found is None:
        raise OutOfReach("order")
    return found


def _often(orders: Iterable[JobOrder], lines: list[AuditEntry], now: datetime) -> list[ChangedOften]:
    by_order: dict[str, list[AuditEntry]] = defaultdict(list)
    by_place: dict[str, list[AuditEntry]] = defaultdict(list)
    for line in lines:
        by_order[line.target].append(line)
        by_place[line.facts.get("place", "")].append(line)
    found = (
        _changed_often(order, {*by_order[f"order:{order.pk}"], *(by_place[place(order)] if place(order) else ())}, now)
        for order in orders
    )
    return [each for each in found if each]


def _changed_often(order: JobOrder, lines: Iterable[AuditEntry], now: datetime) -> ChangedOften | None:
    found = _changes(sorted(lines, key=lambda line: (line.at, line.pk)), order)
    decision = asking.is_usual(found, usual=usual(now))
    return ChangedOften(order, decision, found[::-1]) if decision.refused else None


def _lines(now: datetime) -> QuerySet[AuditEntry]:
    since = now - timedelta(days=usual(now).whole("days"))
    return AuditEntry.objects.filter(action__in=(ASKS, LET), at__gt=since).order_by("at", "pk")


def _about(order: JobOrder) -> Q:
    own = Q(target=f"order:{order.pk}")
    return own | Q(facts__place=place(order)) if place(order) else own


def _changes(lines: Iterable[AuditEntry], order: JobOrder) -> list[asking.Asked]:
    """What counts since somebody last let others be shown."""
    since: list[AuditEntry] = []
    for line in lines:
        since = [] if line.action == LET else [*since, line]
    return asking.changes(_asked(line) for line in since)


def _asked(line: AuditEntry) -> asking.Asked:
    order_id = int(line.target.partition(":")[2])
    return asking.Asked(
        line.pk, order_id, localtime(line.at), line.actor_name, line.facts["asks"], line.facts["changed"]
    )
