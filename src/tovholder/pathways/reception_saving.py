"""A handover under lock and saved again: what every write of the reception begins and ends with."""

from datetime import datetime

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.pathways import reception_queries as queries
from tovholder.pathways.models import Handover, HandoverPerson


def current(handover_id: int, version: int | None, actor: Actor) -> Handover:
    """The handover under lock, for somebody who has seen its newest version."""
    handover = queries.one(handover_id, actor=actor, lock=True)
    if version is not None and handover.version != version:
        raise Stale
    return handover


def live(handover_id: int, version: int | None, actor: Actor) -> Handover:
    """The same, where the municipality works with it."""
    handover = current(handover_id, version, actor)
    if handover.status not in queries.LIVE:
        raise NotAllowed("reception.not_open_any_more")
    return handover


def saved(handover: Handover, *, actor: Actor, action: str, now: datetime, **facts: object) -> Handover:
    """Save under a new version, with a line in the case of each citizen it became, or one line while there is none."""
    if handover.pk and not handover._state.adding:
        handover.version += 1
    handover.touched_at = now
    handover.save()
    written(handover, actor=actor, action=action, status=handover.status, **facts)
    return handover


def written(handover: Handover, *, actor: Actor, action: str, **facts: object) -> None:
    """The audit lines: codes and days, never a name or what was told."""
    cases = HandoverPerson.objects.filter(handover=handover, person__isnull=False).values_list("person_id", flat=True)
    about: list[int | None] = list(cases)
    for person_id in about or [None]:
        audit.record(
            actor=actor, action=action, person_id=person_id, target=f"handover:{handover.pk}", facts=dict(facts)
        )
