"""What has been stated of a workplace, and of a planned stay by employer and representative. Facts only, no rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tovholder.companies.models import ProductionUnit
from tovholder.placements import plan_of_day
from tovholder.placements.conditions_rules import last_day_of
from tovholder.placements.facts import Stay
from tovholder.placements.models import EmployerStatement, Placement, StatementAsk, UnitConditions
from tovholder.placements.transitions import PLANNED


@dataclass(frozen=True, slots=True)
class OfUnit:
    """What the employer has said of the workplace; None is "not asked"."""

    public: bool | None = None
    employer_alone: bool | None = None
    last_day: date | None = None
    support_kr: Decimal | None = None
    wage_kr: Decimal | None = None
    stated_on: date | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Who has stated that the conditions of a stay are met; `refused_by` is who has stated that they are not."""

    employer: bool = False
    representative: bool = False
    refused_by: str = ""


def of_unit(unit_id: int) -> OfUnit:
    return of_units([unit_id]).get(unit_id, OfUnit())


def as_asked(unit_id: int) -> OfUnit:
    """What the rules ask of a workplace; its last day is also the day its company ended. One query."""
    said = UnitConditions.objects.filter(unit=OuterRef("pk"))
    told = {f"said_{name}": Subquery(said.values(name)) for name in ("public", "employer_alone", "last_day")}
    row = ProductionUnit.objects.filter(pk=unit_id).annotate(**told).values(*told, "company__ended_on").first()
    if row is None:
        return OfUnit()
    closes_on = last_day_of(row["said_last_day"], row["company__ended_on"])
    return OfUnit(public=row["said_public"], employer_alone=row["said_employer_alone"], last_day=closes_on)


def of_units(unit_ids: Iterable[int]) -> dict[int, OfUnit]:
    names = ("public", "employer_alone", "last_day", "support_kr", "wage_kr", "stated_on", "version")
    rows = UnitConditions.objects.filter(unit_id__in=list(unit_ids)).values_list("unit_id", *names)
    return {unit_id: OfUnit(*told) for unit_id, *told in rows}


def of_stay(unit_id: int, *, stay: Stay, organisation_id: int | None, besides: int | None = None) -> Said:
    """What was said of stays like this one: the newest ask of the municipality that covers it and is not used up."""
    if stay.ends_before is None or organisation_id is None:
        return Said()
    for ask in _covering(unit_id, organisation_id, stay):
        if _used(ask, besides) < ask.number:
            return of_statements(ask.statements.all())
    return Said()


def of_statements(found: Iterable[EmployerStatement]) -> Said:
    told = list(found)
    no = {statement.role for statement in told if not statement.agrees}
    yes = {statement.role for statement in told if statement.agrees}
    refused_by = "employer" if "employer" in no else ("representative" if no else "")
    return Said("employer" in yes, bool(yes & {"union", "employee"}), refused_by)


def _covering(unit_id: int, organisation_id: int, stay: Stay) -> QuerySet[StatementAsk]:
    """Asks for the same kind at the workplace whose period holds the whole stay, newest first."""
    hours = stay.hours_unpaid + stay.hours_paid
    found = StatementAsk.objects.filter(
        unit_id=unit_id,
        organisation_id=organisation_id,
        kind=stay.kind,
        starts_on__lte=stay.starts_on,
        ends_before__gte=stay.ends_before,
        hours__gte=hours,
        withdrawn_at__isnull=True,
        statements__isnull=False,
    )
    return found.distinct().order_by("-asked_at", "-pk").prefetch_related("statements")


def _used(ask: StatementAsk, besides: int | None) -> int:
    """How many stays the statements already stand for: agreed since the ask, of its kind and inside its period."""
    inside = Q(starts_on__gte=ask.starts_on, ends_before__lte=ask.ends_before, created_at__gte=ask.asked_at)
    stays = Placement.objects.filter(inside, unit_id=ask.unit_id, organisation_id=ask.organisation_id, kind=ask.kind)
    stays = stays.annotate(**plan_of_day.columns(ask.starts_on)).filter(unpaid_on__lte=ask.hours - F("paid_on"))
    return stays.exclude(pk=besides or 0).exclude(status__in=(PLANNED, "cancelled")).count()
