"""How much a pair can score at most, told without looking at the person: who holds nothing related is passed over.

hits (lanes, words): lane j says who holds a skill that meets the j-th one asked for; the last, who has experience
in the order's group.
"""

from typing import Any, NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean

from .columns import I32, I64, U64
from .records import Crowd, Records
from .score import EXPERIENCE, FULL, MARGIN, PARTS, REQUIRED, USEFUL, WISH
from .tables import Tables

NONE, ALL, ONE = np.uint64(0), np.uint64(2**64 - 1), np.uint64(1)


class Holders(NamedTuple):
    """Places among the records of those who hold skill s: people[first[s]:first[s + 1]]; the same by group."""

    people: I32
    first: I64
    workers: I32
    worked: I64


NOBODY_LISTED = Holders(*(np.zeros(size, kind) for size, kind in ((0, "i4"), (1, "i8"), (0, "i4"), (1, "i8"))))
"""Where people change, nobody keeps lists of who holds what."""


def holders(crowd: Crowd, skills: int) -> Holders:
    """Who holds what, from the people's entries."""
    people, first = _by_code(crowd, crowd.people["first"], crowd.people["skills"], skills)
    begins = crowd.people["first"] + crowd.people["skills"]
    workers, worked = _by_code(crowd, begins, crowd.people["experience"].astype(np.int32), 0)
    return Holders(people, first, workers, worked)


def _by_code(crowd: Crowd, first: Records, many: Records, size: int) -> tuple[I32, I64]:
    owners = np.repeat(np.arange(many.size, dtype=np.int32), many)
    within = np.arange(owners.size) - np.repeat(np.cumsum(many, dtype=np.int64) - many, many)
    codes = crowd.codes[np.repeat(first, many) + within]
    order = np.argsort(codes, kind="stable")
    most = max(size, int(codes.max(initial=-1)) + 1)
    return owners[order], np.searchsorted(codes[order], np.arange(most + 1)).astype(np.int64)


@lean
def mark(order: Any, asked: I32, holders: Holders, tables: Tables, hits: U64) -> None:
    """Write the lanes of one order. Where nobody is listed as holding anything, everybody may."""
    lanes, last = asked.size, hits.shape[0] - 1
    if holders.people.size == 0:
        hits[:] = ALL
        return
    hits[:lanes] = NONE
    hits[last] = NONE
    for lane in range(lanes):
        skill = asked[lane]
        broader = tables.parent[skill]
        _set(holders.people, holders.first, skill, hits[lane])
        for entry in range(tables.below_first[skill], tables.below_first[skill + 1]):
            _set(holders.people, holders.first, tables.below[entry], hits[lane])
        if broader >= 0:
            _set(holders.people, holders.first, broader, hits[lane])
            for entry in range(tables.below_first[broader], tables.below_first[broader + 1]):
                _set(holders.people, holders.first, tables.below[entry], hits[lane])
    if 0 <= order.group < holders.worked.size - 1:
        _set(holders.workers, holders.worked, order.group, hits[last])


@lean
def _set(people: I32, first: I64, code: int, lane: U64) -> None:
    for entry in range(first[code], first[code + 1]):
        place = people[entry]
        lane[place >> 6] |= ONE << np.uint64(place & 63)


@inlined
def most_of(order: Any, hits: U64, w: int, bit: int, tables: Tables) -> int:
    """At most: of each skill asked for all where something meets it, and everything that is not looked at here."""
    place, weights = np.uint64(bit), tables.weights
    required = useful = 0
    for lane in range(order.required):
        required += int(hits[lane, w] >> place & ONE)
    for lane in range(order.required, order.required + order.useful):
        useful += int(hits[lane, w] >> place & ONE)
    most = weights[REQUIRED] * (required * FULL // max(order.required, 1))
    most += weights[USEFUL] * (useful * FULL // max(order.useful, 1))
    most += FULL * (weights[EXPERIENCE] * int(hits[hits.shape[0] - 1, w] >> place & ONE) + weights[WISH])
    for part in range(MARGIN, PARTS):
        most += FULL * weights[part]
    return int(most)
