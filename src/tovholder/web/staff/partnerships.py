"""Non-binding partnership agreements: whether a company is ready, says not now, or has called a pause (S29-2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import pacts_queries as pacts
from tovholder.companies import partnership_services as services
from tovholder.companies import queries as companies
from tovholder.placements import queries as placements
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import pacts_forms as forms

SORTS = {"virksomhed": ["company__name"], "siden": ["since"], "igen": ["ask_again_on"]}


@require_GET
@allows(*pacts.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Who is ready, who waits, and whom to ask again now."""
    told, today = request.GET, timezone.localdate()
    found = pacts.partnerships(actor=request.actor)
    if told.get("igen"):
        found = pacts.to_ask_again(actor=request.actor, on=today)
    status = told.get("status", "")
    if parameters.is_term(services.STATUSES, status):
        found = found.filter(status=status)
    page = page_of(found, request, sorts=SORTS, first="-siden")
    shown = {"page": page, "chosen": told, "statuses": terms(services.STATUSES), "today": today}
    return render(request, "staff/pacts/partnerships.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*pacts.STAFF, purpose="companies")
def detail(request: ActingRequest, company_id: int) -> HttpResponse:
    """What one company said, when and to whom; and a form to note what it says now."""
    company = companies.company(company_id, actor=request.actor)
    found = [
        pacts.partnership(pk, actor=request.actor)
        for pk in pacts.partnerships(actor=request.actor).filter(company=company).values_list("pk", flat=True)[:5]
    ]
    own = next((one for one in found if one.organisation_id == request.actor.organisation_id), None)
    initial = {"version": own.version if own else 0, "status": own.status if own else "ready"}
    form = forms.Standing(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _note(request, company_id, own, form.cleaned_data)
            messages.success(request, _("Noted. Nothing else is changed by it."))
            return redirect("staff:partnership", company_id)
        except Stale:
            form.add_error(None, _("It was changed while you were writing. This is how it stands now."))
            form.data = dict(form.data.items()) | {"version": str(initial["version"])}
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {
        "company": company,
        "agreements": found,
        "own": own,
        "form": form if companies.may_write(request.actor) else None,
        "today": timezone.localdate(),
    }
    return render(request, "staff/pacts/partnership.html", shown, status=422 if form.errors else 200)


def _note(request: ActingRequest, company_id: int, own: Any, told: dict[str, Any]) -> None:
    said: dict[str, Any] = {name: told[name] for name in ("status", "ask_again_on")}
    said |= {"actor": request.actor, "now": timezone.now()}
    said |= {"stays_of": placements.municipalities_with_stays_at(company_id)}
    if own is None:
        services.make(company_id=company_id, words=told["words"], **said)
    else:
        services.set_status(agreement_id=own.pk, version=told["version"], words=told["words"], **said)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def ask_again(request: ActingRequest, company_id: int) -> HttpResponse:
    """Write down that the company was asked anew; it answers on its own page, or to us."""
    own = pacts.partnerships(actor=request.actor).filter(company_id=company_id)
    try:
        for agreement in own.filter(organisation_id=request.actor.organisation_id):
            services.ask_again(
                agreement_id=agreement.pk,
                stays_of=placements.municipalities_with_stays_at(company_id),
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("Written down that you asked. Note the answer here."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:partnership", company_id)
