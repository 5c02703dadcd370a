"""Who is on the way here: a case another municipality offers, a family an asylum centre hands over; and, as lines of
the same kind, what `asked` tells.

Told without a name while nobody here knows them: the page the line leads to logs who reads it. Of a handover that was
taken in what is late on its checklist is told, with the name of our case; to the centre its own part, without one."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from tovholder.accounts.actors import Actor
from tovholder.accounts.models import Membership
from tovholder.accounts.roles import Role
from tovholder.pathways import reception_queries, transfer_services
from tovholder.pathways.models import HandoverPerson, ReceptionTask, Transfer
from tovholder.people.models import Person
from tovholder.worklists import asked
from tovholder.worklists.items import Limits

_NAMED = ("case_pk", "own_name", "kin_name", "is_protected", "contact_pk")
FIELDS = ("pk", "holder", "day", "about", "number", *_NAMED, "page_pk")
_NOBODY: dict[str, Any] = {
    "case_pk": Cast(Value(None), BigIntegerField()),
    "own_name": Value("", CharField()),
    "kin_name": Value("", CharField()),
    "is_protected": Value(False, BooleanField()),
    "contact_pk": Cast(Value(None), BigIntegerField()),
}
_NO_PAGE: dict[str, Any] = {"page_pk": Cast(Value(None), BigIntegerField())}  # the line's own number is the page's


class Coming(NamedTuple):
    """One line: `about` is the other house; `number` things of the checklist are late, or none and an answer is due."""

    pk: int
    holder: int | None
    day: date | None
    about: str
    number: int
    case_pk: int | None  # the case it became, where the family is ours by now
    own_name: str
    kin_name: str
    is_protected: bool
    contact_pk: int | None
    page_pk: int | None = None  # the number of the page it leads to, where that is another than its own


def person_of(row: Any, actor: Actor) -> Person | None:
    """Whom a line is about, as far as a page tells a name, without asking for more."""
    if row.case_pk is None:
        return None
    return Person(
        pk=row.case_pk, given_name=row.own_name, family_name=row.kin_name, protected=bool(row.is_protected),
        organisation_id=actor.organisation_id, contact_id=row.contact_pk,
    )  # fmt: skip


def moves(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Cases offered to us that wait for a yes or no. Nobody's yet: told to the team leader, or where there is none to
    everybody who may answer."""
    if not transfer_services.may_answer(actor):
        return Transfer.objects.none().annotate(**_of_moves(None))
    leaders = Membership.objects.filter(organisation_id=OuterRef("receiver_id"), role=Role.TEAM_LEADER, active=True)
    me = Value(actor.membership_id, BigIntegerField())
    told = me if actor.role == Role.TEAM_LEADER else Case(When(~Exists(leaders), then=me), default=None)
    waiting = Transfer.objects.filter(receiver_id=actor.organisation_id, state="sent")
    return waiting.filter(person__pending_import__isnull=True).annotate(**_of_moves(told))


def _of_moves(told: Any) -> dict[str, Any]:
    return {
        "holder": Cast(Value(None), BigIntegerField()),
        "also": Cast(told if told is not None else Value(None), BigIntegerField()),
        "day": F("moves_on"),
        "about": F("sender__name"),
        "number": Value(0, IntegerField()),
        **_NOBODY,
        **_NO_PAGE,
    }


def handovers(actor: Actor, limits: Limits) -> QuerySet[Any]:
    """Handovers that wait for this house, and those with something of its part of the checklist late."""
    centre = reception_queries.is_centre(actor)
    turn = Q(status="sent_back" if centre else "sent")
    late = _late(("centre",) if centre else ("municipality", "citizen"), limits.on)
    goes_on = HandoverPerson.objects.filter(handover_id=OuterRef("pk"), person__closed_on__isnull=True)
    behind = Q(status__in=reception_queries.LIVE, pk__in=late.values("handover_id")) & Exists(goes_on)
    mine = late.filter(handover_id=OuterRef("pk")).order_by("due_on", "pk")
    counted = mine.order_by().values("handover_id").annotate(n=Count("pk")).values("n")
    number = Case(
        When(turn, then=0), default=Coalesce(Subquery(counted), 0, output_field=IntegerField()),
        output_field=IntegerField(),
    )  # fmt: skip
    day = Case(When(turn, then=F("takeover_on")), default=Subquery(mine.values("due_on")[:1]), output_field=DateField())
    return reception_queries.readable(actor=actor).filter(turn | behind).annotate(
        holder=F("written_by_id") if centre else F("contact_id"),
        also=Subquery(mine.values("owner_id")[:1]),
        day=day,
        about=F("receiver__name") if centre else Coalesce("sender__name", "sender_name", output_field=CharField()),
        number=number,
        **(_NOBODY if centre else _first_case(goes_on)),
        **_NO_PAGE,
    )  # fmt: skip


def _first_case(goes_on: QuerySet[HandoverPerson]) -> dict[str, Any]:
    """The first of the family whose case runs here."""
    first = goes_on.filter(person__isnull=False).order_by("place")
    return {
        "case_pk": Subquery(first.values("person_id")[:1]),
        "own_name": Coalesce(Subquery(first.values("person__given_name")[:1]), Value("")),
        "kin_name": Coalesce(Subquery(first.values("person__family_name")[:1]), Value("")),
        "is_protected": Coalesce(Subquery(first.values("person__protected")[:1]), Value(False)),
        "contact_pk": Subquery(first.values("person__contact_id")[:1]),
    }


def _late(sides: tuple[str, ...], on: date) -> QuerySet[ReceptionTask]:
    return ReceptionTask.objects.filter(state="open", due_on__lte=on, side__in=sides)


KINDS: dict[str, Callable[[Actor, Limits], QuerySet[Any]]] = {
    "move": moves,
    "reception": handovers,
    "enquiry": asked.enquiries,
    "help": asked.helps,
    "observation": asked.observations,
    "stuck_move": asked.stuck,
    "fallen_out": asked.fallen_out,
}


def listed(found: QuerySet[Any]) -> QuerySet[Any]:
    """As lines, the soonest first; a day nobody knows comes last."""
    return found.order_by(F("day").asc(nulls_last=True), "pk").values_list(*FIELDS, named=True)


def key(row: Coming) -> tuple[Any, ...]:
    """The same order, for lines that were read together."""
    return row.day is None, row.day, row.pk


def word(what: str) -> Value:
    return Value(what, output_field=CharField())


def keys(what: str, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Ids of other rows, to be read beside the lines: with empty columns for what only lines have."""
    empty = {
        "holder": Cast(Value(None), BigIntegerField()),
        "day": Cast(Value(None), DateField()),
        "about": word(""),
        "number": Value(0, IntegerField()),
        **_NOBODY,
        **_NO_PAGE,
    }
    return rows.order_by().annotate(what=word(what), **empty).values_list("what", *FIELDS)
