"""The common routines: described, shared, and what each says of the own work. Nobody is ranked."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import method_queries as queries
from tovholder.pathways import method_services as services
from tovholder.web.shared import edits
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import course_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="overview")
def index(request: ActingRequest) -> HttpResponse:
    """Our methods with how many use each, those others share, and a new one."""
    form = forms.Method(request.POST or None)
    if request.method == "POST" and is_saved(request, form, services.tell_method):
        return redirect("staff:methods")
    found = queries.own(actor=request.actor).filter(ended_on__isnull=True)
    page, today = page_of(found, request, sorts={"navn": ["title"]}, first="navn"), timezone.localdate()
    counted = queries.in_use(page.rows, actor=request.actor)
    rows = [(row, share, queries.late(row, on=today)) for row, share in counted]
    shown = {"page": page.with_rows(rows), "form": form, "shared": queries.shared(actor=request.actor)[:50]}
    return render(request, "staff/methods/index.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="overview")
def method(request: ActingRequest, work_method_id: int) -> HttpResponse:
    """One method: the words, what each says, and changing it."""
    found = queries.method(work_method_id, actor=request.actor)
    saved = {"number": found.number, "words": found.words, "shared": found.shared}
    form = forms.ChangeMethod(request.POST or None, initial=saved)
    if request.method != "POST":
        return _page(request, found, form)
    try:
        if is_saved(request, form, services.change_method, work_method_id=work_method_id):
            return redirect("staff:work_method", work_method_id)
    except Stale:
        shown = {"stale": True, "differences": edits.differences(form, saved)}
        edits.renewed(form, "number", found.number)
        return _page(request, found, form, status=409, **shown)
    return _page(request, found, form, status=422)


@require_POST
@allows(*CASE_ROLES, purpose="overview")
def use(request: ActingRequest, work_method_id: int) -> HttpResponse:
    """What I say of my own work."""
    found, form = queries.method(work_method_id, actor=request.actor), forms.Use(request.POST, auto_id="use_%s")
    if is_saved(request, form, services.answer_method, work_method_id=work_method_id):
        return redirect("staff:work_method", work_method_id)
    saved = {"number": found.number, "words": found.words, "shared": found.shared}
    return _page(request, found, forms.ChangeMethod(initial=saved), status=422, use=form)


def _page(request: ActingRequest, found: Any, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    answers = queries.answers(found, actor=request.actor)
    mine = next((each.use for each in answers if each.member.pk == request.actor.membership_id), None)
    own = {"answer": mine.answer, "words": mine.words} if mine else {}
    shown = {
        "method": found,
        "form": form,
        "answers": answers,
        "use": forms.Use(initial=own, auto_id="use_%s"),
        "late": queries.late(found, on=timezone.localdate()),
    }
    return render(request, "staff/methods/method.html", shown | more, status=status)
