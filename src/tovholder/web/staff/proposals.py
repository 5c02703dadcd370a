"""Proposals: the list, one proposal with its next steps, and a person's best orders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import queries as companies
from tovholder.companies import survey_queries
from tovholder.people import queries as people
from tovholder.proposals import asked, candidates, points, queries, services, shown, transitions
from tovholder.proposals.queries import Proposal
from tovholder.web.shared import edits
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import matching_words as words
from tovholder.web.staff import orders, proposal_steps, ranking, surveys
from tovholder.web.staff.proposals_forms import ProposeForm, StepForm

_SORTS = {"touched": ("touched_at", "pk"), "order": ("order__title", "pk"), "status": ("status", "-touched_at")}


@require_GET
@allows(*COMPANY_STAFF, purpose="recruitment")
def index(request: ActingRequest) -> HttpResponse:
    """Proposals of our citizens and of our orders; the address is the filter (status, side)."""
    actor = request.actor
    found = queries.filtered(actor=actor, status=request.GET.get("status", ""), side=request.GET.get("side_af", ""))
    page = page_of(found, request, sorts=_SORTS, first="-touched")
    rows = [(proposal, queries.is_named(proposal, actor=actor)) for proposal in page.rows]
    people.noted([proposal.person for proposal, named in rows if named], actor=actor, fields="proposal")
    people.noted([proposal.person for proposal, named in rows if not named], actor=actor, fields="pseudonym")
    statuses = proposal_steps.status_names()
    return render(
        request,
        "staff/proposals/index.html",
        {"page": page.with_rows(rows), "statuses": statuses, "chosen": request.GET},
    )


@require_GET
@allows(*COMPANY_STAFF, purpose="recruitment")
def detail(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """One proposal: who, for what, why, where it stands, and what may be done now."""
    proposal = queries.one(proposal_id, actor=request.actor)
    return render(request, "staff/proposals/detail.html", _detail(request, proposal))


def _detail(request: ActingRequest, proposal: Proposal, **more: Any) -> dict[str, Any]:
    actor = request.actor
    why, reason_words = queries.words_told(proposal, actor=actor)
    parts, score = points.of_proposal(proposal, actor=actor)
    named, own = queries.is_named(proposal, actor=actor), proposal.organisation_id == actor.organisation_id
    return {
        "proposal": proposal,
        "named": named,
        "name_for_company": candidates.name_for_company(proposal) if named or own else proposal.pseudonym,
        "own": own,
        "is_over": proposal.status in transitions.FINAL,
        "not_any_more": queries.both_said_yes(proposal) and not (named or own),
        "why": why,
        "reason_words": reason_words,
        "parts": _parts(proposal, parts),
        "points": ranking.points(score),
        "steps": proposal_steps.open_to(proposal, actor=actor),
        "contact_left": orders.has_left(proposal.order),
        "events": _events(proposal, told=named or own, organisation_id=actor.organisation_id),
        "status_name": proposal_steps.STATUSES[proposal.status],
        **more,
    }


def _events(proposal: Proposal, *, told: bool, organisation_id: int | None) -> list[tuple[Any, Any, str, bool]]:
    """(event, status in words, at which organisation, to the minute): the citizen's municipality is told once it may
    be known. Until then others' steps have a day alone: by the minute, those of one citizen at several orders that end
    together could be joined."""
    found = []
    for event in queries.events_of(proposal):
        ours = told or (event.by is not None and event.by.organisation_id == organisation_id)
        name = event.by.organisation.name if event.by and ours else ""
        found.append((event, proposal_steps.STATUSES[event.target], name, ours))
    return found


def _parts(proposal: Proposal, parts: dict[str, int]) -> list[dict[str, Any]]:
    silent = asked.not_asked_for(proposal.order) if 0 in parts.values() else frozenset()
    return [
        {
            "label": words.part(f"part.{name}"),
            "share": round(each / 100),
            "number": round(each / 100),
            "asked": bool(each) or f"part.{name}" not in silent,
        }
        for name, each in parts.items()
    ]


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def propose(request: ActingRequest, order_id: int) -> HttpResponse:
    """Propose somebody from the order's list. The same request twice gives the same proposal."""
    form = ProposeForm(request.POST)
    person_id = shown.person_behind(order_id, form.data.get("pseudonym", "")) if form.is_valid() else None
    if person_id is None:
        messages.error(request, _("The list has changed. Look at it again, and choose once more."))
        return redirect("staff:order", order_id)
    return _proposed(request, order_id, person_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def propose_person(request: ActingRequest, person_id: int, order_id: int) -> HttpResponse:
    """Propose one of our own citizens for an order, from the citizen's page."""
    _own_case(request, person_id)
    return _proposed(request, order_id, person_id)


def _own_case(request: ActingRequest, person_id: int) -> people.Person:
    """What fits somebody who was only opened to us is for the own municipality: the reasons may be of health."""
    person = people.case(person_id, actor=request.actor)
    if not people.is_own_case(person, actor=request.actor):
        raise people.NoSuchPerson
    return person


def _proposed(request: ActingRequest, order_id: int, person_id: int) -> HttpResponse:
    actor = request.actor
    companies.order(order_id, actor=actor)
    try:
        proposal = services.propose(order_id=order_id, person_id=person_id, actor=actor, why="", now=timezone.now())
    except NotAllowed as refusal:
        messages.error(request, proposal_steps.refusal(refusal))
        return redirect("staff:order", order_id)
    messages.success(request, _("Proposed. The citizen's own municipality is told on its front page."))
    return redirect("staff:proposal", proposal.pk)


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def step(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Take one step. A step somebody else took meanwhile is shown, and nothing is overwritten."""
    actor = request.actor
    proposal = queries.one(proposal_id, actor=actor)
    form = StepForm(request.POST, step=request.POST.get("step", ""))
    if not form.is_valid():
        return render(request, "staff/proposals/detail.html", _detail(request, proposal, form=form), status=422)
    take: Callable[..., Proposal] = proposal_steps.service_of(form.cleaned_data["step"])
    try:
        take(proposal_id=proposal_id, actor=actor, now=timezone.now(), **_arguments(form))
    except Stale:
        messages.warning(
            request, _("Somebody else moved this proposal while you were looking. This is how it stands now.")
        )
        return _with_words(request, proposal_id, form, status=409)
    except NotAllowed as refusal:
        messages.error(request, proposal_steps.refusal(refusal))
        return _with_words(request, proposal_id, form, status=422)
    return redirect("staff:proposal", proposal_id)


def _with_words(request: ActingRequest, proposal_id: int, form: StepForm, *, status: int) -> HttpResponse:
    """The proposal as it stands now, with what was written for the step that was not taken: in its form as long as the
    step is open, else to copy."""
    words = form.cleaned_data.get("words", "")
    if not words:
        return redirect("staff:proposal", proposal_id)
    proposal = queries.one(proposal_id, actor=request.actor)
    context = _detail(request, proposal, form=edits.renewed(form, "version", proposal.version))
    if form.cleaned_data["step"] not in [each["step"] for each in context["steps"]]:
        context |= {"form": None, "kept_words": words}
    messages.info(request, edits.still_here())
    return render(request, "staff/proposals/detail.html", context, status=status)


def _arguments(form: StepForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    arguments = {"version": cleaned["version"]}
    if "interview_at" in cleaned:
        arguments["interview_at"] = cleaned["interview_at"]
    if "reason" in cleaned:
        arguments |= {"reason": cleaned["reason"], "words": cleaned["words"]}
    return arguments


def _with_what_was_said(request: ActingRequest, orders: Any) -> list[tuple[Any, float, list[str]]]:
    """Each order with its points, and beside it, as a reason, what its company last answered us. It moves no order."""
    companies = {order.unit.company_id for order, _score in orders}
    said = (
        survey_queries.last_turns(actor=request.actor, on=timezone.localdate(), company_ids=companies)
        if companies
        else {}
    )
    told = {company: surveys.worded(call, call.reply.round) for company, call in said.items()}
    return [(order, ranking.points(score), told.get(order.unit.company_id, [])) for order, score in orders]


@require_GET
@allows(*COMPANY_STAFF, purpose="recruitment")
def orders_for_person(request: ActingRequest, person_id: int) -> HttpResponse:
    """The reverse list: the best orders for one of our citizens, or the reason for having none."""
    person = _own_case(request, person_id)
    found = shown.for_person(person, actor=request.actor)
    reason = found.reason_none
    sentences = {"none.ask": words.QUESTIONS, "none.closed": words.CLOSED}
    why_none = sentences.get(reason.get("code", ""), {}).get(reason.get("gate", ""), "")
    if reason.get("code") == shown.WITHHELD:
        why_none = _("Something that only the case's own staff see.")
    return render(
        request,
        "staff/proposals/orders_for_person.html",
        {
            "person": person,
            "found": found,
            "rows": _with_what_was_said(request, found.orders),
            "why_none": why_none,
            "asks": reason.get("code") == "none.ask",
        },
    )
