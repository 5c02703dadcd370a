"""The citizen's own meetings: the next one, ask for another time, ask for an interpreter. In one's own language."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.pathways import meetings_queries as queries
from tovholder.pathways import meetings_rules, transfer_queries
from tovholder.pathways import meetings_services as services
from tovholder.people import queries as people
from tovholder.web.citizen import reading
from tovholder.web.shared import sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.requests import ActingRequest


class AnotherTime(forms.Form):
    words = FreeText(rows=2, max_length=500)

    def __init__(self, *args: Any, told: Mapping[str, str], **how: Any) -> None:
        super().__init__(*args, **how)
        self.use_required_attribute = False
        self.fields["words"].label = told["meet_when_better"]
        self.fields["words"].error_messages["required"] = told["meet_missing"]


class AnInterpreter(forms.Form):
    spoken = forms.ChoiceField()
    dialect = FreeText(max_length=60, required=False)
    gender = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, told: Mapping[str, str], **how: Any) -> None:
        super().__init__(*args, **how)
        self.use_required_attribute = False
        labels = {"spoken": "meet_which_language", "dialect": "meet_which_dialect", "gender": "meet_wish"}
        for name, word in labels.items():
            self.fields[name].label = told[word]
        self.fields["spoken"].error_messages["required"] = told["meet_missing"]
        self.fields["spoken"].choices = reading.spoken_choices()  # type: ignore[attr-defined]
        wishes = [(row.code, told[f"meet_wish_{row.code}"]) for row in parameters.terms("interpreter_wishes")]
        self.fields["gender"].choices = [("", told["meet_wish_any"]), *wishes]  # type: ignore[attr-defined]


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """Meetings to come, the next one first."""
    return _page(request)


def _page(request: ActingRequest, *, status: int = 200, about: int = 0, **bound: forms.Form) -> HttpResponse:
    person = people.own_case(actor=request.actor)
    read = reading.told(request, person)
    found = queries.coming(person.pk, actor=request.actor, now=timezone.now()) if person else []
    rows = [_row(each, read, bound if each.pk == about else {}, person) for each in found]
    gone = transfer_queries.called_off_for(person.pk, now=timezone.now()) if person else []
    called_off = [(each, read["words"][f"day_{timezone.localtime(each.starts_at).weekday()}"]) for each in gone]
    shown = {
        **read,
        "person": person,
        "rows": rows,
        "called_off": called_off,
        "is_saved": "gemt" in request.GET and not bound,
    }
    return render(request, "citizen/meetings/index.html", shown, status=status)


def _row(found: Any, read: Mapping[str, Any], bound: Mapping[str, forms.Form], person: Any) -> dict[str, Any]:
    words, kind = read["words"], parameters.term("meeting_kinds", found.kind)
    number = found.pk
    spoken = {"spoken": person.interpreter_language or "ar"}
    return {
        "meeting": found,
        "about": meetings_rules.said(kind, read["language"]),
        "weekday": words[f"day_{timezone.localtime(found.starts_at).weekday()}"],
        "how": words[f"meet_{found.form}"],
        "begun": found.starts_at <= timezone.now(),
        "move_form": bound.get("move") or AnotherTime(told=words, auto_id=f"tid_{number}_%s"),
        "interpreter_form": bound.get("interpreter")
        or AnInterpreter(told=words, initial=spoken, auto_id=f"tolk_{number}_%s"),
        "open": next(iter(bound), ""),
    }


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def ask_to_move(request: ActingRequest, meeting_id: int) -> HttpResponse:
    """Ask for another time; the time stands until staff have found one."""
    return _asked(request, meeting_id, "move", AnotherTime, f"tid_{meeting_id}_%s", _move)


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def ask_for_interpreter(request: ActingRequest, meeting_id: int) -> HttpResponse:
    """Ask for an interpreter, with a wish about who it is."""
    return _asked(request, meeting_id, "interpreter", AnInterpreter, f"tolk_{meeting_id}_%s", _interpreter)


def _move(told: dict[str, Any], who: dict[str, Any]) -> None:
    services.ask_to_move(words=told["words"], **who)


def _interpreter(told: dict[str, Any], who: dict[str, Any]) -> None:
    services.ask_for_interpreter(language=told["spoken"], dialect=told["dialect"], gender=told["gender"], **who)


def _asked(
    request: ActingRequest,
    meeting_id: int,
    name: str,
    kind: Any,
    auto_id: str,
    service: Callable[[dict[str, Any], dict[str, Any]], None],
) -> HttpResponse:
    read = reading.told(request, people.own_case(actor=request.actor))
    form = kind(request.POST, told=read["words"], auto_id=auto_id)
    if form.is_valid():
        try:
            service(form.cleaned_data, {"meeting_id": meeting_id, "actor": request.actor, "now": timezone.now()})
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            asked = urlencode({"laes": read["language"], "gemt": "1"})
            return redirect(f"{reverse('citizen:meetings')}?{asked}")
    queries.meeting(meeting_id, actor=request.actor)  # somebody else's is a 404, whatever was written
    bound: dict[str, Any] = {name: form}
    return _page(request, status=422, about=meeting_id, **bound)
