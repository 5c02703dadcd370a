"""Writes on tomorrow's demand: plans and their needs, weights and choice of industries, the language of the trades.

Refused for those whose work it is not; forms sent twice make one thing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.accounts.roles import Role
from tovholder.companies import demand_queries as demand
from tovholder.companies import demand_rules as rules
from tovholder.companies import ended_services, queries
from tovholder.companies.models import DemandPlan, IndustryChoice, IndustryWeights, PlannedDemand, TradePhrase

_SENT_TWICE = timedelta(minutes=10)
_Row = TypeVar("_Row", bound=Model)
_TELLERS = frozenset({"school_consultant", "language_adviser", "coordinator"})


@transaction.atomic
def plan(
    *,
    kind: str,
    title: str,
    starts_on: date,
    ends_before: date,
    actor: Actor,
    now: datetime,
    builder: str = "",
    words: str = "",
    company_id: int | None = None,
) -> DemandPlan:
    """Write down a company's plan to grow or a big project. Sent twice is one plan."""
    _writer(actor)
    if ends_before <= starts_on:
        raise NotAllowed("plan.dates_crossed")
    company = None if company_id is None else queries.company(company_id, actor=actor)
    if company is not None:
        ended_services.require_going_on(company)
    facts = {"kind": kind, "title": title.strip(), "builder": builder.strip(), "words": words.strip()}
    told = facts | {"starts_on": starts_on, "ends_before": ends_before, "company": company}
    return _once(DemandPlan, "created_at", told, actor, now, "plan.make")


@transaction.atomic
def need(
    *, plan_id: int, needed_on: date, occupation: str, number: int, actor: Actor, training_weeks: int | None = None
) -> PlannedDemand:
    """Write down how many of an occupation the plan needs from a day; told again it is corrected.

    Only for the organisation that wrote the plan, and within its period."""
    _writer(actor)
    found = _own_plan(plan_id, actor)
    if not found.starts_on <= needed_on < found.ends_before:
        raise NotAllowed("plan.needed_outside")
    made, _ = PlannedDemand.objects.update_or_create(
        plan=found,
        needed_on=needed_on,
        occupation=occupation,
        defaults={"number": number, "training_weeks": training_weeks},
    )
    _audit(actor, "plan.need", f"plan:{found.pk}")
    return made


@transaction.atomic
def need_no_more(*, plan_id: int, need_id: int, actor: Actor) -> None:
    """Take a need out of a plan."""
    _writer(actor)
    found = _own_plan(plan_id, actor)
    PlannedDemand.objects.filter(plan=found, pk=need_id).delete()
    _audit(actor, "plan.need_no_more", f"plan:{found.pk}")


@transaction.atomic
def choose(*, year: int, industries: Sequence[str], reason: str, actor: Actor, now: datetime) -> IndustryChoice:
    """Choose the industries to aim at in a year, with a reason. Earlier choices are kept; sent twice is one."""
    if not demand.may_choose(actor):
        raise NotAllowed("aim.not_your_choice")
    if not industries or not reason.strip():
        raise NotAllowed("aim.reason_and_industry")
    told = {"year": year, "industries": sorted(set(industries)), "reason": reason.strip()}
    return _once(IndustryChoice, "at", told, actor, now, "aim.choose")


@transaction.atomic
def weigh(*, year: int, weights: Mapping[str, int], reason: str, actor: Actor, now: datetime) -> IndustryWeights:
    """Decide how much each reason counts in a year's ranking. For the secretariat; earlier decisions are kept."""
    if actor.role != Role.COORDINATOR:
        raise NotAllowed("aim.secretariat_weighs")
    if not rules.are_weights(weights):
        raise NotAllowed("aim.weights_make_100", number=sum(weights.values()))
    if not reason.strip():
        raise NotAllowed("aim.reason_and_industry")
    told = {"year": year, "weights": {part: weights[part] for part in rules.PARTS}, "reason": reason.strip()}
    return _once(IndustryWeights, "at", told, actor, now, "aim.weigh")


@transaction.atomic
def teach(*, industry: str, situation: str, words: str, danish_level: int, actor: Actor, now: datetime) -> TradePhrase:
    """Add words of a situation to the library of a trade. Sent twice is one."""
    if not may_teach(actor):
        raise NotAllowed("phrase.not_your_work")
    told = {"industry": industry, "situation": situation.strip(), "words": words.strip(), "danish_level": danish_level}
    return _once(TradePhrase, "at", told, actor, now, "phrase.teach")


@transaction.atomic
def take_out(*, phrase_id: int, actor: Actor) -> None:
    """Take out what the own organisation added."""
    if not may_teach(actor):
        raise NotAllowed("phrase.not_your_work")
    if not TradePhrase.objects.filter(pk=phrase_id, organisation_id=actor.organisation_id).delete()[0]:
        raise OutOfReach("phrase")
    _audit(actor, "phrase.take_out", f"phrase:{phrase_id}")


def may_teach(actor: Actor) -> bool:
    """Teachers, schools, the secretariat and those who visit companies add to the library."""
    return actor.role in _TELLERS or queries.may_write(actor)


def may_plan(actor: Actor) -> bool:
    """Company staff of a municipality, and the secretariat, which hears of big projects."""
    return queries.may_write(actor) or actor.role == Role.COORDINATOR


def _writer(actor: Actor) -> None:
    if not may_plan(actor):
        raise NotAllowed("company.not_your_work")


def _own_plan(plan_id: int, actor: Actor) -> DemandPlan:
    found = demand.plan(plan_id, actor=actor)
    if found.organisation_id != actor.organisation_id:
        raise NotAllowed("plan.by_its_writer", organisation=found.organisation.name)
    return found


def _once(model: type[_Row], moment: str, facts: dict[str, Any], actor: Actor, now: datetime, action: str) -> _Row:
    """A row of the actor's organisation, or the one a form sent a moment ago made. The newest row decides, so that a
    decision taken back and taken again is three."""
    if actor.role != SYSTEM_ROLE:
        Organisation.objects.select_for_update().get(pk=actor.organisation_id)
    told = facts | {"organisation_id": actor.organisation_id, "by_id": actor.membership_id}
    recent = {f"{moment}__gt": now - _SENT_TWICE}
    last = model._default_manager.filter(organisation_id=actor.organisation_id, **recent).order_by("-pk").first()
    if last is not None and all(getattr(last, name) == value for name, value in told.items()):
        return last
    made = model._default_manager.create(**told, **{moment: now})
    _audit(actor, action, f"{action.partition('.')[0]}:{made.pk}")
    return made


def _audit(actor: Actor, action: str, target: str) -> None:
    audit.record(actor=actor, action=action, target=target)
