"""Sheets of questions made and changed by those who hold them, version by version, with their translations."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import progress_instrument_queries as queries
from tovholder.pathways import progress_instrument_services as services
from tovholder.pathways import progress_sheet
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import progress_forms as forms

SORTS = {"titel": ["title"], "nyeste": ["-made_at"]}
_MAKERS = (Role.TEAM_LEADER, Role.COORDINATOR)


@require_GET
@allows(*CASE_ROLES, Role.COORDINATOR, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """The sheets one may use, those out of use among them."""
    page = page_of(queries.instruments(actor=request.actor), request, sorts=SORTS, first="titel")
    shown = {"page": page, "may_make": queries.may_make(request.actor)}
    return render(request, "staff/progress/instruments.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*_MAKERS, purpose="case")
def new(request: ActingRequest) -> HttpResponse:
    """Enter a sheet; it may begin as one of our examples."""
    if request.method == "GET":
        initial = _example(request.GET.get("som", ""))
        return _form(request, forms.InstrumentForm(initial=initial, roomy="plads" in request.GET))
    form = forms.InstrumentForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        made = services.make_instrument(
            sheet=form.sheet(_as_example(request.POST.get("som", ""))),
            actor=request.actor,
            now=timezone.now(),
            request_key=form.cleaned_data["request_key"],
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _form(request, form, status=422)
    messages.success(request, _("The sheet is made, and can be used at once."))
    return redirect("staff:instrument", made.pk)


def _as_example(code: str) -> progress_sheet.Sheet | None:
    return progress_sheet.own_examples(on=timezone.localdate()).get(code)


def _example(code: str) -> dict[str, Any]:
    sheet = _as_example(code)
    return forms.initial_of(sheet) if sheet is not None else {}


def _form(
    request: ActingRequest, form: forms.InstrumentForm, *, held: Any = None, status: int = 200, **more: Any
) -> HttpResponse:
    examples = [
        (code, sheet.name(language())) for code, sheet in progress_sheet.own_examples(on=timezone.localdate()).items()
    ]
    begun_as = request.POST.get("som", request.GET.get("som", ""))
    shown = {
        "form": form,
        "held": held,
        "examples": examples,
        "begun_as": begun_as,
        "most": forms.MOST_QUESTIONS,
        **more,
    }
    return render(request, "staff/progress/instrument_form.html", shown, status=status)


@require_GET
@allows(*CASE_ROLES, Role.COORDINATOR, purpose="case")
def detail(request: ActingRequest, instrument_id: int) -> HttpResponse:
    """One sheet as it is now, and its versions."""
    held = queries.instrument(instrument_id, actor=request.actor)
    shown = {
        "held": held,
        "sheet": held.sheet,
        "languages": [(code, parameters.term("alignment_languages", code).da) for code in held.sheet.languages],
        "others": [each for each in forms.languages() if each[0] != "da"],
        "language": language(),
        "seen": forms.Seen(initial={"version": held.instrument.version}),
    }
    return render(request, "staff/progress/instrument.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*_MAKERS, purpose="case")
def change(request: ActingRequest, instrument_id: int) -> HttpResponse:
    """Change questions or scale. What has been answered keeps the words it was answered to."""
    held = _mine(request, instrument_id)
    if request.method == "GET":
        initial = forms.initial_of(held.sheet) | {"version": held.instrument.version}
        return _form(request, forms.InstrumentForm(initial=initial, roomy="plads" in request.GET), held=held)
    form = forms.InstrumentForm(request.POST)
    if not form.is_valid():
        return _form(request, form, held=held, status=422)
    return _changed(request, held, form)


def _mine(request: ActingRequest, instrument_id: int) -> queries.Held:
    held = queries.instrument(instrument_id, actor=request.actor)
    if not held.may_change:
        raise Http404
    return held


def _changed(request: ActingRequest, held: queries.Held, form: forms.InstrumentForm) -> HttpResponse:
    version = form.cleaned_data["version"]
    try:
        made = services.change_instrument(
            instrument_id=held.instrument.pk,
            version=held.instrument.version if version is None else version,
            sheet=form.sheet(held.sheet),
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        differing = edits.differences(form, forms.initial_of(held.sheet))
        edits.renewed(form, "version", held.instrument.version)
        return _form(request, form, held=held, status=409, differing=differing)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _form(request, form, held=held, status=422)
    messages.success(request, _("Saved as version %(number)s.") % {"number": made.number})
    return redirect("staff:instrument", held.instrument.pk)


@require_http_methods(["GET", "POST"])
@allows(*_MAKERS, purpose="case")
def translate(request: ActingRequest, instrument_id: int, code: str) -> HttpResponse:
    """Every text in one other language."""
    held = _mine(request, instrument_id)
    if code == "da" or not parameters.is_term("alignment_languages", code):
        raise Http404
    told: dict[str, Any] = {"sheet": held.sheet, "language": code}
    initial = {"version": held.instrument.version}
    form = forms.Translation(request.POST or None, initial=initial, **told)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            services.change_instrument(
                instrument_id=instrument_id,
                version=form.cleaned_data["version"],
                sheet=form.translated(),
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("staff:instrument", instrument_id)
        except Stale:
            form.add_error(
                None, _("Somebody else changed this sheet while you were writing. Look at it, and send again.")
            )
            edits.renewed(form, "version", held.instrument.version)
            status = 409
    name = parameters.term("alignment_languages", code)
    shown = {"form": form, "held": held, "name": name.da, "code": code, "turned": name.flag("right_to_left")}
    return render(request, "staff/progress/translation.html", shown, status=status)


@require_POST
@allows(*_MAKERS, purpose="case")
def retire(request: ActingRequest, instrument_id: int) -> HttpResponse:
    """Out of use, or into use again."""
    held, form = _mine(request, instrument_id), forms.Seen(request.POST)
    try:
        services.retire_instrument(
            instrument_id=instrument_id,
            version=form.cleaned_data["version"] if form.is_valid() else -1,
            again=held.instrument.retired_on is not None,
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(
            request, _("Somebody else changed this sheet while you were writing. Look at it, and send again.")
        )
    return redirect("staff:instrument", instrument_id)
