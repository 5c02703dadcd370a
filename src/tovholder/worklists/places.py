"""Who stands where on the board, asked of the database in one question: how many, and whose cards are shown.

The same answer as `board_moves.column` gives person by person; a test compares the two over random cases. Three small
tables are made of the rows (cases, running stays, noted statuses), laid under each other, folded to one line for each
person and numbered inside each column. Not joined: SQLite without fresh statistics joins them each with each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, Min, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.pathways import board_moves
from tovholder.pathways.models import StatusSpell
from tovholder.pathways.queries import in_force
from tovholder.people import case_scope
from tovholder.people.models import Person
from tovholder.placements.models import Placement
from tovholder.placements.transitions import GOES_ON

AWAY = board_moves.AWAY
_Part = tuple[str, Sequence[Any]]

# A running stay goes before a status that says "free for an offer". Within a column: stays that end first come first,
# those who wait by the day they were taken over (unknown first), everybody else by how long they have stood.
_ASKED = """
WITH cases(person_id, seen_within, taken_over) AS ({cases}),
stays(person_id, place, ends) AS ({stays}),
spells(person_id, code, since) AS ({spells}),
told(person_id, seen_within, taken_over, place, ends, code, since) AS (
    SELECT person_id, seen_within, taken_over, {no_text}, {no_day}, {no_text}, {no_day} FROM cases
    UNION ALL SELECT person_id, {no_number}, {no_day}, place, ends, {no_text}, {no_day} FROM stays
    UNION ALL SELECT person_id, {no_number}, {no_day}, {no_text}, {no_day}, code, since FROM spells
),
person AS (
    SELECT person_id, MAX(seen_within) AS seen_within, MAX(taken_over) AS taken_over, MAX(place) AS place,
        MAX(ends) AS ends, MAX(code) AS code, MAX(since) AS since
    FROM told GROUP BY person_id HAVING MAX(seen_within) IS NOT NULL
),
stood AS (
    SELECT person.*,
        CASE WHEN code IS NULL OR (place IS NOT NULL AND code IN ({free})) THEN COALESCE(place, %s) ELSE code END
        AS stands
    FROM person
),
seen AS (
    SELECT person_id, CASE WHEN stands IN ({health}) AND seen_within = 0 THEN %s ELSE stands END AS shown,
        CASE WHEN stands = %s THEN taken_over WHEN stands = place THEN ends ELSE since END AS pressing
    FROM stood
),
placed AS (
    SELECT shown, person_id, COUNT(*) OVER (PARTITION BY shown) AS number,
        ROW_NUMBER() OVER (PARTITION BY shown ORDER BY pressing, person_id) AS nth
    FROM seen {only}
)
SELECT shown, number, nth, person_id FROM placed WHERE nth = 1 OR (nth > %s AND nth <= %s) ORDER BY shown, nth
"""
_NOTHING = {name: f"CAST(NULL AS {kind})" for name, kind in (("no_number", "INTEGER"), ("no_day", "DATE"))}
_NOTHING["no_text"] = "CAST(NULL AS VARCHAR)"


@dataclass
class Place:
    """One column: how many stand there, and the ids of those whose cards are shown, in order."""

    count: int = 0
    ids: list[int] = field(default_factory=list)


def places(cases: QuerySet[Person], *, actor: Actor, on: date, column: str, start: int, cards: int) -> dict[str, Place]:
    """The columns that anybody stands in, as this viewer sees them; only `column` when it is named. One query."""
    try:
        asked, told = _asked(cases, actor, on, column)
    except EmptyResultSet:  # an actor who sees nobody
        return {}
    found: dict[str, Place] = {}
    with connection.cursor() as cursor:
        cursor.execute(asked, [*told, start, start + cards])
        for shown, number, nth, person_id in cursor.fetchall():
            place = found.setdefault(shown, Place(number))
            if nth > start:
                place.ids.append(person_id)
    return found


def _asked(cases: QuerySet[Person], actor: Actor, on: date, column: str) -> _Part:
    parts = {"cases": _cases(cases, actor), "stays": _stays(actor), "spells": _spells(actor, on)}
    terms = parameters.terms(board_moves.LIST)
    free, health = ([term.code for term in terms if term.flag(flag)] for flag in ("available", "health"))
    asked = _ASKED.format(
        **{name: sql for name, (sql, _told) in parts.items()},
        free=_marks(free),
        health=_marks(health),
        **_NOTHING,
        only="WHERE shown = %s" if column else "",
    )
    told = [value for _sql, values in parts.values() for value in values]
    told += [*free, board_moves.START, *health, AWAY, board_moves.START, *([column] if column else [])]
    return asked, told


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _cases(cases: QuerySet[Person], actor: Actor) -> _Part:
    # A case without contact or unit must answer no, not "unknown": what is not within hides its reason of health.
    within = Case(When(case_scope.within(actor), then=Value(1)), default=Value(0))
    told = cases.order_by().annotate(within=within, taken_over=Coalesce("takeover_on", Value(date.min)))
    return told.values_list("pk", "within", "taken_over").query.sql_with_params()


def _stays(actor: Actor) -> _Part:
    """The column that the running stays of a person give, and the end that comes first."""
    kinds = [(term.code, board_moves.column_of_stays((term.code,))) for term in parameters.terms("placement_kinds")]
    order = list(enumerate(board_moves.STAY_COLUMNS))
    ranks = [When(kind__in=[kind for kind, of in kinds if of == column], then=rank) for rank, column in order]
    running = Placement.objects.filter(organisation_id=actor.organisation_id, status__in=GOES_ON).order_by()
    ranked = running.values("person_id").annotate(rank=Min(Case(*ranks)), ends=Min(Coalesce("ends_before", date.max)))
    place = Case(*(When(rank=rank, then=Value(column)) for rank, column in order))
    return ranked.annotate(place=place).values_list("person_id", "place", "ends").query.sql_with_params()


def _spells(actor: Actor, on: date) -> _Part:
    """The status that stands for each person: the newest one in force."""
    newest = Window(RowNumber(), partition_by="person_id", order_by=[F("starts_on").desc(), F("id").desc()])
    spells = StatusSpell.objects.filter(in_force(on), organisation_id=actor.organisation_id)
    found = spells.annotate(nth=newest).filter(nth=1).order_by()
    return found.values_list("person_id", "code", "starts_on").query.sql_with_params()


def is_silent(column: str) -> bool:
    """Whether a column is not named in passing: it tells of health, or may stand for one that does."""
    return column == AWAY or board_moves.is_health(column)
