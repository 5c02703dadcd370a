"""What the health side has told those who work in the case: considerations and hours, never why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import consideration_queries as queries
from tovholder.pathways import consideration_services as services
from tovholder.web.shared import sentences, weekdays
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest


@require_GET
@allows(*CASE_ROLES, purpose="case")
def considerations(request: ActingRequest, person_id: int) -> HttpResponse:
    """What holds, what is proposed, and which hours are taken."""
    told = queries.told(person_id, actor=request.actor, on=timezone.localdate())
    shown = {"told": told, "person": told.person, "weekdays": weekdays.names()}
    return render(request, "staff/health/considerations.html", shown)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def answer(request: ActingRequest, person_id: int) -> HttpResponse:
    """Take those ticked; none ticked is a no."""
    told = {"proposal_id": number_in(request.POST.get("proposal", "")), "take": request.POST.getlist("take")}
    try:
        services.answer_considerations(person_id=person_id, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        messages.error(request, _("A colleague has answered this meanwhile. Look below."))
    except NotAllowed as refused:
        if refused.code == "considerations.not_within_case":
            raise
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    else:
        messages.success(request, _("Saved."))
    return redirect("staff:considerations", person_id)
