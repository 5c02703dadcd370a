"""Is the service the same whichever municipality a company asks? For the steering group (S05-4), without persons."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.companies import queries as companies
from tovholder.companies.models import JobOrder
from tovholder.companies.transitions import FILLED
from tovholder.worklists.figures import LEAST, READERS

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Service:
    """One municipality's year. The shares are per cent; None where there are too few orders to tell. `answerable` is
    how many `answered_in_time` is a share of."""

    municipality: str
    orders: int | None
    answerable: int | None
    answered_in_time: int | None
    filled: int | None


def in_time(answered_at: datetime | None, *, due: datetime, now: datetime) -> bool | None:
    """Whether an order was answered in time; None while it has no answer and is not due. Pure."""
    if answered_at is None:
        return None if now < due else False
    return answered_at <= due


def by_municipality(*, actor: Actor, now: datetime, on: date) -> list[Service]:
    """Orders of the last year by the municipality that took them. One query.

    In time is what the page of the order calls so (`companies.queries.answer_due`, which stands still on days off)."""
    if not actor.may(*READERS):
        return []
    orders = JobOrder.objects.filter(
        taken_by__in=accounts.partner_organisations(actor=actor).values("pk"),
        pending_import__isnull=True,
        received_at__gte=now - LOOKS_BACK,
    )
    found: dict[str, list[tuple[bool | None, bool]]] = defaultdict(list)
    rows = orders.order_by("taken_by__name").values_list("taken_by__name", "received_at", "answered_at", "status")
    for name, received_at, answered_at, status in rows.iterator():
        due = companies.due_of_answer(received_at, on=on)
        found[name].append((in_time(answered_at, due=due, now=now), status == FILLED))
    return [_service(name, told) for name, told in found.items()]


def _service(name: str, told: list[tuple[bool | None, bool]]) -> Service:
    if len(told) < LEAST:
        return Service(name, None, None, None, None)
    answers = [quick for quick, _full in told if quick is not None]
    few = len(answers) < LEAST
    full = sum(full for _quick, full in told)
    quick = None if few else round(100 * sum(answers) / len(answers))
    return Service(name, len(told), None if few else len(answers), quick, round(100 * full / len(told)))
