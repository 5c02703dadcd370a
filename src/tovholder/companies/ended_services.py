"""A company has ended, or has not after all; and the one question that every service asks before it begins something.

Each locks, checks the version the user saw, saves and audits. Raises NotAllowed, Stale, OutOfReach."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.companies import queries, rules, services
from tovholder.companies.models import Company, JobOrder


@transaction.atomic
def end(
    *, company_id: int, version: int, ended_on: date, stays_of: frozenset[int], actor: Actor, now: datetime
) -> Company:
    """Note the company's last day. What runs with it stays, and is ended where it runs; nothing new is begun.

    A day to come is refused: what will close is noted on the workplace. The same day told twice is told once."""
    company = _changeable(company_id, stays_of, actor)
    if ended_on > localdate(now):
        raise NotAllowed("company.ends_later")
    return company if company.ended_on == ended_on else _noted(company, ended_on, version, actor, now)


@transaction.atomic
def take_back(*, company_id: int, version: int, stays_of: frozenset[int], actor: Actor, now: datetime) -> Company:
    """The company has not ended: a slip of the finger, or somebody carried it on under its number. Twice is once."""
    company = _changeable(company_id, stays_of, actor)
    return company if company.ended_on is None else _noted(company, None, version, actor, now)


def require_going_on(company: Company) -> None:
    """Refuse to begin anything with a company that has ended, and say which day it was."""
    _require(company.ended_on)


def require_workplace_going_on(unit_id: int) -> None:
    """The same of a workplace, for whoever holds no company. One query."""
    _require(Company.objects.filter(units=unit_id).values_list("ended_on", flat=True).first())


def _require(ended_on: date | None) -> None:
    decision = rules.may_begin(ended_on=ended_on)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))


def _changeable(company_id: int, stays_of: frozenset[int], actor: Actor) -> Company:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")
    company = queries.locked_company(company_id, actor=actor)
    services.require_changing(company, stays_of=stays_of, actor=actor)
    return company


def _noted(company: Company, ended_on: date | None, version: int, actor: Actor, now: datetime) -> Company:
    if company.version != version:
        raise Stale
    before, company.ended_on, company.version = company.ended_on, ended_on, company.version + 1
    company.save(update_fields=["ended_on", "version"])
    # Its open orders are matched no longer, or again.
    JobOrder.objects.filter(unit__company=company, status="open").update(touched_at=now)
    day = ended_on or before
    audit.record(
        actor=actor, action="company.end" if ended_on else "company.take_back_end", target=f"company:{company.pk}",
        facts={"day": day.isoformat() if day else ""},
    )  # fmt: skip
    return company
