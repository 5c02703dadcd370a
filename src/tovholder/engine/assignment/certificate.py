"""The proof, computed apart from the solver and over every edge: what prices say no assignment can beat.

Take any price r_j of each order (below 0 only where a minimum holds) and any serving >= 0. A lawful assignment x that
serves S people, of whom nobody exceeds room and no order places or falls below its minimum, has

    sum v x = sum (v + serving - r_j) x + sum r_j load_j - serving S
           <= sum_i room_i max(0, max_j(v_ij + serving - r_j)) + sum_j (r_j places_j, or r_j least_j where r_j < 0) -
           serving S

since x is 0 or more, load_j lies between least_j and places_j, and room bounds each person's places. The right side
needs no x: it is the bound. It is reached when everyone sits where the net is largest and every priced place is
taken. For the number served: if every edge touches a covered person or a covered order, no assignment serves more
than the covered room and places.
"""

import numpy as np

from tovholder.engine.matching.columns import I64, Bool

from .graph import Left
from .problem import Problem
from .worth import exact_sum, worth


def value_bound(problem: Problem, prices: I64, *, serving: int = 0, served: int = 0, values: I64 | None = None) -> int:
    """No lawful assignment that serves `served` people is worth more; with serving 0 none at all, however many."""
    values = worth(problem).values if values is None else values
    left = Left.of(problem)
    if (prices[(prices < 0)] < 0).any() and (left.least[prices < 0] == 0).any():
        raise ValueError("prices: below 0 only where a minimum holds")
    net = np.where(left.open, values + serving - prices[problem.orders], 0)
    most = np.zeros(problem.people, np.int64)
    rows = np.flatnonzero(np.diff(problem.indptr))
    if rows.size:
        most[rows] = np.maximum(np.maximum.reduceat(net, problem.indptr[rows]), 0)
    seats = np.where(prices < 0, left.least, left.places)
    pinned = exact_sum(values[problem.pinned])
    outside = int(problem.pinned.sum())
    return _times(most, left.room) + _times(prices, seats) + pinned - serving * (served - outside)


def served_bound(problem: Problem, cover_people: Bool, cover_orders: Bool) -> int:
    """No lawful assignment serves more. ValueError when an edge is not covered, so that nothing is proved."""
    left = Left.of(problem)
    covered = cover_people[problem.persons] | cover_orders[problem.orders] | ~left.open
    if not covered.all():
        raise ValueError(f"cover: edge {int(covered.argmin())} is not covered")
    return int(left.room[cover_people].sum() + left.places[cover_orders].sum() + problem.pinned.sum())


def _times(values: I64, counts: I64) -> int:
    """The sum of products as a whole number of any size."""
    plain = counts <= 1
    some = sum(int(value) * int(count) for value, count in zip(values[~plain], counts[~plain], strict=True))
    return some + exact_sum(values[plain & (counts == 1)])
