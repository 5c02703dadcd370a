"""Considerations proposed by the health side, taken or declined by those who work in the case; an indication; hours.

`propose`, `tell` and `set_aside` are called by the health side, which has asked for the right. What they write says in
words what to take into account, and never why."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tovholder import parameters
from tovholder.accounts import audit
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.pathways.models import ProposedConsiderations, SetAsideHours, ToldIndication
from tovholder.people import case_scope, portrait
from tovholder.people import queries as people_queries
from tovholder.people import services as people
from tovholder.people.models import Person

_MOST_HOURS = 60


def propose(person: Person, codes: Iterable[str], *, actor: Actor, now: datetime) -> ProposedConsiderations | None:
    """Propose what is not proposed or taken already; None when nothing of it is new. The caller holds the person."""
    wanted = list(dict.fromkeys(codes))
    if any(not parameters.is_term("considerations", code) for code in wanted):
        raise NotAllowed("considerations.no_such_code")
    waiting = ProposedConsiderations.objects.filter(person=person, state="proposed").values_list("codes", flat=True)
    known = _standing(person) | {code for codes in waiting for code in codes}
    new = [code for code in wanted if code not in known]
    if not new:
        return None
    row = ProposedConsiderations.objects.create(
        person=person, organisation_id=person.organisation_id, codes=new, proposed_at=now, by_id=actor.membership_id
    )
    _audit(actor, "considerations.propose", person, f"considerations:{row.pk}")
    return row


def _standing(person: Person) -> set[str]:
    return {line.code for line in portrait.of(person.pk).considerations}


@transaction.atomic
def answer_considerations(
    *, person_id: int, proposal_id: int, take: Collection[str], actor: Actor, now: datetime
) -> ProposedConsiderations:
    """Take some of them into the case, or none. Stale when a colleague has answered meanwhile."""
    person = _within(person_id, actor)
    row = ProposedConsiderations.objects.select_for_update().filter(pk=proposal_id, person=person).first()
    if row is None:
        raise NotAllowed("considerations.not_here")
    if row.state != "proposed":
        raise Stale
    if not set(take) <= set(row.codes):
        raise NotAllowed("considerations.not_proposed")
    if take:
        codes = sorted(_standing(person) | set(take))
        people.set_considerations(
            person_id=person.pk, version=person.version, codes=codes, known=True, actor=actor, now=now
        )
    row.state, row.answered_at, row.answered_by_id = "taken" if take else "declined", now, actor.membership_id
    row.save(update_fields=["state", "answered_at", "answered_by"])
    _audit(actor, "considerations.answer", person, f"considerations:{row.pk}")
    return row


def _within(person_id: int, actor: Actor) -> Person:
    """Considerations are of health: outside the case nobody learns that there are any."""
    person = people_queries.locked(person_id, actor=actor)
    if not case_scope.may_work_on(person, actor):
        raise NotAllowed("person.not_your_case")
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        raise NotAllowed("considerations.not_within_case")
    return person


def tell(person: Person, *, actor: Actor, now: datetime) -> ToldIndication:
    """Say that the health side would like to be asked before the next step. Told twice is told once."""
    standing = ToldIndication.objects.filter(person=person, taken_back_on__isnull=True).first()
    if standing is not None:
        return standing
    row = ToldIndication.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        told_on=timezone.localdate(now),
        by_id=actor.membership_id,
    )
    _audit(actor, "considerations.tell", person, f"indication:{row.pk}")
    return row


def take_back(person: Person, *, actor: Actor, now: datetime) -> None:
    for row in ToldIndication.objects.select_for_update().filter(person=person, taken_back_on__isnull=True):
        row.taken_back_on = timezone.localdate(now)
        row.save(update_fields=["taken_back_on"])
        _audit(actor, "considerations.take_back", person, f"indication:{row.pk}")


def set_aside(
    person: Person,
    *,
    hours: Decimal,
    starts_on: date,
    ends_before: date | None,
    weekday: int | None,
    begins_at: time | None,
    actor: Actor,
) -> SetAsideHours:
    """Hours a week that others plan around."""
    if not 0 < hours <= _MOST_HOURS:
        raise NotAllowed("considerations.hours_are_hours", most=_MOST_HOURS)
    if ends_before is not None and ends_before <= starts_on:
        raise NotAllowed("considerations.days_crossed")
    row = SetAsideHours.objects.create(
        person=person,
        organisation_id=person.organisation_id,
        hours=hours,
        weekday=weekday,
        begins_at=begins_at,
        starts_on=starts_on,
        ends_before=ends_before,
        by_id=actor.membership_id,
    )
    _audit(actor, "considerations.set_aside", person, f"set_aside:{row.pk}")
    return row


def settle_on_move(person: Person, *, actor: Actor, now: datetime) -> None:
    """The citizen has moved: nothing waits here any more, nobody asks to be asked first, and no hours are taken.

    Nothing of it is copied: the health side there reads that somebody came and asks anew (health_queries.arrived)."""
    for row in ProposedConsiderations.objects.select_for_update().filter(person=person, state="proposed"):
        row.state, row.answered_at = "lapsed", now
        row.save(update_fields=["state", "answered_at"])
        _audit(actor, "considerations.lapse", person, f"considerations:{row.pk}")
    take_back(person, actor=actor, now=now)
    today = timezone.localdate(now)
    stands = Q(ends_before__isnull=True) | Q(ends_before__gt=today)
    for taken in SetAsideHours.objects.select_for_update().filter(stands, person=person):
        taken.ends_before = max(today, taken.starts_on)
        taken.save(update_fields=["ends_before"])
        _audit(actor, "considerations.end_hours", person, f"set_aside:{taken.pk}")


def _audit(actor: Actor, action: str, person: Person, target: str) -> None:
    audit.record(actor=actor, action=action, person_id=person.pk, target=target)
