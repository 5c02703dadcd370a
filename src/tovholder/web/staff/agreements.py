"""Service agreements with large employers: what they will need, and the citizens made ready for it (S05-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import queries as companies
from tovholder.companies import together_queries as queries
from tovholder.companies import together_services as services
from tovholder.placements import queries as placements
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import together_forms as forms


@require_GET
@allows(*queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """The partnership's agreements."""
    page = page_of(queries.agreements(actor=request.actor), request, sorts={"fra": ["starts_on"]}, first="-fra")
    return render(request, "staff/together/agreements.html", {"page": page})


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest, company_id: int) -> HttpResponse:
    """Make an agreement with a company; the own municipality leads it."""
    company = companies.company(company_id, actor=request.actor)
    form = forms.Agreement(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.agree(
                company_id=company_id,
                stays_of=placements.municipalities_with_stays_at(company_id),
                actor=request.actor,
                now=timezone.now(),
                **form.facts(),
            )
            return redirect("staff:agreement", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"form": form, "company": company}
    return render(request, "staff/together/agreement_new.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def detail(request: ActingRequest, agreement_id: int) -> HttpResponse:
    """One agreement: its forecast, and its bank: our own by name, all others as a number."""
    found = queries.agreement(agreement_id, actor=request.actor)
    form = forms.Forecast(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.forecast(agreement_id=agreement_id, actor=request.actor, **form.cleaned_data)
            return redirect("staff:agreement", agreement_id)
        except NotAllowed as refused:
            form.add_error("needed_on", sentences.refusal(refused.code, refused.facts))
    typed = request.GET.get("navn", "")
    shown = {
        "agreement": found,
        "form": form,
        "own": queries.own_in_bank(found, actor=request.actor),
        "candidates": queries.candidates(typed, actor=request.actor),
        "typed": typed,
        "may_write": companies.may_write(request.actor),
        "leads": found.organisation_id == request.actor.organisation_id,
    }
    return render(request, "staff/together/agreement.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def bank(request: ActingRequest, agreement_id: int, person_id: int) -> HttpResponse:
    """Put an own citizen in the bank, or take one out."""
    if "out" in request.POST:
        services.take_out_of_bank(agreement_id=agreement_id, person_id=person_id, actor=request.actor)
        messages.success(request, _("Taken out of the bank."))
    else:
        on = timezone.localdate()
        services.put_in_bank(agreement_id=agreement_id, person_id=person_id, actor=request.actor, on=on)
        messages.success(request, _("Put in the bank."))
    return redirect("staff:agreement", agreement_id)
