"""From rows of records to plain values: what a list says of the pairs it shows."""

from dataclasses import dataclass

import numpy as np

from . import lists
from .columns import I32, I64, UNKNOWN
from .listed import Listed
from .prepared import corner_of, prepared
from .problem import Problem, Travel
from .result import Match
from .score import LOT_BITS


@dataclass(frozen=True)
class Told:
    """Pairs in the order asked for, and what the gates say of each."""

    matches: tuple[Match, ...]
    closed: list[int]
    unsure: list[int]
    minutes: list[int]


def told(problem: Problem, at: I64, orders: I64, *, by_order: bool, prices: I32 | None = None) -> Told:
    """`at`: the people's places among the records; `orders`: rows; `prices` are aligned with the pairs."""
    world, desk = prepared(problem).world, corner_of(problem, ranked=0, others=0).desk
    parts, facts = np.zeros((at.size, desk.parts.size), np.int64), np.zeros((at.size, 3), np.int64)
    lists.tell(at, orders, world, desk, parts, facts)
    people, other = world.crowd.people[at], world.demand.orders[orders]
    closed, unsure, minutes = facts.T.tolist()
    columns = (
        (people["row"] if by_order else orders).tolist(),
        (people["key"] if by_order else other["key"]).tolist(),
        (parts @ world.tables.weights).tolist(),
        map(tuple, parts.tolist()),
        (people["controller"] != other["controller"]).tolist(),
        [band_end(each, problem.rules.travel) for each in minutes],
        [0] * at.size if prices is None else prices.tolist(),
    )
    return Told(tuple(Match(*values) for values in zip(*columns, strict=True)), closed, unsure, minutes)


def told_list(problem: Problem, row: int, rows: I32, *, by_order: bool) -> Told:
    """The people listed for the order `row`, or the orders listed for the person at that place among the records."""
    one = np.full(rows.size, row, np.int64)
    there = rows.astype(np.int64)
    return told(problem, there if by_order else one, one if by_order else there, by_order=by_order)


def rows_of(listed: Listed) -> I32:
    """Who is on a list, best first."""
    return listed.rows[: listed.size[0]]


def priced(standing: I64, prices: I32) -> I64:
    """The standing by the score less a price of 0..1,000,000."""
    return standing - (prices.astype(np.int64) << LOT_BITS)


def band_end(minutes: int, travel: Travel) -> int:
    """The minutes a way stays below, in whole bands: what may be told of it. UNKNOWN stays UNKNOWN."""
    return UNKNOWN if minutes < 0 else (minutes // travel.band_minutes + 1) * travel.band_minutes
