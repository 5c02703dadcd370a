"""Reception: handovers of the asylum centre and those sent to the municipality; one with all of it; writing it."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import reception_queries as queries
from tovholder.pathways import reception_services as services
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import reception_forms as forms
from tovholder.web.staff.reception_page import handover_page

SORTS = {"overtagelse": ["takeover_on"], "status": ["status", "takeover_on"], "mangler": ["late", "missing"]}
SHOWN = (
    ("coming", gettext_lazy("On the way")),
    ("taken_in", gettext_lazy("Taken in by the municipality")),
    ("missing", gettext_lazy("Something is missing")),
)


@require_GET
@allows(*CASE_ROLES, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """The handovers of the own house; the address is the filter."""
    actor, chosen = request.actor, request.GET.get("vis", "")
    page = page_of(queries.listed(actor=actor, shown=chosen), request, sorts=SORTS, first="-overtagelse")
    named = queries.shown_in_list(page.rows, actor=actor)
    today = timezone.localdate()
    rows = [
        {
            "handover": row,
            "family": named[row.pk],
            "clock": queries.rules.clock(takeover_on=row.takeover_on, on=today),
            "may_open": bool(named[row.pk]),
        }
        for row in page.rows
    ]
    shown = {
        "page": page.with_rows(rows),
        "shown": SHOWN,
        "chosen": chosen,
        "is_centre": queries.is_centre(actor),
        "may_write": queries.is_centre(actor) or queries.is_receiver(actor),
    }
    return render(request, "staff/reception/index.html", shown)


@require_GET
@allows(*CASE_ROLES, purpose="case")
def detail(request: ActingRequest, handover_id: int) -> HttpResponse:
    """One handover: the family, the clock, the checklist, the meetings."""
    return handover_page(request, handover_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def new(request: ActingRequest) -> HttpResponse:
    """A new handover: filled in by the centre, or written down by the municipality from what came by mail."""
    actor = request.actor
    if not (queries.is_centre(actor) or queries.is_receiver(actor)):
        raise OutOfReach
    form = forms.NewForm(request.POST or None, request.FILES or None, actor=actor, is_first=True)
    if request.method == "POST" and form.is_valid():
        try:
            handover, warnings = services.write(
                facts=form.handover(),
                first=form.member(),
                file=form.cleaned_data["file"],
                request_key=form.cleaned_data["request_key"],
                actor=actor,
                now=timezone.now(),
            )
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            _say(request, warnings)
            return redirect("staff:handover", handover.pk)
    shown = {"form": form, "is_centre": queries.is_centre(actor), "title": _("A new handover")}
    return render(request, "staff/reception/form.html", shown, status=422 if form.errors else 200)


def _say(request: ActingRequest, warnings: Any) -> None:
    for warning in warnings:
        messages.warning(request, sentences.sentence(warning))
    messages.success(request, _("Saved."))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def change(request: ActingRequest, handover_id: int) -> HttpResponse:
    """Change what is told of the move. Two who write at once see both texts."""
    handover = queries.one(handover_id, actor=request.actor)
    names = ("assigned_on", "takeover_on", "moves_on", "consent_on", "sender_name", "version")
    initial: dict[str, Any] = {name: getattr(handover, name) for name in names}
    initial |= {"receiver": handover.receiver_id, "handover_words": handover.words}
    if handover.assigned_on and handover.takeover_on == queries.rules.rules.takeover_on(handover.assigned_on):
        initial["takeover_on"] = None
    form = forms.VersionedHandover(request.POST or None, actor=request.actor, initial=initial)
    saved, more = False, dict[str, Any]()
    if request.method == "POST" and form.is_valid():
        told = {"facts": form.handover(), "version": form.cleaned_data["version"]}
        saved, more = _tried(request, form, initial, handover_id, services.change, told)
    if saved:
        return redirect("staff:handover", handover_id)
    shown = {"form": form, "handover": handover, "title": _("The move"), **more}
    return render(request, "staff/reception/form.html", shown, status=_status(form, more))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def add_member(request: ActingRequest, handover_id: int) -> HttpResponse:
    """One more of the family. What most families have in common stands there already."""
    handover = queries.one(handover_id, actor=request.actor)
    family = queries.members(handover)
    initial = forms.next_of_family(family[0]) if family else {}
    form = forms.VersionedMember(
        request.POST or None, is_first=not family, initial=initial | {"version": handover.version}
    )
    return _member_page(request, form, handover, {}, None, _("One more of the family"))


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def member(request: ActingRequest, handover_person_id: int) -> HttpResponse:
    """Change what is told of one of the family."""
    row = queries.member(handover_person_id, actor=request.actor)
    initial = forms.member_initial(row) | {"version": row.handover.version}
    form = forms.VersionedMember(
        request.POST or None, is_first=row.place == 0, has_number=bool(row.cpr), initial=initial
    )
    return _member_page(request, form, row.handover, initial, row.pk, f"{row.given_name} {row.family_name}")


def _member_page(
    request: ActingRequest, form: Any, handover: Any, saved_facts: dict[str, Any], member_id: int | None, title: str
) -> HttpResponse:
    saved, more = False, dict[str, Any]()
    if request.method == "POST" and form.is_valid():
        told = {"facts": form.member(), "version": form.cleaned_data["version"], "member_id": member_id}
        saved, more = _tried(request, form, saved_facts, handover.pk, services.put_member, told)
    if saved:
        return redirect("staff:handover", handover.pk)
    shown = {"form": form, "handover": handover, "title": title, "member_id": member_id, **more}
    shown["may_drop"] = member_id is not None and "relation" in form.fields
    return render(request, "staff/reception/form.html", shown, status=_status(form, more))


def _status(form: django_forms.Form, more: dict[str, Any]) -> int:
    return 409 if more else 422 if form.errors else 200


def _tried(
    request: ActingRequest, form: Any, initial: dict[str, Any], handover_id: int, service: Any, told: dict[str, Any]
) -> tuple[bool, dict[str, Any]]:
    """Saved or not, and what the page needs to show both texts when somebody else was there before."""
    try:
        done = service(handover_id=handover_id, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        differences = edits.differences(form, initial)
        edits.renewed(form, "version", queries.one(handover_id, actor=request.actor).version)
        return False, {"differences": differences, "stale": True}
    except NotAllowed as refused:
        form.add_error("cpr" if "cpr." in refused.code else None, sentences.refusal(refused.code, refused.facts))
        return False, {}
    _say(request, done[1] if isinstance(done, tuple) else ())
    return True, {}


@require_POST
@allows(*CASE_ROLES, purpose="case")
def drop_member(request: ActingRequest, handover_person_id: int) -> HttpResponse:
    """Take one of the family out again."""
    row = queries.member(handover_person_id, actor=request.actor)
    form = forms.Step(request.POST)
    if form.is_valid():
        told = {"member_id": row.pk, "version": form.cleaned_data["version"]}
        _said(request, services.drop_member, row.handover_id, told)
    return redirect("staff:handover", row.handover_id)


def _said(request: ActingRequest, service: Any, handover_id: int, told: dict[str, Any]) -> None:
    try:
        service(handover_id=handover_id, actor=request.actor, now=timezone.now(), **told)
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, _("Somebody else changed this handover meanwhile. This is how it stands now."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))


@require_POST
@allows(*CASE_ROLES, purpose="case")
def attach(request: ActingRequest, handover_id: int) -> HttpResponse:
    """Put a file with it. What is no file of ours, or too large, is told in one line."""
    form = forms.Attach(request.POST, request.FILES, auto_id="attach_%s")
    if not form.is_valid():
        return handover_page(request, handover_id, status=422, attach=form)
    _said(request, services.attach, handover_id, form.cleaned_data)
    return redirect("staff:handover", handover_id)


@require_GET
@allows(*CASE_ROLES, purpose="case")
def file(request: ActingRequest, handover_id: int) -> HttpResponse:
    """The file as it came, to keep and not to open in the page."""
    handover = queries.one(handover_id, actor=request.actor)
    if not handover.file:
        raise OutOfReach
    ending = handover.file_name.rpartition(".")[2].lower()
    kind = queries.rules.kind_of_file(handover.file_name)
    headers = {
        "Content-Disposition": f'attachment; filename="overdragelse-{handover.pk}.{ending}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(queries.file_of(handover), content_type=kind, headers=headers)
