"""What several units do for one company: plans, needs sent on, the list for meetings, the map of services."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.circles import Circle
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import desk_queries, plan_queries, plan_services, queries
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import desk_plan_forms as forms
from tovholder.web.staff.desk_contacts import STALE
from tovholder.web.staff.desk_forms import listed

STATUSES = {
    "sent": ("note", gettext_lazy("Waits for an answer")),
    "accepted": ("good", gettext_lazy("Taken")),
    "declined": ("warn", gettext_lazy("Declined")),
    "closed": ("", gettext_lazy("Closed")),
}


def _circle(request: ActingRequest) -> Circle:
    return plan_queries.circle(actor=request.actor)


def _who(request: ActingRequest) -> dict[str, Any]:
    return {"actor": request.actor, "now": timezone.now()}


def _tried(form: django_forms.Form, take: Callable[[], Any]) -> Any:
    """What a service made, or None with the refusal in the form, above the words that were written."""
    try:
        return take()
    except Stale:
        form.add_error(None, STALE)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return None


@require_GET
@allows(*desk_queries.LOGGERS, purpose="companies")
def plans(request: ActingRequest) -> HttpResponse:
    """The partnership's plans and strategic projects with companies, each with who holds it and what waits."""
    told = request.GET
    found = plan_queries.plans(actor=request.actor, kind=told.get("slags", ""), closed=bool(told.get("lukket")))
    page = page_of(found, request, sorts={"tid": ["made_at"], "virksomhed": ["company__name"]}, first="-tid")
    shown = {
        "page": page,
        "chosen": told,
        "kinds": listed("solution_plan_kinds"),
        "tasks": plan_queries.own_tasks(actor=request.actor)[:50],
        "today": timezone.localdate(),
    }
    return render(request, "staff/desk/plans.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def new_plan(request: ActingRequest, company_id: int) -> HttpResponse:
    """Make a plan for a company; `besoeg` in the address is the visit it came out of."""
    company = queries.company(company_id, actor=request.actor)
    form = forms.Plan(request.POST or None, circle=_circle(request), initial={"owner": request.actor.membership_id})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = _tried(
            form,
            lambda: plan_services.make_plan(
                company_id=company_id,
                owner_id=told.pop("owner"),
                visit_id=number_in(request.GET.get("besoeg", "")) or None,
                actor=request.actor,
                now=timezone.now(),
                **told,
            ),
        )
        if made is not None:
            return redirect("staff:desk_plan", made.pk)
    shown = {"form": form, "company": company, "may_log": desk_queries.may_log(request.actor)}
    return render(request, "staff/desk/plan_new.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def plan(request: ActingRequest, plan_id: int) -> HttpResponse:
    """One plan: its tasks by unit. A post adds a task, closes the plan, or writes what a meeting agreed."""
    found = plan_queries.plan(plan_id, actor=request.actor)
    which = request.POST.get("what", "") if request.method == "POST" else ""
    bound = _plan_forms(request, found, which)
    if which in bound and bound[which].is_valid() and _tried(bound[which], _plan_step(request, found, which, bound)):
        messages.success(request, _("Saved."))
        return redirect("staff:desk_plan", plan_id)
    faulty = any(form.errors for form in bound.values())
    shown = {
        "plan": found,
        "form": bound["task"],
        "close_form": bound["close"],
        "note_form": bound["note"],
        "may_log": desk_queries.may_log(request.actor) and found.closed_at is None,
        "today": timezone.localdate(),
    }
    return render(request, "staff/desk/plan.html", shown, status=422 if faulty else 200)


def _plan_forms(request: ActingRequest, found: Any, which: str) -> dict[str, Any]:
    version = {"version": found.version}

    def data(name: str) -> Any:
        return request.POST if which == name else None

    return {
        "task": forms.Task(
            data("task"), actor=request.actor, circle=_circle(request), initial=version, auto_id="task_%s"
        ),
        "close": forms.ClosePlan(data("close"), initial=version, auto_id="close_%s"),
        "note": forms.Note(data("note"), auto_id="note_%s"),
    }


def _plan_step(request: ActingRequest, found: Any, which: str, bound: dict[str, Any]) -> Callable[[], Any]:
    told: dict[str, Any] = bound[which].cleaned_data | _who(request)
    if which == "note":
        return lambda: plan_services.note(plan_id=found.pk, **told)
    if which == "close":
        return lambda: plan_services.close_plan(plan_id=found.pk, **told)
    ids = {"unit_id": told.pop("unit"), "owner_id": told.pop("owner")}
    return lambda: plan_services.add_task(plan_id=found.pk, **ids, **told)


@require_POST
@allows(*desk_queries.LOGGERS, purpose="companies")
def task_done(request: ActingRequest, plan_id: int) -> HttpResponse:
    """A task is done."""
    task_id = number_in(request.POST.get("task", ""))
    try:
        plan_services.task_done(plan_id=plan_id, task_id=task_id, actor=request.actor, now=timezone.now())
        messages.success(request, _("Saved."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:desk_plan", plan_id)


@require_GET
@allows(*desk_queries.LOGGERS, purpose="companies")
def coordination(request: ActingRequest) -> HttpResponse:
    """The standing list for a meeting: what was sent on or planned, who has it, what was agreed (S03-3)."""
    cases = [
        {"kind": kind, "case": case, "note": next(iter(case.notes.all()), None)}
        for kind, case in plan_queries.open_cases(actor=request.actor)
    ]
    return render(request, "staff/desk/coordination.html", {"cases": cases, "statuses": STATUSES})


@require_GET
@allows(*desk_queries.LOGGERS, purpose="companies")
def referrals(request: ActingRequest) -> HttpResponse:
    """What we have sent to others and what others sent to us, with the answer."""
    page = page_of(plan_queries.referrals(actor=request.actor), request, sorts={"tid": ["sent_at"]}, first="-tid")
    rows = [(row, *STATUSES[row.status]) for row in page.rows]
    return render(request, "staff/desk/referrals.html", {"page": page.with_rows(rows)})


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def refer(request: ActingRequest, company_id: int) -> HttpResponse:
    """Send a company's need to somebody else."""
    company = queries.company(company_id, actor=request.actor)
    form = forms.Refer(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = {"company_id": company_id, **_who(request)}
        made = _tried(form, lambda: plan_services.refer(**form.facts(), **told))
        if made is not None:
            messages.success(request, _("Sent. You see the answer here."))
            return redirect("staff:referral", made.pk)
    shown = {"form": form, "company": company, "may_log": desk_queries.may_log(request.actor)}
    return render(request, "staff/desk/refer.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*desk_queries.LOGGERS, purpose="companies")
def referral(request: ActingRequest, referral_id: int) -> HttpResponse:
    """One need sent on: the receiver takes or declines it and tells what came of it; both write meeting notes."""
    found = plan_queries.referral(referral_id, actor=request.actor)
    which = request.POST.get("what", "") if request.method == "POST" else ""
    bound = _referral_forms(request, found, which)
    valid = which in bound and bound[which].is_valid()
    if valid and _tried(bound[which], _referral_step(request, found, which, bound)):
        messages.success(request, _("Saved."))
        return redirect("staff:referral", referral_id)
    faulty = any(form.errors for form in bound.values())
    receives = found.receiver_id == request.actor.organisation_id and desk_queries.may_log(request.actor)
    shown = {
        "referral": found,
        "mark": STATUSES[found.status][0],
        "status": STATUSES[found.status][1],
        "answer_form": bound["answer"] if receives and (found.status == "sent" or bound["answer"].errors) else None,
        "close_form": bound["close"] if receives and found.status == "accepted" else None,
        "note_form": bound["note"],
        "may_log": desk_queries.may_log(request.actor),
    }
    return render(request, "staff/desk/referral.html", shown, status=422 if faulty else 200)


def _referral_forms(request: ActingRequest, found: Any, which: str) -> dict[str, Any]:
    kinds: dict[str, Any] = {"answer": forms.AnswerReferral, "close": forms.CloseReferral, "note": forms.Note}
    version = {"version": found.version}
    return {
        name: kind(request.POST if which == name else None, initial=version, auto_id=f"{name}_%s")
        for name, kind in kinds.items()
    }


def _referral_step(request: ActingRequest, found: Any, which: str, bound: dict[str, Any]) -> Callable[[], Any]:
    told: dict[str, Any] = bound[which].cleaned_data | _who(request)
    if which == "note":
        return lambda: plan_services.note(referral_id=found.pk, **told)
    if which == "close":
        return lambda: plan_services.close_referral(referral_id=found.pk, **told)
    accept = told.pop("answer") == "accept"
    return lambda: plan_services.answer_referral(referral_id=found.pk, accept=accept, **told)


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, Role.ADMINISTRATOR, purpose="companies")
def services(request: ActingRequest) -> HttpResponse:
    """The map: what the municipality does for companies, which unit does it, who answers for it (S07-1)."""
    may_change = plan_queries.may_change_services(request.actor)
    form = forms.Service(request.POST or None, actor=request.actor, circle=_circle(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | _who(request)
        ids = {"unit_id": told.pop("unit"), "owner_id": told.pop("owner")}
        if _tried(form, lambda: plan_services.keep_service(**told, **ids)):
            messages.success(request, _("Saved."))
            return redirect("staff:services")
    page = page_of(
        plan_queries.services(actor=request.actor), request, sorts={"kommune": ["organisation__name", "name"]},
        first="kommune",
    )  # fmt: skip
    shown = {"page": page, "form": form, "may_change": may_change}
    return render(request, "staff/desk/services.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(Role.TEAM_LEADER, Role.ADMINISTRATOR, purpose="companies")
def end_service(request: ActingRequest) -> HttpResponse:
    """The municipality does it no longer."""
    service_id = number_in(request.POST.get("service", ""))
    try:
        plan_services.end_service(service_id=service_id, actor=request.actor, now=timezone.now())
        messages.success(request, _("Taken off the map."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:services")
