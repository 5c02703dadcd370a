"""The indicators of the method: read in from a file, shown for each municipality beside the averages."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.imports import faults, indicator_list
from tovholder.learning import indicator_services as services
from tovholder.learning import method_queries as queries
from tovholder.vocabulary import places
from tovholder.web.shared import sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import indicator_chart

_FILES_SHOWN, _MOST_FAULTS = 12, 50


class FiguresFile(forms.Form):
    """A file of figures, as it comes from Jobindsats or an adviser."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or XLSX with the columns indikator, kommune, baseline periode, baseline, seneste periode and seneste. "
            "Write * for a figure that is suppressed."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": _("Choose the file first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class TakeBack(forms.Form):
    """Why a file is taken back."""

    why = FreeText(label=_("Why was the file wrong?"), rows=2, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@require_GET
@allows(*queries.READERS, purpose="overview")
def index(request: ActingRequest) -> HttpResponse:
    """The figures of the newest file, or of the one the address names."""
    return _page(request, request.GET.get("fil", ""))


def _page(request: ActingRequest, wanted: str, back: TakeBack | None = None) -> HttpResponse:
    told = list(queries.files_told(actor=request.actor)[: 2 * _FILES_SHOWN])
    files = [each for each in told if each.taken_back_at is None][:_FILES_SHOWN]
    own = [each for each in files if each.organisation_id == request.actor.organisation_id]
    first = next(iter(own or files), None)  # a partner's newer file does not stand in front of one's own
    chosen = next((each for each in files if str(each.pk) == wanted), first)
    names = {code: each.name for code, each in places.load(settings.VOCABULARY_FOLDER).municipalities.items()}
    found = queries.indicators(chosen.pk, actor=request.actor) if chosen else []
    shown = {
        "files": files,
        "chosen": chosen,
        "leads": queries.leads(request.actor),
        "gone": [each for each in told if each.taken_back_at is not None],
        "back": back or (TakeBack() if chosen and queries.may_take_back(chosen, actor=request.actor) else None),
        "indicators": [
            {
                "shown": each,
                "chart": indicator_chart.chart(each, names),
                "rows": [(names.get(line.municipality_code, line.municipality_code), line) for line in each.lines],
            }
            for each in found
        ],
    }
    return render(request, "staff/method/indicators.html", shown, status=422 if back else 200)


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def take_back(request: ActingRequest, indicator_file_id: int) -> HttpResponse:
    """Take a file back, with why; what is refused is shown with the words still there."""
    form = TakeBack(request.POST)
    if is_saved(request, form, services.take_back, file_id=indicator_file_id):
        return redirect("staff:indicators")
    if not queries.indicator_files(actor=request.actor).filter(pk=indicator_file_id).exists():
        raise OutOfReach("indicators")
    return _page(request, str(indicator_file_id), form)


@require_http_methods(["GET", "POST"])
@allows(*queries.LEADERS, purpose="overview")
def from_file(request: ActingRequest) -> HttpResponse:
    """Read a file in: all of it, or one line for each fault and nothing."""
    form = FiguresFile(request.POST or None, request.FILES or None)
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        read = _taken(request, given)
        if not read.faults:
            told = ngettext("%(n)d figure is read in.", "%(n)d figures are read in.", len(read.rows))
            messages.success(request, told % {"n": len(read.rows)})
            return redirect("staff:indicators")
        lines = [_line(fault, given.name) for fault in read.faults]
    shown = {"form": form, "lines": lines[:_MOST_FAULTS], "more": max(0, len(lines) - _MOST_FAULTS)}
    return render(request, "staff/method/indicators_file.html", shown, status=422 if lines or form.errors else 200)


def _taken(request: ActingRequest, given: Any) -> indicator_list.Read:
    if given.size > indicator_list.MAX_BYTES:
        limit = indicator_list.MAX_BYTES // 1_000_000
        return indicator_list.Read(faults=(faults.Fault("file.too_large", facts={"limit": limit}),))
    known = places.load(settings.VOCABULARY_FOLDER)
    return indicator_list.take(
        data=given.read(), name=given.name, places=known, actor=request.actor, now=timezone.now()
    )


def _line(fault: faults.Fault, name: str) -> str:
    refused = fault.facts.get("refused")
    if isinstance(refused, NotAllowed):
        fault = faults.Fault(fault.code, fault.row, facts={"refused": sentences.refusal(refused.code, refused.facts)})
    return faults.line(fault, name, get_language() or "da")
