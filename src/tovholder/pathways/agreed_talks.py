"""The day a talk with a citizen is agreed for: which contact it is read from, and until when it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from tovholder import parameters
from tovholder.pathways.models import Contact


@dataclass(frozen=True)
class Said:
    """One contact: `number` by the order in which contacts were written, `day` its day here, `next_on` the day it
    names for the next talk, `calls_off` that it calls the agreed one off."""

    number: int
    at: datetime
    day: date
    is_talk: bool
    next_on: date | None = None
    calls_off: bool = False


def stands(contacts: Iterable[Said]) -> date | None:
    """The day that is agreed for the next talk. Pure.

    What names a day stands until a talk is held on that day or later, until a contact written after it names another
    day, or until one written after it calls the talk off. A message, a note or an attempt without an answer changes
    nothing; nor does a talk before the day. A day that has passed stands too: the talk is late."""
    told = list(contacts)
    named = max((each for each in told if each.next_on or each.calls_off), key=lambda each: each.number, default=None)
    if named is None or named.next_on is None:
        return None
    after = (each for each in told if each.is_talk and (each.at, each.number) > (named.at, named.number))
    return None if any(each.day >= named.next_on for each in after) else named.next_on


def talks() -> list[str]:
    """The kinds of contact in which one has talked with each other."""
    return [term.code for term in parameters.terms("contact_kinds") if term.flag("is_talk")]


def day_of(person: Any) -> Subquery:
    """`stands` of a case, as a column. `person` is a reference to its number."""
    return Subquery(_days(person), output_field=DateField())


def agreed_on(person_id: int) -> date | None:
    """`stands` of one case."""
    return _days(person_id).first()


def _days(person: Any) -> QuerySet[Contact, date | None]:
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    held = Contact.objects.filter(later, person_id=OuterRef("person_id"), kind__in=talks())
    held = held.filter(at__date__gte=OuterRef("next_on"))
    named = Contact.objects.filter(Q(next_on__isnull=False) | Q(calls_off=True), person_id=person).order_by("-pk")
    standing = Case(When(~Exists(held), then=F("next_on")), default=None, output_field=DateField())
    return named.annotate(standing=standing).values_list("standing", flat=True)[:1]
