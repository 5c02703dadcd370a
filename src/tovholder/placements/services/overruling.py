"""Refusals and unknowns somebody may answer for: who still may not, and what is written down when they do."""

from collections.abc import Sequence
from datetime import datetime

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision, as_json
from tovholder.placements import rules
from tovholder.placements.models import Placement, RuleCheck
from tovholder.placements.plans import Answer, Overrule
from tovholder.placements.rules import Agreement


def still_in_the_way(agreement: Agreement, overrule: Overrule | None, actor: Actor) -> tuple[Decision, ...]:
    """The refusals and unknowns nobody has lawfully answered for."""
    reason = overrule.reason if overrule is not None and overrule.is_complete else ""
    return tuple(
        decision
        for decision in agreement.in_the_way
        if not rules.may_overrule(decision, role=actor.role, reason=reason).allowed
    )


def write_down(
    placement: Placement, step: str, agreement: Agreement, overrule: Overrule | None, actor: Actor, now: datetime
) -> None:
    """Keep the rules as they were computed, and who answered for what stood in the way."""
    overruled = overrule if agreement.in_the_way else None
    RuleCheck.objects.create(
        placement=placement,
        step=step,
        checked_at=now,
        decisions=[as_json(decision) for decision in agreement.decisions],
        overruled_by_id=actor.membership_id if overruled else None,
        overrule_reason=f"{overruled.reason}: {overruled.words.strip()}" if overruled else "",
    )


def answer_for_change(
    placement: Placement,
    step: str,
    decisions: Sequence[Decision],
    overrule: Overrule | None,
    actor: Actor,
    now: datetime,
) -> Answer:
    """May a stay that is agreed be changed so? A refusal is audited; only a change that was answered for is kept."""
    agreement = Agreement(tuple(decisions))
    in_the_way = still_in_the_way(agreement, overrule, actor)
    if in_the_way:
        action = f"placement.{step}"
        audit.record(actor=actor, action=action, person_id=placement.person_id, decision=in_the_way[0])
        return Answer(agreement, in_the_way, None)
    if agreement.in_the_way:
        write_down(placement, step, agreement, overrule, actor, now)
    return Answer(agreement, (), placement.pk)
