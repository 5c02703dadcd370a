"""The next placement: the page of a stay says what is met; one press from it stand the next step at the same company
and open orders with a view to a job. Reasons in words, no score; whoever reads it decides, in the flows there are."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES, COMPANY_STAFF
from tovholder.base.decision import Decision
from tovholder.parameters import workdays
from tovholder.people import queries as people
from tovholder.placements import ladder_queries, next_step_queries, next_step_rules, plan_of_day, queries
from tovholder.placements.plans import NewPlacement
from tovholder.proposals import shown
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff.placement_agree import last_lawful_day

_DAY = timedelta(days=1)
_MOST = 3  # orders; the whole list is one click away
RUNS = ("started", "interrupted")


@dataclass(frozen=True)
class Shown:
    step: next_step_queries.NextStep
    same_place: next_step_queries.SamePlace | None = None
    orders: list[tuple[Any, Decision]] = field(default_factory=list)  # each with what speaks for a job there
    may_propose: bool = False


def of_stay(found: ladder_queries.Ladder) -> next_step_queries.NextStep | None:
    """What is met, for a stay that runs."""
    runs = found.placement.status in RUNS
    return next_step_queries.of_stay(found.placement, found.facts, on=found.on) if runs else None


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def page(request: ActingRequest, placement_id: int) -> HttpResponse:
    """What may come next. It asks all rules of each kind that may follow, so it is not part of the page of the stay."""
    stay = queries.placement(placement_id, actor=request.actor)
    found = ladder_queries.of_placement(stay, on=timezone.localdate(), who_told=False)
    step = of_stay(found)
    shown = _proposed(request, found, step) if step is not None and step.is_proposed else None
    return render(request, "staff/ladder/next.html", {"placement": stay, "step": step, "next_stay": shown})


def _proposed(request: ActingRequest, found: ladder_queries.Ladder, step: next_step_queries.NextStep) -> Shown:
    stay = found.placement
    may_propose = request.actor.may(*COMPANY_STAFF) and people.is_own_case(stay.person, actor=request.actor)
    orders = _orders(request, stay, found.on) if may_propose else []
    return Shown(step, _same_place(request, stay, found.on), orders, may_propose)


def _same_place(request: ActingRequest, stay: Any, on: date) -> next_step_queries.SamePlace | None:
    plans = [_plan(stay, kind, on) for kind in next_step_rules.next_kinds(stay.kind, on)]
    try:
        return next_step_queries.at_the_same_place(plans, stay, actor=request.actor, on=on)
    except NotAllowed:  # somebody else's case: what the rules say of it is for those who may agree it
        return None


def _plan(stay: Any, kind: str, on: date) -> NewPlacement:
    told = filled(stay, kind, on)
    ends_before = told["last_day"] + _DAY if told["last_day"] else None
    plain = {name: told[name] for name in ("kind", "starts_on", "hours_unpaid", "hours_paid")}
    return NewPlacement(person_id=stay.person_id, unit_id=stay.unit_id, ends_before=ends_before, **plain)


def filled(stay: Any, kind: str, on: date) -> dict[str, Any]:
    """What is carried over to a next stay of this kind: the first day it may begin, its last day, the hours."""
    starts_on = max(stay.ends_before or on, on) if stay.ended_on is None else max(stay.ended_on + _DAY, on)
    starts_on = workdays.from_day(max(starts_on, stay.starts_on + _DAY))
    hours = plan_of_day.hours_on(stay, stay.hours.all(), starts_on - _DAY).total
    is_paid = parameters.term("placement_kinds", kind).flag("paid")
    return {
        "kind": kind,
        "starts_on": starts_on,
        "last_day": last_lawful_day(kind, starts_on, stay.person),
        "hours_unpaid": Decimal(0) if is_paid else hours,
        "hours_paid": hours if is_paid else Decimal(0),
    }


def _orders(request: ActingRequest, stay: Any, on: date) -> list[tuple[Any, Decision]]:
    """Of the citizen's list as it stands, in its order, the open orders where something speaks for a job."""
    listed = [order for order, _score in shown.for_person(stay.person, actor=request.actor).orders]
    known = ladder_queries.relations({order.unit.company_id for order in listed}, actor=request.actor)
    found = []
    for order in listed:
        relation = known.get(order.unit.company_id, ladder_queries.Relation())
        why = next_step_rules.potential_for_hire(order.kinds, stays=relation.stays, led_on=relation.led_on, on=on)
        if why.allowed and order.unit.company.ended_on is None:
            found.append((order, why))
    return found[:_MOST]
