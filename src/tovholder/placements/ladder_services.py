"""The hours ladder written: a plan of steps, hours as they were worked, the talk about pay, a follow-up with all of it.

Raises NotAllowed, Stale, OutOfReach. Hours above full time are refused by the employer rules, as everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.base.decision import Decision
from tovholder.companies import ledger_services as ledger
from tovholder.placements import gathering, ladder_queries, ladder_rules, rules, task_services, telling, transitions
from tovholder.placements.facts import Stay
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import FollowUp, HoursPeriod, HoursReport, PaidTalk, Placement
from tovholder.placements.plans import Answer, Overrule
from tovholder.placements.services import overruling
from tovholder.placements.services.moving import saved, writable
from tovholder.placements.services.running import record_follow_up

_DAY = timedelta(days=1)


@transaction.atomic
def plan_hours(
    *,
    placement_id: int,
    version: int,
    steps: Sequence[HoursStep],
    actor: Actor,
    now: datetime,
    overrule: Overrule | None = None,
) -> Answer:
    """The plan from its first step on, in one go; what was planned before that day stands.

    Refused outside the stay, below nought and twice on a day. Above full time only with an answer for it."""
    placement = writable(placement_id, version=version, actor=actor)
    if placement.status not in transitions.HOLDS_A_PLACE:
        raise NotAllowed("placement.hours_outside_stay")
    plan = ladder_rules.one_after_the_other(steps, placement.ends_before)
    decision = ladder_rules.may_plan(plan, starts_on=placement.starts_on, ends_before=placement.ends_before)
    if not decision.allowed:
        raise NotAllowed(decision.code, **decision.facts)
    others = gathering.other_stays(placement.person_id, placement.unit_id, besides=placement.pk)
    decisions = [rules.within_full_time(_stay(placement, step), others) for step in plan]
    decisions += [_paid_as_the_kind(placement, step) for step in plan]
    answer = overruling.answer_for_change(placement, "hours", decisions, overrule, actor, now)
    if answer.agreed:
        _write_plan(placement, plan, localdate(now))
        saved(placement, actor=actor, action="placement.plan_hours", facts={"steps": len(plan)})
    return answer


def _stay(placement: Placement, step: HoursStep) -> Stay:
    return Stay(
        kind=placement.kind,
        starts_on=step.starts_on,
        ends_before=step.ends_before,
        hours_unpaid=step.unpaid,
        hours_paid=step.paid,
    )


def _paid_as_the_kind(placement: Placement, step: HoursStep) -> Decision:
    return rules.paid_as_the_kind(
        placement.kind, hours_unpaid=step.unpaid, hours_paid=step.paid, starts_on=placement.starts_on
    )


def _write_plan(placement: Placement, plan: Sequence[HoursStep], today: date) -> None:
    first = plan[0].starts_on
    standing = placement.hours.filter(real=False)
    standing.filter(starts_on__gte=first).delete()
    standing.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=first)).update(ends_before=first)
    HoursPeriod.objects.bulk_create(
        HoursPeriod(
            placement=placement,
            starts_on=step.starts_on,
            ends_before=step.ends_before,
            unpaid=step.unpaid,
            paid=step.paid,
        )
        for step in plan
    )
    _hours_of(placement, today)


def _hours_of(placement: Placement, today: date) -> None:
    """The stay's own hours are those of the step that holds today, or of the first day of a stay to come."""
    steps = [
        HoursStep(row.starts_on, row.unpaid, row.paid, row.ends_before) for row in placement.hours.filter(real=False)
    ]
    holds = ladder_rules.holding(steps, max(today, placement.starts_on))
    if holds is not None:
        placement.hours_unpaid, placement.hours_paid = holds.unpaid, holds.paid


@transaction.atomic
def report_hours(
    *,
    placement_id: int,
    worked: HoursStep,
    actor: Actor,
    now: datetime,
    correct: bool = False,
    absent_days: int | None = None,
) -> HoursPeriod:
    """Hours as they were worked in some days, told by the municipality or the company. The citizen's own words stand
    beside them (`own_week_services`): they take no day from anybody.

    Days told already are refused, unless whoever told them corrects them, or the municipality does. The same twice is
    told once."""
    placement, party = telling.told_about(placement_id, actor=actor)
    if party == telling.CITIZEN:
        raise NotAllowed("own_week.on_the_own_page")
    decision = ladder_rules.may_report(
        worked, starts_on=placement.starts_on, ends_before=ladder_queries.end_of(placement), on=localdate(now)
    )
    if not decision.allowed:
        raise NotAllowed(decision.code, **decision.facts)
    if absent_days is not None and not 0 <= absent_days <= worked.days:
        raise NotAllowed("ladder.more_days_away_than_days", days=worked.days)
    if (same := _told_before(placement, worked, absent_days)) is not None:
        return same
    _make_room(placement, worked, party, correct)
    period = _told(placement, worked)
    HoursReport.objects.create(hours=period, party=party, by_id=actor.membership_id, at=now, absent_days=absent_days)
    facts = {"from": worked.starts_on.isoformat(), "party": party, "corrected": correct}
    saved(placement, actor=actor, action="placement.report_hours", facts=facts)
    return period


