"""An order is withdrawn together with what lives of its proposals, in one transaction: nobody waits for an answer that
nobody can give. Orders do not know of proposals, so whoever withdraws one does it here."""

from datetime import datetime

from django.db import transaction

from tovholder.accounts.actors import Actor
from tovholder.companies import order_services
from tovholder.companies.models import JobOrder
from tovholder.companies.transitions import FILLED
from tovholder.proposals import queries, services
from tovholder.proposals.transitions import CHOSEN

ORDER_WITHDRAWN, ORDER_FILLED = "order_withdrawn", "order_filled"  # parameters: not_chosen_reasons


@transaction.atomic
def withdraw_order(*, order_id: int, version: int, words: str, actor: Actor, now: datetime) -> JobOrder:
    """Withdraw the order and end its proposals with that reason. Refused as `order_services.withdraw_order` is.

    Proposals are locked before the order, as in `agreements.agree`, so that two who press at once do not wait for each
    other."""
    queries.living_of_order(order_id)
    order = order_services.withdraw_order(order_id=order_id, version=version, words=words, actor=actor, now=now)
    services.end_for_order(order_id=order_id, reason=ORDER_WITHDRAWN, actor=actor, now=now)
    return order


def end_when_filled(*, order_id: int, actor: Actor, now: datetime) -> None:
    """The last place is agreed: those the company has not chosen are told. A yes is never taken back by itself."""
    if JobOrder.objects.filter(pk=order_id, status=FILLED).exists():
        services.end_for_order(order_id=order_id, reason=ORDER_FILLED, actor=actor, now=now, but=(CHOSEN,))
