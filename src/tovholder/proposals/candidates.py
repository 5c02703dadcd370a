"""What a company sees of the people shown to it: what they can, their Danish and their hours. Nothing else.

Never address, age, origin, benefit, health or considerations. Never a name from the register either, so that nobody can
tell who is protected: a label until an interview, and from then on what the citizen has said they may be called."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery

from tovholder.accounts.actors import Actor
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.proposals import queries
from tovholder.proposals.models import ENDED, Proposal, ProposalEvent
from tovholder.proposals.transitions import CHOSEN, INTERVIEW, PROPOSED, SHOWN_TO_COMPANY

WAITING = (SHOWN_TO_COMPANY, INTERVIEW)
_MEETS = (INTERVIEW, CHOSEN)


@dataclass(frozen=True)
class Candidate:
    """One person as shown to the company. `danish` is (track, module, test): (None, None, "") when nobody knows."""

    proposal_id: int
    version: int
    order_id: int
    order_title: str
    status: str
    name: str  # name_for_company
    skills: tuple[str, ...]
    danish: tuple[int | None, int | None, str]
    hours_min: Decimal | None
    hours_max: Decimal | None
    interview_at: datetime | None
    call: str  # who of the municipality holds the order, empty for nobody yet


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


def order_of_one_gone(proposal_id: int, *, actor: Actor) -> int | None:
    """The order of somebody who was shown to the company and is in it no more; None for others."""
    own = Proposal.objects.filter(order__unit__company__organisation_id=actor.organisation_id)
    gone = own.filter(Exists(_was_shown()), pk=proposal_id).exclude(status__in=queries.SEEN_BY_COMPANY)
    return gone.values_list("order_id", flat=True).first()


def _was_shown() -> QuerySet[ProposalEvent]:
    return ProposalEvent.objects.filter(proposal=OuterRef("pk"), source__in=queries.SEEN_BY_COMPANY)


def gone_of_order(order_id: int, *, actor: Actor) -> list[tuple[str, str]]:
    """(label, status) of those shown for one of the company's orders who are in it no more; noted as shown.

    Under their label, for whatever they were called may not be said any more. Why it is over is not told."""
    own = Proposal.objects.filter(order__unit__company__organisation_id=actor.organisation_id, order_id=order_id)
    out = own.filter(Exists(_was_shown()), status__in=ENDED).order_by("-score", "pk")
    rows = list(out.values_list("person_id", "pseudonym", "status"))
    actor.book.note([person_id for person_id, _, _ in rows], "candidate")
    return [(label, status) for _, label, status in rows]


def somebody_was_asked(order_id: int, *, actor: Actor) -> bool:
    """Whether any citizen had been asked when the company's order closed: they have been told then."""
    own = Proposal.objects.filter(order__unit__company__organisation_id=actor.organisation_id, order_id=order_id)
    ended = ProposalEvent.objects.filter(proposal__in=own, target="withdrawn", reason="order_withdrawn")
    return ended.exclude(source=PROPOSED).exists()


def name_for_company(proposal: Proposal) -> str:
    """What the company reads for the candidate at this stage, by one rule for everybody."""
    return (proposal.person.called if proposal.status in _MEETS else "") or proposal.pseudonym


def with_names(stays: QuerySet[Placement], *, first: int) -> list[tuple[Placement, str]]:
    """The first stays, each with what the company reads for who is there: what they may be called, else the label they
    were chosen under. One question.

    A stay that came of no proposal has a label of its own, which looks the same. The caller has reached the stays."""
    chosen = Proposal.objects.filter(placement=OuterRef("pk")).values("pseudonym")[:1]
    found = stays.annotate(label=Subquery(chosen))[:first]
    return [(stay, stay.person.called or stay.label or _label(stay)) for stay in found]


def name_at_company(stay: Placement) -> str:
    """The same of one stay the caller has reached by a link that was made for it."""
    return with_names(Placement.objects.filter(pk=stay.pk).select_related("person"), first=1)[0][1]


def _label(stay: Placement) -> str:
    return queries.pseudonym_of(0, f"stay:{stay.pk}", stay.person_id)


def _shown(proposals: QuerySet[Proposal], actor: Actor) -> list[Candidate]:
    told = Person.objects.only(
        "called", "danish_track", "danish_module", "danish_test", "hours_min", "hours_max"
    ).prefetch_related("competences")
    rows = list(
        proposals.select_related(None)
        .select_related("order__owner__user", "order__owner__organisation")
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
        name=name_for_company(row),
        skills=tuple(competence.skill for competence in person.competences.all()),
        danish=(person.danish_track, person.danish_module, person.danish_test),
        hours_min=person.hours_min,
        hours_max=person.hours_max,
        interview_at=row.interview_at,
        call=row.order.owner.to_call if row.order.owner else "",
    )
