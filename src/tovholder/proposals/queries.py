"""Reads of proposals and rankings, scoped by actor. Foreign persons are pseudonyms until both sides accepted."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from tovholder.accounts.actors import Actor
from tovholder.accounts.roles import COMPANY_STAFF, Role
from tovholder.companies import asking
from tovholder.companies.models import JobOrder
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Access, Person
from tovholder.people.queries import NoSuchPerson
from tovholder.placements.transitions import FINAL, HOLDS_A_PLACE, PLANNED
from tovholder.proposals.models import (
    ENDED,
    KNOWS,
    SEEN,
    MatchRun,
    PersonRanking,
    Proposal,
    ProposalEvent,
    Ranking,
    WeightsVersion,
)

SEEN_BY_COMPANY = ("shown_to_company", "interview", "chosen", "not_chosen")


class NoSuchProposal(NoSuchPerson):
    """There is no such proposal within the actor's reach; the same answer whether it exists or not."""


def pseudonym(order: JobOrder, person_id: int) -> str:
    """What others call this person for this order, and for this order only: eight letters and digits.

    New for everybody when something is changed that gates hang on which are not told across: who is then missing from
    the list cannot be told from those who are still on it."""
    return pseudonym_of(order.pk, untold(kinds=order.kinds, strains=order.strains), person_id)


def untold(*, kinds: Iterable[str], strains: Iterable[str]) -> str:
    """What of an order the untold gates hang on: kinds of stay (benefit, residence) and strains (considerations)."""
    return asking.asks(kinds, strains)


def pseudonym_of(order_id: int, needs: str, person_id: int) -> str:
    message = f"pseudonym:{order_id}:{needs}:{person_id}".encode()
    digest = hmac.new(bytes.fromhex(settings.LOOKUP_KEY), message, hashlib.sha256).digest()
    return base64.b32encode(digest[:5]).decode()


def visible(*, actor: Actor) -> QuerySet[Proposal]:
    """Proposals the actor may see: own cases, orders of the own organisation, the company's, one's own.

    With a right to the own caseload only: those of the own citizens, whoever has the order.
    """
    proposals = Proposal.objects.select_related(
        "order__unit__company", "order__contact", "person", "organisation", "run__weights", "proposed_by", "placement"
    )
    proposals = with_openings(proposals, actor=actor)
    if actor.is_citizen:
        return proposals.filter(person__login_id=actor.user_id, organisation_id=actor.organisation_id).exclude(
            status="proposed"
        )
    if actor.role == Role.COMPANY_CONTACT:
        return proposals.filter(order__unit__company__organisation_id=actor.organisation_id, status__in=SEEN_BY_COMPANY)
    if actor.role in COMPANY_STAFF and actor.kind == "municipality":
        own = Q(organisation_id=actor.organisation_id)
        if actor.only_own_cases:
            return proposals.filter(own, person__contact_id=actor.membership_id)
        return proposals.filter(own | Q(order__taken_by_id=actor.organisation_id))
    return proposals.none()


def with_openings(proposals: QuerySet[Proposal], *, actor: Actor) -> QuerySet[Proposal]:
    """Each with whether it opened its person to the actor, so that `is_named` need not ask row by row."""
    return proposals.annotate(opened_here=Exists(_opened_to(actor)))


def _opened_to(actor: Actor) -> QuerySet[Access]:
    """What a proposal itself opened to the actor's organisation, for an outer query of proposals."""
    source = Concat(Value("proposal:"), Cast(OuterRef("pk"), CharField()))
    return people.opened_now(actor=actor).filter(person_id=OuterRef("person_id"), source=source)


def one(proposal_id: int, *, actor: Actor) -> Proposal:
    """One proposal within reach; the person is noted as shown. Raises NoSuchProposal."""
    proposal = visible(actor=actor).filter(pk=proposal_id).first()
    if proposal is None:
        raise missed(proposal_id, actor)
    actor.book.note([proposal.person_id], "proposal")
    return proposal


def locked(proposal_id: int, *, actor: Actor) -> Proposal:
    """The proposal under lock, for a service that is about to write."""
    proposal = visible(actor=actor).select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if proposal is None:
        raise missed(proposal_id, actor)
    return proposal


def missed(proposal_id: int, actor: Actor) -> NoSuchProposal:
    """The answer to somebody who asks for what is out of reach; whom it is about is noted as refused."""
    for person_id in Proposal.objects.filter(pk=proposal_id).values_list("person_id", flat=True):
        actor.book.refuse(person_id)
    return NoSuchProposal()


def is_own_case(person: Person, *, actor: Actor) -> bool:
    """Is it a case the actor works in? With a right to the own caseload only, colleagues' citizens are not."""
    return actor.works_on_cases and case_scope.may_work_on(person, actor)


def both_said_yes(proposal: Proposal) -> bool:
    return proposal.citizen_accepted_at is not None and proposal.caseworker_accepted_at is not None


def is_named(proposal: Proposal, *, actor: Actor) -> bool:
    """May the actor see who it is? Own cases always; others once citizen and own caseworker have both accepted, as long
    as the proposal, the stay that came of it and the case go on, and only at the organisation the profile was then
    opened to: whoever gets the order later was not accepted."""
    if actor.is_citizen or is_own_case(proposal.person, actor=actor):
        return True
    is_over = proposal.status in ENDED or (proposal.placement is not None and proposal.placement.status in FINAL)
    told = (
        both_said_yes(proposal) and not is_over and proposal.person.closed_on is None and not proposal.person.protected
    )
    return told and _is_opened(proposal, actor)


