"""From a name on a list to a choice: each step is a human's, under lock, checked, audited and told onwards."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.companies import asking_queries, ended_services, ledger_services
from tovholder.companies import queries as companies
from tovholder.companies.models import JobOrder
from tovholder.engine.matching.codes import PARTS
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.models import Person
from tovholder.proposals import checking, queries, transitions
from tovholder.proposals import weights as weights_service
from tovholder.proposals.models import SEEN, Proposal, ProposalEvent

_CLOSES_ACCESS = frozenset({"declined_by_citizen", "not_chosen", "withdrawn"})
# How the question to the company ended (parameters: company_ask_answers).
LEDGER_ANSWERS = {
    "interview": "yes",
    "chosen": "yes",
    "not_chosen": "no",
    "withdrawn": "withdrawn",
    "declined_by_citizen": "withdrawn",
}


@transaction.atomic
def propose(*, order_id: int, person_id: int, actor: Actor, why: str, now: datetime) -> Proposal:
    """Propose a person for an order. Refused when the order is not open, when a gate is closed or unknown now, and when
    neither the citizen nor the order is the actor's own municipality's.

    A second request for the same pair gives the proposal that is already open.
    """
    order = companies.locked_order(order_id, actor=actor)
    if order.status != "open":
        raise NotAllowed("proposal.order_not_open")
    ended_services.require_workplace_going_on(order.unit_id)
    person = _proposable(person_id, actor=actor, now=now)
    if actor.role != SYSTEM_ROLE and actor.organisation_id not in (person.organisation_id, order.taken_by_id):
        raise NotAllowed("proposal.not_your_order")
    existing = queries.open_for_order(order_id).filter(person_id=person_id).first()
    if existing:
        return existing
    _not_chosen_there(order, person, actor)
    weights = weights_service.current(now=now)
    within = actor.role == SYSTEM_ROLE or case_scope.is_within_case_of(person, actor)
    if not within and asking_queries.decision_on(order, now=now).refused:
        raise NotAllowed("proposal.not_possible_now")  # whether or not it is: the list shows nobody either
    found = checking.must_be_open(order, person, weights=weights.weights, on=now.date(), within=within)
    proposal = Proposal.objects.create(
        order=order,
        person=person,
        organisation_id=person.organisation_id,
        pseudonym=queries.pseudonym(order, person_id),
        score=found.match.score,
        parts={part.name.lower(): found.match.part(part) for part in PARTS},
        proposed_by_id=actor.membership_id,
        why=why,
        created_at=now,
        touched_at=now,
    )
    ProposalEvent.objects.create(proposal=proposal, at=now, target="proposed", by_id=actor.membership_id)
    _audit(proposal, actor, "proposal.propose")
    return proposal


def _not_chosen_there(order: JobOrder, person: Person, actor: Actor) -> None:
    """Refused for the own citizens. Of a pseudonym's choices nothing is told: the company's second yes is refused."""
    if queries.is_own_case(person, actor=actor) and queries.is_chosen_at(order, person.pk):
        raise NotAllowed("proposal.chosen_there_already")


def _proposable(person_id: int, *, actor: Actor, now: datetime) -> Person:
    own = people_queries.visible(actor=actor).filter(pk=person_id, closed_on__isnull=True).first()
    if own is not None and (not actor.only_own_cases or case_scope.may_work_on(own, actor)):
        return own
    if actor.only_own_cases:
        actor.book.refuse(person_id)
        raise queries.NoSuchProposal
    pool = people_queries.shared_in_pool(on=now.date())
    if actor.role != SYSTEM_ROLE:
        pool = pool.filter(organisation__in=accounts.partner_organisations(actor=actor).values("pk"))
    shared = pool.filter(pk=person_id).first()
    if shared is None:
        raise queries.NoSuchProposal
    return shared


@transaction.atomic
def contacted(*, proposal_id: int, version: int, actor: Actor, now: datetime) -> Proposal:
    """The person's own caseworker or consultant has told the citizen of the proposal."""
    proposal = _own_case(proposal_id, version, actor)
    return _move(proposal, "contacted", actor=actor, now=now, action="proposal.contact")


