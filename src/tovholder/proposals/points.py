"""Points of a match as one reader may see them: exact for the citizen's own municipality, roughly for others.

Others read them roughly after both yeses too: the exact ones tell how far somebody lives, and would tie the pseudonym
on one order's list to those on others'."""

from tovholder.accounts.actors import Actor
from tovholder.engine.matching import Weights
from tovholder.proposals import queries
from tovholder.proposals.models import Proposal

STEP = 1_000  # of a part's 10,000 points: finer ones would be a fingerprint that outlives the pseudonym


def rough(points: int) -> int:
    """A part's points in whole steps."""
    return points // STEP * STEP


def of_proposal(proposal: Proposal, *, actor: Actor) -> tuple[dict[str, int], int]:
    """(points by part, the whole score) for this reader. Others' whole is the sum of what they read, and no more."""
    # PostgreSQL keeps no order of names: everywhere they are told as the list tells them.
    exact = {name: proposal.parts[name] for name in Weights().by_name() if name in proposal.parts}
    if proposal.organisation_id == actor.organisation_id:
        return exact, proposal.score
    parts = {name: rough(points) for name, points in exact.items()}
    weights = queries.weights_at(proposal.created_at)
    return parts, sum(points * weights.get(name, 0) for name, points in parts.items())
