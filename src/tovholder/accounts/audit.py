"""The log of writes. Called by every service, in its transaction, with a named actor."""

from datetime import datetime

from django.utils import timezone

from tovholder.accounts.actors import Actor
from tovholder.accounts.models import AuditEntry
from tovholder.base.decision import Decision


def record(
    *,
    actor: Actor,
    action: str,
    person_id: int | None = None,
    target: str = "",
    decision: Decision | None = None,
    facts: dict[str, object] | None = None,
    at: datetime | None = None,
) -> None:
    """Record one write (or one refused write). Never put names, CPR numbers or free text in `facts`.

    `at` is for work whose clock is handed in and that reads this log itself; everything else is written now."""
    told = dict(facts or {})
    if decision is not None:
        told["decision"] = decision.code
    AuditEntry.objects.create(
        at=at or timezone.now(),
        membership_id=actor.membership_id,
        organisation_id=actor.organisation_id,
        actor_name=actor.name,
        role=actor.role,
        action=action,
        person_id=person_id,
        target=target,
        purpose=actor.purpose,
        allowed=decision is None or decision.allowed is not False,
        facts=told,
    )
