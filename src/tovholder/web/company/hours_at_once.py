"""The company tells several weeks at once, for everybody there: that they went as planned and nobody was away."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.people import queries as people
from tovholder.placements import ladder_queries, ladder_services, queries, transitions
from tovholder.placements.ladder_rules import HoursStep
from tovholder.proposals import candidates
from tovholder.web.company import hours_forms
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest

_MOST = 50  # stays; more than one page can be looked through is told one by one


@dataclass(frozen=True)
class Line:
    """One person in one week that is over, that has a plan and that nobody has told of."""

    placement_id: int
    name: str
    week: hours_forms.Week

    @property
    def key(self) -> str:
        return f"{self.placement_id}:{self.week.starts_on.isoformat()}"


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="placement")
def hours_at_once(request: ActingRequest) -> HttpResponse:
    """All the untold weeks, by week; those ticked are told as they were planned. What differed is told by itself."""
    lines = _lines(request, timezone.localdate())
    if request.method == "POST":
        ticked = set(request.POST.getlist("told"))
        _tell(request, [line for line in lines if line.key in ticked])
        return redirect("company:hours_at_once")
    weeks: dict[date, list[Line]] = {}
    for line in lines:
        weeks.setdefault(_monday(line.week.starts_on), []).append(line)
    return render(request, "company/hours/at_once.html", {"weeks": sorted(weeks.items())})


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _lines(request: ActingRequest, today: date) -> list[Line]:
    """Weeks that are over only: what is planned for the rest of this one may still come otherwise."""
    running = queries.search(actor=request.actor, status=transitions.STARTED).order_by("starts_on", "pk")
    stays = candidates.with_names(running, first=_MOST)
    people.noted([stay.person for stay, _name in stays], actor=request.actor, fields="placement")
    told = ladder_queries.told_of([stay for stay, _name in stays])
    over = _monday(today)
    return [
        Line(stay.pk, name, week)
        for stay, name in stays
        for week in hours_forms.weeks_of(told[stay.pk], today)
        if week.told is None and week.planned is not None and week.ends_before <= over
    ]


def _tell(request: ActingRequest, lines: list[Line]) -> None:
    saved = 0
    for line in lines:
        plan = line.week.planned
        if plan is None:
            continue
        worked = HoursStep(line.week.starts_on, plan.unpaid, plan.paid, line.week.ends_before)
        try:
            ladder_services.report_hours(
                placement_id=line.placement_id, worked=worked, absent_days=0, actor=request.actor, now=timezone.now()
            )
            saved += 1
        except NotAllowed as refused:
            messages.error(request, f"{line.name}: {sentences.refusal(refused.code, refused.facts)}")
    if saved:
        words = ngettext("Thank you. %(n)s week is noted.", "Thank you. %(n)s weeks are noted.", saved)
        messages.success(request, words % {"n": saved})
    else:
        messages.warning(request, _("Nothing was ticked that is not told already, so nothing was saved."))