@transaction.atomic
def citizen_answers(
    *, proposal_id: int, version: int, actor: Actor, accepts: bool, now: datetime, reason: str = "", words: str = ""
) -> Proposal:
    """The citizen accepts or declines: on the own page, or told to the own caseworker who writes it down."""
    proposal = _own_case(proposal_id, version, actor)
    if not accepts:
        return _move(
            proposal, "declined_by_citizen", actor=actor, now=now, action="proposal.decline", reason=reason, words=words
        )
    _require_step(proposal, transitions.ACCEPTED_BY_CITIZEN)
    proposal.citizen_accepted_at = now
    return _after_acceptance(proposal, actor, now, "proposal.citizen_accepts")


@transaction.atomic
def caseworker_accepts(*, proposal_id: int, version: int, actor: Actor, now: datetime) -> Proposal:
    """The person's own municipality stands behind the proposal. Needed besides the citizen's own yes."""
    proposal = _own_case(proposal_id, version, actor)
    if not actor.works_on_cases:
        raise NotAllowed("proposal.not_your_case")
    _require_step(proposal, transitions.ACCEPTED_BY_CITIZEN)
    proposal.caseworker_accepted_at = now
    return _after_acceptance(proposal, actor, now, "proposal.caseworker_accepts")


def _after_acceptance(proposal: Proposal, actor: Actor, now: datetime, action: str) -> Proposal:
    """Both yeses open the profile to the order's municipality; one alone opens nothing."""
    if not (proposal.citizen_accepted_at and proposal.caseworker_accepted_at):
        return _save(proposal, actor, now, action)
    _require_together(proposal, now)
    proposal = _move(proposal, "accepted_by_citizen", actor=actor, now=now, action=action)
    if proposal.organisation_id != proposal.order.taken_by_id and not proposal.person.protected:
        people.open_access(
            person_id=proposal.person_id,
            organisation_id=proposal.order.taken_by_id,
            purpose="recruitment",
            fields="profile",
            starts_on=localdate(now),
            ends_before=_opening_ends_before(localdate(now)),
            source=_source(proposal),
            actor=actor,
            now=now,
        )
    return proposal


def _opening_ends_before(on: date) -> date:
    """An opening that nobody closes ends by itself."""
    return on + timedelta(days=parameters.value("opening_of_proposal_days", on=on).whole())


def _require_together(proposal: Proposal, now: datetime) -> None:
    """Nothing is opened to a municipality one no longer recruits together with; what was opened before stands."""
    if proposal.organisation_id == proposal.order.taken_by_id:
        return
    together = accounts.together_with(proposal.order.taken_by_id, on=localdate(now))
    if not together.filter(pk=proposal.organisation_id).exists():
        raise NotAllowed("proposal.no_longer_together")


@transaction.atomic
def show_to_company(*, proposal_id: int, version: int, actor: Actor, now: datetime) -> Proposal:
    """Show the candidate to the company: a label, competences, Danish, hours. Health and benefit never."""
    proposal = _case_of_order(proposal_id, version, actor)
    return _move(proposal, "shown_to_company", actor=actor, now=now, action="proposal.show")


@transaction.atomic
def company_answers(
    *,
    proposal_id: int,
    version: int,
    actor: Actor,
    answer: str,
    now: datetime,
    reason: str = "",
    words: str = "",
    interview_at: datetime | None = None,
) -> Proposal:
    """The company's answer: interview, chosen or not_chosen. A no says why, and the proposer sees it.

    `interview_at` is when they meet, where that is known already; the citizen reads it. Not before today."""
    if answer not in ("interview", "chosen", "not_chosen"):
        raise NotAllowed("proposal.unknown_answer")
    proposal = _case_of_order(proposal_id, version, actor, companies=True)
    if answer == "chosen":
        people_queries.hold(proposal.person_id)  # a yes for another order of the workplace may be under way
        if queries.is_chosen_at(proposal.order, proposal.person_id):
            raise NotAllowed("proposal.chosen_there_already")
    if answer == "interview":
        _meet(proposal, interview_at, now)
    return _move(proposal, answer, actor=actor, now=now, action="proposal.company_answers", reason=reason, words=words)


