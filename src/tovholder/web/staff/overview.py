"""The steering group's page: how the partnership does, in counts, and never a person."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff.proposal_statuses import STATUSES as PROPOSALS
from tovholder.worklists import figures, uniform_service

Words = str | Promise
ORDERS: dict[str, Words] = {
    "draft": _("Not confirmed yet"),
    "open": _("Open, looking for people"),
    "filled": _("All places taken"),
    "withdrawn": _("Withdrawn by the company"),
}


@dataclass(frozen=True)
class Row:
    """One line of a table: the words, the count, and the bar's length in per cent of the longest."""

    label: Words
    cell: figures.Cell
    share: int


@dataclass(frozen=True)
class Section:
    title: Words
    rows: list[Row]
    total: int | None
    hides: bool


@require_GET
@allows(*figures.READERS, purpose="overview")
def overview(request: ActingRequest) -> HttpResponse:
    """Orders, proposals and placements of the partnership by status, with small counts hidden."""
    found = figures.of_partnership(actor=request.actor)
    sections = [
        _section(_("Job orders"), found.orders, ORDERS),
        _section(_("Proposals"), found.proposals, PROPOSALS),
        _section(_("Placements"), found.placements, _placement_words(found.placements)),
        _section(_("Running placements by municipality"), found.running_by_municipality, {}),
        _section(_("How ended placements came out"), found.outcomes, _outcome_words(found.outcomes)),
    ]
    service = uniform_service.by_municipality(actor=request.actor, now=timezone.now(), on=timezone.localdate())
    shown = {
        "service": service,
        "figures": found,
        "sections": [each for each in sections if each],
        "least": figures.LEAST,
    }
    return render(request, "staff/overview/overview.html", shown)


def _section(title: Words, table: figures.Table | None, words: dict[str, Any]) -> Section | None:
    if table is None or not table.cells:
        return None
    longest = max((cell.number or 0 for cell in table.cells), default=0) or 1
    rows = [
        Row(words.get(cell.label, cell.label), cell, round(100 * (cell.number or 0) / longest)) for cell in table.cells
    ]
    return Section(title, rows, table.total, not table.is_whole())


def _placement_words(table: figures.Table) -> dict[str, str]:
    language = get_language() or "da"
    return {cell.label: capfirst(sentences.shown_fact("target", cell.label, language)) for cell in table.cells}


def _outcome_words(table: figures.Table | None) -> dict[str, str]:
    language = get_language() or "da"
    codes = [cell.label for cell in table.cells] if table else []
    known = [code for code in codes if parameters.is_term("placement_outcomes", code)]
    return {code: parameters.term("placement_outcomes", code).label(language) for code in known}
