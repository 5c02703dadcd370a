"""What the partnership does together: where each task stands, joint courses, knowledge of the local labour market."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import queries as companies
from tovholder.companies import together_queries as queries
from tovholder.companies import together_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import together_forms as forms

STAGES = {
    "draft": gettext_lazy("Being read by the contact person"),
    "open": gettext_lazy("Looking for people"),
    "filled": gettext_lazy("All places taken"),
}
SORTS = {"modtaget": ["received_at"], "virksomhed": ["unit__company__name"], "kommune": ["taken_by__name"]}


@require_GET
@allows(*queries.PARTNERS, purpose="overview")
def tasks(request: ActingRequest) -> HttpResponse:
    """One list for all partners: the task, who leads it and where it stands. No numbers that could be somebody."""
    page = page_of(queries.tasks(actor=request.actor), request, sorts=SORTS, first="-modtaget")
    rows = [(task, STAGES[task.status]) for task in page.rows]
    return render(request, "staff/together/tasks.html", {"page": page.with_rows(rows)})


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def notes(request: ActingRequest) -> HttpResponse:
    """What the consultants know of the local labour markets, told to each other."""
    form = forms.Note(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.tell(actor=request.actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Shared with the partnership."))
        return redirect("staff:labour_notes")
    page = page_of(queries.notes(actor=request.actor), request, sorts={"tid": ["at"]}, first="-tid")
    shown = {"page": page, "form": form, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/together/notes.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def courses(request: ActingRequest) -> HttpResponse:
    """Joint courses to come, and a form for one more."""
    form = forms.Course(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan_course(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            return redirect("staff:course", made.pk)
        except NotAllowed as refused:
            form.add_error("starts_on", sentences.refusal(refused.code, refused.facts))
    found = queries.courses(actor=request.actor, on=timezone.localdate())
    page = page_of(found, request, sorts={"start": ["starts_on"]}, first="start")
    shown = {"page": page, "form": form, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/together/courses.html", shown, status=422 if form.errors else 200)


@require_GET
@allows(*queries.STAFF, purpose="recruitment")
def course(request: ActingRequest, course_id: int) -> HttpResponse:
    """One joint course: our own by name, all others as a number."""
    found = queries.course(course_id, actor=request.actor, on=timezone.localdate())
    typed = request.GET.get("navn", "")
    shown = {
        "course": found,
        "own": queries.own_on_course(found, actor=request.actor),
        "candidates": queries.candidates(typed, actor=request.actor),
        "typed": typed,
        "may_write": companies.may_write(request.actor),
    }
    return render(request, "staff/together/course.html", shown)


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def seat(request: ActingRequest, course_id: int, person_id: int) -> HttpResponse:
    """Sign an own citizen up, or off."""
    take = services.sign_off if "out" in request.POST else services.sign_up
    try:
        take(course_id=course_id, person_id=person_id, actor=request.actor, on=timezone.localdate())
        messages.success(request, _("Saved."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:course", course_id)
