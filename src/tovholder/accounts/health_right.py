"""The right to facts of health: given to one member at a time by an administrator, for a task that is named.

Forvaltningsloven § 32: staff may not obtain what they do not need. No role has it by itself, and nobody gives it to
oneself. It ends with the role, and when the membership is closed; whoever comes back asks anew."""

from django.db import transaction

from tovholder import parameters
from tovholder.accounts import audit, queries
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import CASE_ROLES, OrganisationKind

TASKS = "health_tasks"  # parameters: what somebody needs it for


def may_hold(membership: Membership) -> bool:
    """Whether this membership can have the right: it is open, and works on cases of a municipality."""
    is_controller = membership.organisation.kind == OrganisationKind.MUNICIPALITY
    return membership.active and is_controller and membership.role in CASE_ROLES


def give(*, actor: Actor, membership_id: int, task: str) -> Membership:
    """Let a member read and write facts of health. Takes effect at the member's next page; twice is once."""
    _refuse_oneself(actor, membership_id)
    if not parameters.is_term(TASKS, task):
        raise NotAllowed("member.health_needs_task")
    return _set(actor, membership_id, reads=True, facts={"task": task})


def take_back(*, actor: Actor, membership_id: int) -> Membership:
    """Close the closet to a member again. What the member wrote stays."""
    return _set(actor, membership_id, reads=False, facts={})


def _refuse_oneself(actor: Actor, membership_id: int) -> None:
    """Noted outside the write that is refused, as for roles."""
    if Membership.objects.filter(pk=membership_id, user_id=actor.user_id).exists():
        audit.record(actor=actor, action="member.own_role_refused", facts={"refused": "member.own_health"})
        raise NotAllowed("member.own_health")


@transaction.atomic
def _set(actor: Actor, membership_id: int, *, reads: bool, facts: dict[str, object]) -> Membership:
    found = queries.members(actor=actor).select_for_update(of=("self",)).filter(pk=membership_id).first()
    if found is None:
        raise NotAllowed("member.not_yours")
    if reads and not may_hold(found):
        raise NotAllowed("member.health_not_of_role")
    if found.reads_health != reads:
        found.reads_health = reads
        found.save(update_fields=["reads_health"])
        action = "member.give_health" if reads else "member.take_health"
        audit.record(actor=actor, action=action, target=f"membership:{found.pk}", facts=facts)
    return found
