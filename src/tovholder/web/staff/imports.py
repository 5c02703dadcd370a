"""Files in: upload one, say which column is which, throw the switch, take it back."""

import json
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.imports import faults, mapping, queries, services, transitions
from tovholder.imports.faults import Unreadable
from tovholder.web.shared import lists, sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import imports_forms as forms
from tovholder.web.staff import imports_words

SORTS = {"tid": ["-created_at"], "fil": ["file_name"], "status": ["status", "-created_at"]}
AT_ONCE = 1.0  # seconds a page goes on with an import itself; the worker does the rest


@require_http_methods(["GET", "POST"])
@allows(*queries.ROLES, purpose="import")
def index(request: ActingRequest) -> HttpResponse:
    """The organisation's imports, and a form for the next."""
    form = forms.Upload(
        request.POST or None,
        request.FILES or None,
        kinds=queries.kinds(request.actor),
        initial={"request_key": secrets.token_hex(16)},
    )
    if request.method == "POST" and form.is_valid():
        made = _received(request, form)
        if made is not None:
            return redirect("staff:import_columns", made)
    page = lists.page_of(queries.visible(actor=request.actor), request, sorts=SORTS, first="tid")
    shown = {
        "form": form,
        "page": page.with_rows([imports_words.listed(each) for each in page.rows]),
        "columns": [imports_words.columns_told(kind) for kind in queries.kinds(request.actor)],
    }
    return render(request, "staff/imports/index.html", shown, status=422 if form.errors else 200)


def _received(request: ActingRequest, form: forms.Upload) -> int | None:
    given = form.cleaned_data
    try:
        made = services.receive(
            data=given["file"].read(),
            name=given["file"].name,
            kind=given["kind"],
            actor=request.actor,
            now=timezone.now(),
            request_key=given["request_key"],
        )
        return int(made.pk)
    except Unreadable as problem:
        name = given["file"].name  # kept: the first fault takes the file out of what the form holds
        for fault in problem.faults:
            form.add_error("file", faults.line(fault, name, get_language() or "da"))
    except NotAllowed as refusal:
        form.add_error(None, sentences.refusal(refusal.code, refusal.facts))
    return None


@require_http_methods(["GET", "POST"])
@allows(*queries.ROLES, purpose="import")
def columns(request: ActingRequest, import_id: int) -> HttpResponse:
    """Which column is which: guessed, shown with what stands in it, confirmed here."""
    file = queries.one(import_id, actor=request.actor)
    if file.status not in (transitions.UPLOADED, transitions.STAGED):
        return redirect("staff:import", import_id)
    chosen = {int(at): name for at, name in file.mapping.items()}
    samples = json.loads(file.samples) if file.samples else []
    shown = [
        [mapping.shown(row[at], chosen.get(at, "")) for row in samples if at < len(row)]
        for at in range(len(file.header))
    ]
    form = forms.Columns(
        request.POST or None,
        kind=file.kind,
        header=file.header,
        shown=shown,
        chosen=chosen,
        initial={"version": file.version},
    )
    if request.method == "POST" and form.is_valid():
        missing = services.confirm_columns(
            import_id=import_id,
            version=form.cleaned_data["version"],
            chosen=form.chosen,
            actor=request.actor,
            now=timezone.now(),
        )
        if not missing:
            services.work(now=timezone.localtime(), only=import_id, seconds=AT_ONCE)
            return redirect("staff:import", import_id)
        for fault in missing:
            form.add_error(None, _sentence(faults.words(fault, get_language() or "da")))
    return render(
        request, "staff/imports/columns.html", {"form": form, "file": file}, status=422 if form.errors else 200
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


@require_POST
@allows(*queries.ROLES, purpose="import")
def show(request: ActingRequest, import_id: int) -> HttpResponse:
    """The switch."""
    return _step(request, import_id, "show")


@require_POST
@allows(*queries.ROLES, purpose="import")
def undo(request: ActingRequest, import_id: int) -> HttpResponse:
    """Take the import back."""
    return _step(request, import_id, "undo")


@require_POST
@allows(*queries.ROLES, purpose="import")
def drop(request: ActingRequest, import_id: int) -> HttpResponse:
    """Throw away an import nobody has seen."""
    return _step(request, import_id, "drop")


def _step(request: ActingRequest, import_id: int, step: str) -> HttpResponse:
    seen: dict[str, Any] = {
        "import_id": import_id,
        "version": number_in(request.POST.get("version", "")),
        "actor": request.actor,
    }
    now = timezone.localtime()
    try:
        if step == "show":
            without: dict[str, Any] = {name: name in request.POST for name in ("leave_out", "leave_elsewhere")}
            services.make_visible(**seen, **without, now=now)
        elif step == "undo":
            services.undo(**seen, now=now)
        else:
            services.drop(**seen)
            messages.success(request, _("The import was thrown away. Nobody has seen any of it."))
            return redirect("staff:imports")
        services.work(now=now, only=import_id, seconds=AT_ONCE)
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
    except Stale:
        messages.error(request, _("Somebody else has gone on with this import. Look at it again."))
    return redirect("staff:import", import_id)
