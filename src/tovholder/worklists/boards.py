"""Helsingør's boards (S54): a column for each status, a card for each person, nobody left out.

Derived from running stays and noted statuses; nothing is stored here. Whoever has neither waits for an offer, so every
open case stands in exactly one column."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, When

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.pathways import board_moves
from tovholder.pathways.models import Contact, StatusSpell
from tovholder.pathways.queries import in_force
from tovholder.people import case_scope
from tovholder.people import queries as people
from tovholder.people.models import Person, Wish
from tovholder.placements.models import Placement
from tovholder.placements.transitions import AGREED, ENDED, ENDED_EARLY, HOLDS_A_PLACE, STARTED

CARDS = 8  # in a column of the whole board
AWAY = "away"  # what others read where the reason is one of health


@dataclass(frozen=True)
class Stay:
    """A running stay as the card tells it. Hours are a week."""

    kind: str
    starts_on: date
    ends_before: date | None
    unpaid: Any
    paid: Any
    company: str


@dataclass
class Standing:
    """Where one person stands, before any card is made. `ends_before` is of the stay that ends first."""

    person_id: int
    spell: str = ""
    since: date | None = None
    kinds: tuple[str, ...] = ()
    ends_before: date = date.max
    seen_within: bool = True

    @cached_property
    def stay_column(self) -> str:
        """The column its running stays give."""
        return board_moves.column_of_stays(self.kinds)

    @cached_property
    def column(self) -> str:
        """The real column. Asked for when all stays and the status are read."""
        return board_moves.column(spell=self.spell, kinds=self.kinds)

    @property
    def shown_column(self) -> str:
        """The column this viewer sees: health reads "away" outside the own case scope."""
        return AWAY if not self.seen_within and board_moves.is_health(self.column) else self.column

    @property
    def order(self) -> tuple[date, int]:
        """Stays that end first come first; else who has stood longest."""
        if self.column == self.stay_column:
            return self.ends_before, self.person_id
        return self.since or date.min, self.person_id


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
        found = found.filter(contact_id=only.contact_id or None) if only.contact_id else found.filter(contact=None)
    if only.unit_id is not None:
        found = found.filter(unit_id=only.unit_id)
    return found


def board(*, actor: Actor, on: date, only: Filter) -> list[Column]:
    """The columns in the order of the list. Every person shown is noted in the read book. Six queries."""
    cases = filtered(people.own_open(actor=actor), only)
    standings = _standings(cases, actor, on)
    by_column = _by_column(standings)
    waiting = cases.count() - len(standings)
    shown = {code: _window(by_column.get(code, []), only) for code in _codes(only) if code != board_moves.START}
    persons = _persons(shown, cases, on, only)
    stays = _stays(persons)
    noted_waiting = by_column.get(board_moves.START, [])
    columns = []
    for code in _codes(only):
        if code == board_moves.START:
            ids = [pk for pk, person in persons.items() if pk not in standings or standings[pk] in noted_waiting]
            count = waiting + len(noted_waiting)
        else:
            ids, count = [standing.person_id for standing in shown[code]], len(by_column.get(code, []))
        cards = [_card(persons[pk], standings.get(pk), stays.get(pk), actor) for pk in ids if pk in persons]
        columns.append(Column(code, count, cards))
    people.noted(list(persons.values()), actor=actor, fields="board")
    return columns


def _codes(only: Filter) -> list[str]:
    codes = [term.code for term in parameters.terms(board_moves.LIST)]
    return [code for code in codes if not only.column or code == only.column]


def _window(standings: list[Standing], only: Filter) -> list[Standing]:
    first = heapq.nsmallest(only.start + only.cards, standings, key=lambda standing: standing.order)
    return first[only.start :]


def _standings(cases: QuerySet[Person], actor: Actor, on: date) -> dict[int, Standing]:
    """Everybody with a running stay or a noted status, by person: two queries, with no more than the columns need."""
    found: dict[int, Standing] = {}
    stays = Placement.objects.filter(status=STARTED, organisation_id=actor.organisation_id, person__in=cases)
    for pk, kind, ends_before in stays.values_list("person_id", "kind", "ends_before"):
        standing = found.setdefault(pk, Standing(pk))
        standing.kinds = (*standing.kinds, kind)
        if ends_before is not None:
            standing.ends_before = min(ends_before, standing.ends_before)
    spells = StatusSpell.objects.filter(in_force(on), organisation_id=actor.organisation_id, person__in=cases)
    for pk, contact, unit, code, since in spells.order_by("starts_on", "id").values_list(
        "person_id", "person__contact_id", "person__unit_id", "code", "starts_on"
    ):
        standing = found.setdefault(pk, Standing(pk))
        standing.spell, standing.since = code, since
        standing.seen_within = case_scope.is_within(
            actor, organisation_id=actor.organisation_id or 0, contact_id=contact, unit_id=unit
        )
    return found


def _by_column(standings: Mapping[int, Standing]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for standing in standings.values():
        found.setdefault(standing.shown_column, []).append(standing)
    return found


def waiting(cases: QuerySet[Person], on: date) -> QuerySet[Person]:
    """Those of the cases with nothing running and nothing noted but "waiting", longest taken over first."""
    runs = Placement.objects.filter(person_id=OuterRef("pk"), status=STARTED)
    elsewhere = StatusSpell.objects.filter(in_force(on), person_id=OuterRef("pk")).exclude(code=board_moves.START)
    return cases.filter(~Exists(runs), ~Exists(elsewhere)).order_by("takeover_on", "pk")


def _persons(
    shown: Mapping[str, Iterable[Standing]], cases: QuerySet[Person], on: date, only: Filter
) -> dict[int, Person]:
    """Those whose cards are shown, in the order of their columns: two queries."""
    ids = [standing.person_id for standings in shown.values() for standing in standings]
    persons = {person.pk: person for person in _with_facts(cases.filter(pk__in=ids))} if ids else {}
    if not only.column or only.column == board_moves.START:
        first = _with_facts(waiting(cases, on))[only.start : only.start + only.cards]
        persons |= {person.pk: person for person in first}
    return persons


def _stays(person_ids: Iterable[int]) -> dict[int, Stay]:
    """The running stay that each of the shown cards tells, the one that ends first: one query."""
    running = Placement.objects.filter(status=STARTED, person_id__in=person_ids)
    rows: Iterable[tuple[Any, ...]] = running.order_by(F("ends_before").desc(nulls_first=True), "-id").values_list(
        "person_id", "kind", "starts_on", "ends_before", "hours_unpaid", "hours_paid", "unit__company__name"
    )
    return {person_id: Stay(*stay) for person_id, *stay in rows}


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


def _card(person: Any, standing: Standing | None, running: Stay | None, actor: Actor) -> Card:
    stood = standing or Standing(person.pk)
    masked = stood.shown_column != stood.column
    stay = None if masked else running
    may = actor.works_on_cases and not masked
    return Card(
        person=person,
        column=stood.shown_column,
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
    return tuple(code for code in lawful if not board_moves.is_health(code))
