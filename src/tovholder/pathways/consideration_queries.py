"""What the health side has told the rest: read by those who work in the case, in words that say no reason."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.pathways.models import ProposedConsiderations, SetAsideHours, ToldIndication
from tovholder.people import case_scope, portrait
from tovholder.people import queries as people
from tovholder.people.models import Person


@dataclass(frozen=True)
class Told:
    """`standing` are the codes of the considerations that hold now."""

    person: Person
    standing: list[str]
    proposed: list[ProposedConsiderations]
    answered: list[ProposedConsiderations]
    indication: ToldIndication | None
    set_aside: list[SetAsideHours]


def told(person_id: int, *, actor: Actor, on: date) -> Told:
    """For those who work in the case. Others of the municipality are refused, and the log knows."""
    person = people.case(person_id, actor=actor)
    if actor.role != SYSTEM_ROLE and not case_scope.is_within_case_of(person, actor):
        actor.book.refuse(person_id)
        raise NotAllowed("considerations.not_within_case")
    rows = list(of_person(person_id))
    return Told(
        person,
        [line.code for line in portrait.of(person_id).considerations],
        [row for row in rows if row.state == "proposed"],
        [row for row in rows if row.state != "proposed"],
        ToldIndication.objects.filter(person_id=person_id, taken_back_on__isnull=True).first(),
        list(set_aside(person_id, on=on)),
    )


def of_person(person_id: int) -> QuerySet[ProposedConsiderations]:
    """All that was proposed, newest first. The caller has reached the person and may know."""
    rows = ProposedConsiderations.objects.filter(person_id=person_id).order_by("-proposed_at", "-pk")
    return rows.select_related("by__user", "answered_by__user")


def set_aside(person_id: int, *, on: date) -> QuerySet[SetAsideHours]:
    """Hours taken on the day or later, for plans and weeks. The caller has reached the person."""
    rows = SetAsideHours.objects.filter(person_id=person_id).filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on))
    return rows.order_by("starts_on", "pk")


def waiting() -> Exists:
    """Whether a proposal of a person waits for an answer; a filter on Person, for lists that scope it themselves."""
    return Exists(ProposedConsiderations.objects.filter(person_id=OuterRef("pk"), state="proposed"))
