"""Whose turn a proposal is: the person's contact, the owner of the order, or, once it is over, whoever proposed."""

from django.db.models import Case, Exists, F, OuterRef, Q, When

from tovholder.accounts.actors import Actor
from tovholder.proposals.models import ProposalEvent
from tovholder.worklists.items import ENDED_WITH_ORDER


def whose(waits_for_us: Q) -> Case:
    over = When(status="withdrawn", then=F("proposed_by_id"))
    return Case(over, When(waits_for_us, then=F("order__owner_id")), default=F("person__contact_id"))


def ended_with_order(actor: Actor) -> Q:
    """Ended because somebody else closed the order: told to whoever proposed, if the page may be read there."""
    own_press = ProposalEvent.objects.filter(
        proposal=OuterRef("pk"), target="withdrawn", by_id=OuterRef("proposed_by_id")
    )
    ours = Q(organisation_id=actor.organisation_id)
    read = ours & Q(person__contact_id=actor.membership_id)
    if not actor.only_own_cases:
        read = ours | Q(order__taken_by_id=actor.organisation_id)
    by_us = Q(status="withdrawn", reason__in=ENDED_WITH_ORDER, proposed_by__organisation_id=actor.organisation_id)
    return Q(by_us & read, ~Exists(own_press))
