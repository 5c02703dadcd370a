"""Writes about conditions: what the employer says of a workplace, who is asked to state, and what they state.

Nothing here is about a citizen: an ask names a kind, a period, hours and a number.
Raises NotAllowed, Stale, OutOfReach."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit, personal_links
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.models import PersonalLink
from tovholder.accounts.roles import Role
from tovholder.base.decision import as_json
from tovholder.companies import ledger_services as ledger
from tovholder.companies import queries as companies
from tovholder.companies import services as company_services
from tovholder.companies.models import ProductionUnit
from tovholder.placements import conditions_rules, queries, stated
from tovholder.placements.facts import Stay
from tovholder.placements.models import EmployerStatement, StatementAsk, UnitConditions

PURPOSE = "statement"


@dataclass(frozen=True, kw_only=True)
class ToldOfUnit:
    """What the employer says of the workplace. None is "not asked"."""

    public: bool | None = None
    employer_alone: bool | None = None
    last_day: date | None = None
    support_kr: Decimal | None = None
    wage_kr: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class NewAsk:
    """The stays to state the conditions of: a kind, a period, hours a week and how many people."""

    unit_id: int
    kind: str
    starts_on: date
    ends_before: date
    hours: Decimal
    number: int = 1
    order_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What somebody states. `role` is employer, union or employee."""

    role: str
    name: str
    agrees: bool
    words: str = ""
    no_union: bool = False


@transaction.atomic
def state_unit(*, unit_id: int, version: int, told: ToldOfUnit, actor: Actor, now: datetime) -> UnitConditions:
    """Write down what the employer says. `version` is the one that was read, 0 where nothing had been said."""
    unit = _written(unit_id, actor)
    if any(amount is not None and amount < 0 for amount in (told.support_kr, told.wage_kr)):
        raise NotAllowed("conditions.money_negative")
    row = UnitConditions.objects.select_for_update().filter(unit=unit).first() or UnitConditions(unit=unit, version=0)
    if row.version != version:
        raise Stale
    row.public, row.employer_alone, row.last_day = told.public, told.employer_alone, told.last_day
    row.support_kr, row.wage_kr = told.support_kr, told.wage_kr
    row.stated_on, row.by_id, row.version = localdate(now), actor.membership_id, version + 1
    row.save()
    audit.record(actor=actor, action="unit.state_conditions", target=f"unit:{unit.pk}")
    return row


@transaction.atomic
def ask(*, new: NewAsk, actor: Actor, now: datetime) -> StatementAsk:
    """Ask for the statements on a planned stay. The same asked twice is one ask. Refused for a closed workplace."""
    unit = companies.unit(new.unit_id, actor=actor)
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    _check(new, unit)
    same = {
        "unit": unit,
        "organisation_id": actor.organisation_id,
        "kind": new.kind,
        "starts_on": new.starts_on,
        "ends_before": new.ends_before,
        "hours": new.hours,
        "number": new.number,
    }
    standing = StatementAsk.objects.filter(withdrawn_at__isnull=True, statements__isnull=True, **same).first()
    if standing is not None:
        return standing
    room = queries.ratio_at_units([unit.pk], on=new.starts_on, asked_on=localdate(now))[unit.pk]
    made = StatementAsk.objects.create(
        **same, order_id=new.order_id, shown=as_json(room), asked_at=now, asked_by_id=actor.membership_id
    )
    audit.record(actor=actor, action="statement.ask", target=f"statement:{made.pk}", facts={"kind": new.kind})
    return made


def _check(new: NewAsk, unit: ProductionUnit) -> None:
    if new.ends_before <= new.starts_on:
        raise NotAllowed("statement.dates_turned_round")
    if not parameters.is_term("placement_kinds", new.kind, on=new.starts_on):
        raise NotAllowed("kind.not_in_force", kind=new.kind, on=new.starts_on)
    if not parameters.term("placement_kinds", new.kind, on=new.starts_on).flag("statement_required"):
        raise NotAllowed("statement.not_required_for_kind", kind=new.kind)
    stay = Stay(kind=new.kind, starts_on=new.starts_on, ends_before=new.ends_before)
    decision = conditions_rules.workplace_open(stay, last_day=stated.as_asked(unit.pk).last_day)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))


@transaction.atomic
def link(*, ask_id: int, role: str, name: str, actor: Actor, now: datetime) -> str:
    """The token of a personal link for one of the three to state by; the one before for the same role stops working."""
    found = _own_ask(ask_id, actor)
    if not name.strip():
        raise NotAllowed("statement.name_missing")
    if found.withdrawn_at is not None:
        raise NotAllowed("statement.not_open")
    if _has_stated(found, role):
        raise NotAllowed("statement.given_already")
    days = parameters.value("statement_link_days", on=localdate(now)).whole()
    token = personal_links.make(
        purpose=PURPOSE,
        target=_target(found, role),
        name=name.strip()[:120],
        ends_at=now + timedelta(days=days),
        actor=actor,
        now=now,
    )
    ledger.ask(
        company_id=found.unit.company_id,
        unit_id=found.unit_id,
        kind="statement",
        key=_target(found, role),
        answer_by=localdate(now) + timedelta(days=days),
        actor=actor,
        now=now,
    )
    return token


