"""What is done with a handover: sent, taken in, sent back; the checklist, the course, the meetings; from the case."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import reception_queries as queries
from tovholder.pathways import reception_services as services
from tovholder.pathways import reception_taking_services as taking
from tovholder.pathways import reception_task_services as task_services
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import reception_forms as forms
from tovholder.web.staff.reception_page import TITLES, handover_page


def _done(request: ActingRequest, form: django_forms.Form, service: Any, **told: Any) -> Any:
    """What the service gave; None when it refused, with the reason in the form."""
    try:
        given = service(actor=request.actor, now=timezone.now(), **told)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return None
    except Stale:
        form.add_error(None, _("Somebody else changed this meanwhile. Load the page again, and look at it."))
        return None
    messages.success(request, _("Saved."))
    return given


_DONE = {
    "send": ("sent", gettext_lazy("It is sent already.")),
    "take_in": ("taken_in", gettext_lazy("It is taken in already.")),
}


def _pressed_twice(request: ActingRequest, handover_id: int, step: str, form: django_forms.Form) -> bool:
    """Whether what was refused has been done: a second press is told so, and not that somebody else wrote."""
    status, words = _DONE.get(step, ("", ""))
    handover = queries.one(handover_id, actor=request.actor)
    told = form.data.get("version", "")
    if handover.status != status or told != str(handover.version - 1):
        return False
    messages.info(request, str(words))
    return True


@require_POST
@allows(*CASE_ROLES, purpose="case")
def step(request: ActingRequest, handover_id: int, step: str) -> HttpResponse:
    """One step with a handover. Refused, the page says why, with the words still in the form."""
    if step not in TITLES:
        raise Http404
    if step == "take_in":
        return _taken_in(request, handover_id)
    kind = forms.SendBack if step == "send_back" else forms.Step
    form = kind(request.POST, auto_id=f"{step}_%s")
    service = {"send": services.send, "withdraw": services.withdraw, "send_back": services.send_back}[step]
    if form.is_valid() and _done(request, form, service, handover_id=handover_id, **form.cleaned_data) is not None:
        if step == "send_back":
            return redirect("staff:reception")
        return redirect("staff:handover", handover_id)
    if _pressed_twice(request, handover_id, step, form):
        return redirect("staff:handover", handover_id)
    return handover_page(request, handover_id, status=422, **{step: form})


def _taken_in(request: ActingRequest, handover_id: int) -> HttpResponse:
    actor = request.actor
    handover = queries.one(handover_id, actor=actor)
    known = queries.known_here(handover, queries.members(handover), actor=actor)
    form = forms.TakeIn(request.POST, actor=actor, known=known, auto_id="take_in_%s")
    if form.is_valid():
        told = {"version": form.cleaned_data["version"], "contact_id": form.cleaned_data["contact"]}
        opened = _done(request, form, taking.take_in, handover_id=handover_id, choices=form.choices(), **told)
        if opened is not None:
            return redirect("staff:handover", handover_id)
    if _pressed_twice(request, handover_id, "take_in", form):
        return redirect("staff:handover", handover_id)
    return handover_page(request, handover_id, status=422, take_in=form)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def task(request: ActingRequest, handover_id: int) -> HttpResponse:
    """Where one thing of the checklist stands."""
    form = forms.TaskForm(request.POST, auto_id=f"{request.POST.get('code', '')[:32]}_%s")
    if form.is_valid():
        told = form.cleaned_data
        if _done(request, form, task_services.set_task, handover_id=handover_id, **told) is not None:
            return redirect("staff:handover", handover_id)
    return handover_page(request, handover_id, status=422, task=form)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def duties(request: ActingRequest, handover_id: int) -> HttpResponse:
    """What the centre still has to see to of a family it may not read of any more."""
    form = forms.DutyForm(request.POST or None)
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else None
    if told and _done(request, form, task_services.set_duty, handover_id=handover_id, **told) is not None:
        return redirect("staff:reception")
    handover, rows = queries.duties(handover_id, actor=request.actor)
    shown = {"handover": handover, "tasks": [(row, forms.duty_form(row)) for row in rows], "form": form}
    return render(request, "staff/reception/duties.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def course(request: ActingRequest, handover_id: int) -> HttpResponse:
    """The days of the course at the centre."""
    form = forms.CourseForm(request.POST, auto_id="course_%s")
    if form.is_valid():
        answer = _done(request, form, task_services.plan_course, handover_id=handover_id, **form.cleaned_data)
        if answer is not None:
            if answer.refused:
                messages.warning(request, sentences.sentence(answer))
            return redirect("staff:handover", handover_id)
    return handover_page(request, handover_id, status=422, course=form)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def meeting(request: ActingRequest, handover_id: int) -> HttpResponse:
    """Call the next meeting before the takeover."""
    form = forms.MeetingForm(request.POST, auto_id="meeting_%s")
    if form.is_valid() and _done(
        request, form, task_services.plan_meeting, handover_id=handover_id, **form.cleaned_data
    ):
        return redirect("staff:handover", handover_id)
    return handover_page(request, handover_id, status=422, meeting=form)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def meeting_held(request: ActingRequest, handover_id: int) -> HttpResponse:
    """Write that a meeting with the family was held."""
    form = forms.HeldForm(request.POST, auto_id=f"meeting{request.POST.get('meeting', '')[:12]}_%s")
    if form.is_valid() and _hold(request, form):
        return redirect("staff:handover", handover_id)
    return handover_page(request, handover_id, status=422, held=form)


def _hold(request: ActingRequest, form: django_forms.Form) -> Any:
    told = dict(form.cleaned_data)
    return _done(request, form, task_services.hold_meeting, meeting_id=told.pop("meeting"), **told)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def cooperation(request: ActingRequest) -> HttpResponse:
    """The regular meetings of the municipality and its centres: planned, held, and when the next is due."""
    actor, held, status = request.actor, None, 200
    kinds = [
        (term.code, term.label(language()))
        for term in parameters.terms("reception_meetings", on=timezone.localdate())
        if not term.flag("with_family")
    ]
    told: dict[str, Any] = {"houses": queries.others(actor=actor), "kinds": kinds, "auto_id": "plan_%s"}
    form = forms.HouseMeetingForm(**told)
    if request.method == "POST":
        if "meeting" in request.POST:
            held = forms.HeldForm(request.POST, auto_id=f"meeting{request.POST.get('meeting', '')[:12]}_%s")
            saved = held.is_valid() and _hold(request, held)
        else:
            form = forms.HouseMeetingForm(request.POST, **told)
            saved = form.is_valid() and _planned(request, form)
        if saved:
            return redirect("staff:reception_meetings")
        status = 422
    lines = queries.cooperation(actor=actor, on=timezone.localdate())
    shown = {
        "lines": [(line, [(row, _held_form(row, held, actor)) for row in line.meetings]) for line in lines],
        "form": form if queries.is_receiver(actor) and told["houses"] else None,
    }
    return render(request, "staff/reception/cooperation.html", shown, status=status)


def _planned(request: ActingRequest, form: django_forms.Form) -> Any:
    told = dict(form.cleaned_data)
    return _done(request, form, task_services.plan_cooperation, centre_id=told.pop("centre"), **told)


def _held_form(row: Any, held: django_forms.Form | None, actor: Any) -> django_forms.Form | None:
    if not queries.is_receiver(actor):
        return None
    return held if held is not None and held.data.get("meeting") == str(row.pk) else forms.held_form(row)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def of_case(request: ActingRequest, person_id: int) -> HttpResponse:
    """From the case to its handover; where there is none, to a checklist that can be begun."""
    person = people.case(person_id, actor=request.actor)
    if not people.is_own_case(person, actor=request.actor) or not queries.is_receiver(request.actor):
        raise people.NoSuchPerson
    standing = queries.of_person(person_id, actor=request.actor)
    if request.method == "POST" and standing is None:
        try:
            standing = taking.begin_for_case(person_id=person_id, actor=request.actor, now=timezone.now())
        except (NotAllowed, OutOfReach):
            raise people.NoSuchPerson from None
    if standing is not None:
        return redirect("staff:handover", standing.pk)
    return render(request, "staff/reception/of_case.html", {"person": person})
