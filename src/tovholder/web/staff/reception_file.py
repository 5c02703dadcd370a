"""Several handovers from one file: checked first, so that one sees what would come of it, then made as drafts (S26)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.accounts.roles import Role
from tovholder.imports import faults, handover_list
from tovholder.imports.columns import Column
from tovholder.pathways import reception_file_services as services
from tovholder.pathways import reception_queries as queries
from tovholder.pathways.received_files import files, shown_name
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest

_MOST_FAULTS = 50
_SALT = "handovers from a file"


class HandoverFile(forms.Form):
    """The file, and whose drafts it makes where there is a choice."""

    centre: Any = forms.ModelChoiceField(label=gettext_lazy("Asylum centre"), queryset=None, empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with one row for each person."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": gettext_lazy("Choose the file first.")},
    )

    def __init__(self, *args: Any, centres: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["centre"].queryset = centres  # type: ignore[attr-defined]
        only = list(centres[:2])
        if len(only) == 1:
            self.fields["centre"].initial = only[0]
            self.fields["centre"].widget = forms.HiddenInput()


@require_http_methods(["GET", "POST"])
@allows(Role.CASEWORKER, Role.COORDINATOR, purpose="case")
def handover_file(request: ActingRequest) -> HttpResponse:
    """Check a file, and then make its drafts. Others than a centre and the secretariat find nothing here."""
    centres = services.centres(actor=request.actor)
    if not centres.exists():
        raise OutOfReach("handovers")
    if "held" in request.POST:
        return _made(request, centres)
    form = HandoverFile(request.POST or None, request.FILES or None, centres=centres)
    if request.method == "POST" and form.is_valid():
        return _checked(request, form)
    return _page(request, form, status=422 if form.errors else 200)


def _page(request: ActingRequest, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    danish = language().startswith("da")
    columns = [(each.label(language()), each.about[danish], each.example) for each in _columns()]
    shown = {"form": form, "columns": columns, "is_centre": queries.is_centre(request.actor), **more}
    return render(request, "staff/reception/file.html", shown, status=status)


def _columns() -> list[Column]:
    return list(handover_list.COLUMNS.values())


def _checked(request: ActingRequest, form: HandoverFile) -> HttpResponse:
    """The dry run: what would come of it, and the file kept sealed until the button or the nightly cleaning."""
    given, centre = form.cleaned_data["file"], form.cleaned_data["centre"]
    if given.size > handover_list.MAX_BYTES:
        limit = handover_list.MAX_BYTES // 1_000_000
        read = handover_list.Read(faults=(faults.Fault("file.too_large", facts={"limit": limit}),))
    else:
        data = given.read()
        told = {"sender_id": centre.pk, "actor": request.actor, "now": timezone.now()}
        read = handover_list.take(data=data, dry=True, **told)
    if read.faults:
        return _faulty(request, form, read, given.name)
    held = [files.keep(data), centre.pk, request.actor.membership_id, shown_name(given.name)]
    return _page(request, form, read=read, held=signing.dumps(held, salt=_SALT), remarks=_remarks(read))


def _remarks(read: handover_list.Read) -> list[tuple[int, str]]:
    return [(line.row, sentences.sentence(each)) for line in read.lines for each in line.drafted.remarks]


def _faulty(request: ActingRequest, form: Any, read: handover_list.Read, name: str) -> HttpResponse:
    lines = [_line(fault, shown_name(name)) for fault in read.faults]
    return _page(request, form, status=422, lines=lines[:_MOST_FAULTS], more=max(0, len(lines) - _MOST_FAULTS))


def _line(fault: faults.Fault, name: str) -> str:
    refused = fault.facts.get("refused")
    told = fault
    if isinstance(refused, NotAllowed):
        words = sentences.refusal(refused.code, refused.facts)
        told = faults.Fault(fault.code, fault.row, facts={"refused": words})
    return faults.line(told, name, language())


def _made(request: ActingRequest, centres: Any) -> HttpResponse:
    """The drafts. What was made meanwhile is not made twice; a file held by somebody else is not read."""
    form = HandoverFile(centres=centres)
    try:
        name, sender_id, member, shown = signing.loads(request.POST["held"], salt=_SALT, max_age=86_400)
        data = files.read(name) if member == request.actor.membership_id else b""
    except (signing.BadSignature, OSError, ValueError):
        data = b""
    if not data:
        messages.warning(request, _("Choose the file again: it is not held any more."))
        return redirect("staff:handover_file_in")
    read = handover_list.take(data=data, sender_id=sender_id, actor=request.actor, now=timezone.now(), dry=False)
    files.delete(name)
    if read.faults:
        return _faulty(request, form, read, shown)
    words = ngettext("%(n)d draft is made.", "%(n)d drafts are made.", read.new)
    messages.success(request, words % {"n": read.new})
    return redirect("staff:reception" if queries.is_centre(request.actor) else "staff:handover_file_in")
