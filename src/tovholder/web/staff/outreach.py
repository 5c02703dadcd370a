"""The consultants' plan and what came of it: contacts from the ledger, IGU agreements from the placements (S31-3)."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import campaigns_queries as queries
from tovholder.companies import campaigns_services as services
from tovholder.companies import queries as companies
from tovholder.placements import queries as placements
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms

_AGREED = (*HOLDS_A_PLACE, "ended", "ended_early")


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def plan(request: ActingRequest) -> HttpResponse:
    """The plan that holds today beside the real numbers, the plans before, and a form for the next."""
    form = forms.Plan(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan(actor=request.actor, now=timezone.now(), **form.facts())
            messages.success(request, _("Saved."))
            return redirect("staff:outreach")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    today = timezone.localdate()
    now = queries.plan_on(today, actor=request.actor)
    shown = {
        "plan": now,
        "real": _real(now, today, request.actor) if now else None,
        "plans": queries.plans(actor=request.actor)[:12],
        "form": form,
        "may_write": companies.may_write(request.actor),
    }
    return render(request, "staff/campaigns/outreach.html", shown, status=422 if form.errors else 200)


def _real(now: queries.OutreachPlan, today: date, actor: Actor) -> dict[str, object]:
    made = queries.contacts_made(actor=actor, starts_on=now.starts_on, ends_before=now.ends_before)
    weeks = queries.weeks_of(now, on=today)
    return {
        "contacts": made,
        "weeks": weeks,
        "contacted": sum(made.values()),
        "wanted": now.consultants * now.contacts_per_week * weeks,
        "igu": igu_agreed(actor=actor, starts_on=now.starts_on, ends_before=now.ends_before),
        "only_own": actor.only_own_cases,
    }


def igu_agreed(*, actor: Actor, starts_on: date, ends_before: date) -> int:
    """IGU agreements that begin in the period, of the cases within reach. A count, no person."""
    kinds = [term.code for term in parameters.terms("placement_kinds") if term.text("family") == "igu"]
    agreed = placements.search(actor=actor).filter(kind__in=kinds, status__in=_AGREED)
    return agreed.filter(starts_on__gte=starts_on, starts_on__lt=ends_before).count()
