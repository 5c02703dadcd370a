"""A short sorted list that a pair enters only when it stands above the last."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined

from .columns import I32, I64, U64
from .score import LOT_BITS


class Listed(NamedTuple):
    """A list of at most so many as it is long: fewest gates first, then by standing, then by key."""

    rows: I32  # of the records
    gates: I32
    standing: I64
    keys: U64
    size: I64  # (1,)


def empty_list(room: int) -> Listed:
    """Room for so many."""
    return Listed(
        np.zeros(room, np.int32),
        np.zeros(room, np.int32),
        np.zeros(room, np.int64),
        np.zeros(room, np.uint64),
        np.zeros(1, np.int64),
    )


@inlined
def bar_of(listed: Listed, gates: int) -> int:
    """The score below which nobody with so many gates enters the list; -1: everybody does."""
    size = listed.size[0]
    if size < listed.rows.size or listed.gates[size - 1] > gates:
        return -1
    return int(listed.standing[size - 1] >> LOT_BITS)


@inlined
def enter(listed: Listed, row: int, gates: int, standing: int, key: int) -> None:
    """Put somebody where they belong; the last falls off a full list."""
    at = listed.size[0]
    if at == listed.rows.size:
        if not _before(listed, at - 1, gates, standing, key):
            return
        at -= 1
    else:
        listed.size[0] += 1
    while at > 0 and _before(listed, at - 1, gates, standing, key):
        listed.rows[at], listed.gates[at] = listed.rows[at - 1], listed.gates[at - 1]
        listed.standing[at], listed.keys[at] = listed.standing[at - 1], listed.keys[at - 1]
        at -= 1
    listed.rows[at], listed.gates[at], listed.standing[at], listed.keys[at] = row, gates, standing, key


@inlined
def _before(listed: Listed, at: int, gates: int, standing: int, key: int) -> bool:
    """Whether this one comes before the one at that place."""
    if listed.gates[at] != gates:
        return bool(gates < listed.gates[at])
    if listed.standing[at] != standing:
        return bool(standing > listed.standing[at])
    return bool(key < listed.keys[at])


@inlined
def is_after(standing: int, key: int, last: int, last_key: int) -> bool:
    """Whether a pair comes after the one with the standing and key `last`."""
    return standing < last or (standing == last and key > last_key)
