"""What will be needed: plans and big projects, and the demand of all sources by quarter (S03-2, S05-2, S15-2)."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import campaigns_queries as campaigns
from tovholder.companies import demand_queries as queries
from tovholder.companies import demand_rules as rules
from tovholder.companies import demand_services as services
from tovholder.companies import queries as companies
from tovholder.companies import survey_queries as surveys
from tovholder.companies import together_queries as together
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import demand_forms as forms

SOURCES = {
    "order": gettext_lazy("Open orders"),
    "agreement": gettext_lazy("Service agreements"),
    "plan": gettext_lazy("Plans and projects"),
    "survey": gettext_lazy("Job barometer"),
}
SORTS = {"fra": ["starts_on"], "titel": ["title"]}
AHEAD = timedelta(days=731)
_LINES = 50  # of a quarter
_BREAK = SafeString("<br>")


@require_GET
@allows(*queries.READERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """By quarter and occupation, each number with who told it, and when training must begin."""
    industry, today = request.GET.get("branche", ""), timezone.localdate()
    told: dict[str, Any] = {"actor": request.actor, "on": today}
    words = concepts.book()
    barometer = surveys.expected(words=words, **told)
    period = told | {"until": today + AHEAD, "words": words}
    found = queries.demands(survey_rows=barometer, **period)
    rows = [row for row in found if not industry or row.industry == industry]
    orders = queries.order_lines(industry=industry, each=_LINES + 1, **period)
    lines: dict[tuple[int, int], list[rules.Demand]] = defaultdict(list)
    for row in sorted((*(row for row in rows if row.source != "order"), *orders), key=lambda row: row.needed_on):
        lines[rules.quarter_of(row.needed_on)].append(row)
    shown = {
        "barometers": surveys.barometers(industry=industry, **told),
        "quarters": [
            _quarter(each, lines[each.year, each.quarter], request, today)
            for each in rules.by_quarter(rules.totals(rows))
        ],
        "industry": industry,
        "industries": concepts.choices("industry", forms.language()),
    }
    return render(request, "staff/demand/demand.html", shown)


def _quarter(
    quarter: rules.Quarter, own: list[rules.Demand], request: ActingRequest, today: Any
) -> tuple[rules.Quarter, list[Any], SafeString, bool]:
    """A quarter, its totals in words, the lines behind them, and whether there are more lines than are shown.

    The lines are made here and not in the template, which took a third of the page's time for a few hundred of them."""
    lines = format_html_join("", "<li>{} · {} · {} · {} ({})</li>", (_line(row, request) for row in own[:_LINES]))
    return quarter, [_told(total, today) for total in quarter.totals], lines, len(own) > _LINES


def _line(row: rules.Demand, request: ActingRequest) -> tuple[object, ...]:
    address = _address(row, request)
    title = format_html('<a href="{}">{}</a>', address, row.title) if address else row.title
    occupation = concepts.label(row.occupation, forms.language()) or "–"
    return date_format(row.needed_on, "SHORT_DATE_FORMAT"), row.number, occupation, title, SOURCES[row.source]


def _told(total: rules.Total, today: Any) -> tuple[rules.Total, str, SafeString, bool]:
    """The total, what it is called, its sources in words, and whether it is too late to train."""
    language = forms.language()
    called = concepts.label(total.occupation, language) or concepts.label(total.industry, language) or "–"
    sources = format_html_join(_BREAK, "{}: {}", ((SOURCES[name], n) for name, n in total.sources))
    return total, called, sources, total.train_by is not None and total.train_by < today


def _address(row: rules.Demand, request: ActingRequest) -> str:
    """The page of what told it, for those who may open it."""
    readers = {
        "order": ("staff:order", companies.READERS),
        "agreement": ("staff:agreement", together.STAFF),
        "plan": ("staff:plan", queries.READERS),
        "survey": ("staff:survey_results", campaigns.STAFF),
    }
    name, roles = readers.get(row.source, ("", frozenset()))
    return reverse(name, args=[row.source_id]) if name and row.source_id and request.actor.role in roles else ""


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="companies")
def plans(request: ActingRequest) -> HttpResponse:
    """Plans and projects of the partnership, and a form for one more; with ?virksomhed= of that company."""
    company = _company_of(request)
    form = forms.Plan(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan(
                company_id=company.pk if company else None, actor=request.actor, now=timezone.now(), **form.facts()
            )
            return redirect("staff:plan", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    page = page_of(queries.plans(actor=request.actor), request, sorts=SORTS, first="fra")
    shown = {"page": page, "form": form, "company": company, "may_plan": services.may_plan(request.actor)}
    return render(request, "staff/demand/plans.html", shown, status=422 if form.errors else 200)


def _company_of(request: ActingRequest) -> companies.Company | None:
    number = number_in(request.GET.get("virksomhed", ""))
    return companies.company(number, actor=request.actor) if number else None


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="companies")
def plan(request: ActingRequest, plan_id: int) -> HttpResponse:
    """One plan, whom it needs and by when their training must begin."""
    found = queries.plan(plan_id, actor=request.actor)
    form = forms.Need(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.need(plan_id=plan_id, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:plan", plan_id)
        except NotAllowed as refused:
            form.add_error("needed_on", sentences.refusal(refused.code, refused.facts))
    today = timezone.localdate()
    needs = [(need, by, by < today) for need, by in queries.needs(found, words=concepts.book())]
    is_own = found.organisation_id == request.actor.organisation_id and services.may_plan(request.actor)
    shown = {"plan": found, "needs": needs, "form": form, "is_own": is_own}
    return render(request, "staff/demand/plan.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*queries.READERS, purpose="companies")
def need_out(request: ActingRequest, plan_id: int, demand_id: int) -> HttpResponse:
    """Take a need out of an own plan."""
    services.need_no_more(plan_id=plan_id, need_id=demand_id, actor=request.actor)
    messages.success(request, _("Taken out of the plan."))
    return redirect("staff:plan", plan_id)
