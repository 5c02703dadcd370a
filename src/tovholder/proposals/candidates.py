"""What a company sees of the people shown to it: what they can, their Danish and their hours. Nothing else.

Never address, age, origin, benefit, health or considerations; the family name comes with the placement agreement."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from tovholder.accounts.actors import Actor
from tovholder.people.models import Person
from tovholder.proposals import queries
from tovholder.proposals.models import Proposal
from tovholder.proposals.transitions import INTERVIEW, SHOWN_TO_COMPANY

WAITING = (SHOWN_TO_COMPANY, INTERVIEW)


@dataclass(frozen=True)
class Candidate:
    """One person as shown to the company. `danish` is (track, module, test): (None, None, "") when nobody knows."""

    proposal_id: int
    version: int
    order_id: int
    order_title: str
    status: str
    name: str  # the given name, or the pseudonym for protected people
    skills: tuple[str, ...]
    danish: tuple[int | None, int | None, str]
    hours_min: Decimal | None
    hours_max: Decimal | None


def waiting(*, actor: Actor) -> list[Candidate]:
    """Those the company has not answered about yet; noted as shown."""
    return _shown(queries.visible(actor=actor).filter(status__in=WAITING), actor)


def of_order(order_id: int, *, actor: Actor) -> list[Candidate]:
    """Those shown for one of the company's orders who are still in it; noted as shown."""
    found = queries.visible(actor=actor).filter(order_id=order_id, status__in=(*WAITING, "chosen"))
    return _shown(found, actor)


def one(proposal_id: int, *, actor: Actor) -> Candidate:
    """One candidate within the company's reach. Raises NoSuchProposal."""
    found = _shown(queries.visible(actor=actor).filter(pk=proposal_id), actor)
    if not found:
        raise queries.missed(proposal_id, actor)
    return found[0]


def _shown(proposals: QuerySet[Proposal], actor: Actor) -> list[Candidate]:
    told = Person.objects.only(
        "given_name", "protected", "danish_track", "danish_module", "danish_test", "hours_min", "hours_max"
    ).prefetch_related("competences")
    rows = list(
        proposals.select_related(None)
        .select_related("order")
        .prefetch_related(Prefetch("person", queryset=told))
        .order_by("order_id", "-score", "pk")
    )
    actor.book.note([row.person_id for row in rows], "candidate")
    return [_candidate(row) for row in rows]


def _candidate(row: Proposal) -> Candidate:
    person = row.person
    return Candidate(
        proposal_id=row.pk,
        version=row.version,
        order_id=row.order_id,
        order_title=row.order.title,
        status=row.status,
        name=row.pseudonym if person.protected else person.given_name,
        skills=tuple(competence.skill for competence in person.competences.all()),
        danish=(person.danish_track, person.danish_module, person.danish_test),
        hours_min=person.hours_min,
        hours_max=person.hours_max,
    )
