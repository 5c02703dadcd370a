"""One hearing: how far it is, what was said, and the next step for the one who may take it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import HEARING_ROLES, Role
from tovholder.pathways import attendance_queries, attendance_rules, hearing_papers, hearing_queries, hearing_services
from tovholder.people import case_scope
from tovholder.web.shared import edits, papers, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import attendance_forms as forms

READERS = (*HEARING_ROLES, Role.BENEFITS_OFFICER)
_Who = dict[str, Any]


def _send(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.send(check_at=papers.check_at(request), **told, **who)


def _said(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.comment(words=told["words"], is_all=told["is_all"], request_key=told["request_key"], **who)


def _expire(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.expire(**told, **who)


def _assess(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.assess(**told, **who)


def _decide(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.decide(check_at=papers.check_at(request), **told, **who)


def _send_back(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.send_back(**told, **who)


def _drop(told: dict[str, Any], who: _Who, request: ActingRequest) -> None:
    hearing_services.drop(**told, **who)


_Step = tuple[type[django_forms.Form], Callable[[dict[str, Any], _Who, ActingRequest], None], Any]
STEPS: dict[str, _Step] = {
    "send": (forms.Send, _send, gettext_lazy("Make the letter, and note that it is sent")),
    "frist": (forms.Expire, _expire, gettext_lazy("The deadline passed without an answer")),
    "vurder": (forms.Assess, _assess, gettext_lazy("Write the assessment, and send it on for decision")),
    "udtalelse": (forms.Said, _said, gettext_lazy("Write down what the citizen said")),
    "afgoer": (forms.Decide, _decide, gettext_lazy("Decide")),
    "tilbage": (forms.Why, _send_back, gettext_lazy("Send it back for a new assessment")),
    "drop": (forms.Why, _drop, gettext_lazy("Drop the hearing")),
}
# Where a step ends: whoever presses it twice is told that it is done, and not that somebody else wrote.
_ENDS: dict[str, tuple[str, ...]] = {
    "send": ("sent",),
    "frist": ("expired",),
    "vurder": ("assessed",),
    "afgoer": ("sanction", "no_sanction"),
    "tilbage": ("returned",),
    "drop": ("dropped",),
}
# Which steps the two sides may take at which state. The services decide; this only leaves out what would be refused.
_OF_CASE: dict[str, tuple[str, ...]] = {
    "prepared": ("send", "drop"),
    "sent": ("udtalelse", "frist", "drop"),
    "answered": ("vurder", "udtalelse", "drop"),
    "expired": ("vurder", "udtalelse", "drop"),
    "assessed": ("udtalelse",),
    "returned": ("vurder", "udtalelse", "drop"),
}
_OF_BENEFITS: dict[str, tuple[str, ...]] = {"assessed": ("afgoer", "tilbage")}


@require_GET
@allows(*READERS, purpose="attendance")
def hearing(request: ActingRequest, hearing_id: int) -> HttpResponse:
    """One hearing."""
    return _page(request, hearing_id)


@require_POST
@allows(*READERS, purpose="attendance")
def take(request: ActingRequest, hearing_id: int, step: str) -> HttpResponse:
    """One step. Who comes second is told, and keeps the words."""
    if step not in STEPS:
        raise Http404
    form = STEPS[step][0](request.POST, auto_id=f"{step}_%s")
    if not form.is_valid():
        return _page(request, hearing_id, status=422, **{step: form})
    who = {"hearing_id": hearing_id, "actor": request.actor, "now": timezone.now()}
    try:
        STEPS[step][1](form.cleaned_data, who, request)
    except Stale:
        found = hearing_queries.hearing(hearing_id, actor=request.actor)
        seen, ends = form.cleaned_data.get("version", -1), _ENDS.get(step, ())
        if hearing_queries.did_it_just_now(found, request.actor, since=seen, to=ends):
            messages.info(request, _("It is saved already."))
            return redirect("staff:hearing", hearing_id)
        edits.renewed(form, "version", found.version)
        return _page(request, hearing_id, status=409, **{step: form})
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, hearing_id, status=422, **{step: form})
    messages.success(request, _("Saved."))
    return redirect("staff:hearing", hearing_id)


@require_POST
@allows(*READERS, purpose="attendance")
def paper(request: ActingRequest, hearing_id: int, paper_id: int) -> HttpResponse:
    """The letter, the decision or the guidance of this hearing, as a PDF."""
    found, pdf = hearing_papers.fetch(hearing_id=hearing_id, paper_id=paper_id, actor=request.actor, now=timezone.now())
    return papers.file(found, pdf)


def _page(request: ActingRequest, hearing_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    found = hearing_queries.hearing(hearing_id, actor=request.actor)
    on = timezone.localdate()
    steps = list(dict.fromkeys([*bound, *_steps(request, found)]))
    initial = {
        "version": found.version,
        "answer_by": attendance_rules.usual_answer_day(found.event_on, on=on),
    }
    shown = {
        "hearing": found,
        "clock": attendance_rules.clock(event_on=found.event_on, on=on),
        "days": sorted(found.absences.all(), key=lambda day: day.on),
        "history": sorted(found.steps.all(), key=lambda row: row.pk),
        "sent_about": [] if found.is_withheld else hearing_queries.sent_about(found),
        "time": _time_to_answer(found, on),
        "guided": attendance_queries.guidance_of(found.person_id),
        "letters": hearing_papers.of_hearing(found),
        "in_doubt": hearing_queries.is_in_doubt(found),
        "is_open": hearing_queries.is_open(found),
        "is_case_staff": request.actor.works_on_cases,
        "is_conflict": status == 409,
        "steps": [
            {
                "step": step,
                "label": STEPS[step][2],
                "form": bound.get(step) or STEPS[step][0](initial=initial, auto_id=f"{step}_%s"),
                "is_open": step in bound or (not bound and step == steps[0]),
            }
            for step in steps
        ],
    }
    return render(request, "staff/attendance/hearing.html", shown, status=status)


def _time_to_answer(found: Any, on: date) -> Any:
    """Whether the citizen's time is over; nothing once it is decided or before the letter."""
    if found.sent_at is None or not hearing_queries.is_open(found):
        return None
    said_all_on = hearing_queries.said_all_on(found)
    return attendance_rules.answer_time(answer_by=found.answer_by, on=on, said_all_on=said_all_on)


def _steps(request: ActingRequest, found: Any) -> tuple[str, ...]:
    if request.actor.may(Role.BENEFITS_OFFICER):
        return _OF_BENEFITS.get(found.state, ())
    return _OF_CASE.get(found.state, ()) if case_scope.may_judge(found.person, request.actor) else ()
