"""One citizen's week for staff: what stands in it, what clashes, one thing more, and the paper."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import language_queries
from tovholder.pathways import week_queries as queries
from tovholder.pathways import week_services as services
from tovholder.web.shared import papers, sentences, weekdays
from tovholder.web.shared.requests import ActingRequest, own_address
from tovholder.web.shared.week_asked import monday_asked
from tovholder.web.staff import meetings
from tovholder.web.staff import weeks_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def week(request: ActingRequest, person_id: int) -> HttpResponse:
    """The week the address asks for; one thing more is written here."""
    person = meetings.own(request, person_id)
    form = forms.Entry(request.POST or None, initial={"starts_on": timezone.localdate()}, auto_id="uge_%s")
    if request.method == "POST" and form.is_valid():
        try:
            services.add_to_week(
                person_id=person_id,
                entry=form.entry(),
                request_key=form.cleaned_data["request_key"],
                actor=request.actor,
                now=timezone.now(),
            )
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            messages.success(request, _("Saved."))
            return redirect(request.get_full_path())
    return _page(request, person, form, status=422 if form.errors else 200)


def _page(request: ActingRequest, person: Any, form: forms.Entry, *, status: int) -> HttpResponse:
    monday = monday_asked(request)
    language = language_queries.of_letters(person)
    shown = {
        "person": person,
        "week": queries.week(person.pk, monday=monday),
        "before": (monday - timedelta(days=7)).isoformat(),
        "after": (monday + timedelta(days=7)).isoformat(),
        "form": form,
        "print_form": forms.Print(initial={"monday": monday, "language": language}, auto_id="papir_%s"),
        "weekdays": weekdays.names(),
        "entries": queries.entries(person.pk, on=timezone.localdate()),
    }
    return render(request, "staff/meetings/week.html", shown, status=status)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def paper(request: ActingRequest, person_id: int) -> HttpResponse:
    """The week as a paper in the citizen's language."""
    form = forms.Print(request.POST)
    if not form.is_valid():
        return redirect("staff:week", person_id)
    told = {**form.cleaned_data, "check_at": papers.check_at(request)}
    try:
        made = services.print_week(person_id=person_id, actor=request.actor, now=timezone.now(), **told)
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        return redirect("staff:week", person_id)
    return redirect("staff:paper", made.pk)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def end(request: ActingRequest, week_entry_id: int) -> HttpResponse:
    """From today on it is no longer there."""
    person_id = services.end_in_week(entry_id=week_entry_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect(own_address(request) or reverse("staff:week", args=[person_id]))