def _is_opened(proposal: Proposal, actor: Actor) -> bool:
    """The list pages have asked already, for all their rows at once and for the same reader."""
    known: bool | None = getattr(proposal, "opened_here", None)
    if known is not None:
        return known
    opened = people.opened_now(actor=actor)
    return opened.filter(person_id=proposal.person_id, source=f"proposal:{proposal.pk}").exists()


def words_told(proposal: Proposal, *, actor: Actor) -> tuple[str, str]:
    """(why proposed, words behind the end) for this reader: what another municipality wrote about a citizen nobody may
    name yet stays there, for names and illness are written in such words."""
    if is_named(proposal, actor=actor):
        return proposal.why, proposal.reason_words
    if proposal.organisation_id == actor.organisation_id:
        return "", ""  # a colleague's citizen
    last = proposal.events.exclude(target=SEEN).select_related("by").order_by("-pk").first()
    ended_here = last is not None and last.by is not None and last.by.organisation_id == actor.organisation_id
    proposed_here = proposal.proposed_by.organisation_id == actor.organisation_id
    return proposal.why if proposed_here else "", proposal.reason_words if ended_here else ""


def open_for_order(order_id: int) -> QuerySet[Proposal]:
    return Proposal.objects.filter(order_id=order_id).exclude(status__in=ENDED).select_related("person")


def living() -> QuerySet[Proposal]:
    """Those that still wait for somebody. One with a placement waits no more, unless that was cancelled."""
    agreed = Q(placement__isnull=False) & ~Q(placement__status="cancelled")
    return Proposal.objects.exclude(status__in=ENDED).exclude(agreed)


def living_of_order(order_id: int) -> list[Proposal]:
    """Of one order, under lock, always in this order."""
    return list(living().filter(order_id=order_id).select_for_update(of=("self",)).order_by("pk"))


def living_of_closed_cases() -> QuerySet[Proposal]:
    """Those of citizens whose case is closed: the company waits for somebody nobody works with any more."""
    return living().filter(person__closed_on__isnull=False)


def living_elsewhere() -> QuerySet[Proposal]:
    """Those for an order of another municipality than the citizen's own."""
    return living().exclude(order__taken_by_id=F("organisation_id"))


def living_elsewhere_of(person_id: int) -> list[Proposal]:
    """Of one person, under lock, always in this order."""
    return list(living_elsewhere().filter(person_id=person_id).select_for_update(of=("self",)).order_by("pk"))


def is_chosen_at(order: JobOrder, person_id: int) -> bool:
    """Is the person chosen for another order of the same workplace, with a stay to come or going on, or none yet?"""
    chosen = Proposal.objects.filter(person_id=person_id, order__unit_id=order.unit_id, status="chosen")
    going_on = Q(placement__isnull=True) | Q(placement__status__in=(PLANNED, *HOLDS_A_PLACE))
    return chosen.exclude(order_id=order.pk).filter(going_on).exists()


def of_order(order_id: int, *, actor: Actor) -> QuerySet[Proposal]:
    return visible(actor=actor).filter(order_id=order_id).order_by("-touched_at")


def of_person(person_id: int, *, actor: Actor) -> QuerySet[Proposal]:
    return visible(actor=actor).filter(person_id=person_id).order_by("-touched_at")


def ranking_of(order_id: int) -> Ranking | None:
    return Ranking.objects.filter(order_id=order_id).select_related("run__weights", "order").first()


def ranking_for(person_id: int) -> PersonRanking | None:
    """The caller has reached the person through people.queries."""
    return PersonRanking.objects.filter(person_id=person_id).select_related("run__weights").first()


def current_weights() -> WeightsVersion | None:
    return WeightsVersion.objects.order_by("-pk").first()


def weights_at(moment: datetime) -> dict[str, int]:
    """The weights that stood at the moment; the first ones for what is older than they are."""
    versions = WeightsVersion.objects.order_by("-pk")
    version = versions.filter(created_at__lte=moment).first() or versions.last()
    return version.weights if version else {}


def filtered(*, actor: Actor, status: str = "", side: str = "") -> QuerySet[Proposal]:
    """The list page: `side` is "people" (our citizens), "orders" (our orders) or empty for both."""
    found = visible(actor=actor)
    if status:
        found = found.filter(status=status)
    if side == "people":
        found = found.filter(organisation_id=actor.organisation_id)
    elif side == "orders":
        found = found.filter(order__taken_by_id=actor.organisation_id)
    return found


def is_to_see_the_end(proposal: Proposal, *, actor: Actor) -> bool:
    """Whether the proposal ended and this reader, who proposed or is the citizen's contact, has not said to know it."""
    if proposal.status not in ENDED or actor.membership_id is None:
        return False
    told = (proposal.proposed_by_id, proposal.person.contact_id if is_own_case(proposal.person, actor=actor) else None)
    known = proposal.events.filter(target__in=KNOWS, by_id=actor.membership_id)
    return actor.membership_id in told and not known.exists()


def events_of(proposal: Proposal) -> QuerySet[ProposalEvent]:
    """What has happened, oldest first. The caller has reached the proposal."""
    return proposal.events.exclude(target=SEEN).select_related("by__user", "by__organisation").order_by("at", "pk")


def runs() -> QuerySet[MatchRun]:
    """The engine's runs, newest first. No persons in them."""
    return MatchRun.objects.select_related("weights").order_by("-pk")


def weights_versions() -> QuerySet[WeightsVersion]:
    return WeightsVersion.objects.select_related("by__user", "by__organisation").order_by("-pk")
