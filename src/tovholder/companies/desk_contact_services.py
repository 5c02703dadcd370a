"""Writes on the contact history of a company: a contact written down, a visit planned, held or called off.

Open to every unit that meets companies (`desk_queries.may_log`): one record, whoever's turn it is (S02-1, S02-3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone, localtime

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Membership, Unit
from tovholder.companies import contact_rules, desk_queries, ended_services, ledger_services, queries, sent_once
from tovholder.companies.models import CompanyContactEvent


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told about a contact. `on` is the day it was, or shall be."""

    kind: str
    on: date
    words: str = ""
    who: str = ""
    purpose: str = ""
    unit_ids: tuple[int, ...] = ()
    next_step: str = ""
    next_on: date | None = None


def log(*, company_id: int, told: Told, actor: Actor, now: datetime, request_key: str = "") -> CompanyContactEvent:
    """Write down a contact that has taken place. Sent twice is one. It counts in the company's ledger of burden."""
    today = localtime(now).date()
    if told.on > today:
        raise NotAllowed("contact.not_yet")
    if not told.words.strip():
        raise NotAllowed("contact_event.needs_words")
    return _made(company_id, told, {"held_on": told.on}, request_key, actor, now)


def plan(*, company_id: int, told: Told, actor: Actor, now: datetime, request_key: str = "") -> CompanyContactEvent:
    """Plan a visit, alone or by several units together. Refused for a day that is gone, and where nobody is left."""
    if told.on < localtime(now).date():
        raise NotAllowed("contact_event.planned_in_the_past")
    ended_services.require_going_on(_company(company_id, actor))
    return _made(company_id, told, {"planned_on": told.on}, request_key, actor, now)


def _made(
    company_id: int, told: Told, day: dict[str, date], request_key: str, actor: Actor, now: datetime
) -> CompanyContactEvent:
    company = _company(company_id, actor)
    units = _lawful(told, actor, now)

    def make(key: str) -> CompanyContactEvent:
        event = CompanyContactEvent(
            company=company, organisation_id=actor.organisation_id, by_id=actor.membership_id, made_at=now, **day
        )
        event.request_key, event.kind, event.purpose = key, told.kind, told.purpose.strip()
        event.who, event.words = told.who.strip(), told.words.strip()
        _agree(event, told.next_step, told.next_on, actor)
        event.save()
        event.units.set(units)
        _in_ledger(event, actor, now)
        _audit(event, actor, "company_contact.log" if event.held_on else "company_contact.plan")
        return event

    made: CompanyContactEvent = sent_once.made(CompanyContactEvent, request_key, actor, make)
    return made


def _company(company_id: int, actor: Actor) -> queries.Company:
    if not desk_queries.may_log(actor):
        raise NotAllowed("company.not_your_work")
    return queries.company(company_id, actor=actor)


def _lawful(told: Told, actor: Actor, now: datetime) -> list[Unit]:
    on = localtime(now).date()
    if not parameters.is_term("company_contact_kinds", told.kind, on=on):
        raise NotAllowed("contact.no_such_kind")
    decision = contact_rules.may_be_written_down(told.on, on=on)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    units = list(desk_queries.units(actor=actor).filter(pk__in=told.unit_ids))
    if parameters.term("company_contact_kinds", told.kind).flag("several") and len(units) < 2:
        raise NotAllowed("contact_event.joint_needs_two")
    if told.next_step.strip() and told.next_on is None:
        raise NotAllowed("contact_event.step_needs_day")
    if told.next_on is not None and told.next_on < told.on:
        raise NotAllowed("contact_event.step_in_the_past")
    return units


def _agree(event: CompanyContactEvent, step: str, on: date | None, actor: Actor) -> None:
    event.next_step, event.next_on = step.strip(), on
    event.next_holder_id = actor.membership_id if on else None


def _in_ledger(event: CompanyContactEvent, actor: Actor, now: datetime) -> None:
    """What takes the company's time is asked of it: planned ones wait, held ones are done."""
    asks = parameters.term("company_contact_kinds", event.kind).text("asks")
    if not asks:
        return
    key, at = f"contact:{event.pk}", min(now, _noon(event.held_on)) if event.held_on else now
    told: dict[str, Any] = {"company_id": event.company_id, "words": event.purpose, "answer_by": event.planned_on}
    ledger_services.ask(kind=asks, key=key, actor=actor, now=at, **told)
    if event.held_on:
        ledger_services.answered(key=key, answer="done", now=at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_current_timezone())


@transaction.atomic
def hold(
    *,
    event_id: int,
    version: int,
    held_on: date,
    words: str,
    actor: Actor,
    now: datetime,
    unit_ids: Collection[int] = (),
    next_step: str = "",
    next_on: date | None = None,
) -> CompanyContactEvent:
    """A planned visit took place: what was said, who really took part, what was agreed."""
    event = _current(event_id, version, actor)
    if event.held_on is not None or event.cancelled_at is not None:
        raise NotAllowed("contact_event.done_already")
    if held_on > localtime(now).date():
        raise NotAllowed("contact.not_yet")
    if not words.strip():
        raise NotAllowed("contact_event.needs_words")
    told = Told(kind=event.kind, on=held_on, unit_ids=tuple(unit_ids), next_step=next_step, next_on=next_on)
    units = _lawful(told, actor, now)
    event.held_on, event.words = held_on, words.strip()
    _agree(event, next_step, next_on, actor)
    event.units.set(units)
    ledger_services.answered(key=f"contact:{event.pk}", answer="done", now=now)
    return _saved(event, actor, "company_contact.hold")


@transaction.atomic
def call_off(*, event_id: int, version: int, actor: Actor, now: datetime) -> CompanyContactEvent:
    """A planned visit does not take place."""
    event = _current(event_id, version, actor)
    if event.held_on is not None or event.cancelled_at is not None:
        raise NotAllowed("contact_event.done_already")
    event.cancelled_at = now
    ledger_services.answered(key=f"contact:{event.pk}", answer="withdrawn", now=now)
    return _saved(event, actor, "company_contact.call_off")


@transaction.atomic
def step_done(*, event_id: int, version: int, actor: Actor, now: datetime) -> CompanyContactEvent:
    """The agreed next step was taken. Twice is once."""
    event = _current(event_id, version, actor)
    if event.next_done_at is not None:
        return event
    event.next_done_at = now
    return _saved(event, actor, "company_contact.step_done")


def move_steps(*, holder_id: int, taker: Membership, company_ids: Collection[int]) -> int:
    """A colleague's open next steps go to another, in the transaction of a handover."""
    found = CompanyContactEvent.objects.filter(company_id__in=company_ids, next_holder_id=holder_id)
    return found.filter(next_on__isnull=False, next_done_at__isnull=True).update(next_holder=taker)


def _current(event_id: int, version: int, actor: Actor) -> CompanyContactEvent:
    if not desk_queries.may_log(actor):
        raise NotAllowed("company.not_your_work")
    event = desk_queries.locked_event(event_id, actor=actor)
    if event.version != version:
        raise Stale
    return event


def _saved(event: CompanyContactEvent, actor: Actor, action: str) -> CompanyContactEvent:
    event.version += 1
    event.save()
    _audit(event, actor, action)
    return event


def _audit(event: CompanyContactEvent, actor: Actor, action: str) -> None:
    audit.record(actor=actor, action=action, target=f"contact_event:{event.pk}")
