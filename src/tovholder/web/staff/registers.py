"""The register of a language centre or a school: whom they teach, a day or a week in one form, or a list as a file."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.imports import attendance_list, faults
from tovholder.pathways import attendance_queries, attendance_services
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.attendance_forms import Register, Told, Whom, day_asked, week_of
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff.attendance_forms import ListFile

TELLERS = (Role.LANGUAGE_ADVISER, Role.SCHOOL_CONSULTANT)
SORTS = {"navn": ["name_key"]}
_MOST_FAULTS = 50


@require_http_methods(["GET", "POST"])
@allows(*TELLERS, purpose="attendance")
def register(request: ActingRequest) -> HttpResponse:
    """A week, or one day, of all whom the organisation teaches; told together or not at all."""
    today = timezone.localdate()
    day, is_day, activity = day_asked(request.GET.get("dag", ""), today), "en" in request.GET, _activity(request)
    page = page_of(attendance_queries.tellable(actor=request.actor), request, sorts=SORTS, first="navn")
    people.noted(list(page.rows), actor=request.actor)
    form = _form(request, page.rows, [day] if is_day else week_of(day), activity, today)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect(f"{reverse('staff:attendance_register')}?{request.GET.urlencode()}")
    shown = {
        "page": page,
        "form": form,
        "day": day,
        "is_day": is_day,
        "activity": activity,
        "activities": _activities(request),
        "before": _address(day - timedelta(days=7), activity),
        "after": _address(day + timedelta(days=7), activity) if day + timedelta(days=7) <= today else "",
    }
    return render(request, "staff/attendance/register.html", shown, status=422 if form.errors else 200)


def _form(request: ActingRequest, rows: Any, days: list[date], activity: str, today: date) -> Register:
    whom = [Whom(each.pk, f"{each.given_name} {each.family_name}") for each in rows]
    days_told = attendance_queries.own_days(
        [each.person_id for each in whom], actor=request.actor, first=days[0], days=len(days)
    )
    known = {
        (person_id, on): Told(row.coming == "present", row.reason, bool(row.cleared_at or row.hearing_id))
        for (person_id, of, on), row in days_told.items()
        if of == activity
    }
    how: dict[str, Any] = {"people": whom, "days": days, "told": known, "activity": activity, "today": today}
    return Register(request.POST or None, asks_rest=len(days) == 1, **how)


def _saved(request: ActingRequest, form: Register) -> bool:
    try:
        number = attendance_services.tell_many(days=form.chosen, actor=request.actor, now=timezone.now())
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    _thank(request, number)
    return True


def _thank(request: ActingRequest, number: int) -> None:
    if not number:
        messages.info(request, _("Nothing new was chosen, so nothing is noted."))
        return
    words = ngettext("Thank you. %(n)s day is noted.", "Thank you. %(n)s days are noted.", number)
    messages.success(request, words % {"n": number})


def _activities(request: ActingRequest) -> list[tuple[str, str]]:
    rows = parameters.terms("attendance_activities")
    return [(row.code, row.label(language())) for row in rows if request.actor.role in row.words("tellers")]


def _activity(request: ActingRequest) -> str:
    offered = [code for code, _label in _activities(request)]
    wanted = request.GET.get("hvad", "")
    return wanted if wanted in offered else offered[0]


def _address(day: date, activity: str) -> str:
    return "?" + urlencode({"dag": day.isoformat(), "hvad": activity})


@require_http_methods(["GET", "POST"])
@allows(*TELLERS, purpose="attendance")
def from_file(request: ActingRequest) -> HttpResponse:
    """A list as a file: all of it, or one line for each fault and nothing."""
    form = ListFile(request.POST or None, request.FILES or None, activities=_activities(request))
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        read = _taken(request, form)
        if not read.faults:
            _thank(request, len(read.days))
            return redirect("staff:attendance_register")
        lines = [_line(fault, given.name) for fault in read.faults]
    shown = {"form": form, "lines": lines[:_MOST_FAULTS], "more": max(0, len(lines) - _MOST_FAULTS)}
    return render(request, "staff/attendance/from_file.html", shown, status=422 if lines or form.errors else 200)


def _taken(request: ActingRequest, form: ListFile) -> attendance_list.Read:
    given = form.cleaned_data["file"]
    if given.size > attendance_list.MAX_BYTES:
        limit = attendance_list.MAX_BYTES // 1_000_000
        return attendance_list.Read(faults=(faults.Fault("file.too_large", facts={"limit": limit}),))
    activity = form.cleaned_data["activity"]
    return attendance_list.take(data=given.read(), activity=activity, actor=request.actor, now=timezone.now())


def _line(fault: faults.Fault, name: str) -> str:
    refused = fault.facts.get("refused")
    told = faults.Fault(fault.code, fault.row, fault.column, fault.facts)
    if isinstance(refused, NotAllowed):
        told = faults.Fault(fault.code, fault.row, facts={"refused": sentences.refusal(refused.code, refused.facts)})
    return faults.line(told, name, get_language() or "da")
