"""Notes what orders ask for in the gates nobody is told of, and lets others be shown again on a list that was held."""

from datetime import datetime

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.companies import asking, queries, transitions
from tovholder.companies.asking_queries import ASKS, LET, READERS, one_beyond_usual, place
from tovholder.companies.models import JobOrder

Before = tuple[str, str]


def before(order: JobOrder) -> Before:
    """What an open order asks for, and where, to be held against what is saved. Nothing for one without a list."""
    return _now(order) if order.status == transitions.OPEN else ("", "")


def note(order: JobOrder, was: Before, *, actor: Actor, now: datetime) -> None:
    """Write down that an open order asks for something else than before, or was just opened with it."""
    if order.status != transitions.OPEN or _now(order) == was:
        return
    asks, where = _now(order)
    facts: dict[str, object] = {"asks": asks, "place": where, "changed": was[0] not in ("", asks)}
    audit.record(actor=actor, action=ASKS, target=f"order:{order.pk}", facts=facts, at=now)


def _now(order: JobOrder) -> Before:
    return asking.asks(order.kinds, order.strains), place(order)


@transaction.atomic
def let_others_be_shown(*, order_id: int, seen: int, actor: Actor, now: datetime) -> None:
    """The secretariat has looked at the changes: others stand on the list again, and counting begins anew, for the
    order and its twins. `seen` is the newest change that was looked at."""
    if not actor.may(*READERS):
        raise NotAllowed("order.secretariat_only")
    queries.locked_order(order_id, actor=actor)
    found = one_beyond_usual(order_id, actor=actor, now=now)
    if found.seen != seen:
        raise Stale
    facts: dict[str, object] = {"place": place(found.order), "seen": seen}
    audit.record(actor=actor, action=LET, target=f"order:{order_id}", facts=facts, at=now)
