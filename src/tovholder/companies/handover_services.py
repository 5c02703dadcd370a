"""A company's consultant changes, and nothing is left without an owner (S27-4, S30-4).

Orders follow as `services.assign_consultant` has it; open requests, agreed steps, tasks and plans follow here. What the
next one must know is kept as a note with how much stood open on that day."""

from datetime import datetime

from django.db import transaction

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.companies import desk_contact_services, desk_services, queries, services
from tovholder.companies.models import (
    Company,
    CompanyPromise,
    CompanyRequest,
    HandoverNote,
    JobOrder,
    SolutionPlan,
    SolutionTask,
)


@transaction.atomic
def hand_over(
    *,
    company_id: int,
    version: int,
    taker_id: int,
    words: str,
    stays_of: frozenset[int],
    actor: Actor,
    now: datetime,
) -> HandoverNote:
    """One company to another consultant, with a note. Refused as `services.assign_consultant` refuses it."""
    if not words.strip():
        raise NotAllowed("handover.needs_words")
    company = queries.company(company_id, actor=actor)
    giver_id, stood_open = company.consultant_id, open_at(company)
    if giver_id == taker_id:
        raise NotAllowed("handover.to_the_same")
    services.assign_consultant(
        company_id=company_id, version=version, consultant_id=taker_id, stays_of=stays_of, actor=actor, now=now
    )
    taker = Membership.objects.get(pk=taker_id)
    if giver_id is not None:
        _move(giver_id, taker, [company_id], actor, now)
    _nobodys(company, taker, actor, now)
    return _noted(company, giver_id, taker, words, stood_open, actor, now)


@transaction.atomic
def hand_over_all(*, giver_id: int, taker_id: int, words: str, actor: Actor, now: datetime) -> int:
    """All companies of a colleague to another of the own municipality: somebody stops, or is away for long.

    By the colleague or by a team leader there. How many companies went over."""
    if not words.strip():
        raise NotAllowed("handover.needs_words")
    giver = Membership.objects.filter(pk=giver_id, organisation_id=actor.organisation_id).first()
    may = actor.role == Role.TEAM_LEADER or actor.membership_id == giver_id
    if not queries.may_write(actor) or giver is None or not may:
        raise NotAllowed("handover.by_leader_or_oneself")
    taker = queries.consultants(actor=actor).filter(pk=taker_id, organisation_id=actor.organisation_id).first()
    if taker is None or taker.pk == giver.pk:
        raise NotAllowed("handover.to_a_colleague_here")
    companies = list(Company.objects.filter(consultant=giver, pending_import__isnull=True).order_by("pk"))
    for company in companies:
        stood_open = open_at(company)
        services.assign_consultant(
            company_id=company.pk, version=company.version, consultant_id=taker.pk,
            stays_of=frozenset(), actor=actor, now=now,
        )  # fmt: skip
        _noted(company, giver.pk, taker, words, stood_open, actor, now)
    _move_all(giver, taker, actor, now)
    return len(companies)


def open_at(company: Company) -> dict[str, int]:
    """How much of each kind stands open with the company, for the note and for the one who takes over."""
    return {
        "requests": CompanyRequest.objects.filter(company=company, closed_at__isnull=True).count(),
        "promises": CompanyPromise.objects.filter(company=company, kept_at__isnull=True).count(),
        "orders": JobOrder.objects.filter(unit__company=company, status__in=("draft", "open")).count(),
        "agreements": company.agreements.count(),
        "plans": company.plans.filter(closed_at__isnull=True).count(),
    }


def _move(giver_id: int, taker: Membership, company_ids: list[int], actor: Actor, now: datetime) -> None:
    desk_services.move_all(owner_id=giver_id, taker=taker, company_ids=company_ids, actor=actor, now=now)
    desk_contact_services.move_steps(holder_id=giver_id, taker=taker, company_ids=company_ids)
    plans = SolutionPlan.objects.filter(company_id__in=company_ids, closed_at__isnull=True)
    SolutionTask.objects.filter(plan__in=plans, owner_id=giver_id, done_at__isnull=True).update(owner=taker)
    plans.filter(owner_id=giver_id).update(owner=taker)


def _move_all(giver: Membership, taker: Membership, actor: Actor, now: datetime) -> None:
    """What the colleague holds with companies of others goes along: nobody is there to do it."""
    held = CompanyRequest.objects.filter(owner=giver, closed_at__isnull=True).values_list("company_id", flat=True)
    owned = SolutionPlan.objects.filter(closed_at__isnull=True).filter(tasks__owner=giver)
    led = SolutionPlan.objects.filter(closed_at__isnull=True, owner=giver)
    stepped = Company.objects.filter(
        contact_events__next_holder=giver, contact_events__next_done_at__isnull=True
    ).values_list("pk", flat=True)
    ids = {*held, *owned.values_list("company_id", flat=True), *led.values_list("company_id", flat=True), *stepped}
    _move(giver.pk, taker, sorted(ids), actor, now)
    orders = JobOrder.objects.filter(owner=giver, status__in=("draft", "open"))
    orders.filter(taken_by_id=giver.organisation_id).update(owner=taker)


def _nobodys(company: Company, taker: Membership, actor: Actor, now: datetime) -> None:
    """Requests nobody had are the new consultant's too."""
    for request in CompanyRequest.objects.filter(company=company, owner=None, closed_at__isnull=True):
        desk_services.hand_over(
            request_id=request.pk, version=request.version, owner_id=taker.pk, words="", actor=actor, now=now
        )


def _noted(
    company: Company,
    giver_id: int | None,
    taker: Membership,
    words: str,
    stood_open: dict[str, int],
    actor: Actor,
    now: datetime,
) -> HandoverNote:
    note = HandoverNote.objects.create(
        company=company, organisation_id=actor.organisation_id, giver_id=giver_id, taker=taker,
        by_id=actor.membership_id, at=now, words=words.strip(), stood_open=stood_open,
    )  # fmt: skip
    facts: dict[str, object] = {"from": giver_id, "to": taker.pk, **stood_open}
    audit.record(actor=actor, action="company.hand_over", target=f"company:{company.pk}", facts=facts)
    return note