def _told_before(placement: Placement, worked: HoursStep, absent_days: int | None) -> HoursPeriod | None:
    """The same words told once more are one report; days away told for the first time are something new."""
    days = {"starts_on": worked.starts_on, "ends_before": worked.ends_before}
    same = placement.hours.filter(real=True, unpaid=worked.unpaid, paid=worked.paid, **days)
    if absent_days is not None:
        same = same.filter(report__absent_days=absent_days)
    return same.first()


def _told(placement: Placement, worked: HoursStep) -> HoursPeriod:
    return HoursPeriod.objects.create(
        placement=placement,
        starts_on=worked.starts_on,
        ends_before=worked.ends_before,
        unpaid=worked.unpaid,
        paid=worked.paid,
        real=True,
    )


def _make_room(placement: Placement, worked: HoursStep, party: str, correct: bool) -> None:
    """Days told already are told once: refused, or cut where they are corrected."""
    standing = _within(placement, worked)
    # A step without a last day of its own was told "from this day on": newer words end it.
    standing.filter(report__isnull=True, starts_on__lt=worked.starts_on).update(ends_before=worked.starts_on)
    for period in _within(placement, worked).select_related("report"):
        report = getattr(period, "report", None)
        if not correct:
            raise NotAllowed(
                "ladder.hours_told_already",
                starts_on=period.starts_on,
                last_day=period.ends_before - _DAY if period.ends_before else None,
                hours=period.unpaid + period.paid,
            )
        if party != telling.MUNICIPALITY and (report is None or report.party != party):
            raise NotAllowed("ladder.told_by_others")
        _cut_out(placement, period, report, worked)


def _within(placement: Placement, worked: HoursStep) -> QuerySet[HoursPeriod]:
    ends_later = Q(ends_before__isnull=True) | Q(ends_before__gt=worked.starts_on)
    return placement.hours.filter(ends_later, real=True, starts_on__lt=worked.ends_before)


def _cut_out(placement: Placement, period: HoursPeriod, report: HoursReport | None, worked: HoursStep) -> None:
    """Leave of a period what lies before and after the days that are told anew."""
    end = worked.ends_before
    if report is not None and end is not None and (period.ends_before is None or period.ends_before > end):
        rest = HoursStep(end, period.unpaid, period.paid, period.ends_before)
        kept = _told(placement, rest)
        HoursReport.objects.create(hours=kept, party=report.party, by_id=report.by_id, at=report.at)
    if period.starts_on < worked.starts_on:
        period.ends_before = worked.starts_on
        period.save(update_fields=["ends_before"])
    else:
        period.delete()


@transaction.atomic
def note_paid_talk(
    *, placement_id: int, held_on: date, answer: str, actor: Actor, now: datetime, follow_up: FollowUp | None = None
) -> PaidTalk:
    """What the company answered when it was asked for paid hours; it stands in the ledger of what was asked of it."""
    placement = writable(placement_id, version=None, actor=actor)
    if not parameters.is_term("paid_talk_answers", answer, on=held_on):
        raise NotAllowed("ladder.no_such_answer")
    if held_on > localdate(now):
        raise NotAllowed("placement.not_held_yet")
    if held_on < placement.starts_on:
        raise NotAllowed("placement.held_before_stay", starts_on=placement.starts_on)
    talk, made = PaidTalk.objects.get_or_create(
        placement=placement,
        held_on=held_on,
        answer=answer,
        defaults={"follow_up": follow_up, "by_id": actor.membership_id, "at": now},
    )
    if made:
        _write_in_ledger(placement, talk, actor, now)
        saved(placement, actor=actor, action="placement.paid_talk", facts={"answer": answer})
    return talk


def _write_in_ledger(placement: Placement, talk: PaidTalk, actor: Actor, now: datetime) -> None:
    row = parameters.term("paid_talk_answers", talk.answer, on=talk.held_on)
    if not row.flag("raised"):
        return
    unit = placement.unit
    key = f"paid_hours:{talk.pk}"
    ledger.ask(company_id=unit.company_id, unit_id=unit.pk, kind="paid_hours", key=key, actor=actor, now=now)
    ledger.answered(key=key, answer=row.text("answer"), now=now)


@transaction.atomic
def follow_up(
    *,
    placement_id: int,
    held_on: date,
    words: str,
    actor: Actor,
    now: datetime,
    next_on: date | None = None,
    answer: str = "",
    levels: Mapping[int, str] | None = None,
    worked: HoursStep | None = None,
) -> FollowUp:
    """A follow-up with what it showed: what the company said of pay, how the tasks go, the hours. All or nothing."""
    held = record_follow_up(
        placement_id=placement_id, held_on=held_on, words=words, next_on=next_on, actor=actor, now=now
    )
    if answer:
        note_paid_talk(placement_id=placement_id, held_on=held_on, answer=answer, actor=actor, now=now, follow_up=held)
    if levels:
        task_services.assess(placement_id=placement_id, levels=levels, seen_on=held_on, actor=actor, now=now)
    if worked is not None:
        report_hours(placement_id=placement_id, worked=worked, actor=actor, now=now)
    return held
