"""Writes around a citizen between stays: contacts, moves on the board, and closing the case.

Each takes case staff of the controller; a move that the board does not allow is refused with its reason."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.fields import lookup
from tovholder.base.decision import Decision
from tovholder.companies import contact_rules
from tovholder.pathways import agreed_talks, board_moves, queries
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.people import case_scope
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE


@transaction.atomic
def register_contact(
    *,
    person_id: int,
    kind: str,
    at: datetime,
    actor: Actor,
    now: datetime,
    words: str = "",
    next_on: date | None = None,
    called_off: date | None = None,
    request_key: str = "",
) -> Contact:
    """Write down a conversation or message with the citizen. The same `request_key` twice is one contact.

    A talk agreed before stands (`agreed_talks.stands`) unless `next_on` names another day, or `called_off` is its day:
    what somebody else has agreed since is not called off with it.
    Refused for a kind nobody knows, a time to come or before the birth, and a next talk before this one."""
    person = _own_case(person_id, actor)
    people.require_open(person)
    # With what it says: somebody who goes back and writes something else has had another talk.
    key = lookup("contact", f"{request_key}|{kind}|{words}|{next_on}|{called_off}")[:40] if request_key else ""
    standing = Contact.objects.filter(person=person, request_key=key).first() if key else None
    if standing is not None:
        return standing
    _check_contact(person, kind, at, next_on, now)
    calls_off = next_on is None and called_off is not None and agreed_talks.agreed_on(person.pk) == called_off
    told = {"kind": kind, "at": at, "words": words, "next_on": next_on, "calls_off": calls_off}
    return _written_down(person, told, key, actor)


def _written_down(person: Person, told: dict[str, Any], key: str, actor: Actor) -> Contact:
    contact = Contact.objects.create(
        person=person, organisation_id=person.organisation_id, by_id=actor.membership_id, request_key=key, **told
    )
    next_on = told["next_on"].isoformat() if told["next_on"] else None
    audit.record(
        actor=actor,
        action="contact.register",
        person_id=person.pk,
        target=f"contact:{contact.pk}",
        facts={"kind": contact.kind, "next_on": next_on, "calls_off": contact.calls_off},
    )
    return contact


def _check_contact(person: Person, kind: str, at: datetime, next_on: date | None, now: datetime) -> None:
    if not parameters.is_term("contact_kinds", kind):
        raise NotAllowed("contact.no_such_kind")
    if at > now:
        raise NotAllowed("contact.not_yet")
    day = timezone.localdate(at)
    decision = contact_rules.may_be_written_down(day, on=timezone.localdate(now))
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    if person.born_on is not None and day < person.born_on:
        raise NotAllowed("contact.before_birth", born_on=person.born_on)
    if next_on is not None and next_on < day:
        raise NotAllowed("contact.next_before_this", day=day)


def _own_case(person_id: int, actor: Actor) -> Person:
    person = people_queries.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    return person


@transaction.atomic
def move_on_board(*, person_id: int, target: str, on: date, seen: str, actor: Actor, now: datetime) -> Decision:
    """Move somebody to another column. `seen` is the column the user saw; Stale when somebody moved the card since.

    The standing status ends and the new one begins on `on`; back to a running stay only ends the status.
    A move that is not lawful changes nothing and comes back as a refused decision.
    """
    person = _own_case(person_id, actor)
    people.require_open(person)
    spell, kinds = queries.spell_of(person_id, on=on), queries.running_kinds(person_id)
    code = spell.code if spell else ""
    standing = board_moves.column(spell=code, kinds=kinds)
    if board_moves.AWAY in (standing, target) or board_moves.is_health(standing) or board_moves.is_health(target):
        _require_case_scope(person, actor)  # "away" too: a refusal for health alone would tell which of them it is
    if seen != standing:
        raise Stale
    decision = board_moves.may_move(spell=code, kinds=kinds, target=target)
    if decision.allowed:
        _end_open(person_id, on)
        if not board_moves.is_derived(target) and target != board_moves.START:
            _begin(person, target, on, actor)
        people.touch(person_id=person_id, now=now)
    audit.record(
        actor=actor,
        action="status.move",
        person_id=person_id,
        decision=decision,
        # Health is not told to those who read the log either: only that the card was moved.
        facts={} if board_moves.is_health(target) else {"to": target},
    )
    return decision


def _require_case_scope(person: Person, actor: Actor) -> None:
    """Reasons of health are read and written by those who work in the case only."""
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        raise NotAllowed("board.not_within_case")


def _end_open(person_id: int, on: date) -> None:
    for spell in StatusSpell.objects.select_for_update().filter(person_id=person_id).filter(queries.in_force(on)):
        spell.ends_before = max(on, spell.starts_on)  # a card put wrong today stood there for no day
        spell.version += 1
        spell.save(update_fields=["ends_before", "version"])


def _begin(person: Person, code: str, on: date, actor: Actor) -> StatusSpell:
    return StatusSpell.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        code=code,
        starts_on=on,
        by_id=actor.membership_id,
    )


@transaction.atomic
def close_case(*, person_id: int, version: int, reason: str, on: date, actor: Actor, now: datetime) -> Person:
    """Close the case. Refused while a stay is agreed or runs: it is ended first, with its outcome."""
    _own_case(person_id, actor)
    if not parameters.is_term("case_closed_reasons", reason):
        raise NotAllowed("person.closing_needs_reason")
    if Placement.objects.filter(person_id=person_id, status__in=HOLDS_A_PLACE).exists():
        raise NotAllowed("person.a_stay_runs")
    _end_open(person_id, on)
    return people.close_case(person_id=person_id, version=version, reason=reason, on=on, actor=actor, now=now)
