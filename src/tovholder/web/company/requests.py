"""The company asks for something other than somebody to hire: it sees until when it has its answer, and who has it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.companies import desk_queries, desk_services
from tovholder.companies import queries as companies
from tovholder.web.company import request_forms as forms
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 30


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def requests(request: ActingRequest) -> HttpResponse:
    """What we have asked of the municipality, with the deadline of each answer, and a form for one more."""
    company, now = companies.own_company(actor=request.actor), timezone.now()
    form = forms.Request(request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        unit_id = told.pop("unit")
        try:
            made = desk_services.receive(company_id=company.pk, unit_id=unit_id, actor=request.actor, now=now, **told)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            by = sentences.deadline(made.due_at, request.LANGUAGE_CODE)
            messages.success(request, _("Thank you. You have an answer by %(deadline)s.") % {"deadline": by})
            return redirect("company:requests")
    found = desk_queries.requests(actor=request.actor, now=now).order_by("-received_at")[:_SHOWN]
    shown = {"company": company, "form": form, "requests": found, "now": now}
    return render(request, "company/requests.html", shown, status=422 if form.errors else 200)
