"""The auction: people bid for seats until nobody can do better by more than a step (Bertsekas 1988).

An order sells its places as seats at one price, that of its cheapest seat, once all are taken; before that they are
free. Started at price 0 it ends within a step a person of the best there is; `paths` then takes away what is left.
Prices only rise, so a person looks again only at the few best edges of the last full look, as long as two of them
still beat the best of the rest at that time.
"""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .heaps import rise, sink
from .seating import Graph, State

NEAR = 6
"""Edges a person remembers between two full looks: 4 to 12 do about equally well."""


@kernel
def look(graph: Graph, prices: I64, person: int, near: I32, worth: I64 | I32, nets: I64) -> int:
    """Remember the best edges of a person in `near` and `worth`; returns the best net value left out, 0 at least."""
    found, most, rest = 0, nets.size, np.int64(0)
    for edge in range(graph.indptr[person], graph.indptr[person + 1]):
        net = graph.values[edge] - prices[graph.orders[edge]]
        if net <= rest:
            continue
        if found < most:
            at = found
            found += 1
        elif net <= nets[most - 1]:
            rest = net
            continue
        else:
            rest = nets[most - 1]
            at = most - 1
        while at > 0 and nets[at - 1] < net:
            nets[at], near[person, at], worth[person, at] = nets[at - 1], near[person, at - 1], worth[person, at - 1]
            at -= 1
        nets[at], near[person, at], worth[person, at] = net, graph.orders[edge], graph.values[edge]
    for at in range(found, most):
        near[person, at] = -1
    return int(rest)


@kernel
def bidding(  # noqa: C901 # long: one compiled loop, its state in local variables
    graph: Graph,
    state: State,
    bids: I64,
    queue: I32,
    line: I64,
    step: int,
    near: I32,
    worth: I64 | I32,
    rest: I64,
    most: int,
) -> int:
    """At most `most` bids by the people of `queue`, a ring of which ``line = (first, count)`` wait; returns the bids.

    With ``net = value - price``, the best net at order j and the second best of all other orders (0: stay without):
    ``bid = value_j - second + step``, the most that leaves the person no more than a step below the second choice.
    """
    seats, prices, taken, holder = graph.seats, state.prices, state.taken, state.holder
    nets = np.empty(near.shape[1], np.int64)
    head, count, length, done = line[0], line[1], queue.size, 0
    while count > 0 and done < most:
        person = queue[head]
        head = head + 1 if head + 1 < length else 0
        count -= 1
        done += 1
        best, second, where, value = np.int64(0), np.int64(0), -1, np.int64(0)
        for _ in range(2):  # what is remembered, and a full look if that is not enough
            best, second, where = np.int64(0), np.int64(0), -1
            for at in range(near.shape[1]):
                order = near[person, at]
                if order < 0:
                    break
                net = worth[person, at] - prices[order]
                if net > best:
                    second, best, where, value = best, net, order, worth[person, at]
                elif net > second:
                    second = net
            if second >= rest[person]:
                break
            rest[person] = look(graph, prices, person, near, worth, nets)
        if where < 0:
            continue
        bid, first, last = value - second + step, seats[where], seats[where + 1]
        if taken[where] < last - first:
            at = first + taken[where]
            taken[where] += 1
            bids[at], holder[at] = bid, person
            rise(bids, holder, first, at)
            if taken[where] == last - first:
                prices[where] = max(prices[where], bids[first])
            continue
        tail = head + count if head + count < length else head + count - length
        queue[tail] = holder[first]
        count += 1
        bids[first], holder[first] = bid, person
        sink(bids, holder, first, last)
        prices[where] = bids[first]
    line[0], line[1] = head, count
    return done
