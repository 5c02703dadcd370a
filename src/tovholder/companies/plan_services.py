"""Writes on combined plans, strategic projects, referrals between organisations and the map of services."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import Membership
from tovholder.companies import desk_queries, ended_services, ledger_services, plan_queries, queries, sent_once
from tovholder.companies.models import (
    CompanyReferral,
    CoordinationNote,
    MunicipalService,
    SolutionPlan,
    SolutionTask,
)

# A form that comes again so soon, word for word, is the same form.
_SENT_TWICE = timedelta(minutes=10)


def make_plan(
    *,
    company_id: int,
    kind: str,
    title: str,
    words: str,
    owner_id: int,
    actor: Actor,
    now: datetime,
    leader: str = "",
    visit_id: int | None = None,
    request_key: str = "",
) -> SolutionPlan:
    """One plan for a company, out of a visit or not. A strategic project also names who answers for it in the
    management or politically (S06-2). Sent twice is one plan."""
    _meets_companies(actor)
    company, owner = queries.company(company_id, actor=actor), _owner(owner_id, actor)
    if not parameters.is_term("solution_plan_kinds", kind):
        raise NotAllowed("plan.no_such_kind")
    if kind == "strategic" and not leader.strip():
        raise NotAllowed("plan.needs_leader")
    visit = desk_queries.event(visit_id, actor=actor) if visit_id is not None else None
    if visit is not None and visit.company_id != company.pk:
        raise NotAllowed("plan.visit_of_another")
    ended_services.require_going_on(company)
    facts: dict[str, Any] = {"title": title.strip(), "words": words.strip(), "leader": leader.strip(), "kind": kind}

    def make(key: str) -> SolutionPlan:
        plan = SolutionPlan.objects.create(
            company=company, organisation_id=actor.organisation_id, owner=owner, visit=visit,
            made_at=now, request_key=key, **facts,
        )  # fmt: skip
        _audit(actor, "plan.make", f"plan:{plan.pk}")
        return plan

    made: SolutionPlan = sent_once.made(SolutionPlan, request_key, actor, make)
    return made


@transaction.atomic
def add_task(
    *,
    plan_id: int,
    version: int,
    words: str,
    unit_id: int,
    owner_id: int,
    due_on: date,
    actor: Actor,
    now: datetime,
) -> SolutionTask:
    """One more task, in one unit, with one owner and a day to come. Word for word the same twice is one."""
    plan = _open_plan(plan_id, version, actor)
    if due_on < localtime(now).date():
        raise NotAllowed("plan.task_in_the_past")
    unit = desk_queries.units(actor=actor).filter(pk=unit_id).first()
    if unit is None:
        raise NotAllowed("plan.no_such_unit")
    facts: dict[str, Any] = {"words": words.strip(), "unit": unit, "owner": _owner(owner_id, actor), "due_on": due_on}
    task, made = SolutionTask.objects.get_or_create(plan=plan, done_at=None, **facts)
    if made:
        _audit(actor, "plan.add_task", f"plan:{plan.pk}", {"task": task.pk})
    return task


@transaction.atomic
def task_done(*, plan_id: int, task_id: int, actor: Actor, now: datetime) -> SolutionTask:
    """A task is done. Noting it twice changes nothing."""
    _meets_companies(actor)
    plan = plan_queries.locked_plan(plan_id, actor=actor)
    task = plan.tasks.filter(pk=task_id).first()
    if task is None:
        raise NotAllowed("plan.no_such_task")
    if task.done_at is None:
        task.done_at, task.done_by_id = now, actor.membership_id
        task.save(update_fields=["done_at", "done_by"])
        _audit(actor, "plan.task_done", f"plan:{plan.pk}", {"task": task.pk})
    return task


@transaction.atomic
def close_plan(*, plan_id: int, version: int, outcome: str, actor: Actor, now: datetime) -> SolutionPlan:
    """The plan is over, and what came of it. Refused while tasks stand open: somebody holds them."""
    plan = _open_plan(plan_id, version, actor)
    waiting = plan.tasks.filter(done_at__isnull=True).count()
    if waiting:
        raise NotAllowed("plan.tasks_open", number=waiting)
    plan.closed_at, plan.outcome, plan.version = now, outcome.strip(), plan.version + 1
    plan.save()
    _audit(actor, "plan.close", f"plan:{plan.pk}")
    return plan


def _open_plan(plan_id: int, version: int, actor: Actor) -> SolutionPlan:
    _meets_companies(actor)
    plan = plan_queries.locked_plan(plan_id, actor=actor)
    if plan.version != version:
        raise Stale
    if plan.closed_at is not None:
        raise NotAllowed("plan.closed_already")
    return plan


def refer(
    *,
    company_id: int,
    receiver_id: int,
    words: str,
    actor: Actor,
    now: datetime,
    unit_id: int | None = None,
    request_key: str = "",
) -> CompanyReferral:
    """Send a company's need to another organisation, or to another unit of the own one (S03-1).

    It stands in the company's ledger: somebody else will call."""
    _meets_companies(actor)
    company = queries.company(company_id, actor=actor)
    receiver = plan_queries.receivers(actor=actor).filter(pk=receiver_id).first()
    unit = desk_queries.units(actor=actor).filter(pk=unit_id, organisation=receiver).first() if unit_id else None
    if receiver is None or (unit_id and unit is None):
        raise NotAllowed("referral.no_such_receiver")
    if receiver.pk == actor.organisation_id and unit is None:
        raise NotAllowed("referral.to_oneself")
    if not words.strip():
        raise NotAllowed("referral.needs_words")
    ended_services.require_going_on(company)

    def make(key: str) -> CompanyReferral:
        sent = CompanyReferral.objects.create(
            company=company, sender_id=actor.organisation_id, sent_by_id=actor.membership_id, receiver=receiver,
            receiving_unit=unit, words=words.strip(), sent_at=now, request_key=key,
        )  # fmt: skip
        ledger_services.ask(
            company_id=company.pk, kind="referral", key=f"referral:{sent.pk}", actor=actor, now=now,
            words=receiver.name,
        )  # fmt: skip
        _audit(actor, "referral.send", f"referral:{sent.pk}", {"to": receiver.pk})
        return sent

    made: CompanyReferral = sent_once.made(CompanyReferral, request_key, actor, make)
    return made


