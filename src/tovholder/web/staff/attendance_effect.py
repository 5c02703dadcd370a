"""Attendance before and after a deduction, by band: information for leaders, from which nothing follows by itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.pathways import attendance_effect_rules, attendance_queries
from tovholder.web.shared.requests import ActingRequest


@require_GET
@allows(Role.TEAM_LEADER, Role.BENEFITS_OFFICER, purpose="overview")
def effect(request: ActingRequest) -> HttpResponse:
    """Bands with numbers and intervals, and deductions by quarter. Few people are not told of."""
    on = timezone.localdate()
    rule = parameters.value("sanction_effect", on=on)
    smallest = rule.whole("smallest")
    courses = attendance_queries.courses(actor=request.actor, on=on)
    quarters = attendance_queries.sanctions_by_quarter(actor=request.actor)
    shown = {
        "bands": attendance_effect_rules.bands(courses, smallest=smallest),
        "quarters": [(year, quarter, number if number >= smallest else None) for year, quarter, number in quarters],
        "smallest": smallest,
        "days": rule.whole("days"),
    }
    return render(request, "staff/attendance/effect.html", shown)
