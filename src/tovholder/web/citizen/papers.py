"""The citizen's own papers: to read, to keep, to show whom one likes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.documents import badges, words
from tovholder.pathways import card_services, cv
from tovholder.people import queries as people
from tovholder.placements import papers as queries
from tovholder.placements.services import papers as services
from tovholder.web.shared import papers as shared
from tovholder.web.shared.requests import ActingRequest


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """Papers that hold, newest first."""
    person = people.own_case(actor=request.actor)
    found = queries.of_citizen(person.pk, actor=request.actor) if person is not None else []
    taken = {f"placement:{card.placement_id}" for card in cv.taken(person.pk)} if person is not None else set()
    rows = [(paper, words.of(paper.language).name, paper.kind == queries.CARD, paper.about in taken) for paper in found]
    return render(request, "citizen/papers.html", {"rows": rows})


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def fetch(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The PDF."""
    paper, pdf = services.download(paper_id=paper_id, actor=request.actor, now=timezone.now())
    return shared.file(paper, pdf)


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def show(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Choose whether those who verify the card see what stands on it."""
    services.show_to_verifiers(paper_id=paper_id, shows="show" in request.POST, actor=request.actor)
    return redirect("citizen:papers")


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def into_cv(request: ActingRequest, paper_id: int) -> HttpResponse:
    """Take the employer's card into the own CV, or out of it."""
    card_services.take_card(paper_id=paper_id, takes="take" in request.POST, actor=request.actor, now=timezone.now())
    return redirect("citizen:papers")


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def badge(request: ActingRequest, paper_id: int) -> HttpResponse:
    """The competence card as a signed digital badge (Open Badges 3.0)."""
    paper = queries.paper(paper_id, actor=request.actor)
    signed = queries.badge(paper, signer=badges.OwnKey(), **shared.addresses(request))
    return shared.attached(signed, "application/vc+jwt", f"{paper.number}-v{paper.version}.jwt")
