"""A company has ended, or has not after all."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import ended_services
from tovholder.placements import queries as placements
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import companies
from tovholder.web.staff import companies_forms as forms


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def end(request: ActingRequest, company_id: int) -> HttpResponse:
    """Note the last day of the company: nothing new is begun with it."""
    form = forms.Ended(request.POST, auto_id="ended_%s")

    def end_it(**told: Any) -> Any:
        return ended_services.end(stays_of=placements.municipalities_with_stays_at(company_id), **told)

    return companies.save(request, company_id, form, "ended_form", end_it)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def take_back(request: ActingRequest, company_id: int) -> HttpResponse:
    """The company has not ended."""
    form = forms.NotEnded(request.POST)

    def take_it_back(**told: Any) -> Any:
        return ended_services.take_back(stays_of=placements.municipalities_with_stays_at(company_id), **told)

    return companies.save(request, company_id, form, "not_ended_form", take_it_back)
