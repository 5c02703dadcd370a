"""What the health side has told those who work in the case: considerations and hours, never why."""

from typing import Any

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
from tovholder.pathways import queries as pathways
from tovholder.placements.transitions import STARTED
from tovholder.web.shared import sentences, weekdays
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest


@require_GET
@allows(*CASE_ROLES, purpose="case")
def considerations(request: ActingRequest, person_id: int) -> HttpResponse:
    """What holds, what is proposed, and which hours are taken."""
    told = queries.told(person_id, actor=request.actor, on=timezone.localdate())
    stays = [stay for stay in pathways.stays_of(person_id) if stay.status == STARTED]
    shown = {"told": told, "person": told.person, "stays": stays, "weekdays": weekdays.names()}
    return render(request, "staff/health/considerations.html", shown)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def answer(request: ActingRequest, person_id: int) -> HttpResponse:
    """Take those ticked into the case, or say no to all of them."""
    no, take = request.POST.get("answer") == "no", request.POST.getlist("take")
    if not no and not take:
        messages.error(request, _("Tick at least one, or say no to all of them."))
        return redirect("staff:considerations", person_id)
    told: dict[str, Any] = {"proposal_id": number_in(request.POST.get("proposal", "")), "take": [] if no else take}
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
