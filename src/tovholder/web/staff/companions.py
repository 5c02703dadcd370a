"""A mentor goes along to a visit: asked by those who work in the case, and read by the mentor."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.pathways import aftercare_queries, companion_services
from tovholder.pathways import companions as queries
from tovholder.people import queries as people
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import aftercare_forms as forms


@require_GET
@allows(Role.MENTOR, purpose="case")
def mine(request: ActingRequest) -> HttpResponse:
    """Where this mentor goes along: with whom, when, where to meet."""
    found = queries.of_mentor(actor=request.actor, now=timezone.now())
    page = page_of(found, request, sorts={"tid": ("at", "pk")}, first="tid")
    people.noted([row.person for row in page.rows], actor=request.actor, fields="granted")
    return render(request, "staff/aftercare/companions.html", {"page": page})


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def along(request: ActingRequest, person_id: int) -> HttpResponse:
    """Ask a mentor to go along."""
    person = aftercare_queries.case(person_id, actor=request.actor, on=timezone.localdate()).person
    mentors = [(each.pk, f"{each.user.name}, {each.organisation.name}") for each in queries.mentors(person)]
    initial: dict[str, Any] = {"at": request.GET.get("tid", "")[:16]}
    form = forms.Along(request.POST or None, mentors=mentors, initial=initial)
    if request.method == "POST" and is_saved(request, form, companion_services.send_along, person_id=person_id):
        return redirect("staff:aftercare_person", person_id)
    shown = {"person": person, "form": form, "has_mentors": bool(mentors)}
    return render(request, "staff/aftercare/along.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def call_off(request: ActingRequest, companion_id: int) -> HttpResponse:
    """The mentor does not go along after all."""
    row = companion_services.call_off(companion_id=companion_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("staff:aftercare_person", row.person_id)
