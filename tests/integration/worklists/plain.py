"""What boards and worklists mean, said slowly: one case at a time, in Python, as the words of the method have it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tests.integration.region import Region
from tests.integration.worklists import plain_absences
from tovholder import parameters
from tovholder.companies.models import CompanyContactEvent, CompanyRequest, JobOrder
from tovholder.pathways import agreed_talks, board_moves, rules
from tovholder.pathways import meetings_queries as meetings
from tovholder.pathways.models import (
    AftercareStep,
    Arrival,
    Contact,
    Meeting,
    OwnWayIn,
    ProposedConsiderations,
    StatusSpell,
    ToldFact,
)
from tovholder.people import case_scope
from tovholder.people.models import Person
from tovholder.placements.models import (
    Alignment,
    EmployerStatement,
    FollowUp,
    GroupEntry,
    GroupMove,
    Incident,
    Placement,
)
from tovholder.proposals.models import ENDED, Proposal
from tovholder.worklists.items import KINDS, Limits

HELD = ("agreed", "started", "interrupted")
OFFERED = (*HELD, "ended", "ended_early")


def open_cases(region: Region) -> list[Person]:
    cases = Person.objects.filter(organisation=region.helsingor, closed_on=None, pending_import=None)
    return list(cases.order_by("pk"))


def board(cases: Iterable[Person], actor: Any, on: date) -> dict[str, list[int]]:
    """The ids of everybody in each column, as this viewer sees it, in the order of the cards."""
    found: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    for person in cases:
        column, key = _standing(person, on)
        seen = case_scope.is_within_case_of(person, actor)
        found["away" if board_moves.is_health(column) and not seen else column].append((key, person.pk))
    return {column: [pk for _key, pk in sorted(stand)] for column, stand in found.items()}


def _standing(person: Person, on: date) -> tuple[str, date]:
    """The column, and what it sorts by: the end of the stay, the day the status began, or the takeover."""
    stays = [stay for stay in Placement.objects.filter(person=person) if stay.status in ("started", "interrupted")]
    spells = [
        spell
        for spell in StatusSpell.objects.filter(person=person).order_by("starts_on", "pk")
        if spell.starts_on <= on and (spell.ends_before is None or spell.ends_before > on)
    ]
    kinds, code = [stay.kind for stay in stays], spells[-1].code if spells else ""
    column = board_moves.column(spell=code, kinds=kinds)
    if column == board_moves.START:
        assert person.takeover_on is not None
        return column, person.takeover_on
    if column == board_moves.column_of_stays(kinds):
        return column, min((stay.ends_before for stay in stays if stay.ends_before), default=date.max)
    return column, spells[-1].starts_on


def due(region: Region, limits: Limits) -> dict[str, list[tuple[int | None, int]]]:
    """(holder, id) of every row of each kind, most pressing first."""
    found: dict[str, list[tuple[Any, int | None, int]]] = {kind: [] for kind in KINDS}
    cases = open_cases(region)
    for person in cases:
        for kind, key in _of_person(person, limits):
            found[kind].append((key, person.contact_id, person.pk))
        for kind, key, holder, pk in _of_stays(person, limits):
            found[kind].append((key, holder, pk))
    for order in JobOrder.objects.filter(taken_by=region.helsingor, status__in=("draft", "open")):
        for kind in _of_order(order, limits):
            found[kind].append((order.received_at, order.owner_id, order.pk))
    for kind, key, holder, pk in _of_the_desk(region, limits):
        found[kind].append((key, holder, pk))
    for kind, key, holder, pk in plain_absences.of_the_house(region, limits):
        found[kind].append((key, holder, pk))
    for proposal in Proposal.objects.select_related("person", "order", "proposed_by"):
        for kind in _of_proposal(proposal, region, limits, {person.pk for person in cases}):
            found[kind].append((proposal.touched_at, _whose_turn(proposal, region), proposal.pk))
    return {kind: [(holder, pk) for _, holder, pk in sorted(rows, key=_by_key)] for kind, rows in found.items()}


def _by_key(row: tuple[Any, int | None, int]) -> tuple[Any, int]:
    return row[0], row[2]


def _of_the_desk(region: Region, limits: Limits) -> Iterable[tuple[str, Any, int | None, int]]:
    for request in CompanyRequest.objects.filter(closed_at=None).select_related("owner"):
        ours = {request.received_by_id, request.owner.organisation_id if request.owner else None}
        if region.helsingor.pk in ours:
            yield "request", request.due_at, request.owner_id, request.pk
    for event in CompanyContactEvent.objects.filter(organisation=region.helsingor, next_done_at=None):
        if event.next_on is not None and event.next_on <= limits.on:
            yield "company_step", event.next_on, event.next_holder_id, event.pk


def _of_person(person: Person, limits: Limits) -> Iterable[tuple[str, Any]]:
    newest = max(Contact.objects.filter(person=person), key=lambda contact: contact.at, default=None)
    offered = any(stay.status in OFFERED for stay in Placement.objects.filter(person=person))
    offered = offered or Arrival.objects.filter(person=person).exclude(first_offer_on=None).exists()
    assert person.takeover_on is not None
    if limits.offer_from <= person.takeover_on < limits.soon_before and not offered:
        yield "first_offer", person.takeover_on
    yield from _of_meetings(person, limits)
    yield from plain_absences.of_person(person, limits)
    agreed = agreed_talks.stands(_said(each) for each in Contact.objects.filter(person=person))
    if agreed is not None and agreed <= limits.on:
        yield "agreed_talk", agreed
    if answers := sorted(_answers(person), key=lambda move: move.pk):
        yield "group_answer", answers[0].at
    if ProposedConsiderations.objects.filter(person=person, state="proposed").exists():
        yield "considerations", 0
    links = OwnWayIn.objects.filter(person=person, made_at__gte=limits.way_in_from)
    if person.contact_id and links.exclude(made_by=person.contact_id).exists():
        yield "way_in", links.latest("made_at").made_at
    if _calls_for_help(person, limits.on):
        yield "aftercare", 0
    if (newest.at if newest else person.created_at) < limits.contact_before:
        yield "no_contact", (newest is not None, newest.at if newest else limits.contact_before)


def _said(contact: Contact) -> agreed_talks.Said:
    is_talk = contact.kind in ("talk", "phone", "video", "workplace")
    day = timezone.localdate(contact.at)
    return agreed_talks.Said(contact.pk, contact.at, day, is_talk, contact.next_on, contact.calls_off)


def _of_meetings(person: Person, limits: Limits) -> Iterable[tuple[str, Any]]:
    planned = list(Meeting.objects.filter(person=person, state="planned").order_by("starts_at"))
    lacking = [each for each in planned if meetings.missing(each, now=limits.now)]
    if lacking:
        yield "meeting", lacking[0].starts_at
    held = [timezone.localdate(each.at) for each in Contact.objects.filter(person=person, kind="talk")]
    talk = rules.talk_due(visited_on=person.visited_on, talks=held, on=limits.on)
    is_new = talk.code == "talk.too_few" and talk.facts["due_on"] > limits.on - rules.TOLD_AFTERWARDS
    agreed = any(each.ends_at > limits.now and each.kind == "talk" for each in planned)
    in_job = Placement.objects.filter(person=person, status="started", kind="ordinary_job").exists()
    if (talk.code == "talk.due" or is_new) and not agreed and not in_job:
        yield "talk", person.visited_on


def _calls_for_help(person: Person, on: date) -> bool:
    """A step that is due, or a fact that nobody has answered: told, a problem in a job, a job that ended early."""
    steps = list(AftercareStep.objects.filter(person=person))
    answered = {step.source for step in steps}
    facts = {f"told:{fact.pk}" for fact in ToldFact.objects.filter(person=person)}
    families = {term.code for term in parameters.terms("aftercare_families")}
    for stay in Placement.objects.filter(person=person):
        if parameters.term("placement_kinds", stay.kind).text("family") not in families:
            continue
        facts |= {f"incident:{each.pk}" for each in Incident.objects.filter(placement=stay) if each.closed_at is None}
        if stay.status == "ended_early" and stay.ended_on is not None and (on - stay.ended_on).days <= 60:
            facts.add(f"stay:{stay.pk}")
    return bool(facts - answered) or any(step.done_on is None and step.due_on <= on for step in steps)


def _of_stays(person: Person, limits: Limits) -> Iterable[tuple[str, Any, int | None, int]]:
    for stay in Placement.objects.filter(person=person, status="started"):
        holder = stay.consultant_id or person.contact_id
        if stay.ends_before is not None and stay.ends_before <= limits.ending_by:
            yield "ending", stay.ends_before, holder, stay.pk
        for follow_up in FollowUp.objects.filter(placement=stay):
            if follow_up.held_on is None and follow_up.due_on <= limits.follow_up_by:
                yield "follow_up", follow_up.due_on, holder, follow_up.pk
    for stay in Placement.objects.filter(person=person, status__in=("planned", *HELD)):
        if any(_is_against(no, stay) for no in EmployerStatement.objects.filter(agrees=False).select_related("ask")):
            yield "objection", stay.starts_on, stay.consultant_id or person.contact_id, stay.pk
    for incident in Incident.objects.filter(placement__person=person, closed_at=None):
        stay = incident.placement
        yield "incident", incident.due_at, incident.owner_id or stay.consultant_id or person.contact_id, incident.pk
    for alignment in Alignment.objects.filter(placement__person=person, current=True):
        stay, is_due = alignment.placement, alignment.renew_on <= limits.on
        if stay.status in HELD and (is_due or alignment.signatures.count() < 3):
            yield "alignment", alignment.written_at, stay.consultant_id or person.contact_id, alignment.pk


def _answers(person: Person) -> Iterable[GroupMove]:
    for entry in GroupEntry.objects.filter(person=person):
        newest = max(entry.moves.all(), key=lambda move: move.pk)
        by_company = newest.by is not None and newest.by.organisation.kind == "company"
        if by_company and not Contact.objects.filter(person=person, at__gte=newest.at).exists():
            yield newest


def _is_against(no: EmployerStatement, stay: Placement) -> bool:
    ask = no.ask
    same = (ask.unit_id, ask.organisation_id, ask.kind) == (stay.unit_id, stay.organisation_id, stay.kind)
    return same and ask.withdrawn_at is None and ask.starts_on <= stay.starts_on < ask.ends_before


def _of_order(order: JobOrder, limits: Limits) -> Iterable[str]:
    if order.owner_id is None:
        yield "ownerless"
    if order.status == "open" and order.fresh_until < limits.on:
        yield "stale"
    if order.answered_at is None:
        yield "unanswered"


def _of_proposal(proposal: Proposal, region: Region, limits: Limits, own: set[int]) -> Iterable[str]:
    if proposal.status in ENDED:
        fresh = proposal.touched_at >= limits.ended_from
        told = _proposer_is_told(proposal, region) or (proposal.person_id in own and proposal.person.contact_id)
        if fresh and told:
            yield "ended"
        return
    ours, lying = proposal.person_id in own, proposal.touched_at < limits.lying_before
    accepted = proposal.caseworker_accepted_at is not None
    if ours and (proposal.status == "proposed" or (proposal.status == "contacted" and not accepted)):
        yield "answer"
    if ours and proposal.status == "contacted" and accepted and proposal.citizen_accepted_at is None and lying:
        yield "citizen"
    to_show = proposal.status == "accepted_by_citizen" or (proposal.status == "shown_to_company" and lying)
    if to_show and proposal.order.taken_by_id == region.helsingor.pk and proposal.placement_id is None:
        yield "company"


def _proposer_is_told(proposal: Proposal, region: Region) -> bool:
    return region.helsingor.pk in (proposal.organisation_id, proposal.order.taken_by_id)


def told_too(region: Region, limits: Limits) -> list[tuple[int, int]]:
    """(contact, id) of what ended with its order and is told to the citizen's contact beside whoever proposed."""
    rows = {pk for _holder, pk in due(region, limits)["ended"]}
    own = {person.pk for person in open_cases(region)}
    return [
        (each.person.contact_id, each.pk)
        for each in Proposal.objects.filter(pk__in=rows, person__in=own).select_related("person")
        if each.person.contact_id not in (None, each.proposed_by_id)
    ]


