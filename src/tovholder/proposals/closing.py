"""An order is withdrawn together with what lives of its proposals, in one transaction: nobody waits for an answer that
nobody can give. So is a name protected together with its proposals to other municipalities. Orders and people do not
know of proposals, so whoever withdraws or protects one does it here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tovholder.accounts.actors import Actor
from tovholder.companies import order_services
from tovholder.companies.models import JobOrder
from tovholder.companies.transitions import FILLED, WITHDRAWN
from tovholder.people import services as people
from tovholder.people.models import Person
from tovholder.placements import queries as placements
from tovholder.proposals import queries, services
from tovholder.proposals.transitions import CHOSEN

ORDER_WITHDRAWN, ORDER_FILLED = "order_withdrawn", "order_filled"  # parameters: not_chosen_reasons
# One that people choose every day when they withdraw: the other municipality must not read that a name was protected.
NOT_AVAILABLE = "not_available"
# Status of an order to the reason its proposals end with, and the states that do not end.
_CLOSED: dict[str, tuple[str, tuple[str, ...]]] = {
    WITHDRAWN: (ORDER_WITHDRAWN, ()),
    FILLED: (ORDER_FILLED, (CHOSEN,)),
}


@dataclass(frozen=True)
class Numbers:
    """Of one order: places taken, and how many proposals end when it is withdrawn. Says nothing about whom."""

    taken: int
    ending: int
    ending_shown: int  # of those, whom the company was shown


def numbers(order_id: int) -> Numbers:
    """One question. The caller has reached the order."""
    living = queries.living()
    counted = [_number(placements.taken_places()), _number(living)]
    counted.append(_number(living.filter(status__in=queries.SEEN_BY_COMPANY)))
    return Numbers(*JobOrder.objects.filter(pk=order_id).values_list(*counted).get())


def _number(rows: QuerySet[Any]) -> Coalesce:
    of_order = rows.filter(order_id=OuterRef("pk")).order_by().values("order_id")
    return Coalesce(Subquery(of_order.annotate(n=Count("pk")).values("n")), 0)


@transaction.atomic
def withdraw_order(*, order_id: int, version: int, words: str, actor: Actor, now: datetime) -> JobOrder:
    """Withdraw the order and end its proposals with that reason. Refused as `order_services.withdraw_order` is.

    Proposals are locked before the order, as in `agreements.agree`, so that two who press at once do not wait for each
    other."""
    queries.living_of_order(order_id)
    order = order_services.withdraw_order(order_id=order_id, version=version, words=words, actor=actor, now=now)
    services.end_for_order(order_id=order_id, reason=ORDER_WITHDRAWN, actor=actor, now=now)
    return order


@transaction.atomic
def end_when_closed(*, order_id: int, actor: Actor, now: datetime) -> int:
    """End what lives of a closed order's proposals, and tell how many. When the last place is agreed those the company
    has not chosen are told: a yes is never taken back by itself. Nothing happens while the order is open."""
    queries.living_of_order(order_id)
    status = JobOrder.objects.select_for_update().values_list("status", flat=True).get(pk=order_id)
    if status not in _CLOSED:
        return 0
    reason, but = _CLOSED[status]
    return services.end_for_order(order_id=order_id, reason=reason, actor=actor, now=now, but=but)


def end_all_of_closed_orders(*, actor: Actor, now: datetime, limit: int = 200) -> int:
    """For orders that closed without `withdraw_order` or `agreements.agree`: a place filled by a stay that was agreed
    from the case, or an order withdrawn before its proposals ended with it. Up to `limit` orders, each by itself."""
    told = Q()
    for status, (_, but) in _CLOSED.items():
        told |= Q(order__status=status) & ~Q(status__in=but)
    orders = queries.living().filter(told).order_by("order_id").values_list("order_id", flat=True).distinct()
    return sum(end_when_closed(order_id=order_id, actor=actor, now=now) for order_id in list(orders[:limit]))


@transaction.atomic
def protect(*, person_id: int, version: int, actor: Actor, now: datetime) -> Person:
    """Set the protection and end the proposals to other municipalities: a protected person is matched by the own one
    only. A stay that came of one goes on. Refused as `people.protect` is; the proposals are locked first, as above."""
    queries.living_elsewhere_of(person_id)
    person = people.protect(person_id=person_id, version=version, actor=actor, now=now)
    services.end_for_protected(person_id=person_id, reason=NOT_AVAILABLE, actor=actor, now=now)
    return person


def end_all_of_protected(*, actor: Actor, now: datetime, limit: int = 200) -> int:
    """For protections that a file set, and for orders that another municipality took over. Up to `limit` people."""
    found = queries.living_elsewhere().filter(person__protected=True)
    ids = found.order_by("person_id").values_list("person_id", flat=True).distinct()
    return sum(
        services.end_for_protected(person_id=pk, reason=NOT_AVAILABLE, actor=actor, now=now) for pk in list(ids[:limit])
    )


def end_all_of_closed_cases(*, actor: Actor, now: datetime, limit: int = 200) -> int:
    """For citizens whose case was closed while a proposal lived. Told as a withdrawal. Up to `limit` people."""
    ids = queries.living_of_closed_cases().order_by("person_id").values_list("person_id", flat=True).distinct()
    return sum(
        services.end_for_closed_case(person_id=pk, reason=NOT_AVAILABLE, actor=actor, now=now)
        for pk in list(ids[:limit])
    )
