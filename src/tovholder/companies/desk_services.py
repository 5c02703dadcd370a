"""Every write about a company's request: received, handed over, answered, somebody came, escalated, closed.

Each locks, checks the version the user saw, adds a step to the history that nobody changes, and audits. Two who answer
at once: the second gets Stale, and the words stay in the form."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Membership, Organisation
from tovholder.accounts.roles import Role
from tovholder.companies import desk_queries, desk_rules, ended_services, ledger_services, queries, sent_once
from tovholder.companies.models import Company, CompanyRequest, ProductionUnit, RequestStep


def promise_key(request_id: int) -> str:
    return f"request:{request_id}"


def receive(
    *,
    company_id: int,
    kind: str,
    words: str,
    actor: Actor,
    now: datetime,
    unit_id: int | None = None,
    told_by: str = "",
    request_key: str = "",
) -> CompanyRequest:
    """A company asks for something; the clock starts, and the company is promised an answer.

    It goes to the company's fixed consultant, else to whoever took it, else to nobody: the team leader sees those.
    A company's own people may hand one in. Sent twice is one request."""
    company, on = _askable(company_id, actor), localtime(now).date()
    if not parameters.is_term("company_request_kinds", kind, on=on):
        raise NotAllowed("request.no_such_kind")
    if not words.strip():
        raise NotAllowed("request.needs_words")
    ended_services.require_going_on(company)
    facts: dict[str, Any] = {
        "company": company,
        "unit": _unit_of(company, unit_id),
        "kind": kind,
        "words": words.strip(),
        "told_by": told_by.strip() or (actor.name if actor.role == Role.COMPANY_CONTACT else ""),
    }
    made: CompanyRequest = sent_once.made(
        CompanyRequest, request_key, actor, lambda key: _receive(facts, company, key, actor, now)
    )
    return made


def _receive(facts: dict[str, Any], company: Company, key: str, actor: Actor, now: datetime) -> CompanyRequest:
    limit = desk_queries.clock_limit(localtime(now).date())
    calls_out = parameters.term("company_request_kinds", str(facts["kind"])).flag("calls_out")
    clock = desk_rules.clock_of(localtime(now), limit=limit, calls_out=calls_out)
    owner = _first_holder(company, actor)
    made = CompanyRequest.objects.create(
        **facts,
        received_by=_receiver(company, owner, actor),
        taken_by_id=actor.membership_id,
        owner=owner,
        received_at=now,
        warn_at=clock.warn_at,
        due_at=clock.due_at,
        arrive_by=clock.arrive_by,
        request_key=key,
    )
    _step(made, "received", actor, now)
    due: dict[str, Any] = {
        "company_id": company.pk,
        "due_at": clock.due_at,
        "actor": _promiser(made, actor),
        "now": now,
    }
    ledger_services.promise(words=_promised(limit.whole("answer_hours")), key=promise_key(made.pk), **due)
    _audit(made, actor, "request.receive", {"kind": made.kind, "owner": made.owner_id})
    return made


def _promised(hours: int) -> str:
    return f"Svar inden {hours} timer"  # a row of data, in the language of the product's users


def _promiser(made: CompanyRequest, actor: Actor) -> Actor:
    """Who promises: never the company itself, which hands the request in."""
    if actor.kind == "municipality":
        return actor
    return Actor(None, made.owner_id, made.received_by_id, "", "", SYSTEM_ROLE, "system", purpose=actor.purpose)


def _askable(company_id: int, actor: Actor) -> Company:
    if not (queries.may_write(actor) or actor.role == Role.COMPANY_CONTACT):
        raise NotAllowed("company.not_your_work")
    return queries.company(company_id, actor=actor)


def _unit_of(company: Company, unit_id: int | None) -> ProductionUnit | None:
    if unit_id is None:
        return None
    unit = company.units.filter(pk=unit_id).first()
    if unit is None:
        raise NotAllowed("company.unit_of_another")
    return unit


def _first_holder(company: Company, actor: Actor) -> Membership | None:
    fixed = company.consultant
    if fixed is not None and fixed.active:
        return fixed
    if actor.role == Role.COMPANY_CONTACT or actor.membership_id is None:
        return None
    return Membership.objects.get(pk=actor.membership_id)


def _receiver(company: Company, owner: Membership | None, actor: Actor) -> Organisation:
    if actor.kind == "municipality" and actor.organisation_id is not None:
        return Organisation.objects.get(pk=actor.organisation_id)
    if owner is not None:
        return owner.organisation
    codes = list(company.units.values_list("municipality_code", flat=True))
    here = Organisation.objects.filter(kind="municipality", municipality_code__in=codes).order_by("pk").first()
    if here is None:
        raise NotAllowed("order.no_municipality")
    return here