def lifted(region: Region, limits: Limits) -> list[int]:
    """Ids of open requests that are told to the team leader beside their owner: late, or lifted by hand."""
    rows = {pk for _holder, pk in due(region, limits)["request"]}
    return [
        each.pk
        for each in CompanyRequest.objects.filter(pk__in=rows)
        if each.escalated_at is not None or (each.answered_at is None and each.due_at <= limits.now)
    ]


def _whose_turn(proposal: Proposal, region: Region) -> int | None:
    if proposal.status in ENDED and _proposer_is_told(proposal, region):
        return proposal.proposed_by_id
    with_company = proposal.status in ("accepted_by_citizen", "shown_to_company")
    return proposal.order.owner_id if with_company else proposal.person.contact_id


def forgotten(region: Region, before: datetime) -> list[int]:
    """Ids of those whom nothing has happened for since the moment, never met first, then longest ago."""
    found: list[tuple[Any, int]] = []
    for person in open_cases(region):
        last = max((contact.at for contact in Contact.objects.filter(person=person)), default=None)
        stays = list(Placement.objects.filter(person=person, status__in=OFFERED))
        ends = [stay.ended_on or stay.ends_before or stay.starts_on for stay in stays]
        touched = [proposal.touched_at for proposal in Proposal.objects.filter(person=person)]
        fresh = person.created_at >= before or any(stay.status in HELD for stay in stays)
        happened = (last is not None and last >= before) or any(at >= before for at in touched)
        if not fresh and not happened and all(day < before.date() for day in ends):
            found.append(((last is not None, last or before, person.created_at), person.pk))
    return [pk for _key, pk in sorted(found)]


def facts_of_forgotten(person_id: int) -> tuple[date | None, date | None]:
    """(the day of the last proposal, the last day of the last offer)."""
    touched = [timezone.localdate(each.touched_at) for each in Proposal.objects.filter(person_id=person_id)]
    stays = Placement.objects.filter(person_id=person_id, status__in=OFFERED)
    ends = [stay.ended_on or stay.ends_before or stay.starts_on for stay in stays]
    return max(touched, default=None), max(ends, default=None)
