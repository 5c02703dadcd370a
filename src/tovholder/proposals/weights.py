"""The weights of the parts: seen by all, changed by the secretariat with a reason, every version kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.engine.matching.problem import Weights
from tovholder.proposals.models import WeightsVersion


def current(*, now: datetime) -> WeightsVersion:
    """The newest version; the first is the engine's own, and nobody gave a reason for it."""
    newest = WeightsVersion.objects.order_by("-pk").first()
    return newest or WeightsVersion.objects.create(weights=Weights().by_name(), reason="", created_at=now)


@transaction.atomic
def change(*, weights: Mapping[str, int], reason: str, seen: int, actor: Actor, now: datetime) -> WeightsVersion:
    """Set new weights from the next run on. `seen` is the version the user looked at.

    Raises ValueError with a sentence when they are not whole per cent that sum to 100."""
    if actor.role != Role.COORDINATOR:
        raise NotAllowed("weights.secretariat_only")
    if not reason.strip():
        raise NotAllowed("weights.reason_missing")
    newest = WeightsVersion.objects.select_for_update().order_by("-pk").first()
    if newest is not None and newest.pk != seen:
        raise Stale
    checked = Weights.of(weights).by_name()
    version = WeightsVersion.objects.create(weights=checked, reason=reason, by_id=actor.membership_id, created_at=now)
    audit.record(actor=actor, action="weights.change", target=f"weights:{version.pk}", facts={"weights": checked})
    return version