@transaction.atomic
def answer_referral(
    *, referral_id: int, version: int, accept: bool, words: str, actor: Actor, now: datetime
) -> CompanyReferral:
    """The receiver takes it, and whoever takes it holds it from here; or declines it with a reason for the sender."""
    referral = _received(referral_id, version, actor)
    if referral.status != "sent":
        raise NotAllowed("referral.answered_already")
    if not accept and not words.strip():
        raise NotAllowed("referral.needs_reason")
    referral.status = "accepted" if accept else "declined"
    referral.answered_at, referral.answer = now, words.strip()
    if accept:
        referral.owner_id = actor.membership_id
    else:
        ledger_services.answered(key=f"referral:{referral.pk}", answer="no", now=now)
    return _saved_referral(referral, actor, f"referral.{referral.status}")


@transaction.atomic
def close_referral(*, referral_id: int, version: int, outcome: str, actor: Actor, now: datetime) -> CompanyReferral:
    """What came of it, back to the sender."""
    referral = _received(referral_id, version, actor)
    if referral.status != "accepted":
        raise NotAllowed("referral.not_accepted")
    if not outcome.strip():
        raise NotAllowed("referral.needs_words")
    referral.status, referral.closed_at, referral.outcome = "closed", now, outcome.strip()
    referral.seen_at = None
    ledger_services.answered(key=f"referral:{referral.pk}", answer="done", now=now)
    return _saved_referral(referral, actor, "referral.close")


