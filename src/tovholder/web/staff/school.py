"""The school of an IGU: courses across institutions and municipalities, what was called off, one IGU's plan and pay."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import school_queries as queries
from tovholder.pathways import school_services as services
from tovholder.pathways import support_rules as rules
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import course_forms as forms

_SORTS = {"start": ["starts_on"], "kursus": ["title"]}
_YEARS = {"first_year": gettext_lazy("First year"), "second_year": gettext_lazy("Second year")}
_FAMILIES = {
    "single_parent": gettext_lazy("Alone with children"),
    "parent": gettext_lazy("With children and a partner"),
    "other": gettext_lazy("Without children"),
}


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """All courses within reach, who fell out, and a new course."""
    form = forms.SchoolCourse(request.POST or None)
    if request.method == "POST" and is_saved(request, form, services.tell_course):
        return redirect("staff:school")
    found = queries.with_taken(queries.courses(actor=request.actor))
    page = page_of(found, request, sorts=_SORTS, first="-start")
    fallen = list(queries.fallen_out(actor=request.actor)[:100])
    people.noted([row.person for row in fallen], actor=request.actor, fields="placement")
    shown = {"page": page, "fallen": fallen, "form": form, "today": timezone.localdate()}
    return render(request, "staff/school/index.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def course(request: ActingRequest, school_course_id: int) -> HttpResponse:
    """One course with the own people on it; its own municipality calls it off here."""
    found = queries.course(school_course_id, actor=request.actor)
    form = forms.Cancel(request.POST or None)
    if request.method == "POST" and is_saved(request, form, services.cancel_course, school_course_id=school_course_id):
        return redirect("staff:school_course", school_course_id)
    seats = queries.seats_on(found, actor=request.actor)
    people.noted([row.person for row in seats], actor=request.actor, fields="placement")
    is_ours = found.organisation_id == request.actor.organisation_id
    shown = {"course": found, "seats": seats, "form": form, "may_cancel": is_ours and found.cancelled_on is None}
    return render(request, "staff/school/course.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def of_stay(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The school of one IGU, and pay beside benefit for a talk about staying."""
    found = queries.of_stay(placement_id, actor=request.actor, on=timezone.localdate())
    form = _seat_form(found, request.POST or None)
    status = 200
    if request.method == "POST":
        try:
            if is_saved(request, form, services.take_seat, placement_id=placement_id):
                return redirect("staff:school_stay", placement_id)
            status = 422
        except Stale:
            messages.warning(request, _("Somebody else was first. This is how it stands now."))
            return redirect("staff:school_stay", placement_id)
    shown = {
        "school": found,
        "stay": found.stay,
        "person": found.stay.person,
        "form": form,
        "may_write": case_scope.may_work_on(found.stay.person, request.actor),
        **_pay(request),
    }
    return render(request, "staff/school/stay.html", shown, status=status)


def _seat_form(found: queries.School, data: Any) -> django_forms.Form:
    free = [
        (row.pk, f"{row.title}, {row.institution}, {date_format(row.starts_on, 'SHORT_DATE_FORMAT')}")
        for row in found.free
    ]
    fallen = [(row.pk, row.course.title) for row in found.seats if row.course.cancelled_on]
    first = fallen[0][0] if fallen else None
    if data is not None:  # pressed twice: the seat stands, and the second press is no fault
        free += [(row.course_id, row.course.title) for row in found.seats]
        fallen += [(row.instead_of_id, row.course.title) for row in found.seats if row.instead_of_id]
    return forms.Seat(data, free=free, taken=fallen, initial={"instead_of": first})


def _pay(request: ActingRequest) -> dict[str, Any]:
    """What was chosen, and the two amounts. Nothing of it is kept."""
    family, year = request.GET.get("familie", ""), request.GET.get("aar", "first_year")
    year = year if year in _YEARS else "first_year"
    compared = None
    if family in _FAMILIES:
        compared = rules.income(year=year, family=family, on=timezone.localdate())
    return {
        "families": _FAMILIES.items(), "years": _YEARS.items(), "family": family, "year": year, "compared": compared
    }  # fmt: skip


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def give_up(request: ActingRequest, school_seat_id: int) -> HttpResponse:
    """Not this course after all."""
    found = queries.seat(school_seat_id, actor=request.actor)
    services.give_up_seat(school_seat_id=school_seat_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("staff:school_stay", found.placement_id)
