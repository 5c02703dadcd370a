"""The competence card of a stay for a consultant: asked for, written down on the company's word, opened again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import cv
from tovholder.placements import papers as queries
from tovholder.placements import queries as placements
from tovholder.placements.services import cards
from tovholder.web.shared import card_steps, sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def card(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The card, and the form to write it down on the company's word."""
    stay = placements.placement(placement_id, actor=request.actor)
    form, done = card_steps.taken(request, stay, by_company=False)
    if done:
        return redirect("staff:stay_card", placement_id)
    taken = {each.placement_id for each in cv.taken(stay.person_id)}
    shown = {"stay": stay, "form": form, "card": queries.card(stay), "in_cv": stay.pk in taken}
    return render(request, "staff/papers/card.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def ask(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Ask the company for the card; it stands in the ledger of what the company was asked."""
    try:
        cards.ask(placement_id=placement_id, actor=request.actor, now=timezone.now())
        messages.success(request, _("Written down: the company is asked for the card."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:stay_card", placement_id)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def reopen(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Open a confirmed card again, to mend a mistake."""
    version = number_in(request.POST.get("version", "")) or 0
    try:
        cards.reopen(placement_id=placement_id, version=version, actor=request.actor)
    except Stale:
        messages.warning(request, _("Somebody else changed the card. This is how it stands now."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:stay_card", placement_id)
