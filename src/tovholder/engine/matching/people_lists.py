"""Each person's best orders, while orders come one after the other: a heap with the worst on top."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean

from .columns import I32, I64
from .listed import is_after
from .pair import LOT_BITS
from .records import Records


class Best(NamedTuple):
    """(people, depth) each; a person's entries are those before `size`. People are places among the records."""

    standing: I64
    orders: I32
    size: I32


def no_best(people: int, depth: int) -> Best:
    """Room for so many orders each."""
    return Best(
        np.full((people, depth), -1, np.int64), np.full((people, depth), -1, np.int32), np.zeros(people, np.int32)
    )


@inlined
def person_bar(best: Best, row: int) -> int:
    """The score below which no order enters the person's list; -1: every order does."""
    return int(best.standing[row, 0] >> LOT_BITS) if best.size[row] == best.orders.shape[1] else -1


@inlined
def _is_worse(best: Best, row: int, one: int, other: int, orders: Records) -> bool:
    """Whether the entry `one` comes after the entry `other`."""
    return is_after(
        best.standing[row, one],
        orders[best.orders[row, one]].key,
        best.standing[row, other],
        orders[best.orders[row, other]].key,
    )


@lean
def sink(best: Best, row: int, at: int, size: int, orders: Records) -> None:
    """Let the entry sink until nothing below it is worse."""
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and _is_worse(best, row, below + 1, below, orders):
            below += 1
        if not _is_worse(best, row, below, at, orders):
            return
        swap(best, row, at, below)
        at = below


@inlined
def swap(best: Best, row: int, one: int, other: int) -> None:
    """Exchange two entries."""
    standing, order = best.standing[row, one], best.orders[row, one]
    best.standing[row, one], best.orders[row, one] = best.standing[row, other], best.orders[row, other]
    best.standing[row, other], best.orders[row, other] = standing, order


@lean
def offer(best: Best, row: int, order: int, standing: int, orders: Records) -> None:
    """Put the order into the person's heap if it belongs there."""
    size = best.size[row]
    if size == best.orders.shape[1]:
        if is_after(standing, orders[order].key, best.standing[row, 0], orders[best.orders[row, 0]].key):
            return
        best.standing[row, 0], best.orders[row, 0] = standing, order
        sink(best, row, 0, size, orders)
        return
    best.standing[row, size], best.orders[row, size] = standing, order
    best.size[row] = size + 1
    while size > 0 and _is_worse(best, row, size, (size - 1) // 2, orders):
        swap(best, row, size, (size - 1) // 2)
        size = (size - 1) // 2


@lean
def merge(best: Best, other: Best, orders: Records) -> None:
    """Let everything in the other heaps enter these."""
    for row in range(best.size.size):
        for at in range(other.size[row]):
            offer(best, row, other.orders[row, at], other.standing[row, at], orders)


@lean
def settle(best: Best, orders: Records) -> None:
    """From heaps to lists, best first: the worst goes to the end, again and again."""
    for row in range(best.size.size):
        for size in range(best.size[row] - 1, 0, -1):
            swap(best, row, 0, size)
            sink(best, row, 0, size, orders)


@lean
def settle_by_net(best: Best, prices: I32, orders: Records) -> None:
    """From lists by standing to lists by standing less price; each entry moves up past those it now stands before."""
    for row in range(best.size.size):
        for size in range(1, best.size[row]):
            at = size
            while at > 0 and _net_is_better(best, row, at, at - 1, prices, orders):
                swap(best, row, at, at - 1)
                at -= 1


@inlined
def _net_is_better(best: Best, row: int, one: int, other: int, prices: I32, orders: Records) -> bool:
    first, second = best.orders[row, one], best.orders[row, other]
    return is_after(
        best.standing[row, other] - (np.int64(prices[second]) << LOT_BITS),
        orders[second].key,
        best.standing[row, one] - (np.int64(prices[first]) << LOT_BITS),
        orders[first].key,
    )
