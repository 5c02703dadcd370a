"""The weekly hours a stay has by its plan on a day, whoever asks and whenever the stay was last saved.

A stay keeps the hours of the step that held when it was saved. Those who ask read the plan for their day instead, and
no job moves the hours at night: the rules ask about other days than today, and a night without the job would make every
board wrong. After the last step, and without a plan, the newest that is known holds."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import DateField, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least

from tovholder.placements import ladder_rules
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import HoursPeriod, Placement


def columns(on: date, stay: str = "") -> dict[str, Any]:
    """`unpaid_on` and `paid_on` for rows whose stay is at `stay` ("placement__").

    Of a stay to come they are its first hours, of one that is over its last."""
    asked = Value(on, output_field=DateField())
    last = Least(asked, Coalesce(OuterRef(f"{stay}ended_on"), asked))
    day = Greatest(last, OuterRef(f"{stay}starts_on"))
    steps = HoursPeriod.objects.filter(placement=OuterRef(f"{stay}pk"), real=False, starts_on__lte=day)
    newest = steps.order_by("-starts_on", "-pk")
    return {
        "unpaid_on": Coalesce(Subquery(newest.values("unpaid")[:1]), F(f"{stay}hours_unpaid")),
        "paid_on": Coalesce(Subquery(newest.values("paid")[:1]), F(f"{stay}hours_paid")),
    }


def hours_on(stay: Placement, steps: Iterable[HoursPeriod], on: date) -> HoursStep:
    """The same of one stay whose steps, planned and worked, were read already."""
    day = max(min(on, stay.ended_on or on), stay.starts_on)
    begun = [step for step in steps if not step.real and step.starts_on <= day]
    if not begun:
        return HoursStep(stay.starts_on, stay.hours_unpaid, stay.hours_paid, stay.ends_before)
    newest = max(begun, key=lambda step: (step.starts_on, step.pk))
    return HoursStep(newest.starts_on, newest.unpaid, newest.paid, newest.ends_before)


def planned(stay: Placement) -> list[HoursStep]:
    """The steps of a stay whose hours were read along with it; its own hours where nobody planned steps."""
    rows = [HoursStep(row.starts_on, row.unpaid, row.paid, row.ends_before) for row in stay.hours.all() if not row.real]
    return _whole(stay, rows)


def steps_of(stays: QuerySet[Placement]) -> Iterable[tuple[Placement, HoursStep]]:
    """Every stay with each step of its plan, as `planned`, in one query."""
    told = {f"step_{name}": F(f"step__{name}") for name in ("starts_on", "ends_before", "unpaid", "paid")}
    plan = FilteredRelation("hours", condition=Q(hours__real=False))
    found: dict[int, tuple[Placement, list[HoursStep]]] = {}
    rows: Iterable[Any] = stays.annotate(step=plan).annotate(**told)
    for row in rows:
        _stay, steps = found.setdefault(row.pk, (row, []))
        if row.step_starts_on is not None:
            steps.append(HoursStep(row.step_starts_on, row.step_unpaid, row.step_paid, row.step_ends_before))
    for stay, steps in found.values():
        yield from ((stay, step) for step in _whole(stay, steps))


def _whole(stay: Placement, steps: list[HoursStep]) -> list[HoursStep]:
    """The steps from the first day of the stay to its end: somebody is there also on days that no step names."""
    if not steps:
        return [HoursStep(stay.starts_on, stay.hours_unpaid, stay.hours_paid, stay.ends_before)]
    first, *later = sorted(steps, key=lambda step: step.starts_on)
    return list(
        ladder_rules.one_after_the_other(
            [replace(first, starts_on=min(first.starts_on, stay.starts_on)), *later], stay.ends_before
        )
    )
