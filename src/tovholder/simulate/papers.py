"""A few papers and competence cards on stays of the first hundred, through the services, so that no page is empty."""

from datetime import datetime

from django.db.models import F, QuerySet

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.placements.models import Placement
from tovholder.placements.services import cards, papers

CHECK_AT = "http://localhost:8000/papir/"
_CARDS, _ALIGNMENTS = 4, 4
_TASKS = (("Klargøre arbejdspladsen", "3"), ("Løse de daglige opgaver", "2"), ("Rydde op og aflevere", "2"))
_COMPETENCES = {"on_time": "3", "cooperation": "3", "own_initiative": "2", "understands": "2", "speaks": "1"}
_LANGUAGES = ("da", "ar", "uk", "ti")


def tell(*, now: datetime) -> None:
    """Cards on stays that are over, alignments on those that run. Citizens who sign in come first."""
    for stay in _stays("ended")[:_CARDS]:
        _card(stay, _consultant(stay), now)
    for stay, language in zip(_stays("started")[:_ALIGNMENTS], _LANGUAGES, strict=False):
        papers.issue_on_stay(
            placement_id=stay.pk,
            kind="alignment",
            language=language,
            check_at=CHECK_AT,
            actor=_consultant(stay),
            now=now,
        )


def _stays(status: str) -> QuerySet[Placement]:
    found = Placement.objects.filter(status=status, consultant__active=True, consultant__scope="organisation")
    ours = found.filter(consultant__organisation_id=F("organisation_id"), person__closed_on__isnull=True)
    first = ours.select_related("consultant__user", "consultant__organisation", "company_contact")
    return first.order_by(F("person__login_id").asc(nulls_last=True), "pk")


def _consultant(stay: Placement) -> Actor:
    return accounts.actor_of(stay.consultant).for_purpose("simulation")  # type: ignore[arg-type]


def _card(stay: Placement, actor: Actor, now: datetime) -> None:
    said_by = stay.company_contact.name if stay.company_contact else "Daglig leder"
    filled = cards.Filled(
        tasks=_TASKS, competences=_COMPETENCES, words="Møder glad og er god mod gæsterne.", said_by=said_by
    )
    card = cards.fill(placement_id=stay.pk, version=0, filled=filled, actor=actor, now=now)
    cards.confirm(placement_id=stay.pk, version=card.version, check_at=CHECK_AT, actor=actor, now=now)
