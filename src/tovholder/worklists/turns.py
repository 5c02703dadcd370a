"""Whose turn a proposal is: the person's contact, the owner of the order, or, once it is over, whoever is told."""

from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, When

from tovholder.accounts.actors import Actor
from tovholder.people import queries as people
from tovholder.proposals.models import ENDED, KNOWS, Proposal, ProposalEvent

_CLOSED = Q(status__in=ENDED)


def of_proposals(actor: Actor, *, mine: Q, waits_for_us: Q) -> QuerySet[Proposal]:
    """Open ones that are `mine`, and those that ended; each with its `holder`.

    Two are told of an end, whoever said no: whoever proposed, and `also` the citizen's own contact, who has to tell the
    citizen. Not the one who wrote the no, and none who has said to have seen it."""
    proposer, contact = _proposer_is_told(actor), _contact_is_told(actor)
    two = When(_CLOSED & proposer & contact & ~Q(person__contact_id=F("proposed_by_id")), then=F("person__contact_id"))
    over = When(_CLOSED & proposer, then=F("proposed_by_id"))
    waits = When(waits_for_us, then=F("order__owner_id"))
    return Proposal.objects.filter(Q(~Q(status__in=ENDED), mine) | Q(_CLOSED, proposer | contact)).annotate(
        holder=Case(over, waits, default=F("person__contact_id")),
        also=Case(two, default=None, output_field=BigIntegerField()),
    )


def _proposer_is_told(actor: Actor) -> Q:
    """Whoever proposed, if somebody else ended it and the page may be read there."""
    ours = Q(organisation_id=actor.organisation_id)
    read = ours & Q(person__contact_id=actor.membership_id)
    if not actor.only_own_cases:
        read = ours | Q(order__taken_by_id=actor.organisation_id)
    return Q(read, ~_known_to("proposed_by_id"), proposed_by__organisation_id=actor.organisation_id)


def _contact_is_told(actor: Actor) -> Q:
    """The named contact of one of our open cases, whoever proposed, if somebody else ended it."""
    is_open = Exists(people.own_open(actor=actor).filter(pk=OuterRef("person_id")))
    named = Q(organisation_id=actor.organisation_id, person__contact_id__isnull=False)
    return Q(named, is_open, ~_known_to("person__contact_id"))


def _known_to(member: str) -> Any:
    """Whether the member wrote the end or has seen it."""
    events = ProposalEvent.objects.filter(proposal=OuterRef("pk"), target__in=KNOWS)
    return Exists(events.filter(by_id=OuterRef(member)))
