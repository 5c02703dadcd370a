"""Each person's list of orders, once all are known; by standing, or by standing less the orders' prices."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean

from .columns import I32, I64
from .listed import is_after
from .records import Records
from .score import LOT_BITS


class PersonLists(NamedTuple):
    """(people, depth) each, best first; -1: no more. People are places among the records."""

    standing: I64
    orders: I32


@lean
def settle_by_net(lists: PersonLists, prices: I32, records: Records) -> None:
    """From lists by standing to lists by standing less price; each entry moves up past those it now stands before."""
    for row in range(lists.orders.shape[0]):
        for last in range(1, lists.orders.shape[1]):
            at = last
            while at > 0 and _net_is_better(lists, row, at, at - 1, prices, records):
                _swap(lists, row, at, at - 1)
                at -= 1


@inlined
def _swap(lists: PersonLists, row: int, one: int, other: int) -> None:
    """Exchange two entries."""
    standing, order = lists.standing[row, one], lists.orders[row, one]
    lists.standing[row, one], lists.orders[row, one] = lists.standing[row, other], lists.orders[row, other]
    lists.standing[row, other], lists.orders[row, other] = standing, order


@inlined
def _net_is_better(lists: PersonLists, row: int, one: int, other: int, prices: I32, records: Records) -> bool:
    first, second = lists.orders[row, one], lists.orders[row, other]
    if first < 0:
        return False
    return is_after(
        lists.standing[row, other] - (np.int64(prices[second]) << LOT_BITS),
        records[second].key,
        lists.standing[row, one] - (np.int64(prices[first]) << LOT_BITS),
        records[first].key,
    )
