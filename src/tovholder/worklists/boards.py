"""Helsingør's boards (S54): a column for each status, a card for each person, nobody left out.

Derived from running stays and noted statuses; nothing is stored here. Whoever has neither waits for an offer, so every
open case stands in exactly one column."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, When

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.pathways import board_moves
from tovholder.pathways import queries as pathways
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.pathways.queries import in_force
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person, Wish
from tovholder.placements import plan_of_day
from tovholder.placements.models import Placement
from tovholder.placements.transitions import AGREED, ENDED, ENDED_EARLY, GOES_ON, HOLDS_A_PLACE, INTERRUPTED
from tovholder.worklists import places

CARDS = 8  # in a column of the whole board


@dataclass(frozen=True)
class Stay:
    """A stay that runs or holds a pause, as the card tells it. Hours are a week."""

    kind: str
    starts_on: date
    ends_before: date | None
    unpaid: Any
    paid: Any
    company: str
    is_paused: bool = False


@dataclass(frozen=True)
class Standing:
    """What one card's person stands with: the noted status, the kinds of stay that run, and what of it is told."""

    spell: str = ""
    since: date | None = None
    kinds: tuple[str, ...] = ()
    stay: Stay | None = None  # the one that ends first

    @cached_property
    def stay_column(self) -> str:
        """The column the running stays give."""
        return board_moves.column_of_stays(self.kinds)

    @cached_property
    def column(self) -> str:
        """The real column, whoever looks."""
        return board_moves.column(spell=self.spell, kinds=self.kinds)


@dataclass(frozen=True)
class Card:
    person: Person
    column: str
    since: date | None
    stay: Stay | None
    last_contact_at: datetime | None
    wish: str
    stays_so_far: int
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    code: str
    count: int
    cards: list[Card]

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Filter:
    """Which cases: of one contact (0: without), of one unit, one column only with its page."""

    contact_id: int | None = None
    unit_id: int | None = None
    column: str = ""
    start: int = 0
    cards: int = CARDS


def filtered(found: QuerySet[Person], only: Filter) -> QuerySet[Person]:
    if only.contact_id is not None:
        found = found.filter(contact_id=only.contact_id) if only.contact_id else found.filter(people.NOBODY_HAS)
    if only.unit_id is not None:
        found = found.filter(unit_id=only.unit_id)
    return found


def board(*, actor: Actor, on: date, only: Filter) -> list[Column]:
    """The columns in the order of the list. Every person shown is noted in the read book. Four queries."""
    cases = filtered(people.own_open(actor=actor), only)
    found = places.places(cases, actor=actor, on=on, column=only.column, start=only.start, cards=only.cards)
    ids = [pk for place in found.values() for pk in place.ids]
    persons = {person.pk: person for person in _with_facts(cases.filter(pk__in=ids))} if ids else {}
    standings = _standings(ids, on)
    columns = []
    for code in _codes(only):
        place = found.get(code, places.Place())
        cards = [_card(persons[pk], code, standings[pk], actor) for pk in place.ids if pk in persons]
        columns.append(Column(code, place.count, cards))
    people.noted(list(persons.values()), actor=actor, fields="board")
    return columns


def _codes(only: Filter) -> list[str]:
    codes = [term.code for term in parameters.terms(board_moves.LIST)]
    return [code for code in codes if not only.column or code == only.column]


def _standings(ids: list[int], on: date) -> dict[int, Standing]:
    """What each of the shown stands with: two queries."""
    spells = pathways.spells(ids, on=on)
    kinds: dict[int, tuple[str, ...]] = {}
    stays: dict[int, Stay] = {}
    for pk, stay in _running(ids, on):
        kinds[pk], stays[pk] = (*kinds.get(pk, ()), stay.kind), stay
    return {
        pk: Standing(spells[pk].code, spells[pk].starts_on, kinds.get(pk, ()), stays.get(pk))
        if pk in spells
        else Standing(kinds=kinds.get(pk, ()), stay=stays.get(pk))
        for pk in ids
    }


def _running(ids: list[int], on: date) -> Iterable[tuple[int, Stay]]:
    """The running stays of the shown, with the hours of the day, the one that ends first last: one query."""
    running = Placement.objects.filter(status__in=GOES_ON, person_id__in=ids).annotate(**plan_of_day.columns(on))
    rows: Iterable[tuple[Any, ...]] = running.order_by(F("ends_before").desc(nulls_first=True), "-id").values_list(
        "person_id", "kind", "starts_on", "ends_before", "unpaid_on", "paid_on", "unit__company__name", "status"
    )
    return ((person_id, Stay(*stay, is_paused=status == INTERRUPTED)) for person_id, *stay, status in rows)


def waiting(cases: QuerySet[Person], on: date) -> QuerySet[Person]:
    """Those of the cases with nothing running and nothing noted but "waiting", longest taken over first."""
    runs = Placement.objects.filter(person_id=OuterRef("pk"), status__in=GOES_ON)
    elsewhere = StatusSpell.objects.filter(in_force(on), person_id=OuterRef("pk")).exclude(code=board_moves.START)
    return cases.filter(~Exists(runs), ~Exists(elsewhere)).order_by("takeover_on", "pk")


def _with_facts(cases: QuerySet[Person]) -> QuerySet[Person]:
    """What a card tells besides the person, in the same query: last contact, first wish, stays so far."""
    of_person = {"person_id": OuterRef("pk")}
    begun = Placement.objects.filter(status__in=HOLDS_A_PLACE - {AGREED} | {ENDED, ENDED_EARLY}, **of_person)
    wish = Wish.objects.filter(**of_person).order_by("rank", "id").values(first=_wish_code())
    return cases.select_related("contact__user").annotate(
        last_contact_at=Subquery(Contact.objects.filter(**of_person).order_by("-at").values("at")[:1]),
        wish=Subquery(wish[:1]),
        stays_so_far=Subquery(begun.order_by().values("person_id").annotate(n=Count("id")).values("n")[:1]),
    )


def _wish_code() -> Case:
    return Case(When(occupation="", then=F("industry")), default=F("occupation"))


def _card(person: Any, shown: str, stood: Standing, actor: Actor) -> Card:
    # Whoever may not know why somebody is away must not tell health from anything else by what a card can do.
    masked = shown == places.AWAY and not case_scope.is_within_case_of(person, actor)
    stay = None if masked else stood.stay
    may = actor.works_on_cases and not masked
    return Card(
        person=person,
        column=shown,
        since=stay.starts_on if stay and stood.column == stood.stay_column else stood.since,
        stay=stay,
        last_contact_at=person.last_contact_at,
        wish=person.wish or "",
        stays_so_far=person.stays_so_far or 0,
        targets=_targets(person, stood, actor) if may else (),
    )


def _targets(person: Person, stood: Standing, actor: Actor) -> tuple[str, ...]:
    """Where the card may be moved; columns of health only by those who work in the case."""
    lawful = board_moves.lawful_targets(spell=stood.spell, kinds=stood.kinds)
    if case_scope.is_within_case_of(person, actor):
        return lawful
    return tuple(code for code in lawful if not places.is_silent(code))
