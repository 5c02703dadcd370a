"""How a stay ends: with its outcome and the next step, on time or early; or is called off before it began."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.people import services as people
from tovholder.placements import transitions
from tovholder.placements.models import Placement
from tovholder.placements.services import rhythm
from tovholder.placements.services.moving import move, source_of, writable


@transaction.atomic
def end(
    *,
    placement_id: int,
    version: int,
    ended_on: date,
    outcome: str,
    next_step: str,
    actor: Actor,
    now: datetime,
    words: str = "",
    next_step_on: date | None = None,
    reason: str = "",
) -> Placement:
    """End a stay with its outcome and the next step: every end has one, so that nobody is forgotten after it.

    `ended_on` is the last day. Before the agreed last day it ends early and `reason` says why."""
    placement = writable(placement_id, version=version, actor=actor)
    _check_end(placement, ended_on, outcome, next_step, now)
    if next_step_on is not None and next_step_on < ended_on:
        raise NotAllowed("placement.next_step_before_end", ended_on=ended_on)
    placement.ended_on, placement.outcome, placement.end_words = ended_on, outcome, words.strip()
    placement.next_step, placement.next_step_on = next_step, next_step_on
    target = transitions.ENDED_EARLY if is_early(placement, ended_on) else transitions.ENDED
    if target == transitions.ENDED:
        reason = ""
    move(placement, target, actor=actor, now=now, reason=reason, words=words)
    _close(placement, actor, now)
    return placement


def is_early(placement: Placement, ended_on: date) -> bool:
    """Whether a last day is before the agreed one. An ordinary job has no agreed end: it ends, never early."""
    return placement.ends_before is not None and ended_on < placement.ends_before - timedelta(days=1)


def _check_end(placement: Placement, ended_on: date, outcome: str, next_step: str, now: datetime) -> None:
    if not parameters.is_term("placement_outcomes", outcome):
        raise NotAllowed("placement.outcome_missing")
    if not parameters.is_term("next_steps", next_step):
        raise NotAllowed("placement.next_step_missing")
    if ended_on < placement.starts_on or ended_on > localdate(now):
        raise NotAllowed("placement.end_outside_stay")


@transaction.atomic
def cancel(*, placement_id: int, version: int, reason: str, actor: Actor, now: datetime, words: str = "") -> Placement:
    """Call a stay off before it began. The place on the order is free again."""
    placement = writable(placement_id, version=version, actor=actor)
    move(placement, transitions.CANCELLED, actor=actor, now=now, reason=reason, words=words)
    _close(placement, actor, now)
    return placement


def _close(placement: Placement, actor: Actor, now: datetime) -> None:
    rhythm.drop_open(placement)
    # A stay that came of a proposal bears the proposal's name as its request key, and so does what that opened.
    for source in filter(None, (source_of(placement), placement.request_key)):
        people.close_access(person_id=placement.person_id, source=source, actor=actor, on=localdate(now), now=now)
