"""Does a stay lead somewhere? Pure rules over its periods, tasks and talks; each answer says what to talk about.

Nordfyn's advice: ask for paid hours at each follow-up and extension, and beware that few hours may stagnate. The weeks
and hours are ours (parameters: stagnation), and nothing here decides anything about a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from tovholder import parameters
from tovholder.base.decision import Decision, Fact
from tovholder.base.period import months_after

_DAY = timedelta(days=1)
_WEEK = 7
_HOURS_IN_A_WEEK = 7 * 24
# Where pay is what the stay should lead to, or grow in. Others are paid in full from the first day.
_FAMILIES = ("work_placement", "utility_work", "ordinary")


@dataclass(frozen=True, slots=True)
class HoursStep:
    """Hours a week from a day on, as planned or as worked. `ends_before` None runs on to the end of the stay."""

    starts_on: date
    unpaid: Decimal
    paid: Decimal
    ends_before: date | None = None

    @property
    def total(self) -> Decimal:
        return self.unpaid + self.paid

    @property
    def days(self) -> int:
        """How many days it holds; 0 where it has no end."""
        return (self.ends_before - self.starts_on).days if self.ends_before else 0


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """`mastered_since`: the first day of the unbroken time in which it was done alone; None when it is not."""

    words: str
    hours: Decimal | None = None
    mastered_since: date | None = None
    paid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFacts:
    kind: str
    starts_on: date
    ends_before: date | None = None
    planned: tuple[HoursStep, ...] = ()
    worked: tuple[HoursStep, ...] = ()
    tasks: tuple[TaskFacts, ...] = ()
    extensions: int = 0

    def hours_on(self, on: date) -> HoursStep | None:
        """What is worked now: as told for that day or, when nobody has told it, the newer of plan and last report."""
        worked, planned = holding(self.worked, on), holding(self.planned, on)
        last = max((step for step in self.worked if step.starts_on <= on), key=_begins, default=None)
        if worked or planned is None:
            return worked or last
        return last if last is not None and last.starts_on >= planned.starts_on else planned


def _begins(step: HoursStep) -> date:
    return step.starts_on


def holding(steps: Sequence[HoursStep], on: date) -> HoursStep | None:
    """The step that holds on the day, the newest if several."""
    held = [step for step in steps if step.starts_on <= on and (step.ends_before is None or on < step.ends_before)]
    return max(held, key=_begins, default=None)


def one_after_the_other(steps: Sequence[HoursStep], ends_before: date | None) -> tuple[HoursStep, ...]:
    """Steps in the order of their days, each up to the next and the last to the end of the stay."""
    ordered = sorted(steps, key=_begins)
    ends = [*(step.starts_on for step in ordered), ends_before][1:]
    return tuple(replace(step, ends_before=end) for step, end in zip(ordered, ends, strict=True))


def may_plan(steps: Sequence[HoursStep], *, starts_on: date, ends_before: date | None) -> Decision:
    """Is this a plan of steps inside the stay, none of them negative, no two from the same day?"""
    if not steps:
        return Decision.no("ladder.no_steps")
    for step in steps:
        if min(step.unpaid, step.paid) < 0:
            return Decision.no("ladder.hours_negative", day=step.starts_on)
        if step.starts_on < starts_on or (ends_before is not None and step.starts_on >= ends_before):
            return _outside(step.starts_on, starts_on, ends_before)
    days = [step.starts_on for step in steps]
    twice = next((day for day in days if days.count(day) > 1), None)
    if twice is not None:
        return Decision.no("ladder.two_steps_on_a_day", day=twice)
    return Decision.yes("ladder.plan_in_order", steps=len(steps))


def _outside(day: date, starts_on: date, ends_before: date | None) -> Decision:
    last_day = ends_before - _DAY if ends_before else None
    if last_day is None or day < starts_on:
        return Decision.no("ladder.before_stay", day=day, starts_on=starts_on)
    return Decision.no("ladder.after_stay", day=day, last_day=last_day)


def may_report(worked: HoursStep, *, starts_on: date, ends_before: date | None, on: date) -> Decision:
    """Can these hours have been worked: inside the stay, before today is over, no more than a week has?

    More than full time is told as it was, or nobody would learn of it: `within_full_time_worked` flags it."""
    if worked.ends_before is None or worked.ends_before <= worked.starts_on:
        return Decision.no("ladder.days_turned_round")
    if min(worked.unpaid, worked.paid) < 0:
        return Decision.no("ladder.hours_negative", day=worked.starts_on)
    last = worked.ends_before - _DAY
    if last > on:
        return Decision.no("ladder.not_worked_yet", day=last)
    if worked.starts_on < starts_on:
        return _outside(worked.starts_on, starts_on, ends_before)
    if ends_before is not None and last >= ends_before:
        return _outside(last, starts_on, ends_before)
    if worked.total > _HOURS_IN_A_WEEK:
        return Decision.no("ladder.more_than_a_week_has", hours=worked.total, most=_HOURS_IN_A_WEEK)
    return Decision.yes("ladder.hours_in_order", hours=worked.total)


def within_full_time_worked(stay: StayFacts, *, on: date) -> Decision:
    """Are the hours last told at most full time? An ordinary job has hours of its own agreement."""
    last = max((step for step in stay.worked if step.starts_on <= on), key=_begins, default=None)
    if last is None:
        return Decision.unknown("ladder.hours_not_told")
    full = parameters.value("full_time_hours", on=stay.starts_on)
    source = None if _family(stay) == "ordinary" else full.reference
    if last.total <= full.amount():
        return Decision.yes("ladder.hours_in_order", hours=last.total, reference=source)
    facts: dict[str, Fact] = {"day": last.starts_on, "hours": last.total, "most": full.whole()}
    return Decision.no("ladder.worked_over_full_time", reference=source, **facts)


def _family(stay: StayFacts) -> str:
    return parameters.term("placement_kinds", stay.kind).text("family")


def pay_grows(stay: StayFacts, *, on: date) -> Decision:
    """Does the stay lead to pay, and does the pay grow?"""
    limit = parameters.value("stagnation", on=on)
    now = stay.hours_on(on)
    paid = now.paid if now else Decimal(0)
    if not paid:
        if parameters.term("placement_kinds", stay.kind).flag("paid"):
            return Decision.unknown("ladder.hours_not_stated", kind=stay.kind)
        weeks = _weeks(stay.starts_on, on)
        is_long = weeks >= limit.whole("unpaid_weeks")
        code = "ladder.unpaid_long" if is_long else "ladder.unpaid_so_far"
        return (Decision.no if is_long else Decision.yes)(code, weeks=weeks, reference=limit.reference)
    if paid >= limit.amount("low_hours"):
        return Decision.yes("ladder.many_hours", hours=paid, reference=limit.reference)
    weeks = _weeks(_paid_since(stay, paid, on), on)
    is_flat = weeks >= limit.whole("flat_weeks")
    code = "ladder.few_hours_flat" if is_flat else "ladder.growing"
    return (Decision.no if is_flat else Decision.yes)(code, hours=paid, weeks=weeks, reference=limit.reference)


def _paid_since(stay: StayFacts, paid: Decimal, on: date) -> date:
    """The first day since when there has been no less and no more pay than now."""
    steps = sorted(stay.worked or stay.planned, key=_begins)
    since = on
    for step in sorted((step for step in steps if step.starts_on <= on), key=_begins, reverse=True):
        if step.paid != paid:
            break
        since = step.starts_on
    return since


def _weeks(since: date, on: date) -> int:
    return max((on - since).days, 0) // _WEEK


def as_planned(stay: StayFacts, *, on: date) -> Decision:
    """Are the hours last told those of the plan? Unknown when nobody has told any."""
    limit = parameters.value("stagnation", on=on)
    last = max((step for step in stay.worked if step.starts_on <= on), key=_begins, default=None)
    planned = holding(stay.planned, last.starts_on) if last else None
    if last is None or planned is None:
        return Decision.unknown("ladder.hours_not_told")
    enough = 1 - Decimal(limit.whole("below_plan_percent")) / 100
    facts: dict[str, Fact] = {"day": last.starts_on}
    if last.total < planned.total * enough:
        facts |= {"hours": last.total, "planned": planned.total}
        return Decision.no("ladder.below_plan", reference=limit.reference, **facts)
    if last.paid < planned.paid * enough:
        facts |= {"hours": last.paid, "planned": planned.paid}
        return Decision.no("ladder.pay_below_plan", reference=limit.reference, **facts)
    return Decision.yes("ladder.as_planned", reference=limit.reference, **facts)


def extended_with_pay(stay: StayFacts, *, on: date) -> Decision:
    """Was a stay that was made longer made longer with paid hours, now or later in its plan?"""
    source = parameters.value("stagnation", on=on).reference
    if not stay.extensions:
        return Decision.yes("ladder.not_extended")
    now = stay.hours_on(on)
    to_come = [step for step in stay.planned if step.starts_on > on]
    if any(step.paid for step in [*([now] if now else []), *to_come]):
        return Decision.yes("ladder.extended_with_pay", reference=source)
    return Decision.no("ladder.extended_unpaid", reference=source)


def task_for_pay(task: TaskFacts, *, unpaid: Decimal, on: date) -> Decision:
    """Should this task be paid: done alone for weeks, while hours without pay are worked?"""
    limit = parameters.value("stagnation", on=on)
    facts: dict[str, Fact] = {"task": task.words}
    if task.mastered_since is None:
        return Decision.yes("ladder.task_not_mastered", reference=limit.reference, **facts)
    if task.paid_from is not None and task.paid_from <= on:
        return Decision.yes("ladder.task_paid", day=task.paid_from, reference=limit.reference, **facts)
    if not unpaid:
        return Decision.yes("ladder.all_paid", reference=limit.reference, **facts)
    weeks = _weeks(task.mastered_since, on)
    facts["weeks"] = weeks
    if weeks < limit.whole("alone_weeks"):
        return Decision.yes("ladder.task_mastered_lately", reference=limit.reference, **facts)
    if task.hours is None:
        return Decision.no("ladder.task_for_pay_hours_unknown", reference=limit.reference, **facts)
    return Decision.no("ladder.task_for_pay", reference=limit.reference, hours=task.hours, **facts)


def for_pay(stay: StayFacts, *, on: date) -> tuple[tuple[TaskFacts, Decision], ...]:
    """The tasks that should be paid, each with why."""
    now = stay.hours_on(on)
    unpaid = now.unpaid if now else Decimal(0)
    asked = ((task, task_for_pay(task, unpaid=unpaid, on=on)) for task in stay.tasks)
    return tuple((task, decision) for task, decision in asked if decision.refused)


def talk_about(stay: StayFacts, *, on: date) -> tuple[Decision, ...]:
    """What to talk about, most pressing first; nothing when the stay goes as it should."""
    asked = [within_full_time_worked(stay, on=on), as_planned(stay, on=on)]
    if _family(stay) in _FAMILIES:
        asked = [pay_grows(stay, on=on), extended_with_pay(stay, on=on), *asked]
    found = tuple(decision for decision in asked if decision.refused)
    return (*found, *(decision for _task, decision in for_pay(stay, on=on)))


def paid_talk_due(
    *,
    unpaid: Decimal,
    starts_on: date,
    follow_up_on: date | None,
    ends_before: date | None,
    last_talk_on: date | None,
    on: date,
) -> Decision:
    """Is now the occasion to ask for paid hours: a follow-up within a week, or the end within its notice?

    `unpaid` are the hours a week of the day, before the stay begins those of its first day."""
    fresh = parameters.value("paid_talk_fresh_days", on=on)
    if not unpaid:
        return Decision.yes("ladder.nothing_unpaid")
    if on < starts_on:
        return Decision.yes("ladder.talk_not_begun", day=starts_on, hours=unpaid)
    if last_talk_on is not None and (on - last_talk_on).days <= fresh.whole():
        return Decision.yes("ladder.talk_held", day=last_talk_on, reference=fresh.reference)
    if follow_up_on is not None and (follow_up_on - on).days <= _WEEK:
        return Decision.no("ladder.talk_at_follow_up", day=follow_up_on, reference=fresh.reference)
    notice = parameters.value("placement_ending_notice_days", on=on).whole()
    if ends_before is not None and (ends_before - on).days <= notice:
        return Decision.no("ladder.talk_at_end", day=ends_before - _DAY, reference=fresh.reference)
    return Decision.yes("ladder.talk_later", reference=fresh.reference)


def job_check_due(*, starts_on: date, months: int, on: date) -> Decision:
    """Is it time to ask whether somebody is still in the job that began so many months ago?"""
    check = parameters.value("job_check", on=starts_on)
    day = months_after(starts_on, months)
    if (day - on).days > check.whole("notice_days"):
        return Decision.yes("ladder.check_not_yet", day=day, months=months, reference=check.reference)
    if day < on:
        return Decision.no("ladder.check_late", day=day, months=months, reference=check.reference)
    return Decision.no("ladder.check_due", day=day, months=months, reference=check.reference)
