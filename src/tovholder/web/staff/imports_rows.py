"""The rows of an import: what each becomes, each fault beside its cell, and a field to put it right."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.imports import looks, mapping, queries, services, staging, transitions
from tovholder.imports.queries import Import, ImportRow
from tovholder.people import cpr_in_words
from tovholder.people import queries as people
from tovholder.web.shared import lists, sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import imports_words

SORTS = {"raekke": ["number"]}


@require_GET
@allows(*queries.ROLES, purpose="import")
def file(request: ActingRequest, import_id: int) -> HttpResponse:
    """How far the import is; once it is read: the rows, what the switch would do, and the switch."""
    found = queries.one(import_id, actor=request.actor)
    if found.status == transitions.UPLOADED:
        return redirect("staff:import_columns", import_id)
    only = request.GET.get("vis", "")
    page = lists.page_of(queries.rows(found, only=only), request, sorts=SORTS, first="raekke")
    shown: dict[str, Any] = {
        "file": found,
        "listed": imports_words.listed(found),
        "summary": queries.summary(found),
        "only": only,
        "is_working": found.status in transitions.WORKING,
        "file_faults": imports_words.whole_file_faults(found),
        "may_undo": found.status == transitions.VISIBLE and found.undo_until and timezone.now() < found.undo_until,
        "page": page.with_rows(_shown(request.actor, found, list(page.rows))),
    }
    return render(request, "staff/imports/file.html", shown)


def _shown(actor: Actor, found: Import, rows: list[ImportRow], *, whole: bool = False) -> list[imports_words.RowShown]:
    """The rows; the people they are about, and those who may be meant, are noted as shown."""
    named: dict[int, tuple[str, Any]] = {}
    if found.kind == "people":
        ids = {pk for row in rows for pk in [*row.candidates, row.target_id] if pk}
        seen = people.noted(list(people.visible(actor=actor).filter(pk__in=ids)), actor=actor)
        for fields, compared in looks.compared(found, rows).items():
            actor.book.note([person.pk for person in seen if person.pk in compared], fields)
        named = {person.pk: (f"{person.given_name} {person.family_name}", person.born_on) for person in seen}
    return [imports_words.row_shown(found, row, named, whole=whole) for row in rows]


@require_http_methods(["GET", "POST"])
@allows(*queries.ROLES, purpose="import")
def row(request: ActingRequest, import_id: int, row_id: int) -> HttpResponse:
    """One row with all its cells; what is put right here or in the list comes back to the list."""
    found = queries.one(import_id, actor=request.actor)
    kept = queries.row(found, row_id)
    refusal = ""
    if request.method == "POST":
        try:
            kept = _corrected(request, found, kept)
        except NotAllowed as refused:
            refusal = sentences.refusal(refused.code, refused.facts)
        if not request.htmx and not refusal and "back" in request.POST:
            return redirect(f"{reverse('staff:import', args=[import_id])}?{_filter(request)}#row-{kept.number}")
    (shown,) = _shown(request.actor, found, [kept], whole=not request.htmx)
    template = "staff/imports/row_piece.html" if request.htmx else "staff/imports/row.html"
    context: dict[str, Any] = {"file": found, "each": shown, "refusal": refusal, "only": request.POST.get("vis", "")}
    if request.htmx:  # the numbers above the list, and the box that names them, go along with the row
        context |= {"is_piece": True, "summary": queries.summary(found)}
    return render(request, template, context, status=422 if refusal else 200)


def _filter(request: ActingRequest) -> str:
    only, page = request.POST.get("vis", ""), request.POST.get("side", "1")
    return f"vis={only if only.isidentifier() else ''}&side={page if page.isdecimal() else '1'}"


def _corrected(request: ActingRequest, found: Import, kept: ImportRow) -> ImportRow:
    """A cell that is shown masked stays as it is unless something is typed in it; words lose their CPR number only."""
    written, cells = queries.cells_of(kept), {}
    today = timezone.localdate()
    for at, name in staging.columns_of(found).items():
        typed = request.POST.get(f"cell-{name}")
        if typed is None or (not typed.strip() and mapping.shown(written[at], name) != written[at]):
            continue
        unchanged = typed == mapping.shown(written[at], name)
        cells[name] = cpr_in_words.without(written[at], on=today) if unchanged else typed
    return services.correct_row(
        import_id=found.pk,
        row_id=kept.pk,
        cells=cells,
        chosen=number_in(request.POST.get("chosen", "")) or None,
        actor=request.actor,
        now=timezone.localtime(),
    )
