"""Who may tell how a running stay goes: case staff of its controller, the company, and the citizen; nobody else."""

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.people import case_scope
from tovholder.placements import queries
from tovholder.placements.models import Placement

MUNICIPALITY, COMPANY, CITIZEN = "municipality", "company", "citizen"
_BEGUN = ("started", "interrupted", "ended", "ended_early")


def told_about(placement_id: int, *, actor: Actor) -> tuple[Placement, str]:
    """The stay under lock, and as which party the actor tells of it. A stay agreed for later has nothing to tell."""
    placement = queries.locked(placement_id, actor=actor)
    party = _party(placement, actor)
    if placement.status not in _BEGUN:
        raise NotAllowed("ladder.not_begun")
    return placement, party


def _party(placement: Placement, actor: Actor) -> str:
    if actor.role == Role.COMPANY_CONTACT:
        return COMPANY
    if actor.is_citizen:
        return CITIZEN
    if not case_scope.may_work_on(placement.person, actor):
        raise NotAllowed("placement.not_your_case")
    return MUNICIPALITY
