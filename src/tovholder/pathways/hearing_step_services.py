"""What every step of a hearing does: the hearing under lock, the move to its next state, the trace of who took it."""

from datetime import datetime

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.base.decision import Decision
from tovholder.pathways import hearing_queries
from tovholder.pathways import hearing_transitions as steps
from tovholder.pathways.models import Hearing, HearingStep
from tovholder.people import queries as people


def writable(hearing_id: int, actor: Actor, version: int | None = None, **done: object) -> Hearing:
    """The hearing under lock, its person locked first, for somebody who reads it.

    `done` is what it would look like after this very step: the same press twice finds it so, and it `is_done`."""
    seen = hearing_queries.hearing(hearing_id, actor=actor)
    people.locked(seen.person_id, actor=actor)
    found = Hearing.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=seen.pk)
    if version is None or found.version == version:
        return found
    last = found.steps.order_by("-pk").first()
    is_mine = last is not None and last.by_id == actor.membership_id and found.version == version + 1
    if not (is_mine and done and all(getattr(found, name) == value for name, value in done.items())):
        raise Stale
    found.is_done = True
    return found


def require(decision: Decision) -> None:
    """What a rule of law does not let through stops here, with its sentence and its source."""
    if decision.allowed:
        return
    raise NotAllowed(decision.code, **dict(decision.facts))


def move(found: Hearing, target: str, actor: Actor, now: datetime, why: str = "") -> None:
    decision = steps.may_move(found.state, target, reason=why)
    if not decision.allowed:
        raise NotAllowed(decision.code, **dict(decision.facts))
    source, found.state = found.state, target
    found.version += 1
    found.save()
    stepped(found, source, target, actor, now, why)
    noted(found, f"hearing.{target}", actor)


def stepped(found: Hearing, source: str, target: str, actor: Actor, now: datetime, why: str = "") -> None:
    HearingStep.objects.create(
        hearing=found, at=now, source=source, target=target, by_id=actor.membership_id, words=why.strip()
    )


def noted(found: Hearing, action: str, actor: Actor, **facts: object) -> None:
    audit.record(actor=actor, action=action, person_id=found.person_id, target=f"hearing:{found.pk}", facts=facts)