@transaction.atomic
def hand_over(
    *, request_id: int, version: int, owner_id: int, words: str, actor: Actor, now: datetime
) -> CompanyRequest:
    """Somebody else has it now; the clock goes on. Only to somebody who works with companies in the partnership."""
    request = _open(request_id, version, actor)
    taker = queries.consultants(actor=actor).filter(pk=owner_id).first()
    if taker is None:
        raise NotAllowed("company.consultant_is_no_colleague")
    request.owner = taker
    return _saved(request, "handed_over", actor, now, words)


@transaction.atomic
def answer(*, request_id: int, version: int, words: str, actor: Actor, now: datetime) -> CompanyRequest:
    """The company has its first answer: the promise is kept, in time or not. The first answer stands."""
    request = _open(request_id, version, actor)
    if not words.strip():
        raise NotAllowed("request.needs_words")
    if request.answered_at is not None:
        raise NotAllowed("request.answered_already")
    _answered(request, now)
    if request.owner_id is None:
        request.owner_id = actor.membership_id
    return _saved(request, "answered", actor, now, words)


@transaction.atomic
def arrive(
    *, request_id: int, version: int, at: datetime | None, words: str, actor: Actor, now: datetime
) -> CompanyRequest:
    """Somebody has come to the company; `at` is when, where it is written down later (S29-1)."""
    request, came = _open(request_id, version, actor), at or now
    if request.arrive_by is None:
        raise NotAllowed("request.nobody_called_out")
    if request.arrived_at is not None:
        raise NotAllowed("request.arrived_already")
    if not request.received_at <= came <= now:
        raise NotAllowed("request.arrival_outside", at=request.received_at)
    request.arrived_at = came
    if request.answered_at is None:
        _answered(request, came)  # whoever stands at the company answers it
    return _saved(request, "arrived", actor, now, words)


@transaction.atomic
def escalate(*, request_id: int, version: int, words: str, actor: Actor, now: datetime) -> CompanyRequest:
    """Ask the team leader for help, and say why. What is late stands there without it."""
    request = _open(request_id, version, actor)
    if not words.strip():
        raise NotAllowed("request.needs_words")
    request.escalated_at = request.escalated_at or now
    return _saved(request, "escalated", actor, now, words)


@transaction.atomic
def close(*, request_id: int, version: int, outcome: str, words: str, actor: Actor, now: datetime) -> CompanyRequest:
    """It is solved, or not, and the company has heard it. What ends a stay at once is only for what calls us out."""
    request = _open(request_id, version, actor)
    if not parameters.is_term("company_request_outcomes", outcome):
        raise NotAllowed("request.no_such_outcome")
    if not words.strip():
        raise NotAllowed("request.needs_words")
    if outcome == "ended_at_once" and request.arrive_by is None:
        raise NotAllowed("request.no_stay_to_end")
    if request.answered_at is None:
        _answered(request, now)
    request.closed_at, request.outcome = now, outcome
    return _saved(request, "closed", actor, now, words)


def move_all(*, owner_id: int, taker: Membership, company_ids: Collection[int], actor: Actor, now: datetime) -> int:
    """A colleague's open requests of these companies go to another, in the transaction of a handover."""
    found = CompanyRequest.objects.select_for_update(of=("self",)).filter(company_id__in=company_ids)
    moved = list(found.filter(owner_id=owner_id, closed_at__isnull=True).order_by("pk"))
    for request in moved:
        request.owner = taker
        _saved(request, "handed_over", actor, now, "")
    return len(moved)


def _answered(request: CompanyRequest, at: datetime) -> None:
    request.answered_at = at
    ledger_services.kept(key=promise_key(request.pk), now=at)


def _open(request_id: int, version: int, actor: Actor) -> CompanyRequest:
    if not queries.may_write(actor):
        raise NotAllowed("company.not_your_work")
    request = desk_queries.locked_request(request_id, actor=actor)
    ours = actor.role == SYSTEM_ROLE or actor.organisation_id in _who_has(request)
    if not ours:
        raise NotAllowed("request.of_another", organisation=request.received_by.name)
    if request.version != version:
        raise Stale
    if request.closed_at is not None:
        raise NotAllowed("request.closed_already")
    return request


def _who_has(request: CompanyRequest) -> set[int]:
    holders = {request.owner.organisation_id} if request.owner is not None else set()
    return holders | {request.received_by_id}


def _saved(request: CompanyRequest, step: str, actor: Actor, now: datetime, words: str) -> CompanyRequest:
    request.version += 1
    request.save()
    _step(request, step, actor, now, words)
    _audit(request, actor, f"request.{step}", {"owner": request.owner_id})
    return request


def _step(request: CompanyRequest, step: str, actor: Actor, now: datetime, words: str = "") -> None:
    RequestStep.objects.create(
        request=request, at=now, by_id=actor.membership_id, step=step, owner=request.owner, words=words.strip()
    )


def _audit(request: CompanyRequest, actor: Actor, action: str, facts: dict[str, object]) -> None:
    audit.record(actor=actor, action=action, target=f"request:{request.pk}", facts=facts)
