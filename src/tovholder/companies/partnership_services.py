"""Writes on partnership agreements: the company says whether it wants to be asked; a consultant notes its word (S29-2).

A company writes about itself only; of municipalities the one that serves it. A pause ends no order and no stay."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import ended_services, ledger_services, pacts_rules, queries, services
from tovholder.companies import pacts_queries as pacts
from tovholder.companies.models import Company, PartnershipAgreement, PartnershipStatus

STATUSES = "partnership_statuses"


@transaction.atomic
def make(
    *,
    company_id: int,
    words: str,
    status: str,
    ask_again_on: date | None,
    stays_of: frozenset[int],
    actor: Actor,
    now: datetime,
) -> PartnershipAgreement:
    """Make a partnership agreement with a company, as it stands by its own word. One that stands is given back."""
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")
    company = queries.locked_company(company_id, actor=actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    return _made(company, actor.organisation_id, words, status, ask_again_on, actor, now)


@transaction.atomic
def make_by_company(*, status: str, words: str, ask_again_on: date | None, actor: Actor, now: datetime) -> None:
    """A company without an agreement says how it stands: its consultant's municipality has the agreement from now.
    Where there is one meanwhile, nothing is said over it: Stale, unless it says just that."""
    company = _own_company(actor)
    if company.consultant is None:
        raise NotAllowed("partnership.nobody_to_agree_with")
    agreement = _made(company, company.consultant.organisation_id, "", status, ask_again_on, actor, now, said=words)
    if not _is_said(agreement, status, words, ask_again_on, now):
        raise Stale


@transaction.atomic
def set_status(
    *,
    agreement_id: int,
    version: int,
    status: str,
    words: str,
    ask_again_on: date | None,
    actor: Actor,
    now: datetime,
    stays_of: frozenset[int] = frozenset(),
) -> None:
    """Note what the company says now. The same said twice on a day is said once; nothing else is closed by it."""
    agreement = PartnershipAgreement.objects.select_for_update().filter(pk=agreement_id).first()
    if agreement is None or not pacts.partnerships(actor=actor).filter(pk=agreement_id).exists():
        raise OutOfReach("partnership")
    _require_right(agreement, stays_of, actor)
    if _is_said(agreement, status, words, ask_again_on, now):
        return
    if agreement.version != version:
        raise Stale
    _write(agreement, status, words, ask_again_on, actor, now)


@transaction.atomic
def ask_again(*, agreement_id: int, stays_of: frozenset[int], actor: Actor, now: datetime) -> None:
    """Ask the company whether it is ready now: one more line in its ledger, open until it answers."""
    agreement = pacts.partnership(agreement_id, actor=actor)
    _require_right(agreement, stays_of, actor)
    ended_services.require_going_on(agreement.company)
    day = localdate(now)
    ledger_services.ask(
        company_id=agreement.company_id, kind="agreement", key=_key(agreement, day), actor=actor, now=now
    )
    _audit(agreement, actor, "partnership.ask_again")


def _require_right(agreement: PartnershipAgreement, stays_of: frozenset[int], actor: Actor) -> None:
    if actor.role == Role.COMPANY_CONTACT:
        return  # reached its own agreement only
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")
    company = queries.company(agreement.company_id, actor=actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)


def _own_company(actor: Actor) -> Company:
    if actor.role != Role.COMPANY_CONTACT:
        raise NotAllowed("company.not_your_work")
    found = queries.own_company(actor=actor)
    queries.locked_company(found.pk, actor=actor)
    return found


def _made(
    company: Company,
    organisation_id: int | None,
    words: str,
    status: str,
    ask_again_on: date | None,
    actor: Actor,
    now: datetime,
    said: str = "",
) -> PartnershipAgreement:
    _require_lawful(status, ask_again_on, now)
    ended_services.require_going_on(company)
    told = {"words": words.strip(), "status": status, "since": localdate(now), "created_at": now}
    agreement, is_new = PartnershipAgreement.objects.get_or_create(
        company=company, organisation_id=organisation_id, defaults=told
    )
    if is_new:
        key = _key(agreement, localdate(now))
        if actor.role != Role.COMPANY_CONTACT:
            ledger_services.ask(company_id=company.pk, kind="agreement", key=key, actor=actor, now=now)
        _write(agreement, status, said, ask_again_on, actor, now)
    return agreement


def _require_lawful(status: str, ask_again_on: date | None, now: datetime) -> None:
    if not parameters.is_term(STATUSES, status):
        raise NotAllowed("partnership.status_unknown")
    decision = pacts_rules.may_set_status(status, ask_again_on=ask_again_on, on=localdate(now))
    if decision.refused:
        raise NotAllowed(decision.code)


def _is_said(agreement: PartnershipAgreement, status: str, words: str, day: date | None, now: datetime) -> bool:
    newest = agreement.history.order_by("-at", "-pk").first()
    return newest is not None and (newest.status, newest.words, newest.ask_again_on, localdate(newest.at)) == (
        status,
        words.strip(),
        day,
        localdate(now),
    )


def _write(
    agreement: PartnershipAgreement, status: str, words: str, day: date | None, actor: Actor, now: datetime
) -> None:
    _require_lawful(status, day, now)
    PartnershipStatus.objects.create(
        agreement=agreement,
        status=status,
        words=words.strip(),
        ask_again_on=day,
        by_company=actor.role == Role.COMPANY_CONTACT,
        by_id=actor.membership_id,
        at=now,
    )
    if agreement.status != status:
        agreement.since = localdate(now)
    agreement.status, agreement.ask_again_on, agreement.version = status, day, agreement.version + 1
    agreement.save()
    _answer(agreement, status, now)
    _audit(agreement, actor, "partnership.set_status")


def _answer(agreement: PartnershipAgreement, status: str, now: datetime) -> None:
    """Whatever was asked about this agreement is answered by the company's word."""
    answer = parameters.term(STATUSES, status).text("answer")
    for key in agreement.company.asks.filter(
        key__startswith=f"partnership:{agreement.pk}:", answered_at__isnull=True
    ).values_list("key", flat=True):
        ledger_services.answered(key=key, answer=answer, now=now)


def _key(agreement: PartnershipAgreement, day: date) -> str:
    return f"partnership:{agreement.pk}:{day.isoformat()}"


def _audit(agreement: PartnershipAgreement, actor: Actor, action: str) -> None:
    audit.record(actor=actor, action=action, target=f"partnership:{agreement.pk}", facts={"status": agreement.status})
