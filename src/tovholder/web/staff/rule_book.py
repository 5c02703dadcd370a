"""The rules as a jurist reads them: every parameter with its versions and references, and a coming law tried."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.people import queries as people
from tovholder.placements import dry_run, vitas
from tovholder.web.shared import vitas_words
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import conditions_forms as forms

_SHOWN = 50
_NAMED = re.compile(r"`(\w+)`")
# The words of the parameter files, for Danish readers of the page.
UNITS = {
    "days": _("days"),
    "weeks": _("weeks"),
    "months": _("months"),
    "years": _("years"),
    "hours": _("hours"),
    "hours per week": _("hours a week"),
    "kr": _("kr"),
    "kr per hour": _("kr an hour"),
    "percent": _("percent"),
    "lists per week": _("lists a week"),
    "minutes": _("minutes"),
    "people": _("people"),
    "as the parts are named": "",
}
SELECTS = {
    "any date": _("any date"),
    "start of stay": _("by the first day of the stay"),
    "start of IGU": _("by the first day of the IGU"),
    "takeover date": _("by the day of the takeover"),
    "visitation date": _("by the day of visitation"),
    "day of the talk": _("by the day of the talk"),
    "day looked at": _("by the day looked at"),
    "first day of benefit": _("by the first day on benefit"),
    "day of sharing": _("by the day of sharing"),
    "day of closing": _("by the day of closing"),
    "first day away": _("by the first day somebody was away"),
}
# Lists whose rows carry a rule, and not only words.
_LISTS = ("placement_kinds", "placement_purposes", "target_groups")


@require_GET
@allows(*CASE_ROLES, Role.BENEFITS_OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR, purpose="insight")
def rules(request: ActingRequest) -> HttpResponse:
    """All limits, oldest version first, and the lists that rules read: value, days, reference, verified or not."""
    only = request.GET.get("kun", "")
    limits = [(name, _versions(name, only)) for name in parameters.limit_names()]
    rows = [(name, [row for row in parameters.terms(name) if _wanted(row.reference, only)]) for name in _LISTS]
    shown = {
        "limits": [(name, _word("limit_words", name), found) for name, found in limits if found],
        "lists": [
            (name, _word("rule_list_words", name), [(row, row.label(language())) for row in found])
            for name, found in rows
            if found
        ],
        "only": only,
        "today": timezone.localdate(),
    }
    return render(request, "staff/conditions/rules.html", shown)


def _versions(name: str, only: str) -> list[dict[str, Any]]:
    return [
        {
            "entry": each,
            "about": _NAMED.sub(r"“\1”", each.about),
            "names": list(each.value) if isinstance(each.value, Mapping) else [],
            "parts": _parts(each.value),
            "unit": UNITS.get(each.unit, each.unit),
            "selects": SELECTS.get(each.selects_by, each.selects_by),
        }
        for each in parameters.versions(name)
        if _wanted(each.reference, only)
    ]


def _wanted(reference: Any, only: str) -> bool:
    return only != "usikre" or not reference.verified


def _parts(value: Any) -> list[tuple[str, Any]]:
    """(part, value) of a value, in words; one without parts has the name ""."""
    parts = value.items() if isinstance(value, Mapping) else [("", value)]
    return [(_word("limit_part_words", name), _told(part)) for name, part in parts]


def _told(part: Any) -> Any:
    """A number as it is, a code in words."""
    if isinstance(part, tuple):
        return ", ".join(_told(each) for each in part)
    code = str(part).lower() if isinstance(part, bool) else part
    return _word("limit_value_words", code) if isinstance(code, str) else part


def _word(terms: str, code: str) -> str:
    """The words for a name in the parameter files; the name itself where nobody has written any."""
    return parameters.term(terms, code).label(language()) if parameters.is_term(terms, code) else code


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def try_law(request: ActingRequest) -> HttpResponse:
    """A coming law against the stays within reach: counts by rule, and a list. Nothing is written."""
    form = forms.Tried(request.POST or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            book = parameters.with_changes(form.cleaned_data["law"], name="law")
            shown |= _tried(request, book, form)
        except parameters.ParameterFaultsError as wrong:
            for fault in wrong.faults[:10]:
                form.add_error("law", fault)
        except dry_run.CannotBeTriedError as wrong_number:
            said = gettext("The rules cannot compute with this. Look at the numbers and the parts: %(what)s")
            form.add_error("law", said % {"what": wrong_number})
    return render(request, "staff/conditions/try_law.html", shown, status=422 if form.errors else 200)


def _tried(request: ActingRequest, book: parameters.Book, form: forms.Tried) -> dict[str, Any]:
    today, as_if_on = timezone.localdate(), form.cleaned_data["as_if_on"]
    outcome = dry_run.of(book=book, actor=request.actor, on=today, as_if_on=as_if_on)
    first = outcome.affected[:_SHOWN]
    people.noted([each.placement.person for each in first], actor=request.actor, fields="placement")
    return {"outcome": outcome, "first": first, "more": len(outcome.affected) - len(first)}


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def vitas_sheet(request: ActingRequest, placement_id: int) -> HttpResponse:
    """What VITAS will ask for this stay: what is known, what is missing, whom to ask."""
    sheet = vitas.vitas_facts(placement_id, request.actor, on=timezone.localdate())
    shown = {
        "sheet": sheet,
        "placement": sheet.placement,
        "parts": list(vitas_words.parts(sheet)),
        "text": vitas_words.as_text(sheet),
        "missing": len(sheet.missing),
    }
    return render(request, "staff/conditions/vitas.html", shown)
