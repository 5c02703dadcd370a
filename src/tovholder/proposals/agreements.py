"""From a chosen proposal to an agreed placement, in one transaction: neither stands without the other.

Refused unless the company has chosen; the employer rules may refuse in the answer. Sent twice makes one placement."""

from datetime import datetime

from django.db import transaction

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.placements import services as placements
from tovholder.placements.plans import Answer, NewPlacement, Overrule, Statements
from tovholder.placements.rules import Agreement
from tovholder.proposals import closing, queries, services


def request_key(proposal_id: int) -> str:
    """The key under which one placement comes of a proposal."""
    return f"proposal:{proposal_id}"


@transaction.atomic
def agree(
    *,
    proposal_id: int,
    new: NewPlacement,
    statements: Statements,
    actor: Actor,
    now: datetime,
    overrule: Overrule | None = None,
) -> Answer:
    """Agree the placement that comes of a chosen proposal. The person and the order are the proposal's."""
    queries.living_of_order(queries.one(proposal_id, actor=actor).order_id)
    proposal = queries.locked(proposal_id, actor=actor)
    if (
        proposal.placement_id is not None
        and proposal.placement is not None
        and proposal.placement.status != "cancelled"
    ):
        if not new.is_what(proposal.placement):
            raise NotAllowed("placement.agreed_with_other_content")
        return Answer(Agreement(()), (), proposal.placement_id)
    if proposal.status != "chosen":
        raise NotAllowed("proposal.not_chosen_yet")
    if (new.person_id, new.order_id) != (proposal.person_id, proposal.order_id):
        raise NotAllowed("placement.not_of_this_proposal")
    answer = placements.plan_and_agree(
        new=new,
        statements=statements,
        overrule=overrule,
        actor=actor,
        now=now,
        request_key=request_key(proposal_id),
    )
    if answer.placement_id is not None:
        services.placement_agreed(proposal_id=proposal_id, placement_id=answer.placement_id, actor=actor, now=now)
        closing.end_when_closed(order_id=proposal.order_id, actor=actor, now=now)
    return answer
