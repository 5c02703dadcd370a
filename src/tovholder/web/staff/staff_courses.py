"""Courses for staff and the working groups that follow up: days, who was there, what was agreed and what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.learning import method_queries as queries
from tovholder.learning import method_services
from tovholder.learning import staff_course_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import method_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def index(request: ActingRequest) -> HttpResponse:
    """The courses; POST: plan one."""
    if request.method == "POST":
        method_services.require_leader(request.actor)
    form = forms.Course(request.POST or None, days=services.days_of_a_course(timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "words", "request_key")}
        try:
            made = services.plan_course(days=form.days(), actor=request.actor, now=timezone.now(), **told)
            return redirect("staff:staff_course", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"courses": queries.courses(actor=request.actor), "form": form, "leads": queries.leads(request.actor)}
    return render(request, "staff/method/courses.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET"])
@allows(*queries.READERS, purpose="overview")
def detail(request: ActingRequest, staff_course_id: int) -> HttpResponse:
    """One course: its days, who takes part and which days they were there, its working groups."""
    return _course_page(request, staff_course_id)


def _course_page(request: ActingRequest, course_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    course, today = queries.course(course_id, actor=request.actor), timezone.localdate()
    seats, days = list(course.seats.all()), sorted(course.days.all(), key=lambda day: day.number)
    there = {seat.pk: {day.pk for day in seat.days.all()} for seat in seats}
    shown = {
        "course": course,
        "days": days,
        "seats": [(seat, [day.pk in there[seat.pk] for day in days]) for seat in seats],
        "day_forms": [
            (day, _day_form(day, seats, [pk for pk, were in there.items() if day.pk in were], bound.get("there_form")))
            for day in days if day.on <= today
        ],
        "groups": course.groups.all(),
        "leads": queries.leads(request.actor),
        "seat_form": forms.Seat(actor=request.actor, auto_id="seat_%s"),
        "group_form": forms.Group(units=list(accounts.units(actor=request.actor)), auto_id="group_%s"),
    }  # fmt: skip
    return render(request, "staff/method/course.html", shown | bound, status=status)


def _day_form(day: Any, seats: list[Any], there: list[int], sent: forms.There | None) -> forms.There:
    """The day's form, with what was ticked where it was sent and refused."""
    if sent is not None and str(sent["number"].value()) == str(day.number):
        return sent
    return forms.There(seats=seats, auto_id=f"day{day.number}_%s", initial={"number": day.number, "there": there})


def _taken(request: ActingRequest, course_id: int, form: Any, name: str, step: Callable[[], Any]) -> HttpResponse:
    if form.is_valid():
        try:
            step()
            messages.success(request, _("Saved."))
            return redirect("staff:staff_course", course_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _course_page(request, course_id, status=422, **{name: form, "faulty": form})


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def seat(request: ActingRequest, staff_course_id: int) -> HttpResponse:
    """A colleague takes part."""
    form = forms.Seat(request.POST, actor=request.actor, auto_id="seat_%s")
    told: dict[str, Any] = {"course_id": staff_course_id, "actor": request.actor}
    return _taken(request, staff_course_id, form, "seat_form", lambda: services.seat(**told, **form.cleaned_data))


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def unseat(request: ActingRequest, staff_course_id: int) -> HttpResponse:
    """A colleague does not take part after all."""
    form = forms.Unseat(request.POST)
    told: dict[str, Any] = {"course_id": staff_course_id, "actor": request.actor}
    return _taken(request, staff_course_id, form, "unseat_form", lambda: services.unseat(**told, **form.cleaned_data))


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def there(request: ActingRequest, staff_course_id: int) -> HttpResponse:
    """Who was there that day."""
    seats = list(queries.course(staff_course_id, actor=request.actor).seats.all())
    form = forms.There(request.POST, seats=seats)
    told: dict[str, Any] = {"course_id": staff_course_id, "actor": request.actor, "now": timezone.now()}
    return _taken(request, staff_course_id, form, "there_form", lambda: services.note_day(**told, **form.cleaned_data))


@require_POST
@allows(*queries.LEADERS, purpose="overview")
def group_new(request: ActingRequest, staff_course_id: int) -> HttpResponse:
    """A working group more."""
    form = forms.Group(request.POST, units=list(accounts.units(actor=request.actor)), auto_id="group_%s")
    told: dict[str, Any] = {"course_id": staff_course_id, "actor": request.actor}
    return _taken(
        request, staff_course_id, form, "group_form", lambda: services.make_group(**told, **form.cleaned_data)
    )


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="overview")
def group(request: ActingRequest, working_group_id: int) -> HttpResponse:
    """One working group: its meetings and what was agreed; POST: a meeting, or something agreed."""
    found = queries.group(working_group_id, actor=request.actor)
    if request.method == "POST":
        method_services.require_writer(request.actor)
    sent = request.POST if request.method == "POST" else None
    is_task = sent is not None and "area" in sent
    task = forms.Task(sent if is_task else None, actor=request.actor, auto_id="task_%s")
    meeting = forms.Meeting(sent if sent is not None and not is_task else None, auto_id="meeting_%s")
    form = task if is_task else meeting
    if sent is not None and form.is_valid():
        try:
            _said(request, found.pk, form)
            messages.success(request, _("Saved."))
            return redirect("staff:working_group", found.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    today = timezone.localdate()
    rows = [
        {"task": row, "is_over": queries.is_over(row), "is_late": not queries.is_over(row) and row.due_on < today}
        for row in queries.tasks(actor=request.actor, group_id=found.pk)
    ]
    shown = {"group": found, "rows": rows, "task_form": task, "meeting_form": meeting, "is_task": is_task,
             "writes": queries.writes(request.actor)}  # fmt: skip
    return render(request, "staff/method/group.html", shown, status=422 if form.errors else 200)


def _said(request: ActingRequest, group_id: int, form: Any) -> None:
    told: dict[str, Any] = {"actor": request.actor, "now": timezone.now()}
    if isinstance(form, forms.Task):
        method_services.agree(task=form.task(group_id), request_key=form.cleaned_data["request_key"], **told)
    else:
        services.note_meeting(group_id=group_id, **told, **form.cleaned_data)
