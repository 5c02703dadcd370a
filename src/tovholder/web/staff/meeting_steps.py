"""What is done with one meeting: move it, the interpreter, the letter, a message, what came of it."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import meeting_letter_services as letters
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways import meetings_services as services
from tovholder.web.shared import edits, papers, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import meetings, meetings_forms

Who = dict[str, Any]


def _move(form: Any, who: Who) -> str:
    told = form.cleaned_data
    made = services.move_meeting(version=told["version"], starts_at=form.starts_at, minutes=told["minutes"], **who)
    return reverse("staff:meeting", args=[made.pk])


def _place(form: Any, who: Who) -> str:
    services.set_place(**form.cleaned_data, **who)
    return ""


def _interpreter(form: Any, who: Who) -> str:
    services.set_interpreter(version=form.cleaned_data["version"], interpreter=form.interpreter(), **who)
    return ""


def _letter(form: Any, who: Who) -> str:
    made = letters.make_letter(language=form.cleaned_data["language"], **who)
    return reverse("staff:paper", args=[made.pk])


def _letter_state(form: Any, who: Who) -> str:
    services.note_letter(state=form.cleaned_data["state"], **who)
    return ""


def _told(form: Any, who: Who) -> str:
    services.note_told(reminds=form.cleaned_data["reminds"], **who)
    return ""


def _outcome(form: Any, who: Who) -> str:
    services.note_outcome(**form.cleaned_data, **who)
    return ""


STEPS: dict[str, tuple[type[django_forms.Form], Callable[[Any, Who], str]]] = {
    "flyt": (meetings_forms.Move, _move),
    "sted": (meetings_forms.SetPlace, _place),
    "tolk": (meetings_forms.SetInterpreter, _interpreter),
    "brev": (meetings_forms.Letter, _letter),
    "brevet": (meetings_forms.LetterState, _letter_state),
    "besked": (meetings_forms.Told, _told),
    "udfald": (meetings_forms.Outcome, _outcome),
}


@require_POST
@allows(*CASE_ROLES, purpose="case")
def take(request: ActingRequest, meeting_id: int, step: str) -> HttpResponse:
    """Take the step. Whatever is refused comes back with what was written."""
    if step not in STEPS:
        raise Http404
    kind, service = STEPS[step]
    form = kind(request.POST, auto_id=f"{step}_%s")
    if isinstance(form, meetings_forms.Move):
        found = queries.meeting(meeting_id, actor=request.actor)
        meetings.offer(form, found, int((found.ends_at - found.starts_at).total_seconds() // 60))
    if not form.is_valid():
        return meetings.page(request, meeting_id, status=422, **{step: form})
    who: Who = {"meeting_id": meeting_id, "actor": request.actor, "now": timezone.now()}
    try:
        onward = service(form, who | ({"check_at": papers.check_at(request)} if step == "brev" else {}))
    except Stale:
        return _came_second(request, meeting_id, step, form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return meetings.page(request, meeting_id, status=422, **{step: form})
    messages.success(request, _("Saved."))
    if isinstance(form, meetings_forms.Move):
        meetings.say_odd(request, form, queries.meeting(meeting_id, actor=request.actor).moved_to)
    return redirect(onward or reverse("staff:meeting", args=[meeting_id]))


def _came_second(request: ActingRequest, meeting_id: int, step: str, form: django_forms.Form) -> HttpResponse:
    """Somebody changed the meeting meanwhile: both texts are shown, and saving again is a choice."""
    found = queries.meeting(meeting_id, actor=request.actor)
    theirs = {
        "words": found.contact.words if found.contact else found.words,
        "state": found.interpreter,
        "spoken": found.interpreter_language,
        "dialect": found.interpreter_dialect,
        "booked_with": found.interpreter_from,
        "at": found.starts_at,
        "place": queries.told_place(found),
    }
    differences = edits.differences(form, theirs)
    edits.renewed(form, "version", found.version)
    bound: dict[str, Any] = {step: form, "differences": differences, "is_conflict": True}
    return meetings.page(request, meeting_id, status=409, **bound)
