"""Papers with companies, and diplomas for mentors and buddies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import pacts_queries as pacts
from tovholder.companies import queries as companies
from tovholder.companies import together_queries as together
from tovholder.placements import papers as queries
from tovholder.placements.services import papers as services
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import papers
from tovholder.web.staff import papers_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def of_company(request: ActingRequest, company_id: int) -> HttpResponse:
    """The papers with a company, and the form for a partnership agreement."""
    company = companies.company(company_id, actor=request.actor)
    form = forms.Partnership(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        made = papers.issued(request, form, services.issue_partnership, company_id=company_id)
        if made is not None:
            return redirect("staff:paper", made.pk)
    shown = {
        "company": company,
        "form": form,
        "may_write": companies.may_write(request.actor),
        "lines": [papers.line(each) for each in queries.of_company(company_id, actor=request.actor)],
        "agreements": together.agreements(actor=request.actor).filter(company=company),
    }
    return render(request, "staff/papers/of_company.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def of_agreement(request: ActingRequest, agreement_id: int) -> HttpResponse:
    """Issue the paper of a service agreement."""
    agreement = together.agreement(agreement_id, actor=request.actor)
    form = forms.OfAgreement(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = papers.issued(request, form, services.issue_agreement, agreement_id=agreement_id)
        if made is not None:
            return redirect("staff:paper", made.pk)
    shown: dict[str, Any] = {"agreement": agreement, "form": form}
    return render(request, "staff/papers/of_agreement.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def of_pact(request: ActingRequest, pact_id: int) -> HttpResponse:
    """The papers of an agreement of several parties; whoever leads it issues one."""
    pact = pacts.pact(pact_id, actor=request.actor)
    leads = companies.may_write(request.actor) and pact.organisation_id == request.actor.organisation_id
    form = forms.OfAgreement(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = papers.issued(request, form, services.issue_pact, pact_id=pact_id)
        if made is not None:
            return redirect("staff:paper", made.pk)
    shown: dict[str, Any] = {
        "pact": pact,
        "form": form,
        "leads": leads,
        "lines": [papers.line(each) for each in queries.of_pact(pact_id, actor=request.actor)],
    }
    return render(request, "staff/papers/of_pact.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def diploma(request: ActingRequest) -> HttpResponse:
    """A diploma, the name given by hand."""
    form = forms.Diploma(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = papers.issued(request, form, _diploma)
        if made is not None:
            return redirect("staff:paper", made.pk)
    return render(request, "staff/papers/diploma.html", {"form": form}, status=422 if form.errors else 200)


def _diploma(*, language: str, check_at: str, actor: Any, now: Any, **told: Any) -> Any:
    given = services.Diploma(**told)
    return services.issue_diploma(diploma=given, language=language, check_at=check_at, actor=actor, now=now)
