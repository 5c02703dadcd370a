"""The company's own papers, and the competence cards it fills in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import Role
from tovholder.people import queries as people
from tovholder.placements import papers as queries
from tovholder.placements import queries as placements
from tovholder.placements.services import papers as services
from tovholder.proposals import candidates
from tovholder.web.shared import card_steps
from tovholder.web.shared import papers as shared
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 50
_SHOWN_CARDS = 12  # the newest stays: older ones are past telling of


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """Cards to fill in, and the papers the company is a party to."""
    stays = candidates.with_names(queries.stays_for_cards(actor=request.actor), first=_SHOWN_CARDS)
    people.noted([stay.person for stay, _name in stays], actor=request.actor, fields="placement")
    papers = queries.visible(actor=request.actor).filter(withdrawn_at__isnull=True).order_by("-issued_at")[:_SHOWN]
    cards = [(stay, name, getattr(stay, "card", None)) for stay, name in stays]
    return render(request, "company/papers.html", {"cards": cards, "papers": papers})


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="placement")
def fetch(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The PDF of a paper the company is a party to."""
    paper, pdf = services.download(paper_id=paper_id, actor=request.actor, now=timezone.now())
    return shared.file(paper, pdf)


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="placement")
def card(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Fill in the card of somebody who is or was with the company."""
    stay, name = _stay(request, placement_id)
    form, done = card_steps.taken(request, stay, by_company=True)
    if done:
        return redirect("company:card", placement_id)
    shown = {"stay": stay, "name": name, "form": form, "card": queries.card(stay)}
    return render(request, "company/card.html", shown, status=422 if form.errors else 200)


def _stay(request: ActingRequest, placement_id: int) -> tuple[Any, str]:
    placements.placement(placement_id, actor=request.actor)  # raises and notes the miss for whoever may not
    own = queries.stays_for_cards(actor=request.actor).filter(pk=placement_id)
    found = candidates.with_names(own, first=1)
    if not found:
        raise OutOfReach("placement")
    return found[0]