@transaction.atomic
def withdraw(*, ask_id: int, actor: Actor, now: datetime) -> None:
    """The ask is over: its links stop working, and the ledger says so."""
    found = _own_ask(ask_id, actor)
    StatementAsk.objects.filter(pk=found.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)
    for role in ("employer", "union", "employee"):
        personal_links.withdraw(purpose=PURPOSE, target=_target(found, role), actor=actor, now=now)
        ledger.answered(key=_target(found, role), answer="withdrawn", now=now)
    audit.record(actor=actor, action="statement.withdraw", target=f"statement:{found.pk}")


@transaction.atomic
def state_by_link(*, found: PersonalLink, stated: Stated, now: datetime) -> EmployerStatement:
    """Whoever holds the link states in the role it was made for, under the name they write."""
    ask_id, role = of_target(found.target)
    wanted = _locked(ask_id)
    if stated.role != role:
        raise NotAllowed("statement.not_open")
    made = _state(wanted, stated, way="link", actor=personal_links.acting(found), now=now)
    personal_links.use(found, now=now)
    return made


@transaction.atomic
def state_signed_in(*, ask_id: int, stated: Stated, actor: Actor, now: datetime) -> EmployerStatement:
    """A company contact states as employer, on the company's own pages."""
    if actor.role != Role.COMPANY_CONTACT or stated.role != "employer":
        raise OutOfReach("statement")
    if not companies.units(actor=actor).filter(pk=_locked(ask_id).unit_id).exists():
        raise OutOfReach("statement")
    return _state(_locked(ask_id), stated, way="sign_in", actor=actor, now=now)


@transaction.atomic
def seen_on_paper(*, ask_id: int, stated: Stated, actor: Actor, now: datetime) -> EmployerStatement:
    """The consultant has seen a signed paper: which and when is written in words."""
    _own_ask(ask_id, actor)
    if not stated.words.strip():
        raise NotAllowed("statement.paper_without_words")
    return _state(_locked(ask_id), stated, way="paper", actor=actor, now=now)


def _state(wanted: StatementAsk, stated: Stated, *, way: str, actor: Actor, now: datetime) -> EmployerStatement:
    _check_stated(wanted, stated, way)
    made = EmployerStatement.objects.create(
        ask=wanted,
        role=stated.role,
        name=stated.name.strip()[:120],
        agrees=stated.agrees,
        words=stated.words.strip(),
        no_union=stated.no_union,
        way=way,
        stated_at=now,
        by_id=actor.membership_id,
    )
    answer = "yes" if stated.agrees else "no"
    ledger.answered(key=_target(wanted, stated.role), answer=answer, now=now)
    facts: dict[str, object] = {"role": stated.role, "agrees": stated.agrees, "way": way}
    audit.record(actor=actor, action="statement.state", target=f"statement:{wanted.pk}", facts=facts)
    return made


def _check_stated(wanted: StatementAsk, stated: Stated, way: str) -> None:
    if wanted.withdrawn_at is not None:
        raise NotAllowed("statement.not_open")
    if _has_stated(wanted, stated.role):
        raise NotAllowed("statement.given_already")
    if not stated.name.strip():
        raise NotAllowed("statement.name_missing")
    if not stated.agrees and not stated.words.strip():
        raise NotAllowed("statement.objection_without_words")
    if stated.role == "employee" and stated.agrees and not stated.no_union and way != "paper":
        raise NotAllowed("statement.no_union_representative_unsaid")


def _has_stated(wanted: StatementAsk, role: str) -> bool:
    """The employer, or one of the two who stand for the employees: the first of them to answer has answered."""
    side = ("employer",) if role == "employer" else ("union", "employee")
    return EmployerStatement.objects.filter(ask=wanted, role__in=side).exists()


def _target(wanted: StatementAsk, role: str) -> str:
    return f"statement:{wanted.pk}:{role}"


def of_target(target: str) -> tuple[int, str]:
    """(ask, role) of a link's target."""
    _word, number, role = target.split(":")
    return int(number), role


def _locked(ask_id: int) -> StatementAsk:
    found = StatementAsk.objects.select_for_update(of=("self",)).filter(pk=ask_id).first()
    if found is None:
        raise OutOfReach("statement")
    return found


def _own_ask(ask_id: int, actor: Actor) -> StatementAsk:
    """The ask, for company staff of the municipality that asks."""
    found = StatementAsk.objects.select_related("unit").filter(pk=ask_id, organisation_id=actor.organisation_id).first()
    if found is None or not companies.may_write(actor):
        raise OutOfReach("statement")
    return found


def _written(unit_id: int, actor: Actor) -> ProductionUnit:
    if not companies.may_write(actor):
        raise NotAllowed("company.not_your_work")
    unit = companies.unit(unit_id, actor=actor)
    stays_of = queries.municipalities_with_stays_at(unit.company_id)
    company_services.require_changing(unit.company, stays_of=stays_of, actor=actor)
    return unit