@transaction.atomic
def note_interview(*, proposal_id: int, version: int, actor: Actor, interview_at: datetime, now: datetime) -> Proposal:
    """When company and citizen meet, noted or changed once the company has said that it wants to. Not before today."""
    proposal = _case_of_order(proposal_id, version, actor)
    if proposal.status != transitions.INTERVIEW:
        raise NotAllowed("proposal.no_interview")
    _meet(proposal, interview_at, now)
    return _save(proposal, actor, now, "proposal.note_interview")


def _meet(proposal: Proposal, interview_at: datetime | None, now: datetime) -> None:
    if interview_at is not None and localdate(interview_at) < localdate(now):
        raise NotAllowed("proposal.interview_passed")
    proposal.interview_at = interview_at


@transaction.atomic
def withdraw(*, proposal_id: int, version: int, actor: Actor, reason: str, now: datetime, words: str = "") -> Proposal:
    """Take the proposal back, with a reason. Both the order's and the person's municipality may."""
    proposal = _current(proposal_id, version, actor)
    if not actor.works_on_cases:
        raise NotAllowed("proposal.not_your_case")
    return _move(proposal, "withdrawn", actor=actor, now=now, action="proposal.withdraw", reason=reason, words=words)


@transaction.atomic
def seen(*, proposal_id: int, version: int, actor: Actor, now: datetime) -> Proposal:
    """Whoever proposed, or the citizen's contact, has seen that the proposal ended, and told the citizen where that is
    to be told. Twice is once. Refused for everybody else: it stands on nobody else's day."""
    proposal = _current(proposal_id, version, actor)
    if actor.membership_id not in (proposal.proposed_by_id, proposal.person.contact_id):
        raise NotAllowed("proposal.not_your_case")
    if queries.is_to_see_the_end(proposal, actor=actor):
        ProposalEvent.objects.create(proposal=proposal, at=now, target=SEEN, by_id=actor.membership_id)
        _audit(proposal, actor, "proposal.seen")
    return proposal


@transaction.atomic
def end_for_order(*, order_id: int, reason: str, actor: Actor, now: datetime, but: tuple[str, ...] = ()) -> int:
    """Tell everybody that the order is over: what lives of its proposals ends, but those in the states of `but`, and
    whatever has become a placement. The caller has the right to close the order; who reads a proposal matters not."""
    living = [each for each in queries.living_of_order(order_id) if each.status not in but]
    for proposal in living:
        _move(proposal, "withdrawn", actor=actor, now=now, action="proposal.end_with_order", reason=reason)
    return len(living)


@transaction.atomic
def end_for_closed_case(*, person_id: int, reason: str, actor: Actor, now: datetime) -> int:
    """End what lives of the proposals of a citizen whose case is closed. Nothing for one that is open again."""
    found = queries.living_of_closed_cases().filter(person_id=person_id)
    living = list(found.select_for_update(of=("self",)).order_by("pk"))
    for proposal in living:
        _move(proposal, "withdrawn", actor=actor, now=now, action="proposal.end_with_case", reason=reason)
    return len(living)


@transaction.atomic
def end_for_protected(*, person_id: int, reason: str, actor: Actor, now: datetime) -> int:
    """End what lives of a protected person's proposals to other municipalities. The caller has the right to protect."""
    for proposal in (living := queries.living_elsewhere_of(person_id)):
        _move(proposal, "withdrawn", actor=actor, now=now, action="proposal.end_with_protection", reason=reason)
    return len(living)


