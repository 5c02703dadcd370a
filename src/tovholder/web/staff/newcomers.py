"""What newcomers need besides the job: noted, referred, told how it went (S16-3, S19-3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.companies import queries as companies
from tovholder.people import queries as people
from tovholder.placements import newcomer_queries as queries
from tovholder.placements import newcomer_services as services
from tovholder.placements import queries as placements
from tovholder.proposals import queries as proposals
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import events_forms as forms

SORTS = {"noteret": ["noted_on"], "slags": ["kind"], "status": ["state"]}


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """Needs that are not met yet, or all; and a form for a newcomer without a case."""
    form = forms.WithoutCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _note(request, **form.cleaned_data)
            messages.success(request, _("Noted. Refer it when you have called."))
            return redirect("staff:newcomers")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    found = queries.needs(actor=request.actor)
    if not request.GET.get("alle"):
        found = found.filter(closed_on__isnull=True)
    page = page_of(found, request, sorts=SORTS, first="-noteret")
    people.noted([row.person for row in page.rows if row.person], actor=request.actor, fields="list")
    shown = {"page": page, "form": form, "all": request.GET.get("alle")}
    return render(request, "staff/events/newcomers.html", shown, status=422 if form.errors else 200)


def _note(request: ActingRequest, *, cvr: str, **told: Any) -> None:
    company = companies.named(cvr, actor=request.actor) if cvr else None
    services.note_for_newcomer(
        company_id=company.pk if company else None, actor=request.actor, now=timezone.now(), **told
    )


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="case")
def of_placement(request: ActingRequest, placement_id: int) -> HttpResponse:
    """What the citizen of a stay needs besides it."""
    stay = placements.placement(placement_id, actor=request.actor)
    form = forms.NewcomerNeed(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_for_person(
                person_id=stay.person_id, placement_id=stay.pk, actor=request.actor, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("staff:placement_needs", placement_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"stay": stay, "form": form, "needs": queries.of_person(stay.person_id, actor=request.actor)}
    return render(request, "staff/events/placement_needs.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="case")
def of_proposal(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """What the own citizen needs to take the job they are proposed for: housing, work for the spouse, a school."""
    proposal = proposals.one(proposal_id, actor=request.actor)
    if not proposals.is_own_case(proposal.person, actor=request.actor):
        raise proposals.missed(proposal_id, request.actor)
    form = forms.NewcomerNeed(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_for_person(
                person_id=proposal.person_id, order_id=proposal.order_id, actor=request.actor, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return redirect("staff:proposal_needs", proposal_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    needs = queries.of_person(proposal.person_id, actor=request.actor)
    shown = {"proposal": proposal, "form": form, "needs": needs}
    return render(request, "staff/events/proposal_needs.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="case")
def need(request: ActingRequest, need_id: int) -> HttpResponse:
    """One need: to whom it was referred, and how it went."""
    found = queries.need(need_id, actor=request.actor)
    initial = {"version": found.version, "referred_to": found.referred_to, "outcome": found.outcome}
    form = forms.Step(request.POST or None, state=found.state, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.move(need_id=need_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:newcomers")
        except Stale:
            form.add_error(None, _("It was changed while you were writing. This is how it stands now."))
            form.data = dict(form.data.items()) | {"version": str(found.version)}
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/events/need.html", {"need": found, "form": form}, status=422 if form.errors else 200)
