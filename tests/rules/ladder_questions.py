"""The questions of the hours ladder as the cases ask them: a step is written [from, unpaid, paid, until]."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from tovholder.base.decision import Decision
from tovholder.placements import ladder_rules as rules

Step = list[Any]


def _step(written: Step) -> rules.HoursStep:
    day, unpaid, paid = written[:3]
    return rules.HoursStep(day, Decimal(str(unpaid)), Decimal(str(paid)), *written[3:])


def _steps(written: list[Step]) -> tuple[rules.HoursStep, ...]:
    return tuple(_step(each) for each in written)


def _of_stay(rule: Callable[..., Decision]) -> Callable[..., Decision]:
    def ask(*, on: date, planned: Any = (), worked: Any = (), **stay: Any) -> Decision:
        return rule(rules.StayFacts(planned=_steps(planned), worked=_steps(worked), **stay), on=on)

    return ask


def _may_plan(*, steps: list[Step], starts_on: date, ends_before: date | None) -> Decision:
    return rules.may_plan(_steps(steps), starts_on=starts_on, ends_before=ends_before)


def _may_report(*, worked: Step, **stay: Any) -> Decision:
    return rules.may_report(_step(worked), **stay)


def _task_for_pay(*, unpaid: Any, on: date, hours: Any = None, **task: Any) -> Decision:
    given = rules.TaskFacts(hours=None if hours is None else Decimal(str(hours)), **task)
    return rules.task_for_pay(given, unpaid=Decimal(str(unpaid)), on=on)


def _paid_talk_due(*, unpaid: Any, **told: Any) -> Decision:
    return rules.paid_talk_due(unpaid=Decimal(str(unpaid)), **told)


LADDER_QUESTIONS: dict[str, Callable[..., Any]] = {
    "may_plan_hours": _may_plan,
    "may_report_hours": _may_report,
    "pay_grows": _of_stay(rules.pay_grows),
    "within_full_time_worked": _of_stay(rules.within_full_time_worked),
    "as_planned": _of_stay(rules.as_planned),
    "extended_with_pay": _of_stay(rules.extended_with_pay),
    "task_for_pay": _task_for_pay,
    "paid_talk_due": _paid_talk_due,
    "job_check_due": rules.job_check_due,
}
