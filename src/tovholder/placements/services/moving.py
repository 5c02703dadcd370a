"""One move of a placement: who may, in which version, along which step; saved, told to the timeline, audited."""

from datetime import datetime

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.companies import order_services as orders
from tovholder.people import case_scope
from tovholder.people import services as people
from tovholder.placements import queries, transitions
from tovholder.placements.models import Placement, PlacementEvent


def writable(placement_id: int, *, version: int | None, actor: Actor) -> Placement:
    """The placement under lock, for case staff of its controller who saw its newest version."""
    placement = queries.locked(placement_id, actor=actor)
    if not case_scope.may_work_on(placement.person, actor):
        raise NotAllowed("placement.not_your_case")
    if version is not None and placement.version != version:
        raise Stale
    return placement


def move(
    placement: Placement, target: str, *, actor: Actor, now: datetime, reason: str = "", words: str = ""
) -> Placement:
    """Take the step when it is lawful, and tell the timeline, the order and the matching. Raises NotAllowed."""
    source = placement.status
    decision = transitions.may_move(source, target, reason=reason)
    if not decision.allowed:
        raise NotAllowed(decision.code, **dict(decision.facts))
    placement.status = target
    # The reason may be one of health, which is not told to those who read the log: only that the stay was moved.
    saved(placement, actor=actor, action=f"placement.{target}", facts={"from": source})
    PlacementEvent.objects.create(
        placement=placement,
        at=now,
        source=source,
        target=target,
        by_id=actor.membership_id,
        reason=reason,
        words=words.strip(),
    )
    people.touch(person_id=placement.person_id, now=now)
    if placement.order_id is not None:
        orders.places_taken(
            order_id=placement.order_id, taken=queries.taken_of_order(placement.order_id), actor=actor, now=now
        )
    return placement


def saved(placement: Placement, *, actor: Actor, action: str, facts: dict[str, object] | None = None) -> Placement:
    """Save under a new version and write the audit line, without names or free text."""
    placement.version += 1
    placement.save()
    audit.record(
        actor=actor,
        action=action,
        person_id=placement.person_id,
        target=f"placement:{placement.pk}",
        facts={"kind": placement.kind, "status": placement.status, **(facts or {})},
    )
    return placement


def source_of(placement: Placement) -> str:
    """What an access opened by this placement is called."""
    return f"placement:{placement.pk}"
