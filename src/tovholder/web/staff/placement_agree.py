"""Agree a placement: filled in from what is known, the rules shown before anybody agrees.

It comes of a chosen proposal; or straight from the case, where the citizen or a colleague found the place."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from secrets import token_hex
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.base.decision import Decision
from tovholder.companies import queries as companies
from tovholder.parameters import workdays
from tovholder.people import queries as people
from tovholder.placements import gathering, rules
from tovholder.placements import services as placements
from tovholder.placements.facts import Stay
from tovholder.placements.plans import Answer
from tovholder.proposals import agreements
from tovholder.proposals import queries as proposals
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import placements_forms as forms

_A_WEEK = timedelta(days=7)
_SHOWN = 20
_WHY_AGAIN = "repeat.reason_missing"


@dataclass(frozen=True)
class Condition:
    """One rule's answer, and whether the reader, or else a team leader, may answer for it with a reason."""

    decision: Decision
    may_overrule: bool
    leader_may: bool = False

    @property
    def told(self) -> str:
        """Which rule is in the way, and who may answer for it, as the summary on top of the page says it."""
        said = sentences.sentence(self.decision)
        if self.leader_may and not self.may_overrule:
            return _("%(rule)s A team leader may overrule that.") % {"rule": said}
        return said


@dataclass(frozen=True)
class Ground:
    """Who is to be where, and what it comes of: a proposal and its order, or neither."""

    person: people.Person
    unit: companies.ProductionUnit
    proposal: proposals.Proposal | None = None
    order: companies.JobOrder | None = None

    @property
    def back(self) -> str:
        """The page one came from."""
        if self.proposal is not None:
            return reverse("staff:proposal", args=[self.proposal.pk])
        return reverse("staff:placement_find", args=[self.person.pk])

    @property
    def ids(self) -> dict[str, Any]:
        """As the form's facts want them."""
        order_id = self.order.pk if self.order else None
        return {"person_id": self.person.pk, "unit_id": self.unit.pk, "order_id": order_id}


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def agree(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Show the conditions (nothing is saved) or agree. A placement that already came of the proposal is opened."""
    proposal = proposals.one(proposal_id, actor=request.actor)
    if proposal.placement_id is not None and request.method == "GET":
        return redirect("staff:placement", proposal.placement_id)
    if proposal.status != "chosen" and proposal.placement_id is None:
        messages.warning(request, sentences.refusal("proposal.not_chosen_yet", {}))
        return redirect("staff:proposal", proposal_id)
    person = people.case(proposal.person_id, actor=request.actor)
    order = companies.order(proposal.order_id, actor=request.actor)
    return _answer(request, Ground(person, order.unit, proposal, order))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def agree_from_case(request: ActingRequest, person_id: int, unit_id: int) -> HttpResponse:
    """The same without a proposal: the place was found by the citizen, the company or a colleague."""
    person = own_case(request, person_id)
    return _answer(request, Ground(person, companies.unit(unit_id, actor=request.actor)))


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def find_workplace(request: ActingRequest, person_id: int) -> HttpResponse:
    """Where will it be? Search the workplaces by the company's name, CVR or P-number."""
    person = own_case(request, person_id)
    text = request.GET.get("q", "").strip()
    found = list(companies.workplaces(text, actor=request.actor)[:_SHOWN]) if text else []
    return render(request, "staff/placements/find_workplace.html", {"person": person, "q": text, "found": found})


def own_case(request: ActingRequest, person_id: int) -> people.Person:
    """The person, when the actor's own organisation has the case; else there is nobody."""
    person = people.case(person_id, actor=request.actor)
    if not people.is_own_case(person, actor=request.actor):
        raise people.NoSuchPerson
    return person


def _answer(request: ActingRequest, ground: Ground) -> HttpResponse:
    contacts = [(contact.pk, contact.name) for contact in companies.contacts(ground.unit.company_id)]
    told: dict[str, Any] = {"on": timezone.localdate(), "contacts": contacts}
    if request.method == "GET":
        return _page(request, ground, forms.Agree(_filled(ground), **told))
    form = forms.Agree(request.POST, **told)
    if not form.is_valid() or form.hours_carried or "look" in request.POST:
        return _looked(request, ground, form)
    return _agreed(request, ground, form)


def _looked(request: ActingRequest, ground: Ground, form: forms.Agree) -> HttpResponse:
    conditions = _conditions(request, ground, form)
    if form.hours_carried and "look" not in request.POST:
        form.say_hours_carried()
    return _page(request, ground, form, status=422 if form.errors else 200, conditions=conditions)


def _filled(ground: Ground) -> dict[str, Any]:
    """What is known of the stay from the person, and from the order where there is one."""
    today = timezone.localdate()
    person, order = ground.person, ground.order
    kinds = order.kinds if order else []
    kind = next((code for code in kinds if parameters.is_term("placement_kinds", code, on=today)), "work_placement")
    starts_on = workdays.from_day(max(today + _A_WEEK, (order.start_earliest if order else None) or today))
    purposes = parameters.term("placement_kinds", kind).words("purposes")
    is_paid = parameters.term("placement_kinds", kind).flag("paid")
    hours = min((order.hours_max if order else None) or Decimal(37), person.hours_max or Decimal(37))
    unpaid, paid = (Decimal(0), hours) if is_paid else (hours, Decimal(0))
    return {
        "request_key": token_hex(8),
        "kind": kind,
        "purpose": purposes[0] if len(purposes) == 1 else "",
        "starts_on": starts_on,
        "last_day": last_lawful_day(kind, starts_on, person),
        "hours_unpaid": unpaid,
        "hours_paid": paid,
        "hours_filled": forms.hours_filled(unpaid, paid),
        **(_of_order(order) if order else {}),
    }


def _of_order(order: companies.JobOrder) -> dict[str, Any]:
    goals = forms.goals_from([concepts.label(row.skill, language()) for row in order.skills.all()])
    return {"company_contact": _contact_of(order), "tasks": order.tasks, "goals": goals}


def _contact_of(order: companies.JobOrder) -> int | None:
    """The order's contact person; the one to call first when that one has left the company."""
    if order.contact is not None and not order.contact.active:
        return companies.contacts(order.unit.company_id).values_list("pk", flat=True).first()
    return order.contact_id


def last_lawful_day(kind: str, starts_on: date, person: people.Person) -> date | None:
    """The last day the kind and the person's group allow at first; None when there is no cap or it is not known."""
    group = gathering.target_group(person.programme, person.benefit, person.visitation)
    asked = Stay(kind=kind, starts_on=starts_on, ends_before=starts_on + timedelta(days=1))
    found = rules.within_cap(asked, target_group=group).facts.get("last_lawful_day")
    return found if isinstance(found, date) else None


def _page(
    request: ActingRequest,
    ground: Ground,
    form: forms.Agree,
    *,
    status: int = 200,
    conditions: list[Condition] | None = None,
) -> HttpResponse:
    if conditions is None:
        conditions = _conditions(request, ground, form)
    if is_repeat(conditions):
        form.ask_repeat(missing=False)
    overrules = asks_why(form, conditions)
    if overrules:
        form.needs_why()
    return render(
        request,
        "staff/placements/agree.html",
        {
            "ground": ground,
            "address": request.path,
            "form": form,
            "always": [form[name] for name in forms.Agree.ALWAYS],
            "words": [form[name] for name in forms.Agree.WORDS],
            "in_the_way": in_the_way(conditions),
            "met": [each for each in conditions if each.decision.allowed],
            "may_overrule": overrules,
        },
        status=status,
    )


def in_the_way(conditions: list[Condition]) -> list[Condition]:
    """What refuses or is unknown."""
    return [each for each in conditions if each.decision.allowed is not True]


def is_repeat(conditions: list[Condition]) -> bool:
    """The rules have said that the citizen was there before, so the form asks why again."""
    return any(each.decision.code in (_WHY_AGAIN, "repeat.reason_given") for each in conditions)


def lacks_why_again(conditions: list[Condition]) -> bool:
    return any(each.decision.code == _WHY_AGAIN for each in conditions)


def may_overrule(conditions: list[Condition]) -> bool:
    """Something is in the way, and the reader may answer for all of it. Why again has a field of its own."""
    found = [each for each in in_the_way(conditions) if each.decision.code != _WHY_AGAIN]
    return bool(found) and all(each.may_overrule for each in found)


def asks_why(form: forms.Agree, conditions: list[Condition]) -> bool:
    """Whether reason and words are asked for. Where the rules could not be asked, those that were on the page stay."""
    return may_overrule(conditions) or (bool(form.errors) and not conditions and "overrule_reason" in form.data)


def _conditions(request: ActingRequest, ground: Ground, form: forms.Agree) -> list[Condition]:
    """What the rules say of the form as it stands; nothing when a date or a number cannot be read."""
    if form.errors or not form.is_bound:
        return []
    try:
        agreement = placements.what_if(
            new=form.new(**ground.ids), statements=form.statements(), actor=request.actor, on=timezone.localdate()
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return []
    return answerable(request, agreement.decisions)


def answerable(request: ActingRequest, decisions: tuple[Decision, ...]) -> list[Condition]:
    """The rules' answers, each with who may answer for it."""

    def may(decision: Decision, role: str) -> bool:
        return bool(rules.may_overrule(decision, role=role, reason="asked").allowed)

    return [
        Condition(
            decision,
            decision.code == _WHY_AGAIN or may(decision, request.actor.role),
            may(decision, Role.TEAM_LEADER),
        )
        for decision in decisions
    ]


def say_what_is_missing(form: forms.Agree, conditions: list[Condition]) -> None:
    """Beside the fields what is missing of a reason; else on top of the page, where the reader is, which rules are in
    the way: the answers themselves stand further down."""
    others = [each for each in in_the_way(conditions) if each.decision.code != _WHY_AGAIN]
    if lacks_why_again(conditions):
        form.ask_repeat(missing=True)
    if may_overrule(conditions):
        form.ask_why()
    elif others:
        form.add_error(None, _("The placement is not agreed, because the rules are in the way:"))
        for each in others:
            form.add_error(None, each.told)


def _agreed(request: ActingRequest, ground: Ground, form: forms.Agree) -> HttpResponse:
    try:
        answer = _asked(request, ground, form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, ground, form, status=422, conditions=[])
    if answer.placement_id is None:
        conditions = answerable(request, answer.agreement.decisions)
        say_what_is_missing(form, conditions)
        return _page(request, ground, form, status=422, conditions=conditions)
    messages.success(request, _("The placement is agreed. The dates of follow-up are set."))
    return redirect("staff:placement", answer.placement_id)


def _asked(request: ActingRequest, ground: Ground, form: forms.Agree) -> Answer:
    """Agree through the room that knows: with a proposal both move, or neither. Sent twice makes one placement."""
    told: dict[str, Any] = {
        "new": form.new(**ground.ids),
        "statements": form.statements(),
        "overrule": form.overrule(),
        "actor": request.actor,
        "now": timezone.now(),
    }
    if ground.proposal is not None:
        return agreements.agree(proposal_id=ground.proposal.pk, **told)
    key = form.cleaned_data["request_key"] or token_hex(8)
    return placements.plan_and_agree(request_key=f"case:{ground.person.pk}:{key}", **told)