def _received(referral_id: int, version: int, actor: Actor) -> CompanyReferral:
    _meets_companies(actor)
    referral = plan_queries.locked_referral(referral_id, actor=actor)
    if referral.receiver_id != actor.organisation_id:
        raise NotAllowed("referral.of_the_receiver", organisation=referral.receiver.name)
    if referral.version != version:
        raise Stale
    return referral


@transaction.atomic
def seen(*, referral_id: int, actor: Actor, now: datetime) -> None:
    """The sender has read the answer. Twice is once."""
    _meets_companies(actor)
    referral = plan_queries.locked_referral(referral_id, actor=actor)
    if referral.sender_id == actor.organisation_id and referral.answered_at and referral.seen_at is None:
        referral.seen_at = now
        referral.save(update_fields=["seen_at"])
        _audit(actor, "referral.seen", f"referral:{referral.pk}")


def note(
    *, words: str, actor: Actor, now: datetime, referral_id: int | None = None, plan_id: int | None = None
) -> CoordinationNote:
    """What the meeting agreed about one case of the standing list (S03-3). Sent twice is one note."""
    _meets_companies(actor)
    if not words.strip():
        raise NotAllowed("referral.needs_words")
    case = (
        {"referral": plan_queries.referral(referral_id, actor=actor)}
        if referral_id is not None
        else {"plan": plan_queries.plan(plan_id or 0, actor=actor)}
    )
    facts = {"organisation_id": actor.organisation_id, "by_id": actor.membership_id, "words": words.strip(), **case}
    made = CoordinationNote.objects.filter(at__gt=now - _SENT_TWICE, **facts).first()
    if made is not None:
        return made
    made = CoordinationNote.objects.create(at=now, **facts)
    _audit(actor, "coordination.note", f"note:{made.pk}")
    return made


@transaction.atomic
def keep_service(
    *, name: str, words: str, unit_id: int | None, owner_id: int | None, actor: Actor, now: datetime
) -> MunicipalService:
    """Put a service on the map, or change the one of this name (S07-1). Only whoever leads a team or administers."""
    if not plan_queries.may_change_services(actor):
        raise NotAllowed("service.only_by_leader")
    own_unit = desk_queries.units(actor=actor).filter(pk=unit_id, organisation_id=actor.organisation_id).first()
    kept, _new = MunicipalService.objects.update_or_create(
        organisation_id=actor.organisation_id,
        name=name.strip(),
        ended_at=None,
        defaults={
            "words": words.strip(),
            "unit": own_unit,
            "owner": _owner(owner_id, actor) if owner_id else None,
            "changed_at": now,
        },
    )
    _audit(actor, "service.keep", f"service:{kept.pk}")
    return kept


@transaction.atomic
def end_service(*, service_id: int, actor: Actor, now: datetime) -> None:
    """The municipality does it no longer. Twice is once."""
    found = plan_queries.service(service_id, actor=actor)
    if not plan_queries.may_change_services(actor) or found.organisation_id != actor.organisation_id:
        raise NotAllowed("service.only_by_leader")
    MunicipalService.objects.filter(pk=found.pk).update(ended_at=now)
    _audit(actor, "service.end", f"service:{found.pk}")


def _owner(owner_id: int, actor: Actor) -> Membership:
    owner = plan_queries.owners(actor=actor).filter(pk=owner_id).first()
    if owner is None:
        raise NotAllowed("company.consultant_is_no_colleague")
    return owner


def _meets_companies(actor: Actor) -> None:
    if not desk_queries.may_log(actor):
        raise NotAllowed("company.not_your_work")


def _saved_referral(referral: CompanyReferral, actor: Actor, action: str) -> CompanyReferral:
    referral.version += 1
    referral.save()
    _audit(actor, action, f"referral:{referral.pk}")
    return referral


def _audit(actor: Actor, action: str, target: str, facts: dict[str, object] | None = None) -> None:
    audit.record(actor=actor, action=action, target=target, facts=facts or {})
