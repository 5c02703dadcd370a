"""The weeks a citizen can tell of, and what the citizen told beside what the others did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tovholder.base.decision import Decision
from tovholder.placements import ladder_queries, own_week_rules, plan_of_day
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import CitizenWeek, HoursPeriod, Placement
from tovholder.placements.own_week_rules import Told

_WEEK = timedelta(days=7)
_SHOWN = 8  # weeks that can be told from the page; older ones are told to the contact person


@dataclass(frozen=True)
class OwnWeek:
    """Some days of a stay, the hours planned for them, and what the citizen told of them last."""

    starts_on: date
    ends_before: date
    planned: HoursStep
    told: CitizenWeek | None = None

    @property
    def last_day(self) -> date:
        return self.ends_before - timedelta(days=1)


def weeks(placement: Placement, *, on: date) -> list[OwnWeek]:
    """The last weeks of the stay, newest first, each cut to the days that are over. The caller has reached the stay."""
    told = {(row.starts_on, row.ends_before): row for row in _standing(placement.pk)}
    steps = list(placement.hours.all())
    return [
        OwnWeek(
            first, after, plan_of_day.hours_on(placement, steps, after - timedelta(days=1)), told.get((first, after))
        )
        for first, after in _periods(placement, on)
    ]


def _periods(placement: Placement, on: date) -> Iterable[tuple[date, date]]:
    end = min(ladder_queries.end_of(placement) or date.max, on + timedelta(days=1))
    monday = on - timedelta(days=on.weekday())
    for back in range(_SHOWN):
        first, after = max(monday - back * _WEEK, placement.starts_on), min(monday - (back - 1) * _WEEK, end)
        if first < after:
            yield first, after


def _standing(placement_id: int) -> list[CitizenWeek]:
    """The newest word on each period, oldest period first. What was told of a week before it was over gives way to
    what was told of the whole of it."""
    rows = CitizenWeek.objects.filter(placement_id=placement_id).order_by("starts_on", "at", "pk")
    return list({row.starts_on: row for row in rows}.values())


@dataclass(frozen=True)
class Beside:
    """One week as the citizen tells it, the hours others told that reach into it, and how they go together."""

    own: CitizenWeek
    others: tuple[HoursPeriod, ...]  # each with its `report`, where somebody is named
    why: Decision

    @property
    def last_day(self) -> date:
        return self.own.ends_before - timedelta(days=1)


def beside(placement: Any) -> list[Beside]:
    """The weeks the citizen told of beside what others told of these days, newest first. Two queries where the citizen
    has told, else none. The caller has reached the stay (`queries.placement`)."""
    if not placement.has_own_weeks:
        return []
    own = _standing(placement.pk)
    told = HoursPeriod.objects.filter(placement=placement, real=True).select_related("report__by__user")
    others = [(row, _told(row)) for row in sorted(told, key=lambda row: (row.starts_on, row.pk))]
    return [_beside(week, others) for week in reversed(own)]


def _beside(own: CitizenWeek, others: list[tuple[HoursPeriod, Told]]) -> Beside:
    mine = Told(HoursStep(own.starts_on, own.unpaid, own.paid, own.ends_before), own.absent_days)
    near = [(row, told) for row, told in others if told.is_in(own.starts_on, own.ends_before)]
    why = own_week_rules.compared(mine, [told for _row, told in near])
    return Beside(own, tuple(row for row, _told in near), why)


def _told(row: HoursPeriod) -> Told:
    report = getattr(row, "report", None)
    return Told(HoursStep(row.starts_on, row.unpaid, row.paid, row.ends_before), report.absent_days if report else None)
