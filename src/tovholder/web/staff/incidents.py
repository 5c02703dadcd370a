"""Problems in stays, for staff: report one in few steps, follow its clock, solve it or end the stay."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.placements import incident_queries, incident_rules, incident_services, queries
from tovholder.web.shared import edits, names, sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import incidents_forms as forms

OUTCOMES = {
    "solved": gettext_lazy("Solved"),
    "ended": gettext_lazy("The stay ended at once"),
    "ends_by_plan": gettext_lazy("The stay ends by plan"),
}


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def report(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Report a problem: what it is about, words, save."""
    placement = queries.placement(placement_id, actor=request.actor)
    now = timezone.now()
    form = forms.Report(request.POST or None, initial={"heard_at": timezone.localtime(now)})
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            who: dict[str, Any] = {"placement_id": placement_id, "actor": request.actor, "now": now}
            made = incident_services.report_incident(**told, **who)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            due = sentences.shown_fact("deadline", made.due_at, request.LANGUAGE_CODE)
            messages.success(request, _("Written down. Be at the company by %(due)s.") % {"due": due})
            return redirect("staff:incident", made.pk)
    context = {"placement": placement, "form": form}
    return render(request, "staff/alignment/report.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
@allows(*CASE_ROLES, purpose="placement")
def incident(request: ActingRequest, incident_id: int) -> HttpResponse:
    """One problem, its clock, and what can be done."""
    return _page(request, incident_id)


def _arrive(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return incident_services.arrived(**told, **who)


def _hand_over(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return incident_services.hand_over(version=told["version"], owner_id=told["owner"], **who)


def _solve(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return incident_services.solve(**told, **who)


def _end_now(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return incident_services.end_at_once(**told, **who)


def _end_later(told: dict[str, Any], who: dict[str, Any]) -> Any:
    return incident_services.end_by_plan(**told, **who)


_Step = tuple[type[django_forms.Form], Callable[[dict[str, Any], dict[str, Any]], Any], Any]
STEPS: dict[str, _Step] = {
    "kommet": (forms.Arrived, _arrive, gettext_lazy("We are there")),
    "loest": (forms.Solve, _solve, gettext_lazy("It is solved")),
    "slut": (forms.EndAtOnce, _end_now, gettext_lazy("It cannot be solved: end the stay today")),
    "plan": (forms.EndByPlan, _end_later, gettext_lazy("It cannot be solved: end the stay by plan")),
    "videre": (forms.HandOver, _hand_over, gettext_lazy("Pass it on, or tell a leader")),
}


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def take(request: ActingRequest, incident_id: int, step: str) -> HttpResponse:
    """One step. Who comes second is told, and keeps the words."""
    if step not in STEPS:
        raise Http404
    form = _form(step, request, data=request.POST)
    if not form.is_valid():
        return _page(request, incident_id, status=422, **{step: form})
    try:
        who = {"incident_id": incident_id, "actor": request.actor, "now": timezone.now()}
        STEPS[step][1](form.cleaned_data, who)
    except Stale:
        found = incident_queries.incident(incident_id, actor=request.actor)
        edits.renewed(form, "version", found.version)
        return _page(request, incident_id, status=409, is_conflict=True, **{step: form})
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, incident_id, status=422, **{step: form})
    messages.success(request, _("Saved."))
    return redirect("staff:incident", incident_id)


def _form(step: str, request: ActingRequest, *, data: Any = None, initial: dict[str, Any] | None = None) -> Any:
    form = STEPS[step][0](data, initial=initial, auto_id=f"{step}_%s")
    if isinstance(form, forms.HandOver):
        found = accounts.colleagues(actor=request.actor).filter(role__in=CASE_ROLES)
        form.offer([(each.pk, f"{each.user.name}, {_role(each.role)}") for each in found])
    return form


def _role(role: str) -> str:
    return str(names.ROLES.get(role, role))


def _page(
    request: ActingRequest, incident_id: int, *, status: int = 200, is_conflict: bool = False, **bound: Any
) -> HttpResponse:
    found = incident_queries.incident(incident_id, actor=request.actor)
    now = timezone.now()
    initial = {"version": found.version, "at": timezone.localtime(now), "last_day": timezone.localdate()}
    steps = [] if found.closed_at else [step for step in STEPS if not (step == "kommet" and found.arrived_at)]
    context = {
        "incident": found,
        "outcome": OUTCOMES.get(found.outcome, ""),
        "why": incident_rules.arrival(due=found.due_at, arrived=found.arrived_at, now=now),
        "is_conflict": is_conflict,
        "steps": [
            {
                "step": step,
                "label": STEPS[step][2],
                "form": bound.get(step) or _form(step, request, initial=initial),
                "is_open": step in bound or (not bound and step == steps[0]),
            }
            for step in steps
        ],
        "lost": bound if found.closed_at else {},
    }
    return render(request, "staff/alignment/incident.html", context, status=status)
