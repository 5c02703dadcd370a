"""Is the service the same whichever municipality a company asks? For the steering group (S05-4), without persons."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.accounts.native_time import Later
from tovholder.companies.models import JobOrder
from tovholder.worklists.figures import LEAST, READERS

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Service:
    """One municipality's year. The shares are per cent; None where there are too few orders to tell."""

    municipality: str
    orders: int | None
    answered_in_time: int | None
    filled: int | None


def by_municipality(*, actor: Actor, now: datetime, on: date) -> list[Service]:
    """Orders of the last year by the municipality that took them. One query."""
    if not actor.may(*READERS):
        return []
    in_time = timedelta(hours=parameters.value("order_answer_hours", on=on).whole())
    orders = JobOrder.objects.filter(
        taken_by__in=accounts.partner_organisations(actor=actor).values("pk"),
        pending_import__isnull=True,
        received_at__gte=now - LOOKS_BACK,
    )
    counted = (
        orders.order_by()
        .values("taken_by__name")
        .annotate(
            n=Count("pk"),
            quick=Count("pk", filter=Q(answered_at__lte=Later("received_at", in_time))),
            full=Count("pk", filter=Q(status="filled")),
        )
        .order_by("taken_by__name")
    )
    return [_service(row["taken_by__name"], row["n"], row["quick"], row["full"]) for row in counted]


def _service(name: str, orders: int, quick: int, full: int) -> Service:
    if orders < LEAST:
        return Service(name, None, None, None)
    return Service(name, orders, round(100 * quick / orders), round(100 * full / orders))
