"""The company tells who came to work, for one stay and one week: there, or away with what was said about it."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.pathways import attendance_queries, attendance_services
from tovholder.placements import ladder_queries, queries
from tovholder.proposals import candidates
from tovholder.web.shared import sentences
from tovholder.web.shared.attendance_forms import Register, Told, Whom, day_asked, week_of
from tovholder.web.shared.requests import ActingRequest

COMPANY = "company"


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="attendance")
def attendance(request: ActingRequest, placement_id: int) -> HttpResponse:
    """One week of a stay at the own company."""
    stay = queries.placement(placement_id, actor=request.actor)
    today = timezone.localdate()
    day = day_asked(request.GET.get("dag", ""), today)
    name = candidates.name_at_company(stay)
    form = _form(request, stay, name, day, today)
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect(f"{reverse('company:attendance', args=[placement_id])}{_address(day)}")
    later = day + timedelta(days=7)
    shown = {
        "stay": stay,
        "name": name,
        "form": form,
        "before": _address(day - timedelta(days=7)),
        "after": _address(later) if later <= today else "",
    }
    return render(request, "company/attendance.html", shown, status=422 if form.errors else 200)


def _form(request: ActingRequest, stay: Any, name: str, day: date, today: date) -> Register:
    days = [each for each in week_of(day) if ladder_queries.is_day_of(stay, each)]
    told = attendance_queries.own_days([stay.person_id], actor=request.actor, first=week_of(day)[0], days=7)
    known = {
        (person_id, on): Told(row.coming == "present", row.reason, bool(row.cleared_at or row.hearing_id))
        for (person_id, activity, on), row in told.items()
        if activity == COMPANY
    }
    whom = [Whom(stay.person_id, name, stay.pk)]
    return Register(request.POST or None, people=whom, days=days, told=known, activity=COMPANY, today=today)


def _saved(request: ActingRequest, form: Register) -> bool:
    try:
        attendance_services.tell_many(days=form.chosen, actor=request.actor, now=timezone.now())
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Thank you. It is noted."))
    return True


def _address(day: date) -> str:
    return "?" + urlencode({"dag": day.isoformat()})
