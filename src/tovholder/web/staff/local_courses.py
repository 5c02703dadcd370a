"""Courses of our own: lessons booked from companies, peers and role models; and the course offered to a citizen."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import local_course_queries as queries
from tovholder.pathways import local_course_services as services
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import course_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """The courses, and a new one."""
    form = forms.LocalCourse(request.POST or None)
    if request.method == "POST" and is_saved(request, form, services.plan_local_course):
        return redirect("staff:local_courses")
    page = page_of(queries.courses(actor=request.actor), request, sorts={"start": ["starts_on"]}, first="-start")
    shown = {"page": page, "form": form}
    return render(request, "staff/local_courses/index.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def course(request: ActingRequest, local_course_id: int) -> HttpResponse:
    """One course: its lessons, a lesson to book, and to whom it was offered."""
    found = queries.course(local_course_id, actor=request.actor)
    form = forms.Lesson(request.POST or None)
    if request.method == "POST" and is_saved(request, form, services.book_lesson, local_course_id=local_course_id):
        return redirect("staff:local_course", local_course_id)
    seats = queries.seats(found, actor=request.actor)
    people.noted([row.person for row in seats], actor=request.actor)
    shown = {
        "course": found,
        "lessons": queries.lessons(found),
        "seats": seats,
        "form": form,
        "now": timezone.now(),
        "last_day": found.ends_before - timedelta(days=1),
    }
    return render(request, "staff/local_courses/course.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def lesson(request: ActingRequest, local_lesson_id: int) -> HttpResponse:
    """A lesson is agreed, held or called off."""
    found = queries.lesson(local_lesson_id, actor=request.actor)
    told: dict[str, Any] = {"version": number_in(request.POST.get("version", "")), "state": request.POST.get("state")}
    _tried(request, services.move_lesson, local_lesson_id=found.pk, **told)
    return redirect("staff:local_course", found.course_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def of_person(request: ActingRequest, person_id: int) -> HttpResponse:
    """What was offered to one citizen, and a course to offer."""
    person, today = people.case(person_id, actor=request.actor), timezone.localdate()
    if not case_scope.may_work_on(person, request.actor):
        raise NotAllowed("person.not_your_case")
    ahead = queries.courses(actor=request.actor).filter(ends_before__gt=today)
    form = forms.OfferCourse(request.POST or None, courses=[(row.pk, row.title) for row in ahead])
    if request.method == "POST" and is_saved(request, form, services.offer_course, person_id=person_id):
        return redirect("staff:local_courses_person", person_id)
    shown = {
        "person": person,
        "form": form,
        "has_courses": bool(ahead),
        "seats": queries.of_person(person_id, actor=request.actor),
    }
    return render(request, "staff/local_courses/person.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def answer(request: ActingRequest, local_seat_id: int) -> HttpResponse:
    """What the citizen said."""
    found = queries.seat(local_seat_id, actor=request.actor)
    told: dict[str, Any] = {"version": number_in(request.POST.get("version", "")), "answer": request.POST.get("answer")}
    _tried(request, services.answer_course, local_seat_id=found.pk, **told)
    return redirect("staff:local_courses_person", found.person_id)


def _tried(request: ActingRequest, service: Any, **told: Any) -> None:
    """A step without words of its own: what was refused, or came second, is told in one line."""
    try:
        service(actor=request.actor, now=timezone.now(), **told)
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, _("Somebody else was first. This is how it stands now."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
