"""Agree a placement from a chosen proposal: filled in from what is known, the rules shown before anybody agrees."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES
from tovholder.base.decision import Decision
from tovholder.companies import queries as companies
from tovholder.people import queries as people
from tovholder.placements import gathering, rules
from tovholder.placements import services as placements
from tovholder.placements.facts import Stay
from tovholder.proposals import agreements
from tovholder.proposals import queries as proposals
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import placements_forms as forms
from tovholder.web.staff.orders_forms import language

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Condition:
    """One rule's answer, and whether the reader may answer for it with a reason."""

    decision: Decision
    may_overrule: bool


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def agree(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Show the conditions (nothing is saved) or agree. A placement that already came of the proposal is opened."""
    proposal = proposals.one(proposal_id, actor=request.actor)
    if proposal.placement_id is not None and request.method == "GET":
        return redirect("staff:placement", proposal.placement_id)
    person = people.case(proposal.person_id, actor=request.actor)
    order = companies.order(proposal.order_id, actor=request.actor)
    told: dict[str, Any] = {"on": timezone.localdate(), "contacts": _contacts(order)}
    if request.method == "GET":
        form = forms.Agree(_filled(order, person), **told)
        return _page(request, proposal, form, order)
    form = forms.Agree(request.POST, **told)
    if not form.is_valid() or "look" in request.POST:
        return _page(request, proposal, form, order, status=422 if form.errors else 200)
    return _agreed(request, proposal, form, order)


def _contacts(order: companies.JobOrder) -> list[tuple[int, str]]:
    return [(contact.pk, contact.name) for contact in companies.contacts(order.unit.company_id)]


def _filled(order: companies.JobOrder, person: people.Person) -> dict[str, Any]:
    """What is known of the stay from the order and the person."""
    today = timezone.localdate()
    kind = next((code for code in order.kinds if parameters.is_term("placement_kinds", code, on=today)), "")
    kind = kind or "work_placement"
    starts_on = max(today + _A_WEEK, order.start_earliest or today)
    purposes = parameters.term("placement_kinds", kind).words("purposes")
    is_paid = parameters.term("placement_kinds", kind).flag("paid")
    hours = min(order.hours_max or Decimal(37), person.hours_max or Decimal(37))
    return {
        "kind": kind,
        "purpose": purposes[0] if len(purposes) == 1 else "",
        "starts_on": starts_on,
        "last_day": last_lawful_day(kind, starts_on, person),
        "hours_unpaid": Decimal(0) if is_paid else hours,
        "hours_paid": hours if is_paid else Decimal(0),
        "company_contact": order.contact_id,
        "tasks": order.tasks,
        "goals": forms.goals_from([concepts.label(row.skill, language()) for row in order.skills.all()]),
    }


def last_lawful_day(kind: str, starts_on: date, person: people.Person) -> date | None:
    """The last day the kind and the person's group allow at first; None when there is no cap or it is not known."""
    group = gathering.target_group(person.programme, person.benefit, person.visitation)
    asked = Stay(kind=kind, starts_on=starts_on, ends_before=starts_on + timedelta(days=1))
    found = rules.within_cap(asked, target_group=group).facts.get("last_lawful_day")
    return found if isinstance(found, date) else None


def _page(
    request: ActingRequest,
    proposal: proposals.Proposal,
    form: forms.Agree,
    order: companies.JobOrder,
    *,
    status: int = 200,
    conditions: list[Condition] | None = None,
) -> HttpResponse:
    if conditions is None:
        conditions = _conditions(request, proposal, form, order)
    in_the_way = [each for each in conditions if each.decision.allowed is not True]
    return render(
        request,
        "staff/placements/agree.html",
        {
            "proposal": proposal,
            "order": order,
            "form": form,
            "always": [form[name] for name in forms.Agree.ALWAYS],
            "words": [form[name] for name in forms.Agree.WORDS],
            "in_the_way": in_the_way,
            "met": [each for each in conditions if each.decision.allowed],
            "may_overrule": bool(in_the_way) and all(each.may_overrule for each in in_the_way),
        },
        status=status,
    )


def _conditions(
    request: ActingRequest, proposal: proposals.Proposal, form: forms.Agree, order: companies.JobOrder
) -> list[Condition]:
    """What the rules say of the form as it stands; nothing when a date or a number cannot be read."""
    if form.errors or not form.is_bound:
        return []
    new = form.new(person_id=proposal.person_id, unit_id=order.unit_id, order_id=order.pk)
    try:
        agreement = placements.what_if(
            new=new, statements=form.statements(), actor=request.actor, on=timezone.localdate()
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return []
    return _answerable(request, agreement.decisions)


def _answerable(request: ActingRequest, decisions: tuple[Decision, ...]) -> list[Condition]:
    role = request.actor.role
    return [
        Condition(decision, bool(rules.may_overrule(decision, role=role, reason="asked").allowed))
        for decision in decisions
    ]


def _agreed(
    request: ActingRequest, proposal: proposals.Proposal, form: forms.Agree, order: companies.JobOrder
) -> HttpResponse:
    try:
        answer = agreements.agree(
            proposal_id=proposal.pk,
            new=form.new(person_id=proposal.person_id, unit_id=order.unit_id, order_id=order.pk),
            statements=form.statements(),
            overrule=form.overrule(),
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, proposal, form, order, status=422, conditions=[])
    if answer.placement_id is None:
        conditions = _answerable(request, answer.agreement.decisions)
        return _page(request, proposal, form, order, status=422, conditions=conditions)
    messages.success(request, _("The placement is agreed. The dates of follow-up are set."))
    return redirect("staff:placement", answer.placement_id)