@transaction.atomic
def placement_agreed(*, proposal_id: int, placement_id: int, actor: Actor, now: datetime) -> Proposal:
    """Tie the chosen proposal to the placement that came of it. Only the person's own municipality agrees one."""
    proposal = queries.locked(proposal_id, actor=actor)
    if not case_scope.may_work_on(proposal.person, actor):
        raise NotAllowed("proposal.not_your_case")
    if proposal.status != "chosen":
        raise NotAllowed("proposal.not_chosen_yet")
    proposal.placement_id = placement_id
    return _save(proposal, actor, now, "proposal.placement_agreed")


def _current(proposal_id: int, version: int, actor: Actor) -> Proposal:
    proposal = queries.locked(proposal_id, actor=actor)
    if proposal.version != version:
        raise Stale
    return proposal


def _own_case(proposal_id: int, version: int, actor: Actor) -> Proposal:
    proposal = _current(proposal_id, version, actor)
    if not (actor.is_citizen or case_scope.may_work_on(proposal.person, actor)):
        raise NotAllowed("proposal.not_your_case")
    return proposal


def _case_of_order(proposal_id: int, version: int, actor: Actor, *, companies: bool = False) -> Proposal:
    proposal = _current(proposal_id, version, actor)
    sides = (proposal.order.taken_by_id, proposal.organisation_id)
    mine = actor.works_on_cases and actor.organisation_id in sides
    is_company = companies and actor.kind == "company"
    if not (mine or is_company):
        raise NotAllowed("proposal.not_your_order")
    return proposal


def _move(
    proposal: Proposal,
    target: str,
    *,
    actor: Actor,
    now: datetime,
    action: str,
    reason: str = "",
    words: str = "",
) -> Proposal:
    source = proposal.status
    _require_step(proposal, target, reason=reason)
    proposal.status, proposal.reason, proposal.reason_words = target, reason, words
    _save(proposal, actor, now, action)
    ProposalEvent.objects.create(
        proposal=proposal, at=now, source=source, target=target, by_id=actor.membership_id, reason=reason, words=words
    )
    _in_ledger(proposal, actor, now)
    if target in _CLOSES_ACCESS:
        source, on = _source(proposal), localdate(now)
        people.close_access(person_id=proposal.person_id, source=source, actor=actor, on=on, now=now)
    return proposal


def _in_ledger(proposal: Proposal, actor: Actor, now: datetime) -> None:
    """The company is asked for an answer, and has given it: in its ledger of burden, under the order and no name."""
    key, answer = f"proposal:{proposal.pk}", LEDGER_ANSWERS.get(proposal.status)
    if proposal.status == transitions.SHOWN_TO_COMPANY and actor.organisation_id is not None:
        unit, order = proposal.order.unit, proposal.order
        told: dict[str, Any] = {
            "company_id": unit.company_id,
            "unit_id": unit.pk,
            "words": order.title,
            "answer_by": order.answer_by,
        }
        ledger_services.ask(kind="candidate", key=key, actor=actor, now=now, **told)
    elif answer is not None:
        ledger_services.answered(key=key, answer=answer, now=now)


def _require_step(proposal: Proposal, target: str, *, reason: str = "") -> None:
    decision = transitions.may_move(proposal.status, target, reason=reason)
    if not decision.allowed:
        raise NotAllowed(decision.code, **dict(decision.facts))


def _save(proposal: Proposal, actor: Actor, now: datetime, action: str) -> Proposal:
    proposal.touched_at = now
    proposal.version += 1
    proposal.save()
    _audit(proposal, actor, action)
    return proposal


def _audit(proposal: Proposal, actor: Actor, action: str) -> None:
    audit.record(
        actor=actor,
        action=action,
        person_id=proposal.person_id,
        target=f"proposal:{proposal.pk}",
        facts={"order": proposal.order_id, "status": proposal.status, "reason": proposal.reason},
    )


def _source(proposal: Proposal) -> str:
    return f"proposal:{proposal.pk}"
