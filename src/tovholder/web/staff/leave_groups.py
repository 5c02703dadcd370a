"""The group around a leave (Kolding): open, each week, Danish first; its people as far as the reader may know them."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import aftercare_queries, aftercare_rules
from tovholder.pathways import leave_queries as queries
from tovholder.pathways import leave_services as services
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.web.shared import edits, weekdays
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import aftercare_forms as forms

_QUARTER = timedelta(days=91)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def groups(request: ActingRequest) -> HttpResponse:
    """The groups, and a new one."""
    form = forms.Group(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and is_saved(request, form, services.plan_leave_group):
        return redirect("staff:leave_groups")
    page = page_of(queries.groups(actor=request.actor), request, sorts={"start": ("starts_on",)}, first="-start")
    shown = {"page": page, "form": form, "weekdays": weekdays.names()}
    return render(request, "staff/aftercare/groups.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def group(request: ActingRequest, leave_group_id: int) -> HttpResponse:
    """One group: the evening's plan, who is in it, who came, industries with openings."""
    actor, on = request.actor, timezone.localdate()
    found = queries.group(leave_group_id, actor=actor)
    rows = queries.with_visits(queries.members(found, actor=actor))
    people.noted([row.person for row in rows], actor=actor)
    names = [(row.pk, f"{row.person.given_name} {row.person.family_name}") for row in rows]
    form = forms.Meeting(request.POST or None, members=names, initial={"on": on})
    if request.method == "POST" and is_saved(request, form, services.note_meeting, group_id=leave_group_id):
        return redirect("staff:leave_group", leave_group_id)
    shown = {
        "group": found,
        "members": [(row, _leave(row, on)) for row in rows],
        "agenda": parameters.terms("leave_group_agenda", on=on),
        "visited": queries.visited(found, since=on - _QUARTER),
        "openings": queries.openings(actor=actor)[:8],
        "form": form if rows else None,
        "weekdays": weekdays.names(),
    }
    return render(request, "staff/aftercare/group.html", shown, status=422 if form.errors else 200)


def _leave(row: Any, on: Any) -> Any:
    return aftercare_rules.leave(leave_from=row.leave_from, returns_on=row.returns_on, on=on)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def join(request: ActingRequest, person_id: int) -> HttpResponse:
    """Somebody joins a group, in any week."""
    found = aftercare_queries.case(person_id, actor=request.actor, on=timezone.localdate()).person
    if not case_scope.is_within_case_of(found, request.actor):
        raise NotAllowed("leave.not_within_case")
    open_ones = queries.groups(actor=request.actor)
    form = forms.Join(request.POST or None, groups=[(row.pk, row.title) for row in open_ones])
    if request.method == "POST" and is_saved(request, form, services.join, person_id=person_id):
        return redirect("staff:aftercare_person", person_id)
    shown = {"person": found, "form": form, "has_groups": bool(open_ones)}
    return render(request, "staff/aftercare/join.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def member(request: ActingRequest, leave_member_id: int) -> HttpResponse:
    """One of the group: leave, goal, day care, what comes next."""
    found, on = queries.member(leave_member_id, actor=request.actor), timezone.localdate()
    saved = {
        name: getattr(found, name) for name in ("leave_from", "returns_on", "goal", "daycare", "next_step", "version")
    }
    form = forms.ChangeLeave(request.POST or None, initial=saved)
    shown: dict[str, Any] = {"member": found, "person": found.person, "form": form, "leave": _leave(found, on)}
    status = 200
    if request.method == "POST":
        try:
            if is_saved(request, form, services.change_leave, member_id=leave_member_id):
                return redirect("staff:leave_group", found.group_id)
            status = 422
        except Stale:
            shown |= {"stale": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "version", found.version)
            status = 409
    return render(request, "staff/aftercare/member.html", shown, status=status)
