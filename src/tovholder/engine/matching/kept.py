"""Lists that are kept while people and orders change: the best of each, known down to some depth.

A list is either whole (everybody who may come is in it) or a beginning: exact as far as it reaches. Taking one out
makes a beginning shorter; it is made anew only when it no longer reaches as far as it is read.
"""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean

from .columns import I32, I64, U64, Bool
from .listed import Listed, is_after
from .score import LOT_BITS


class Kept(NamedTuple):
    """(lists, depth) best first; entries before `size` count."""

    rows: I32
    standing: I64
    size: I64
    whole: Bool
    bars: I32  # the score below which nothing stands in the list or enters it; -1: everything may


def kept(rows: I32, standing: I64) -> Kept:
    """From lists that end in -1: one that is not full is whole."""
    size = (rows >= 0).sum(axis=1)
    whole = size < rows.shape[1]
    bars = np.where(whole, -1, standing[:, -1] >> LOT_BITS).astype(np.int32)
    return Kept(rows.copy(), standing.copy(), size.astype(np.int64), whole, bars)


@lean
def take_out(lists: Kept, at: int, row: int) -> int:
    """Take the row out of the list. Returns where it stood; -1: nowhere."""
    size = lists.size[at]
    for place in range(size):
        if lists.rows[at, place] == row:
            for later in range(place, size - 1):
                lists.rows[at, later] = lists.rows[at, later + 1]
                lists.standing[at, later] = lists.standing[at, later + 1]
            lists.size[at] = size - 1
            return place
    return -1


@lean
def put_in(lists: Kept, at: int, row: int, standing: int, keys: U64) -> int:
    """Put the row where it belongs. Returns where it stands; -1: below what the list knows."""
    place = lists.size[at]
    while place > 0 and _is_before(lists, at, place - 1, row, standing, keys):
        place -= 1
    size, depth = lists.size[at], lists.rows.shape[1]
    if place == size and (size == depth or not lists.whole[at]):
        lists.whole[at] = False
        return -1
    if size == depth:
        lists.whole[at] = False
    else:
        lists.size[at] = size + 1
    for later in range(min(size, depth - 1), place, -1):
        lists.rows[at, later] = lists.rows[at, later - 1]
        lists.standing[at, later] = lists.standing[at, later - 1]
    lists.rows[at, place], lists.standing[at, place] = row, standing
    return int(place)


@inlined
def _is_before(lists: Kept, at: int, place: int, row: int, standing: int, keys: U64) -> bool:
    """Whether the row comes before the one at that place."""
    return is_after(lists.standing[at, place], keys[lists.rows[at, place]], standing, keys[row])


@lean
def move(lists: Kept, at: int, row: int, standing: int, keys: U64, top: int) -> bool:
    """Put the row where it belongs now; -1: nowhere. Whether the first `top` of the list may read otherwise."""
    was = take_out(lists, at, row)
    now = put_in(lists, at, row, standing, keys) if standing >= 0 else -1
    _set_bar(lists, at)
    return bool(0 <= was < top or 0 <= now < top)


@lean
def renew(lists: Kept, at: int, made: Listed) -> None:
    """The list as it has just been made."""
    many = made.size[0]
    for place in range(many):
        lists.rows[at, place], lists.standing[at, place] = made.rows[place], made.standing[place]
    lists.size[at] = many
    lists.whole[at] = many < lists.rows.shape[1]
    _set_bar(lists, at)


@inlined
def _set_bar(lists: Kept, at: int) -> None:
    size = lists.size[at]
    lists.bars[at] = -1 if lists.whole[at] or size == 0 else lists.standing[at, size - 1] >> LOT_BITS
