"""The questions of Allerød's support: help in time, school and pay of an IGU, young people at work, the memo."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.pathways import support_rules
from tovholder.pathways.support_rules import Seat, Share


def _school(*, courses: Sequence[Sequence[Any]], starts_on: date, on: date) -> Decision:
    """Each course as hours, the day after its last, and whether it was called off."""
    return support_rules.school([Seat(*course) for course in courses], starts_on=starts_on, on=on)


def _target(
    *, counted: Sequence[int], before: Sequence[int] | None = None, percent: int | None = None, rise: int | None = None
) -> Decision:
    share = Share(counted[0], counted[1], Share(*before) if before else None)
    return support_rules.against_target(share, percent=percent, rise=rise)


def _wanted(*, on: date) -> int:
    rows = parameters.terms("memo_targets", on=on)
    return next(row.whole("percent") for row in rows if row.code == "self_supporting")


SUPPORT_QUESTIONS: dict[str, Callable[..., Any]] = {
    "help_moment": support_rules.moment,
    "language_demand": support_rules.language_demand,
    "skill_demand": support_rules.skill_demand,
    "igu_school": _school,
    "igu_pay": support_rules.income,
    "young_work": support_rules.young_work,
    "young_hours": support_rules.young_hours,
    "memo_target": _target,
    "self_support_wanted": _wanted,
}
