"""Reads behind the wall of health: only with the right, only of the own municipality's cases, and always logged.

The right is the member's own (accounts/health_right.py) and reaches across units: those who treat sit in others."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tovholder import parameters
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, OutOfReach
from tovholder.base.decision import Decision
from tovholder.pathways import consideration_queries, health_rules
from tovholder.pathways.models import Arrival, ProposedConsiderations, ToldIndication
from tovholder.pathways.models.health import HealthHours, HealthScreening, HealthTalk, TeamDecision
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person

_SOON = timedelta(days=14)
_MOVED = "moved_municipality"  # parameters: case_closed_reasons


def require(actor: Actor, *, person_id: int | None = None) -> None:
    """Refused without the right, before anything is looked for; a look at somebody is noted as refused."""
    if actor.reads_health or actor.role == SYSTEM_ROLE:
        return
    if person_id is not None:
        actor.book.refuse(person_id)
    raise NotAllowed("health.no_right")


@dataclass(frozen=True)
class Answered:
    """One screening with its answers, and what they are worth to somebody trained."""

    row: HealthScreening
    answers: dict[str, str]
    indication: Decision


@dataclass(frozen=True)
class Decided:
    """One team decision, with its codes apart."""

    row: TeamDecision
    roles: list[str]
    efforts: list[str]
    looks: list[Any]
    why: Decision


@dataclass(frozen=True)
class Closet:
    """All there is about one person, newest first."""

    person: Person
    screenings: list[Answered]
    talks: list[HealthTalk]
    decisions: list[Decided]
    hours: list[HealthHours]
    proposed: list[ProposedConsiderations]
    indication: ToldIndication | None


def person(person_id: int, *, actor: Actor) -> Person:
    """Somebody within reach, noted as a read of health."""
    require(actor, person_id=person_id)
    found = people.case(person_id, actor=actor)
    if not case_scope.may_work_on(found, actor):
        actor.book.refuse(person_id)
        raise people.NoSuchPerson
    actor.book.note([person_id], "health")
    return found


def closet(person_id: int, *, actor: Actor, on: date) -> Closet:
    """Everything about one person."""
    found = person(person_id, actor=actor)
    own = {"person": found, "organisation_id": found.organisation_id}  # what another municipality wrote stays there
    screenings = HealthScreening.objects.filter(**own).select_related("by__user").order_by("-asked_on", "-pk")
    decisions = TeamDecision.objects.filter(**own).select_related("by__user").prefetch_related("looks__by__user")
    hours = HealthHours.objects.filter(**{f"set_aside__{name}": value for name, value in own.items()})
    return Closet(
        found,
        [_answered(row) for row in screenings],
        list(HealthTalk.objects.filter(**own).select_related("by__user").order_by("-planned_at", "-pk")),
        [_decided(row, on) for row in decisions.order_by("-decided_on", "-pk")],
        list(hours.select_related("set_aside").order_by("-set_aside__starts_on", "-pk")),
        list(consideration_queries.of_person(person_id)),
        ToldIndication.objects.filter(person=found, taken_back_on__isnull=True).first(),
    )


def _answered(row: HealthScreening) -> Answered:
    answers = json.loads(row.answers or "{}")
    return Answered(row, answers, health_rules.indication(answers, on=row.asked_on))


def _decided(row: TeamDecision, on: date) -> Decided:
    why = health_rules.review(due_on=row.review_on, ended_on=row.ended_on, on=on)
    looks = sorted(row.looks.all(), key=lambda look: (look.on, look.pk), reverse=True)
    return Decided(row, _codes(row.roles), _codes(row.efforts), looks, why)


def _codes(sealed: str) -> list[str]:
    return [code for code in sealed.split(",") if code]


def progression(screenings: list[Answered]) -> list[tuple[str, list[str]]]:
    """(question, its answers from the first day to the last): what became of it, as words and never as a sum."""
    rows = list(reversed(screenings))
    asked = [term.code for term in parameters.terms("health_questions")]
    return [(code, [each.answers.get(code, "") for each in rows]) for code in asked]


def talk(health_talk_id: int, *, actor: Actor) -> HealthTalk:
    """One talk. Raises OutOfReach."""
    found: HealthTalk = _one(HealthTalk.objects.select_related("person"), health_talk_id, actor)
    return found


def decision(team_decision_id: int, *, actor: Actor, on: date) -> Decided:
    """One team decision. Raises OutOfReach."""
    rows = TeamDecision.objects.select_related("person", "by__user").prefetch_related("looks__by__user")
    return _decided(_one(rows, team_decision_id, actor), on)


def _one(rows: QuerySet[Any], pk: int, actor: Actor) -> Any:
    about = rows.filter(pk=pk).values_list("person_id", flat=True).first()
    require(actor, person_id=about)
    found = rows.filter(pk=pk, person__in=_reached(actor), organisation_id=F("person__organisation_id")).first()
    if found is None:
        if about is not None:
            actor.book.refuse(about)
        raise OutOfReach("health")
    actor.book.note([found.person_id], "health")
    return found


def _reached(actor: Actor) -> QuerySet[Person]:
    """Cases of the own municipality, closed ones too; with a right to the own caseload only, those."""
    own = people.visible(actor=actor).filter(organisation_id=actor.organisation_id)
    return own.filter(contact_id=actor.membership_id) if actor.only_own_cases else own


def talks_to_come(*, actor: Actor) -> QuerySet[HealthTalk]:
    """Talks booked and not held, of open cases: what has passed and is not written down comes first."""
    require(actor)
    rows = HealthTalk.objects.filter(_own(actor), held_on__isnull=True, cancelled_on__isnull=True)
    return rows.select_related("person", "by__user").order_by("planned_at", "pk")


def called_off_for_move(*, actor: Actor, now: datetime) -> QuerySet[HealthTalk]:
    """Talks that were still to come when the citizen moved away, until their time has passed: whoever booked one tells
    those who were to be there."""
    require(actor)
    gone = _reached(actor).filter(closed_reason=_MOVED)
    rows = HealthTalk.objects.filter(person__in=gone, organisation_id=actor.organisation_id, planned_at__gt=now)
    return (
        rows.filter(cancelled_on=F("person__closed_on"))
        .select_related("person", "by__user")
        .order_by("planned_at", "pk")
    )


def decisions_to_look_at(*, actor: Actor, on: date) -> QuerySet[TeamDecision]:
    """Decisions that run and are to be looked at again now or within two weeks."""
    require(actor)
    rows = TeamDecision.objects.filter(_own(actor), ended_on__isnull=True, review_on__lte=on + _SOON)
    return rows.select_related("person", "by__user").order_by("review_on", "pk")


def arrived(*, actor: Actor, on: date) -> QuerySet[Arrival]:
    """Who came from another municipality and was not asked here since, newest first. That somebody came tells nothing
    of health: what was known there stays there, and is asked about anew."""
    require(actor)
    since = on - timedelta(days=parameters.value("health_asked_after_move_days", on=on).whole())
    own = {"person_id": OuterRef("person_id"), "organisation_id": actor.organisation_id}
    asked = HealthScreening.objects.filter(**own, asked_on__gte=OuterRef("on"))
    booked = HealthTalk.objects.filter(**own, planned_at__date__gte=OuterRef("on"))
    again = Arrival.objects.filter(person_id=OuterRef("person_id"), pk__gt=OuterRef("pk"))
    open_here = _reached(actor).filter(closed_on__isnull=True)
    rows = Arrival.objects.filter(person__in=open_here, on__gte=since).filter(~Exists(asked), ~Exists(booked))
    return rows.filter(~Exists(again)).select_related("person", "came_from").order_by("-on", "-pk")


def _own(actor: Actor) -> Q:
    """Of open cases, and written by the own municipality."""
    return Q(person__in=_reached(actor).filter(closed_on__isnull=True), organisation_id=actor.organisation_id)
