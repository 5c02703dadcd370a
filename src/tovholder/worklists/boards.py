"""Helsingør's boards (S54): a column for each status, a card for each person, nobody left out.

Derived from running stays and noted statuses; nothing is stored here. Whoever has neither waits for an offer, so every
open case stands in exactly one column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
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
    """Where one person stands, before any card is made."""

    person_id: int
    spell: str = ""
    since: date | None = None
    stays: list[Stay] = field(default_factory=list)
    seen_within: bool = True

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(stay.kind for stay in self.stays)

    @property
    def column(self) -> str:
        """The real column."""
        return board_moves.column(spell=self.spell, kinds=self.kinds)

    @property
    def shown_column(self) -> str:
        """The column this viewer sees: health reads "away" outside the own case scope."""
        real = self.column
        return AWAY if board_moves.is_health(real) and not self.seen_within else real

    @property
    def order(self) -> tuple[date, int]:
        ends = [stay.ends_before for stay in self.stays if stay.ends_before]
        return (
            min(ends, default=date.max) if self.column == self.stay_column else self.since or date.min,
            self.person_id,
        )

    @property
    def stay_column(self) -> str:
        return board_moves.column_of_stays(self.kinds)


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
    """The columns in the order of the list. Every person shown is noted in the read book. Five queries."""
    cases = filtered(people.own_open(actor=actor), only)
    standings = _standings(cases, actor, on)
    by_column = _by_column(standings)
    waiting = cases.count() - len(standings)
    shown = {code: _window(by_column.get(code, []), only) for code in _codes(only) if code != board_moves.START}
    persons = _persons(shown, cases, on, only)
    noted_waiting = by_column.get(board_moves.START, [])
    columns = []
    for code in _codes(only):
        if code == board_moves.START:
            ids = [pk for pk, person in persons.items() if pk not in standings or standings[pk] in noted_waiting]
            count = waiting + len(noted_waiting)
        else:
            ids, count = [standing.person_id for standing in shown[code]], len(by_column.get(code, []))
        cards = [_card(persons[pk], standings.get(pk), actor) for pk in ids if pk in persons]
        columns.append(Column(code, count, cards))
    people.noted(list(persons.values()), actor=actor, fields="board")
    return columns


def _codes(only: Filter) -> list[str]:
    codes = [term.code for term in parameters.terms(board_moves.LIST)]
    return [code for code in codes if not only.column or code == only.column]


def _window(standings: list[Standing], only: Filter) -> list[Standing]:
    return sorted(standings, key=lambda standing: standing.order)[only.start : only.start + only.cards]


def _standings(cases: QuerySet[Person], actor: Actor, on: date) -> dict[int, Standing]:
    """Everybody with a running stay or a noted status, by person: two queries."""
    found: dict[int, Standing] = {}
    stays = Placement.objects.filter(status=STARTED, organisation_id=actor.organisation_id, person__in=cases)
    stay_rows: Iterable[tuple[Any, ...]] = stays.values_list(
        "person_id",
        "person__contact_id",
        "person__unit_id",
        "kind",
        "starts_on",
        "ends_before",
        "hours_unpaid",
        "hours_paid",
        "unit__company__name",
    )
    for pk, contact, unit, *stay in stay_rows:
        _standing(found, pk, contact, unit, actor).stays.append(Stay(*stay))
    spells = StatusSpell.objects.filter(in_force(on), organisation_id=actor.organisation_id, person__in=cases)
    rows = spells.order_by("starts_on", "id")
    for pk, contact, unit, code, since in rows.values_list(
        "person_id", "person__contact_id", "person__unit_id", "code", "starts_on"
    ):
        standing = _standing(found, pk, contact, unit, actor)
        standing.spell, standing.since = code, since
    return found


def _standing(found: dict[int, Standing], pk: int, contact: int | None, unit: int | None, actor: Actor) -> Standing:
    if pk not in found:
        within = case_scope.is_within(
            actor, organisation_id=actor.organisation_id or 0, contact_id=contact, unit_id=unit
        )
        found[pk] = Standing(pk, seen_within=within)
    return found[pk]


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


def _card(person: Any, standing: Standing | None, actor: Actor) -> Card:
    stood = standing or Standing(person.pk)
    masked = stood.shown_column != stood.column
    stay = stood.stays[0] if stood.stays and not masked else None
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
