"""Writes of the yearly wheel: a year laid out as the method says, something more planned, held, moved, called off."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import Organisation
from tovholder.learning import method_services, wheel_rules
from tovholder.learning.models import WheelItem

_YEARS_AHEAD = 2


@transaction.atomic
def lay_out(*, year: int, actor: Actor, now: datetime) -> int:
    """The year as the method has it, from today on where it is this year. What stands of it stays; twice is once.

    Gives how many are new."""
    method_services.require_leader(actor)
    today = localdate(now)
    if not today.year <= year <= today.year + _YEARS_AHEAD:
        raise NotAllowed("wheel.year", first=today.year, last=today.year + _YEARS_AHEAD)
    Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    standing = WheelItem.objects.filter(organisation_id=actor.organisation_id)
    days = ((kind, laid_for or due_on) for kind, laid_for, due_on in standing.values_list("kind", "laid_for", "due_on"))
    stands = {(kind, day.month) for kind, day in days if day.year == year}
    new = [
        WheelItem(
            organisation_id=actor.organisation_id,
            kind=term.code,
            due_on=day,
            laid_for=day,
            by_id=actor.membership_id,
            made_at=now,
        )
        for term in parameters.terms("wheel_kinds")
        for day in wheel_rules.due_days(term.words("months"), year)
        if day >= today and (term.code, day.month) not in stands
    ]
    WheelItem.objects.bulk_create(new)
    audit.record(actor=actor, action="wheel.lay_out", facts={"year": year, "new": len(new)})
    return len(new)


@transaction.atomic
def plan(*, kind: str, due_on: date, words: str, actor: Actor, now: datetime) -> WheelItem:
    """One thing more on a day, as support that is asked for. The same on the same day is one."""
    method_services.require_leader(actor)
    if not parameters.is_term("wheel_kinds", kind):
        raise NotAllowed("wheel.no_such_kind")
    if due_on < localdate(now):
        raise NotAllowed("method.due_in_past")
    made, is_new = WheelItem.objects.get_or_create(
        organisation_id=actor.organisation_id,
        kind=kind,
        due_on=due_on,
        defaults={"words": words.strip(), "by_id": actor.membership_id, "made_at": now},
    )
    if is_new:
        _audit(made, actor, "wheel.plan")
    return made


@transaction.atomic
def held(
    *, item_id: int, version: int, held_on: date, took_part: int | None, words: str, actor: Actor, now: datetime
) -> WheelItem:
    """It was held, that day, with so many; what came of it."""
    item = _open(item_id, version, actor)
    if held_on > localdate(now):
        raise NotAllowed("wheel.held_in_future")
    if held_on.year < item.due_on.year - 1:
        raise NotAllowed("wheel.held_long_before", day=item.due_on)
    if not words.strip():
        raise NotAllowed("wheel.needs_words")
    item.held_on, item.took_part, item.words = held_on, took_part, words.strip()
    return _saved(item, actor, "wheel.held")


@transaction.atomic
def move(*, item_id: int, version: int, due_on: date, words: str, actor: Actor, now: datetime) -> WheelItem:
    """It is due on another day, with the reason."""
    item = _open(item_id, version, actor)
    if due_on < localdate(now):
        raise NotAllowed("method.due_in_past")
    if not words.strip():
        raise NotAllowed("wheel.needs_words")
    same = WheelItem.objects.filter(organisation_id=item.organisation_id, kind=item.kind, due_on=due_on)
    if same.exclude(pk=item.pk).exists():
        raise NotAllowed("wheel.stands_that_day")
    item.due_on, item.words = due_on, words.strip()
    return _saved(item, actor, "wheel.move")


@transaction.atomic
def call_off(*, item_id: int, version: int, words: str, actor: Actor, now: datetime) -> WheelItem:
    """It will not be held, and why."""
    item = _open(item_id, version, actor)
    if not words.strip():
        raise NotAllowed("wheel.needs_words")
    item.called_off_at, item.words = now, words.strip()
    return _saved(item, actor, "wheel.call_off")


def _open(item_id: int, version: int, actor: Actor) -> WheelItem:
    method_services.require_leader(actor)
    found = WheelItem.objects.select_for_update().filter(organisation_id=actor.organisation_id, pk=item_id).first()
    if found is None:
        raise OutOfReach("wheel")
    if found.version != version:
        raise Stale
    if found.held_on is not None or found.called_off_at is not None:
        raise NotAllowed("wheel.over")
    return found


def _saved(item: WheelItem, actor: Actor, action: str) -> WheelItem:
    item.version += 1
    item.save()
    _audit(item, actor, action)
    return item


def _audit(item: WheelItem, actor: Actor, action: str) -> None:
    audit.record(actor=actor, action=action, target=f"wheel:{item.pk}", facts={"kind": item.kind})
