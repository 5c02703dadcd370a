"""Writes of the support of one stay (S24): the job-support mentor offered and answered, quick help, what the company
asks at least and how it is met, training side by side and interpreters. What is asked of a company is in its ledger."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.companies import ledger_services as ledger
from tovholder.pathways import companions, support_rules
from tovholder.pathways.models import MentorOffer, QuickHelp, StayArrangement, StayDemand
from tovholder.pathways.models.support import ANSWERS, PARTIES
from tovholder.people import case_scope
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement


def _stay(placement_id: int, actor: Actor) -> Placement:
    """The stay under lock, for somebody who may write in the case."""
    stay = placements.locked(placement_id, actor=actor)
    if not case_scope.may_work_on(stay.person, actor):
        raise NotAllowed("placement.not_your_case")
    return stay


def _of(
    model: Any, row_id: int, version: int, actor: Actor, *, over: Callable[[Any], None] | None = None
) -> tuple[Any, Placement]:
    """A row about a stay under lock, with the stay. Stale when somebody else has written meanwhile; `over` refuses one
    that nobody writes in any more, whatever its version."""
    about = model.objects.filter(pk=row_id).values_list("placement_id", flat=True).first()
    if about is None:
        raise OutOfReach("support of a stay")
    stay = _stay(about, actor)
    row = model.objects.select_for_update().get(pk=row_id)
    if over is not None:
        over(row)
    if row.version != version:
        raise Stale
    row.version += 1
    return row, stay


def _not_helped(row: QuickHelp) -> None:
    if row.helped_at is not None:
        raise NotAllowed("support.helped_already")


def _not_ended(row: StayArrangement) -> None:
    if row.done_on is not None or row.dropped_on is not None:
        raise NotAllowed("support.arrangement_over")


def _tied(stay: Placement) -> dict[str, Any]:
    return {"placement": stay, "person_id": stay.person_id, "organisation_id": stay.organisation_id}


def _known(terms: str, code: str) -> None:
    if not parameters.is_term(terms, code):
        raise NotAllowed("support.no_such_code")


def _not_to_come(day: date, now: datetime) -> None:
    if day > localdate(now):
        raise NotAllowed("support.not_yet")


def _audit(actor: Actor, action: str, stay: Placement, **facts: object) -> None:
    audit.record(actor=actor, action=action, person_id=stay.person_id, target=f"placement:{stay.pk}", facts=facts)


@transaction.atomic
def offer_mentor(*, placement_id: int, party: str, offered_on: date, actor: Actor, now: datetime) -> MentorOffer:
    """Offer the citizen or the company a job-support mentor. Offered twice is offered once."""
    stay = _stay(placement_id, actor)
    if party not in PARTIES:
        raise NotAllowed("support.no_such_code")
    _not_to_come(offered_on, now)
    row, is_new = MentorOffer.objects.get_or_create(
        placement=stay,
        party=party,
        defaults=_tied(stay) | {"offered_on": offered_on, "offered_by_id": actor.membership_id},
    )
    if is_new:
        if party == "company":
            _ask_company(stay, row, actor, now)
        _audit(actor, "support.offer_mentor", stay, party=party)
    return row


def _ask_company(stay: Placement, row: MentorOffer, actor: Actor, now: datetime) -> None:
    ledger.ask(
        company_id=stay.unit.company_id,
        unit_id=stay.unit_id,
        kind="job_mentor",
        key=f"mentor_offer:{row.pk}",
        actor=actor,
        now=now,
    )


@transaction.atomic
def answer_mentor(
    *,
    mentor_offer_id: int,
    version: int,
    answer: str,
    answered_on: date,
    actor: Actor,
    now: datetime,
    mentor_id: int | None = None,
    words: str = "",
) -> MentorOffer:
    """Write down what was answered; a later answer replaces it. With a yes somebody may be named as the mentor."""
    row, stay = _of(MentorOffer, mentor_offer_id, version, actor)
    if answer not in ANSWERS:
        raise NotAllowed("support.no_such_code")
    _not_to_come(answered_on, now)
    if answered_on < row.offered_on:
        raise NotAllowed("support.answered_before_offer", day=row.offered_on)
    row.mentor = companions.mentors(stay.person).filter(pk=mentor_id).first() if mentor_id else None
    if mentor_id and row.mentor is None:
        raise NotAllowed("companion.no_mentor")
    row.answer, row.answered_on, row.words = answer, answered_on, words
    row.save()
    if row.party == "company":
        ledger.answered(key=f"mentor_offer:{row.pk}", answer=answer, now=now)
    _audit(actor, "support.answer_mentor", stay, party=row.party, answer=answer)
    return row


@transaction.atomic
def ask_help(
    *, placement_id: int, asked_by: str, words: str, actor: Actor, now: datetime, request_key: str = ""
) -> QuickHelp:
    """Somebody asks for help about the stay, before, in or after it: a clock starts. The same form twice is one."""
    stay = _stay(placement_id, actor)
    standing = QuickHelp.objects.filter(placement=stay, request_key=request_key).first() if request_key else None
    if standing is not None:
        return standing
    if asked_by not in PARTIES:
        raise NotAllowed("support.no_such_code")
    row = QuickHelp.objects.create(
        **_tied(stay),
        asked_by=asked_by,
        moment=support_rules.moment(
            starts_on=stay.starts_on, ended_on=stay.ended_on, ends_before=stay.ends_before, on=localdate(now)
        ),
        words=words,
        asked_at=now,
        due_at=now + timedelta(hours=parameters.value("quick_help_hours", on=localdate(now)).whole()),
        by_id=actor.membership_id,
        request_key=request_key,
    )
    if asked_by == "company":
        _promise(stay, row, actor, now)
    _audit(actor, "support.ask_help", stay, moment=row.moment)
    return row


def _promise(stay: Placement, row: QuickHelp, actor: Actor, now: datetime) -> None:
    words = parameters.term("support_promises", "quick_help").label("da")
    key = f"quick_help:{row.pk}"
    ledger.promise(company_id=stay.unit.company_id, words=words, key=key, due_at=row.due_at, actor=actor, now=now)


@transaction.atomic
def give_help(*, quick_help_id: int, version: int, words: str, actor: Actor, now: datetime) -> QuickHelp:
    """Say what was done; the clock stops. Once is enough, and whoever comes second is told so."""
    row, stay = _of(QuickHelp, quick_help_id, version, actor, over=_not_helped)
    row.helped_at, row.help, row.helped_by_id = now, words, actor.membership_id
    row.save()
    ledger.kept(key=f"quick_help:{row.pk}", now=now)
    _audit(actor, "support.give_help", stay, moment=row.moment)
    return row


@transaction.atomic
def note_demand(
    *, placement_id: int, area: str, words: str, actor: Actor, now: datetime, met_by: str = ""
) -> StayDemand:
    """Write down what the company asks at least. The same thing told again is that thing."""
    stay = _stay(placement_id, actor)
    _known("demand_areas", area)
    if met_by:
        _known("demand_answers", met_by)
    row, is_new = StayDemand.objects.get_or_create(
        placement=stay,
        area=area,
        words=words.strip(),
        defaults=_tied(stay) | {"met_by": met_by, "noted_by_id": actor.membership_id, "noted_at": now},
    )
    if is_new:
        _audit(actor, "support.note_demand", stay, area=area)
    return row


@transaction.atomic
def answer_demand(*, stay_demand_id: int, version: int, met_by: str, actor: Actor, now: datetime) -> StayDemand:
    """Say how the citizen comes to meet it. A colleague says so; nothing is reckoned."""
    row, stay = _of(StayDemand, stay_demand_id, version, actor)
    _known("demand_answers", met_by)
    row.met_by, row.noted_by_id, row.noted_at = met_by, actor.membership_id, now
    row.save()
    _audit(actor, "support.answer_demand", stay, area=row.area)
    return row


@transaction.atomic
def plan_arrangement(
    *,
    placement_id: int,
    kind: str,
    starts_on: date,
    words: str,
    actor: Actor,
    now: datetime,
    ends_before: date | None = None,
    with_whom: str = "",
    language: str = "",
    request_key: str = "",
) -> StayArrangement:
    """Plan training side by side or an interpreter, at the start or as needed. The same form twice is one."""
    stay = _stay(placement_id, actor)
    own = StayArrangement.objects.filter(placement=stay, request_key=request_key)
    standing = own.first() if request_key else None
    if standing is not None:
        return standing
    _known("arrangement_kinds", kind)
    if parameters.term("arrangement_kinds", kind).flag("needs_language") and not language:
        raise NotAllowed("support.which_language")
    if ends_before is not None and ends_before <= starts_on:
        raise NotAllowed("support.days_crossed")
    row = StayArrangement.objects.create(
        **_tied(stay),
        kind=kind,
        starts_on=starts_on,
        ends_before=ends_before,
        words=words,
        with_whom=with_whom,
        language=language,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "support.plan_arrangement", stay, kind=kind)
    return row


@transaction.atomic
def end_arrangement(
    *, stay_arrangement_id: int, version: int, done: bool, actor: Actor, now: datetime
) -> StayArrangement:
    """It took place, or it will not. Once, and not before its first day."""
    row, stay = _of(StayArrangement, stay_arrangement_id, version, actor, over=_not_ended)
    today = localdate(now)
    if done:
        _not_to_come(row.starts_on, now)
    row.done_on, row.dropped_on = (today, None) if done else (None, today)
    row.save()
    _audit(actor, "support.end_arrangement", stay, kind=row.kind, done=done)
    return row
