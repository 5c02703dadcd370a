"""While the stay runs: it starts, pauses, is followed up, changes its hours, is made longer."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.base.decision import Decision
from tovholder.companies import queries as companies
from tovholder.placements import gathering, plan_of_day, rules, transitions
from tovholder.placements.facts import Stay
from tovholder.placements.models import FollowUp, HoursPeriod, Placement, PlacementEvent
from tovholder.placements.plans import Answer, Overrule
from tovholder.placements.services import overruling, rhythm
from tovholder.placements.services.moving import move, saved, writable

# Dates a little ahead count as held too: people meet on a Friday instead of the Monday.
_EARLY = timedelta(days=7)


@transaction.atomic
def start(*, placement_id: int, version: int, on: date, actor: Actor, now: datetime) -> Placement:
    """The person has begun. Refused before the agreed first day, for a day to come and for what is not agreed."""
    placement = writable(placement_id, version=version, actor=actor)
    if on > localdate(now):
        raise NotAllowed("placement.not_begun_yet")
    if on < placement.starts_on:
        raise NotAllowed("placement.starts_later", starts_on=placement.starts_on)
    return move(placement, transitions.STARTED, actor=actor, now=now)


@transaction.atomic
def interrupt(
    *, placement_id: int, version: int, reason: str, actor: Actor, now: datetime, words: str = ""
) -> Placement:
    """The stay pauses: illness, birth, a closed site. The agreement stands."""
    placement = writable(placement_id, version=version, actor=actor)
    return move(placement, transitions.INTERRUPTED, actor=actor, now=now, reason=reason, words=words)


@transaction.atomic
def resume(*, placement_id: int, version: int, actor: Actor, now: datetime) -> Placement:
    """The stay goes on after a pause."""
    placement = writable(placement_id, version=version, actor=actor)
    if placement.status != transitions.INTERRUPTED:
        raise NotAllowed("placement.not_interrupted")
    return move(placement, transitions.STARTED, actor=actor, now=now)


@transaction.atomic
def choose_company_contact(
    *, placement_id: int, version: int, contact_id: int, actor: Actor, now: datetime
) -> Placement:
    """Somebody else at the company is called about this stay, for example when the contact person has left."""
    placement = writable(placement_id, version=version, actor=actor)
    present = {contact.pk for contact in companies.contacts(placement.unit.company_id)}
    if contact_id not in present:
        raise NotAllowed("company.contact_not_there")
    placement.company_contact_id = contact_id
    return saved(placement, actor=actor, action="placement.choose_contact", facts={"contact": contact_id})


@transaction.atomic
def record_follow_up(
    *, placement_id: int, held_on: date, words: str, actor: Actor, now: datetime, next_on: date | None = None
) -> FollowUp:
    """Write down a follow-up. It meets the oldest date that was due by then; without one it stands on its own.

    `next_on` sets the next date; a stay without end gets the next one by the rhythm. The same said twice by one member
    is one follow-up. Refused for a day to come or before the stay, and for a next time that is not after it."""
    placement = writable(placement_id, version=None, actor=actor)
    if placement.status not in (*transitions.HOLDS_A_PLACE, transitions.ENDED, transitions.ENDED_EARLY):
        raise NotAllowed("placement.nothing_to_follow_up")
    _check_follow_up(placement, held_on, next_on, now)
    words = words.strip()
    same = placement.follow_ups.filter(held_on=held_on, words=words, by_id=actor.membership_id).first()
    if same is not None:
        return same
    waiting = placement.follow_ups.filter(held_on__isnull=True).order_by("due_on")
    met = waiting.filter(due_on__lte=held_on + _EARLY).first() or FollowUp(placement=placement, due_on=held_on)
    met.held_on, met.words, met.by_id = held_on, words, actor.membership_id
    met.save()
    _drop_passed(placement, held_on)
    _set_next(placement, held_on, next_on)
    saved(placement, actor=actor, action="placement.follow_up", facts={"held_on": held_on.isoformat()})
    return met


def _check_follow_up(placement: Placement, held_on: date, next_on: date | None, now: datetime) -> None:
    if held_on > localdate(now):
        raise NotAllowed("placement.not_held_yet")
    if held_on < placement.starts_on:
        raise NotAllowed("placement.held_before_stay", starts_on=placement.starts_on)
    if next_on is not None and next_on <= held_on:
        raise NotAllowed("placement.next_before_this", held_on=held_on)


def _drop_passed(placement: Placement, held_on: date) -> None:
    """One conversation meets all dates that had passed by then."""
    placement.follow_ups.filter(held_on__isnull=True, due_on__lte=held_on).delete()


def _set_next(placement: Placement, held_on: date, next_on: date | None) -> None:
    if placement.status not in transitions.HOLDS_A_PLACE:
        return
    has_next = placement.ends_before is not None or placement.follow_ups.filter(held_on__isnull=True).exists()
    if next_on is None and not has_next:
        next_on = rhythm.next_after(held_on, placement.starts_on)
    if next_on is not None:
        FollowUp.objects.get_or_create(placement=placement, due_on=next_on, held_on=None)


@transaction.atomic
def plan_follow_up(*, placement_id: int, due_on: date, actor: Actor, now: datetime) -> FollowUp:
    """Set one more date to follow up on."""
    placement = writable(placement_id, version=None, actor=actor)
    if placement.status not in transitions.HOLDS_A_PLACE:
        raise NotAllowed("placement.nothing_to_follow_up")
    if due_on < placement.starts_on:
        raise NotAllowed("placement.held_before_stay", starts_on=placement.starts_on)
    follow_up, _made = FollowUp.objects.get_or_create(placement=placement, due_on=due_on, held_on=None)
    saved(placement, actor=actor, action="placement.plan_follow_up", facts={"due_on": due_on.isoformat()})
    return follow_up


@transaction.atomic
def change_hours(
    *,
    placement_id: int,
    version: int,
    starts_on: date,
    unpaid: Decimal,
    paid: Decimal,
    actor: Actor,
    now: datetime,
    real: bool = False,
    overrule: Overrule | None = None,
) -> Answer:
    """A new step on the hours ladder from a day on; the step before ends the day before.

    Refused above full time, unless somebody who may overrules it with a reason and words; and paid work without pay."""
    placement = writable(placement_id, version=version, actor=actor)
    is_outside = starts_on < placement.starts_on or (placement.ends_before and starts_on >= placement.ends_before)
    if placement.status not in transitions.HOLDS_A_PLACE or is_outside:
        raise NotAllowed("placement.hours_outside_stay")
    if real and starts_on > localdate(now):
        raise NotAllowed("placement.hours_not_worked_yet")
    decisions = _hours_allowed(placement, unpaid, paid, starts_on=starts_on, real=real)
    answer = overruling.answer_for_change(placement, "hours", decisions, overrule, actor, now)
    if not answer.agreed:
        return answer
    _end_step(placement, starts_on, real)
    HoursPeriod.objects.create(
        placement=placement,
        starts_on=starts_on,
        ends_before=placement.ends_before,
        unpaid=unpaid,
        paid=paid,
        real=real,
    )
    if not real:
        placement.hours_unpaid, placement.hours_paid = unpaid, paid
    saved(placement, actor=actor, action="placement.hours", facts={"unpaid": str(unpaid), "paid": str(paid)})
    return answer


def _hours_allowed(
    placement: Placement, unpaid: Decimal, paid: Decimal, *, starts_on: date, real: bool
) -> list[Decision]:
    """Planned hours count together with the person's other stays from that day on, and are paid as the kind is; hours
    worked are what they were."""
    others = [] if real else gathering.other_stays(placement.person_id, placement.unit_id, besides=placement.pk)
    step = Stay(
        kind=placement.kind,
        starts_on=starts_on,
        ends_before=placement.ends_before,
        hours_unpaid=unpaid,
        hours_paid=paid,
    )
    full_time = rules.within_full_time(step, others)
    return [full_time] if real else [full_time, _paid_as_the_kind(placement, unpaid, paid)]


def _paid_as_the_kind(placement: Placement, unpaid: Decimal, paid: Decimal) -> Decision:
    return rules.paid_as_the_kind(placement.kind, hours_unpaid=unpaid, hours_paid=paid, starts_on=placement.starts_on)


def _end_step(placement: Placement, starts_on: date, real: bool) -> None:
    steps = placement.hours.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on), real=real)
    steps.filter(starts_on__gte=starts_on).delete()
    steps.update(ends_before=starts_on)


@transaction.atomic
def extend(
    *,
    placement_id: int,
    version: int,
    ends_before: date,
    actor: Actor,
    now: datetime,
    overrule: Overrule | None = None,
) -> Answer:
    """Make the stay longer, inside what its kind, the person's group and the person's other stays allow.

    A refusal changes nothing; those who may overrule it do so with a reason and words."""
    placement = writable(placement_id, version=version, actor=actor)
    if placement.status not in transitions.HOLDS_A_PLACE:
        raise NotAllowed("placement.nothing_to_extend")
    decisions = _may_be_longer(placement, ends_before)
    answer = overruling.answer_for_change(placement, "extend", decisions, overrule, actor, now)
    if answer.agreed:
        _longer(placement, ends_before, actor, now)
    return answer


def _may_be_longer(placement: Placement, ends_before: date) -> list[Decision]:
    person = placement.person
    running = Stay(
        kind=placement.kind,
        starts_on=placement.starts_on,
        ends_before=placement.ends_before,
        extensions=placement.events.filter(reason=transitions.EXTENDED).count(),
    )
    group = gathering.target_group(person.programme, person.benefit, person.visitation)
    decision = rules.may_extend(running, target_group=group, ends_before=ends_before)
    is_longer = placement.ends_before is None or ends_before > placement.ends_before
    return [decision, *(_refused_for_other_stays(placement, ends_before) if is_longer else [])]


def _refused_for_other_stays(placement: Placement, ends_before: date) -> list[Decision]:
    """What refuses the added days, which go on with the last step of the plan, for the person's other stays."""
    starts_on = placement.ends_before or placement.starts_on
    last = plan_of_day.hours_on(placement, placement.hours.all(), starts_on)
    added = Stay(
        kind=placement.kind,
        starts_on=starts_on,
        ends_before=ends_before,
        hours_unpaid=last.unpaid,
        hours_paid=last.paid,
    )
    others = gathering.other_stays(placement.person_id, placement.unit_id, besides=placement.pk)
    asked = (rules.not_here_already(added, others), rules.within_full_time(added, others))
    return [decision for decision in asked if decision.refused and others]


def _longer(placement: Placement, ends_before: date, actor: Actor, now: datetime) -> None:
    placement.hours.filter(ends_before=placement.ends_before).update(ends_before=ends_before)
    placement.ends_before = ends_before
    saved(placement, actor=actor, action="placement.extend", facts={"ends_before": ends_before.isoformat()})
    PlacementEvent.objects.create(
        placement=placement,
        at=now,
        source=placement.status,
        target=placement.status,
        by_id=actor.membership_id,
        reason=transitions.EXTENDED,
    )
    rhythm.set_dates(placement)
