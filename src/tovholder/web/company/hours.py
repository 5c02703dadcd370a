"""The company tells, week by week, how many hours somebody was there and how many days they were away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.placements import ladder_queries, ladder_services, queries, transitions
from tovholder.proposals import candidates
from tovholder.web.company import hours_forms
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="placement")
def hours(request: ActingRequest, placement_id: int) -> HttpResponse:
    """One stay: what is planned and told for each of the last weeks, and one week to tell of."""
    stay = queries.placement(placement_id, actor=request.actor)
    rows = candidates.with_names(queries.visible(actor=request.actor).filter(pk=placement_id), first=1)
    name = rows[0][1] if rows else ""
    today = timezone.localdate()
    ladder = ladder_queries.of_placement(stay, on=today)
    weeks = hours_forms.weeks_of(ladder, today)
    form = hours_forms.WeekWorked(request.POST or None, weeks=weeks)
    if request.method == "POST" and form.is_valid() and _saved(request, stay.pk, form):
        return redirect("company:hours", placement_id)
    context = {"stay": stay, "name": name, "weeks": weeks, "form": form, "is_over": stay.starts_on <= today}
    context["is_running"] = stay.status in transitions.HOLDS_A_PLACE
    return render(request, "company/hours/hours.html", context, status=422 if form.errors else 200)


def _saved(request: ActingRequest, placement_id: int, form: hours_forms.WeekWorked) -> bool:
    told: dict[str, Any] = {"placement_id": placement_id, "actor": request.actor, "now": timezone.now()}
    week = form.week()
    try:
        ladder_services.report_hours(
            worked=week.worked(form), absent_days=form.cleaned_data["absent_days"], correct=week.is_ours, **told
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Thank you. The week is noted."))
    return True
