"""The best so many of each row, while pairs come one after another in any order.

Pairs are laid down as they come, in room for half as many more. When a row's room is full, those that can no longer be
among its best are thrown out, which sets its bar: most later pairs stay below that and are never laid down.
"""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean

from .columns import I32, I64
from .listed import is_after
from .records import Records
from .score import LOT_BITS

SPARE = 8
"""Room beyond the best, at least."""


class Best(NamedTuple):
    """(rows, room) what was laid down for each row; entries before `size` count."""

    standing: I64
    others: I32  # who or which order
    size: I32
    bar: I32  # the score below which nothing is among the best; -1: not known
    depth: int  # how many are wanted


def no_best(rows: int, depth: int, pairs: int) -> Best:
    """Nothing yet. `pairs`: no row is met more often."""
    room = max(min(depth + max(depth // 2, SPARE), pairs), 1)
    return Best(
        np.zeros((rows, room), np.int64),
        np.zeros((rows, room), np.int32),
        np.zeros(rows, np.int32),
        np.full(rows, -1, np.int32),
        depth,
    )


@inlined
def put(best: Best, row: int, other: int, standing: int, records: Records) -> None:
    """Lay a pair down. `records`: of the others, for their keys."""
    size = best.size[row]
    best.standing[row, size], best.others[row, size] = standing, other
    best.size[row] = size + 1
    if size + 1 == best.others.shape[1]:
        throw_out(best, row, (best.others.shape[1] - best.depth) // 4, records)


@lean
def throw_out(best: Best, row: int, spare: int, records: Records) -> None:
    """Keep the best `depth` of the row and at most `spare` more: all from a standing on, found by halving."""
    standing, others, size = best.standing[row], best.others[row], best.size[row]
    if size < best.depth:
        return
    low, above, many = lowest(standing, size), highest(standing, size) + 1, size
    while many > best.depth + spare and above - low > 1:
        middle = low + (above - low) // 2
        reached = how_many_from(standing, size, middle)
        if reached >= best.depth:
            low, many = middle, reached
        else:
            above = middle
    kept = 0
    for at in range(size):
        stands, other = standing[at], others[at]
        standing[kept], others[kept] = stands, other
        kept += int(stands >= low)
    best.size[row] = kept
    best.bar[row] = low >> LOT_BITS
    if kept > best.depth + spare:
        drop_ties(best, row, low, records)


@inlined
def lowest(standing: I64, size: int) -> int:
    """The lowest of the first so many."""
    made = standing[0]
    for at in range(1, size):
        made = min(made, standing[at])
    return int(made)


@inlined
def highest(standing: I64, size: int) -> int:
    """The highest of the first so many."""
    made = standing[0]
    for at in range(1, size):
        made = max(made, standing[at])
    return int(made)


@inlined
def how_many_from(standing: I64, size: int, least: int) -> int:
    """How many of the first so many stand at least there."""
    many = 0
    for at in range(size):
        many += int(standing[at] >= least)
    return many


@lean
def drop_ties(best: Best, row: int, low: int, records: Records) -> None:
    """Of those who stand exactly there throw out the highest keys until `depth` are left."""
    standing, others = best.standing[row], best.others[row]
    while best.size[row] > best.depth:
        last, worst = best.size[row] - 1, -1
        for at in range(last + 1):
            if standing[at] == low and (worst < 0 or records[others[at]].key > records[others[worst]].key):
                worst = at
        standing[worst], others[worst] = standing[last], others[last]
        best.size[row] = last


@lean
def join(best: Best, other: Best, records: Records) -> None:
    """Let everything in the other enter."""
    for row in range(best.size.size):
        for at in range(other.size[row]):
            put(best, row, other.others[row, at], other.standing[row, at], records)


@lean
def tell_best(best: Best, records: Records, rows: I64, others: I32, standing: I64) -> None:
    """others, standing (all rows, depth): write the best of each at its row, best first, then -1."""
    for row in range(best.size.size):
        if best.size[row] > best.depth:
            throw_out(best, row, 0, records)
        _sort(best.standing[row], best.others[row], best.size[row], records)
        for at in range(others.shape[1]):
            there = at < best.size[row]
            others[rows[row], at] = best.others[row, at] if there else -1
            standing[rows[row], at] = best.standing[row, at] if there else -1


@inlined
def _sort(standing: I64, others: I32, size: int, records: Records) -> None:
    """Best first: each entry moves up past those it stands before."""
    for last in range(1, size):
        stands, other, at = standing[last], others[last], last
        while at > 0 and is_after(standing[at - 1], records[others[at - 1]].key, stands, records[other].key):
            standing[at], others[at] = standing[at - 1], others[at - 1]
            at -= 1
        standing[at], others[at] = stands, other
