"""Reads of moves between municipalities: offers to us, offers of ours, and where the last one of a case stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone

from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.models import Organisation
from tovholder.pathways import hearing_queries, transfer_services, whose_queries
from tovholder.pathways import transfer_effect_services as effect
from tovholder.pathways.models import Hearing, Meeting, Transfer
from tovholder.pathways.models.meetings import CALLED_OFF, PLANNED
from tovholder.people import queries as people
from tovholder.people.models import FamilyLink, Person


def transfer_of(person_id: int) -> Transfer | None:
    """The newest offer of the case to another municipality."""
    rows = Transfer.objects.filter(person_id=person_id).select_related("receiver", "sent_by__user")
    return rows.order_by("-sent_at").first()


def incoming(*, actor: Actor) -> QuerySet[Transfer]:
    """Offers to the own municipality, for those who may answer them."""
    if not transfer_services.may_answer(actor):
        return Transfer.objects.none()
    rows = Transfer.objects.filter(receiver_id=actor.organisation_id, person__pending_import__isnull=True)
    return rows.select_related("person", "sender", "sent_by__user")


def outgoing(*, actor: Actor) -> QuerySet[Transfer]:
    """What the own municipality has sent, of citizens the reader reaches."""
    rows = Transfer.objects.filter(sender_id=actor.organisation_id, person__in=people.visible(actor=actor))
    return rows.select_related("person", "receiver", "sent_by__user")


def incoming_one(transfer_id: int, *, actor: Actor) -> Transfer:
    """One offer to the own municipality, noted: its words and what hangs in the case are read before there is a case.
    Nobody has a name before the yes: the lack would tell who is protected."""
    found = incoming(actor=actor).filter(pk=transfer_id).first()
    if found is None:
        whose_queries.refuse({"transfer_id": transfer_id}, actor=actor)
        raise OutOfReach("transfer")
    actor.book.note([found.person_id], "granted")
    return found


@dataclass(frozen=True)
class Hanging:
    """What is under way in a case that is to move: both read it before the yes. Days and kinds, never what was said."""

    hearings: list[Hearing]
    meetings: list[Meeting]  # on the day of the move or later: they are called off
    before: int  # meetings before it: they stand
    hindrance: str = ""
    knows_day: bool = True  # when the citizen moves

    @property
    def is_empty(self) -> bool:
        return not (self.hearings or self.meetings or self.before)


def hanging(
    person_id: int, *, moves_on: date | None, now: datetime, sent: Transfer | None = None, for_receiver: bool = False
) -> Hanging:
    """What hangs in a case the caller has reached, or that is offered to the caller.

    What the receiver has of the citizen is the receiver's to tell: before the answer the sender is told nothing of it,
    as whoever knows a number could ask one municipality after the other where somebody lives."""
    answered = sent is not None and sent.state != "sent"
    first = datetime.combine(moves_on, time(0), get_current_timezone()) if moves_on else now
    coming = list(Meeting.objects.filter(person_id=person_id, state=PLANNED, ends_at__gt=now).order_by("starts_at"))
    return Hanging(
        hearings=list(hearing_queries.undecided(person_id)),
        meetings=[each for each in coming if each.starts_at >= first],
        before=sum(each.starts_at < first for each in coming),
        hindrance=effect.hindrance(sent, of_cases_there=for_receiver or answered) if sent is not None else "",
        knows_day=moves_on is not None,
    )


@dataclass(frozen=True)
class Family:
    """Those tied to a citizen who is to move and have an open case at the same municipality: who moves, who stays."""

    staying: Sequence[Person]
    moving: int

    @property
    def numbers(self) -> tuple[int, int]:
        return len(self.staying), self.moving


def family_of(person: Person) -> Family:
    """The family of a case the caller has reached, or that is offered to the caller."""
    ties = FamilyLink.objects.filter(person=person).values("relative_id")
    open_ones = Person.objects.filter(pk__in=ties, organisation_id=person.organisation_id, closed_on__isnull=True)
    offered = Transfer.objects.filter(Q(state="sent") | effect.WAITS, person_id=OuterRef("pk"))
    rows = list(open_ones.annotate(is_offered=Exists(offered)).order_by("pk"))
    staying = [row for row in rows if not row.is_offered]
    return Family(staying, len(rows) - len(staying))


def waits(sent: Transfer | None) -> bool:
    """Whether there is a yes whose day has not come, or that could not be carried out yet."""
    return sent is not None and effect.waits(sent)


def went_to(person: Person) -> Transfer | None:
    """Where the citizen of a closed case went, when the case was closed for a move."""
    if person.closed_reason != effect.MOVED:
        return None
    gone = Transfer.objects.filter(person=person, took_effect_at__isnull=False).select_related("receiver")
    return gone.order_by("-took_effect_at").first()


def called_off_for(person_id: int, *, now: datetime) -> list[Meeting]:
    """Meetings to come that were called off, of the case and of the one it came from: the citizen may still think of
    coming. The caller has reached the case."""
    came = Transfer.objects.filter(became_id=person_id, took_effect_at__isnull=False).values("person_id")
    rows = Meeting.objects.filter(Q(person_id=person_id) | Q(person_id__in=came), state=CALLED_OFF, ends_at__gt=now)
    return list(rows.order_by("starts_at", "pk")[:10])


def receivers(*, actor: Actor) -> list[tuple[int, str]]:
    """All other municipalities of the installation."""
    rows: Any = Organisation.objects.filter(kind="municipality").exclude(pk=actor.organisation_id).order_by("name")
    return list(rows.values_list("pk", "name"))
