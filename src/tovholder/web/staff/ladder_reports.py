"""What became of stays: by kind and year, small jobs, matches by type and year, still in the job."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES
from tovholder.placements import ladder_reports as reports
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.requests import ActingRequest

_REST = {reports.UNDER_WAY: _("Still under way"), reports.NOTHING: _("None of these yet")}


@require_GET
@allows(*CASE_ROLES, purpose="overview")
def became(request: ActingRequest) -> HttpResponse:
    """Numbers over the cases within reach; the address is the filter: kind of stay and year."""
    on, actor = timezone.localdate(), request.actor
    years = _years(reports.first_year(actor=actor), on)
    year = _chosen_year(request.GET.get("aar", ""), years, on)
    kind = request.GET.get("form", "taster")
    kind = kind if parameters.is_term("placement_kinds", kind) else "taster"
    since, until = date(year, 1, 1), date(year + 1, 1, 1)
    shown = {
        "years": years,
        "year": year,
        "kinds": terms("placement_kinds"),
        "kind": kind,
        "became": reports.what_became(actor=actor, kinds=(kind,), since=since, until=until),
        "names": {**dict(terms("became")), **_REST},
        "small": reports.small_jobs(actor=actor, since=since, until=until, on=on),
        "matches": _table(reports.matches(actor=actor)),
        "types": terms("match_types"),
        "programmes": _programmes(reports.matches_by_programme(actor=actor, since=since, until=until)),
        "checks": reports.still_in_job(actor=actor),
    }
    return render(request, "staff/ladder/became.html", shown)


def _years(first: date | None, on: date) -> list[int]:
    return list(range(on.year, (first.year if first else on.year) - 1, -1))


def _chosen_year(told: str, years: list[int], on: date) -> int:
    return int(told) if told.isdecimal() and int(told) in years else on.year


def _table(found: dict[int, dict[str, int]]) -> list[tuple[int, list[int], int]]:
    """A row for each year: its matches of each type, and all of them."""
    codes = [term.code for term in parameters.terms("match_types")]
    return [(year, [of.get(code, 0) for code in codes], sum(of.values())) for year, of in found.items()]


def _programmes(found: dict[str, int]) -> list[tuple[str, int]]:
    """By the programme's words; without one last."""
    named = [
        (term.label(language()), found[term.code]) for term in parameters.terms("programmes") if term.code in found
    ]
    return [*named, ("", found[""])] if found.get("") else named
