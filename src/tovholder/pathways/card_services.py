"""The citizen takes an employer's competence card into the own CV, and out of it again (S24-3). Nobody else does."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.pathways.models import CardTaken
from tovholder.placements import papers
from tovholder.placements import queries as placements


@transaction.atomic
def take_card(*, paper_id: int, takes: bool, actor: Actor, now: datetime) -> None:
    """By the paper the citizen holds. Taken twice is taken once."""
    if not actor.is_citizen:
        raise NotAllowed("card.the_citizens_own")
    paper = papers.paper(paper_id, actor=actor)
    if paper.kind != papers.CARD or not paper.about.startswith("placement:"):
        raise OutOfReach("card")
    stay = placements.locked(int(paper.about.removeprefix("placement:")), actor=actor)
    if takes:
        facts = {"person_id": stay.person_id, "organisation_id": stay.organisation_id, "taken_on": localdate(now)}
        CardTaken.objects.get_or_create(placement=stay, defaults=facts)
    else:
        CardTaken.objects.filter(placement=stay).delete()
    action = "card.take" if takes else "card.take_out"
    audit.record(actor=actor, action=action, person_id=stay.person_id, target=f"placement:{stay.pk}")
