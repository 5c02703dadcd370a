"""The papers of a hearing for those who read it: its letter, its decision, and the guidance it rests on."""

from datetime import datetime

from django.db import transaction

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.documents import queries as documents
from tovholder.documents import services as register
from tovholder.documents.models import IssuedPaper
from tovholder.pathways import hearing_queries
from tovholder.pathways.attendance_services import GUIDE
from tovholder.pathways.models import Hearing


def of_hearing(found: Hearing) -> list[IssuedPaper]:
    """Letter and decision, and the guides the citizen got; the caller has reached the hearing."""
    own = list(documents.about(f"hearing:{found.pk}").filter(withdrawn_at__isnull=True))
    guides = documents.about(f"person:{found.person_id}").filter(kind=GUIDE, withdrawn_at__isnull=True)
    return [*own, *guides]


@transaction.atomic
def fetch(*, hearing_id: int, paper_id: int, actor: Actor, now: datetime) -> tuple[IssuedPaper, bytes]:
    """The PDF; that it was fetched is noted on it. Raises OutOfReach for a paper of another hearing."""
    try:
        found = hearing_queries.hearing(hearing_id, actor=actor)
    except OutOfReach:
        _refuse_whose(paper_id, actor)
        raise
    paper = next((each for each in of_hearing(found) if each.pk == paper_id), None)
    if paper is None:
        _refuse_whose(paper_id, actor)
        raise OutOfReach("paper")
    actor.book.note([found.person_id], "paper")
    pdf = documents.pdf(paper)
    register.delivered(paper=paper, how="downloaded", receiver="staff", actor=actor, now=now)
    return paper, pdf


def _refuse_whose(paper_id: int, actor: Actor) -> None:
    """Whoever the paper is about reads that somebody asked for it in vain."""
    for person_id in IssuedPaper.objects.filter(pk=paper_id).values_list("person_id", flat=True):
        if person_id is not None:  # papers of a company are about nobody
            actor.book.refuse(person_id)
