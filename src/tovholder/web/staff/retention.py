"""What will be deleted next, for those who answer for it, and the holds that keep a case from it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.people import queries, services
from tovholder.retention import due, periods
from tovholder.retention.kinds import KINDS, Kind
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff.retention_forms import Hold, Lift, OwnPeriod
from tovholder.web.staff.retention_words import EXPLAINED, NAMED


@dataclass(frozen=True)
class Line:
    """One kind as the page shows it: what it is, how long it is kept, and what goes on which day."""

    name: str | Promise
    explained: str | Promise
    days: int
    verified: bool
    of_all: bool
    coming: list[due.Coming]

    @property
    def number(self) -> int:
        return sum(each.number for each in self.coming)


@require_GET
@allows(*due.READERS, purpose="retention")
def overview(request: ActingRequest) -> HttpResponse:
    """Counts by kind and day, and the holds of the own municipality by number of the case. No names."""
    return _shown(request, Hold(initial={"case_number": request.GET.get("sag", "")}))


@require_POST
@allows(*due.READERS, purpose="retention")
def hold(request: ActingRequest) -> HttpResponse:
    """Hold one case back. What was typed comes back with the fault beside it."""
    form = Hold(request.POST)
    if form.is_valid() and _is_held(request, form):
        messages.success(request, _("The case is held back, and is not deleted while the hold stands."))
        return redirect("staff:retention")
    return _shown(request, form, status=422)


def _is_held(request: ActingRequest, form: Hold) -> bool:
    told = form.cleaned_data
    try:
        services.hold_case(
            person_id=told["case_number"],
            reason=told["reason"],
            ends_before=told["ends_before"],
            actor=request.actor,
            now=timezone.localtime(),
        )
    except queries.NoSuchPerson:
        form.add_error("case_number", _("Your municipality has no case with that number."))
    except NotAllowed as refusal:
        form.add_error(None, sentences.refusal(refusal.code, refusal.facts))
    return not form.errors


@require_POST
@allows(*due.READERS, purpose="retention")
def lift(request: ActingRequest) -> HttpResponse:
    """Lift a hold: the period of the case counts again, from the day it was closed."""
    form = Lift(request.POST)
    try:
        if form.is_valid():
            number = form.cleaned_data["case_number"]
            services.lift_hold(person_id=number, actor=request.actor, now=timezone.localtime())
            messages.success(request, _("The hold is lifted."))
    except queries.NoSuchPerson:
        messages.error(request, _("Your municipality has no case with that number."))
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
    return redirect("staff:retention")


@require_POST
@allows(Role.ADMINISTRATOR, purpose="retention")
def set_period(request: ActingRequest) -> HttpResponse:
    """The municipality decides itself how long something is kept, within the bounds."""
    form = OwnPeriod(request.POST, auto_id="period_%s")
    if form.is_valid() and (made := _period_set(request, form)):
        day = date_format(made.starts_on)
        messages.success(request, _("The period is set. It holds from %(day)s.") % {"day": day})
        return redirect("staff:retention")
    return _shown(request, Hold(), status=422, period_form=form)


def _period_set(request: ActingRequest, form: OwnPeriod) -> periods.OwnPeriod | None:
    try:
        return periods.set_own(actor=request.actor, now=timezone.localtime(), **form.cleaned_data)
    except NotAllowed as refusal:
        field = "days" if refusal.code == "retention.period_outside" else None
        form.add_error(field, sentences.refusal(refusal.code, refusal.facts))
    return None


def _shown(request: ActingRequest, form: Hold, status: int = 200, period_form: OwnPeriod | None = None) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    coming = due.of_organisation(actor=actor, today=today, ahead=due.AHEAD)
    context: dict[str, Any] = {
        "lines": _lines(coming, today, actor.organisation_id or 0),
        "period_form": (period_form or OwnPeriod(auto_id="period_%s")) if periods.may_set(actor) else None,
        "own_periods": [
            (parameters.term("retention", each.period).label(get_language() or "da"), each)
            for each in periods.set_by(actor=actor)
        ],
        "ahead": due.AHEAD,
        "today": today,
        "holds": list(queries.holds(actor=request.actor, on=today)),
        "rules": [
            (term.label(get_language() or "da"), term.reference.verified)
            for term in parameters.terms("archive_rules", on=today)
        ],
        "form": form,
    }
    return render(request, "staff/retention/overview.html", context, status=status)


def _lines(coming: list[due.Coming], today: date, organisation_id: int) -> list[Line]:
    by_kind = {name: list(each) for name, each in groupby(coming, key=lambda one: one.kind.name)}
    return [_line(kind, by_kind.get(kind.name, []), today, organisation_id) for kind in KINDS]


def _line(kind: Kind, coming: list[due.Coming], today: date, organisation_id: int) -> Line:
    verified = parameters.term("retention", kind.period, on=today).reference.verified
    period = periods.days_of(kind.period, organisation_id, on=today)
    return Line(NAMED[kind.name], EXPLAINED[kind.name], period, verified, not kind.owner, coming)
