"""Writes behind the wall of health. Each asks for the right first; the log of writes holds that something was written,
and nothing of what (S39, S40)."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.pathways import consideration_services, health_queries, health_rules
from tovholder.pathways.models.health import (
    HealthHours,
    HealthScreening,
    HealthTalk,
    TeamDecision,
    TeamDecisionLook,
)
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people.models import Person


def _opened(person_id: int, actor: Actor) -> Person:
    """The person under lock, for somebody with the right who may write in the case."""
    health_queries.require(actor, person_id=person_id)
    person = people_queries.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person


@transaction.atomic
def screen(
    *,
    person_id: int,
    asked_on: date,
    moment: str,
    answers: Mapping[str, str],
    actor: Actor,
    now: datetime,
    words: str = "",
    family_words: str = "",
    tell: bool = False,
    request_key: str = "",
) -> HealthScreening:
    """Write answers down. `tell`: let those who work in the case know that we would like to be asked, not why."""
    person = _opened(person_id, actor)
    standing = _sent_before(HealthScreening, person, request_key)
    if standing is not None:
        return standing
    _not_to_come(asked_on, now)
    _known("health_moments", [moment])
    _known("health_questions", answers, on=asked_on)
    _known("health_answers", answers.values(), on=asked_on)
    row = HealthScreening.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        asked_on=asked_on,
        moment=moment,
        answers=json.dumps(dict(answers)),
        words=words,
        family_words=family_words,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "health.screen", person, f"screening:{row.pk}")
    if tell:
        consideration_services.tell(person, actor=actor, now=now)
    return row


@transaction.atomic
def tell_indication(*, person_id: int, told: bool, actor: Actor, now: datetime) -> None:
    """Let those who work in the case know that we would like to be asked before the next step, or take it back."""
    person = _opened(person_id, actor)
    call = consideration_services.tell if told else consideration_services.take_back
    call(person, actor=actor, now=now)


@transaction.atomic
def book_talk(
    *,
    person_id: int,
    kind: str,
    planned_at: datetime,
    actor: Actor,
    now: datetime,
    question: str = "",
    request_key: str = "",
) -> HealthTalk:
    """Book a talk, with the question it is to answer. A talk that was held yesterday may be written down too."""
    person = _opened(person_id, actor)
    standing = _sent_before(HealthTalk, person, request_key)
    if standing is not None:
        return standing
    _known("health_talk_kinds", [kind])
    row = HealthTalk.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        kind=kind,
        planned_at=planned_at,
        question=question,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "health.book_talk", person, f"health_talk:{row.pk}")
    return row


@transaction.atomic
def hold_talk(
    *,
    health_talk_id: int,
    version: int,
    held_on: date,
    words: str,
    considerations: Collection[str],
    actor: Actor,
    now: datetime,
) -> HealthTalk:
    """Write down what was advised. The considerations go to the case as a proposal, in words and without the reason."""
    row, person = _talk(health_talk_id, version, actor)
    _not_to_come(held_on, now)
    row.held_on, row.words, row.version = held_on, words, row.version + 1
    row.save(update_fields=["held_on", "words", "version"])
    _audit(actor, "health.hold_talk", person, f"health_talk:{row.pk}")
    consideration_services.propose(person, considerations, actor=actor, now=now)
    return row


@transaction.atomic
def cancel_talk(*, health_talk_id: int, version: int, actor: Actor, now: datetime) -> HealthTalk:
    """The talk is not held. It stays as one that was called off."""
    row, person = _talk(health_talk_id, version, actor)
    row.cancelled_on, row.version = timezone.localdate(now), row.version + 1
    row.save(update_fields=["cancelled_on", "version"])
    _audit(actor, "health.cancel_talk", person, f"health_talk:{row.pk}")
    return row


def _talk(health_talk_id: int, version: int, actor: Actor) -> tuple[HealthTalk, Person]:
    person = _opened(health_queries.talk(health_talk_id, actor=actor).person_id, actor)
    row = HealthTalk.objects.select_for_update().get(pk=health_talk_id)
    if row.version != version:
        raise Stale
    if row.held_on is not None or row.cancelled_on is not None:
        raise NotAllowed("health.talk_is_over")
    return row, person


@transaction.atomic
def decide(
    *,
    person_id: int,
    decided_on: date,
    model: str,
    roles: Collection[str],
    efforts: Collection[str],
    actor: Actor,
    now: datetime,
    review_on: date | None = None,
    words: str = "",
    request_key: str = "",
) -> TeamDecision:
    """Write a team decision down: who was there by role, what was chosen, when it is looked at again."""
    person = _opened(person_id, actor)
    standing = _sent_before(TeamDecision, person, request_key)
    if standing is not None:
        return standing
    _not_to_come(decided_on, now)
    _check_team(model, roles, efforts, decided_on)
    again = review_on or health_rules.review_on(decided_on)
    if again <= decided_on:
        raise NotAllowed("health.review_before_decision", day=decided_on)
    row = TeamDecision.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        decided_on=decided_on,
        model=model,
        roles=",".join(roles),
        efforts=",".join(efforts),
        words=words,
        review_on=again,
        by_id=actor.membership_id,
        request_key=request_key,
    )
    _audit(actor, "health.decide", person, f"team_decision:{row.pk}")
    return row


def _check_team(model: str, roles: Collection[str], efforts: Collection[str], decided_on: date) -> None:
    _known("health_team_models", [model])
    _known("health_team_roles", roles)
    _known("health_efforts", efforts, on=decided_on)
    if not efforts or len(roles) < 2:
        raise NotAllowed("health.a_team_has_two" if efforts else "health.choose_an_effort")


@transaction.atomic
def look_again(
    *,
    team_decision_id: int,
    version: int,
    on: date,
    words: str,
    actor: Actor,
    now: datetime,
    review_on: date | None = None,
    outcome: str = "",
) -> TeamDecision:
    """Look at a decision again: on to the next day (`review_on`), or to its end with what came of it (`outcome`)."""
    person_id = health_queries.decision(team_decision_id, actor=actor, on=on).row.person_id
    person = _opened(person_id, actor)
    row = TeamDecision.objects.select_for_update().get(pk=team_decision_id)
    if row.version != version:
        raise Stale
    if row.ended_on is not None:
        raise NotAllowed("health.effort_is_over", day=row.ended_on)
    _not_to_come(on, now)
    if on < row.decided_on:
        raise NotAllowed("health.before_decision", day=row.decided_on)
    if bool(review_on) == bool(outcome):
        raise NotAllowed("health.again_or_over")
    if review_on is not None and review_on <= on:
        raise NotAllowed("health.review_before_decision", day=on)
    TeamDecisionLook.objects.create(decision=row, on=on, words=words, by_id=actor.membership_id)
    row.review_on, row.version = review_on or row.review_on, row.version + 1
    row.ended_on, row.outcome = (on, outcome) if outcome else (None, "")
    row.save(update_fields=["review_on", "ended_on", "outcome", "version"])
    _audit(actor, "health.look_again", person, f"team_decision:{row.pk}")
    if outcome:
        _audit(actor, "health.end_effort", person, f"team_decision:{row.pk}")
    return row


@transaction.atomic
def set_hours(
    *,
    person_id: int,
    effort: str,
    hours: Decimal,
    starts_on: date,
    actor: Actor,
    now: datetime,
    ends_before: date | None = None,
    weekday: int | None = None,
    begins_at: time | None = None,
    words: str = "",
) -> HealthHours:
    """Hours a week at the health centre or in treatment. Others see that the hours are taken, and plan around them."""
    person = _opened(person_id, actor)
    _known("health_efforts", [effort])
    taken = consideration_services.set_aside(
        person,
        hours=hours,
        starts_on=starts_on,
        ends_before=ends_before,
        weekday=weekday,
        begins_at=begins_at,
        actor=actor,
    )
    row = HealthHours.objects.create(set_aside=taken, effort=effort, words=words)
    _audit(actor, "health.set_hours", person, f"health_hours:{row.pk}")
    return row


def _sent_before(table: Any, person: Person, request_key: str) -> Any:
    return table.objects.filter(person=person, request_key=request_key).first() if request_key else None


def _not_to_come(day: date, now: datetime) -> None:
    if day > timezone.localdate(now):
        raise NotAllowed("health.not_yet")


def _known(terms: str, codes: Collection[str] | Mapping[str, str], *, on: date | None = None) -> None:
    if any(not parameters.is_term(terms, code, on=on) for code in codes):
        raise NotAllowed("health.no_such_code")


def _audit(actor: Actor, action: str, person: Person, target: str) -> None:
    audit.record(actor=actor, action=action, person_id=person.pk, target=target)
