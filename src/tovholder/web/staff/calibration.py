"""Notes about the method, and invented cases that colleagues score: the own answer against the spread, no names."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import progress_instrument_queries as queries
from tovholder.pathways import progress_instrument_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import progress_forms as forms

_READERS = (*CASE_ROLES, Role.COORDINATOR)
_MAKERS = (Role.TEAM_LEADER, Role.COORDINATOR)


@require_http_methods(["GET", "POST"])
@allows(*_READERS, purpose="case")
def notes(request: ActingRequest) -> HttpResponse:
    """Talks somebody sat in on, good grips, and whether another group should have the sheet."""
    on = timezone.localdate()
    offered = queries.offered(request.actor.organisation_id, on=on)
    form = forms.MethodNoteForm(request.POST or None, offered=offered, initial={"on": on})
    if request.method == "POST" and form.is_valid():
        try:
            services.note_method(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:method_notes")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    found = queries.method_notes(actor=request.actor)
    kind = request.GET.get("slags", "")
    if parameters.is_term("method_note_kinds", kind):
        found = found.filter(kind=kind)
    page = page_of(found, request, sorts={"dag": ["on"]}, first="-dag")
    shown = {"page": page, "form": form, "kind": kind, "kinds": forms.terms("method_note_kinds")}
    return render(request, "staff/progress/notes.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*_READERS, purpose="case")
def vignettes(request: ActingRequest) -> HttpResponse:
    """The invented cases; those who lead make a new one."""
    may_make = queries.may_make(request.actor)
    offered = queries.offered(request.actor.organisation_id, on=timezone.localdate()) if may_make else []
    form = forms.VignetteForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make_vignette(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            return redirect("staff:vignette", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    page = page_of(queries.vignettes(actor=request.actor), request, sorts={"titel": ["title"]}, first="titel")
    shown = {"page": page, "form": form if may_make else None}
    return render(request, "staff/progress/vignettes.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*_READERS, purpose="case")
def vignette(request: ActingRequest, vignette_id: int) -> HttpResponse:
    """Score an invented case; afterwards the own answers against the spread of all, round by round."""
    found = queries.vignette(vignette_id, actor=request.actor, on=timezone.localdate())
    told: dict[str, Any] = {"sheet": found.sheet, "questions": found.questions}
    form = forms.Answers(request.POST or None, initial=forms.as_initial(dict(found.mine)), **told)
    if request.method == "POST" and form.is_valid():
        try:
            services.score(vignette_id=vignette_id, answers=form.answers(), actor=request.actor, now=timezone.now())
            messages.success(request, _("Your answers are kept. Only you read them as yours."))
            return redirect("staff:vignette", vignette_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {
        "found": found,
        "form": form if request.actor.works_on_cases else None,
        "may_make": queries.may_make(request.actor),
        "seen": forms.Seen(initial={"version": found.vignette.version}, auto_id="seen_%s"),
        "language": language(),
    }
    return render(request, "staff/progress/vignette.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*_MAKERS, purpose="case")
def next_round(request: ActingRequest, vignette_id: int) -> HttpResponse:
    """Ask everybody once more."""
    form = forms.Seen(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    try:
        services.next_round(vignette_id=vignette_id, version=version, actor=request.actor, now=timezone.now())
        messages.success(request, _("A new round has begun."))
    except Stale:
        messages.warning(request, _("Somebody else began a round meanwhile."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:vignette", vignette_id)
