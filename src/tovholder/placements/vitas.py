"""What VITAS asks for a planned stay: what is known here, what is missing, and whom to ask. Prefill only: no known API.

The CPR number is never among the values: it is looked up in the case by whoever fills in VITAS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision, from_json
from tovholder.companies.models import Headcount
from tovholder.placements import employer_rules, gathering, money_rules, objections, plan_of_day, queries, stated
from tovholder.placements.models import EmployerStatement, Placement

Value = str | int | Decimal | date | bool | None


@dataclass(frozen=True)
class VitasField:
    """One thing VITAS asks. `value` None is missing; `ask` is of whom: employer, representative, citizen or case."""

    code: str
    value: Value
    ask: str = ""
    terms: str = ""  # the list of the parameters that words the value

    @property
    def missing(self) -> bool:
        return self.value in (None, "")


@dataclass(frozen=True)
class VitasSheet:
    """All of it, in the order VITAS asks, with the rules that are told beside."""

    placement: Placement
    parts: tuple[tuple[str, tuple[VitasField, ...]], ...]
    decisions: tuple[Decision, ...] = field(default=())

    @property
    def missing(self) -> list[VitasField]:
        return [each for _part, fields in self.parts for each in fields if each.missing]


def vitas_facts(placement_id: int, actor: Actor, *, on: date | None = None) -> VitasSheet:
    """The sheet of a placement within reach; the person is noted as shown. Raises OutOfReach."""
    found = queries.placement(placement_id, actor=actor)
    day = min(on or found.starts_on, found.starts_on)
    told, names = stated.of_unit(found.unit_id), _names(found)
    parts = (
        ("workplace", tuple(_workplace(found))),
        ("people", tuple(_people(found, names))),
        ("stay", tuple(_stay(found))),
        ("numbers", tuple(_numbers(found, day))),
        *((("money", tuple(_money(found, told))),) if found.kind.startswith("wage_subsidy") else ()),
    )
    return VitasSheet(found, parts, (*_statements(found, names), *_decisions(found, told)))


def _workplace(found: Placement) -> Iterator[VitasField]:
    unit = found.unit
    yield VitasField("cvr", unit.company.cvr)
    yield VitasField("p_number", unit.p_number)
    yield VitasField("company", unit.company.name)
    yield VitasField("workplace", unit.name)
    yield VitasField("address", ", ".join(part for part in (unit.street, unit.postcode) if part) or None, "employer")
    contact = found.company_contact
    yield VitasField("contact_name", contact.name if contact else None, "employer")
    yield VitasField("contact_email", (contact.email if contact else "") or None, "employer")
    yield VitasField("contact_phone", (contact.phone if contact else "") or None, "employer")


def _names(found: Placement) -> dict[str, str]:
    """Who has stated as employer and as representative that the conditions are met."""
    said = EmployerStatement.objects.filter(
        ask__unit_id=found.unit_id,
        ask__organisation_id=found.organisation_id,
        ask__kind=found.kind,
        ask__starts_on__lte=found.starts_on,
        agrees=True,
    ).order_by("-stated_at")
    return {("employer" if row.role == "employer" else "representative"): row.name for row in reversed(said)}


def _people(found: Placement, names: Mapping[str, str]) -> Iterator[VitasField]:
    """Who is to sign, and that the citizen is already found (an earmarked application)."""
    yield VitasField("employer_name", names.get("employer"), "employer")
    yield VitasField("representative_name", names.get("representative"), "representative")
    yield VitasField("earmarked", True)
    yield VitasField("cpr_in_case", bool(found.person.cpr_lookup) or None, "citizen")


def _stay(found: Placement) -> Iterator[VitasField]:
    yield VitasField("kind", found.kind, terms="placement_kinds")
    if parameters.term("placement_kinds", found.kind).flag("purpose_required"):
        yield VitasField("purpose", found.purpose or None, "case", "placement_purposes")
    yield VitasField("first_day", found.starts_on)
    yield VitasField("last_day", found.ends_before - timedelta(days=1) if found.ends_before else None, "case")
    first = plan_of_day.hours_on(found, found.hours.all(), found.starts_on)
    yield VitasField("hours", first.total or None, "employer")
    yield VitasField("paid_hours", first.paid)
    yield VitasField("tasks", found.tasks or None, "employer")
    yield VitasField("goals", found.goals or None, "case")


def _numbers(found: Placement, day: date) -> Iterator[VitasField]:
    """As of the day: the months before it, when the last of them was stated, and others' stays as stated by then."""
    months = parameters.value("ratio_rule", on=found.starts_on).whole("months")
    monthly = gathering.monthly_fte([found.unit_id], on=day)[found.unit_id]
    average = employer_rules.average_of(monthly, months)
    yield VitasField("ordinary_fte", average.quantize(Decimal("0.1")) if average is not None else None, "employer")
    counted = Headcount.objects.filter(unit_id=found.unit_id, month__in=gathering.months_before(day, months))
    newest = counted.order_by("-month").first()
    yield VitasField("fte_stated_on", newest.stated_on if newest else None, "employer")
    others = queries.newest_stated([found.unit_id], day).get(found.unit_id)
    yield VitasField("others", others.fte if others else None, "employer")


def _money(found: Placement, told: stated.OfUnit) -> Iterator[VitasField]:
    """Only wage subsidy: the wage and contract before, the last twelve months at the end."""
    yield VitasField("monthly_cost", None, "employer")
    yield VitasField("contract", None, "employer")
    yield VitasField("support_kr", told.support_kr, "employer")
    yield VitasField("wage_kr", told.wage_kr, "employer")


def _statements(found: Placement, names: Mapping[str, str]) -> Iterator[Decision]:
    """What the agreement says of the statements, so that the sheet says the same; and a no that came since."""
    checks = sorted(found.checks.all(), key=lambda row: row.pk)
    agreed = next((row for row in reversed(checks) if row.step == "agree"), None)
    for each in map(from_json, agreed.decisions if agreed else ()):
        if each.code == "statement.given" and len(names) < 2:  # agreed before a tick was told as one
            yield Decision.yes("statement.ticked", reference=each.reference)
        elif each.code.startswith("statement."):
            yield each
    objection = objections.of(found)
    if objection is not None:
        yield objection


def _decisions(found: Placement, told: stated.OfUnit) -> Iterator[Decision]:
    check = found.checks.all()
    approved = max((row.checked_at.date() for row in check if row.step == "agree"), default=None)
    yield money_rules.approved_before_start(approved_on=approved, starts_on=found.starts_on)
    yield money_rules.least_wage(found.kind, starts_on=found.starts_on)
    if found.kind.startswith("wage_subsidy"):
        yield money_rules.subsidy_rate(found.kind, starts_on=found.starts_on)
    if found.kind == "igu":
        yield money_rules.igu_registration(starts_on=found.starts_on)
        yield money_rules.igu_bonus(starts_on=found.starts_on, public=told.public)
