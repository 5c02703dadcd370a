"""The quarter's memo to the committees, on a page that prints; and young people with or without a job beside school."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import memo_queries as queries
from tovholder.pathways import support_rules as rules
from tovholder.people import queries as people
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest

_YEARS = 4
_SORTS = {"navn": ["given_name", "family_name"], "alder": ["born_on"]}


def _quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def this_quarter() -> queries.Period:
    """The quarter that runs today."""
    today = timezone.localdate()
    return queries.Period(*rules.quarter(today.year, _quarter_of(today)))


@require_GET
@allows(*CASE_ROLES, purpose="overview")
def memo(request: ActingRequest) -> HttpResponse:
    """The memo of a quarter. The address names year and quarter."""
    today = timezone.localdate()
    year, number = number_in(request.GET.get("aar", "")), number_in(request.GET.get("kvartal", ""))
    if not (today.year - _YEARS <= year <= today.year and 1 <= number <= 4):
        year, number = today.year, _quarter_of(today)
    period = queries.Period(*rules.quarter(year, number))
    return render(
        request,
        "staff/memo/memo.html",
        {
            "rows": queries.memo(actor=request.actor, period=period),
            "period": period,
            "year": year,
            "number": number,
            "years": range(today.year, today.year - _YEARS - 1, -1),
            "numbers": (1, 2, 3, 4),
            "organisation": request.actor.organisation_name,
            "only_own": request.actor.only_own_cases,
            "least": queries.LEAST,
            "made_on": today,
        },
    )


@require_GET
@allows(*CASE_ROLES, purpose="case")
def young(request: ActingRequest) -> HttpResponse:
    """Young people of 13 to 17: the job beside school, who at the youth guidance, and what companies have opened."""
    today = timezone.localdate()
    page = page_of(queries.young(actor=request.actor, on=today), request, sorts=_SORTS, first="navn")
    people.noted(list(page.rows), actor=request.actor)
    rows = queries.with_jobs(list(page.rows), actor=request.actor, on=today)
    shown = {
        "page": page.with_rows(rows),
        "openings": queries.openings(actor=request.actor, on=today),
        "rule": parameters.value("young_workers", on=today),
    }
    return render(request, "staff/memo/young.html", shown)
