"""Shortest augmenting paths for people who wait: the exact finish, with a price for every step.

With ``slack(i, j) = profit_i - (value_ij - price_j) >= 0``, and slack 0 where i sits in j, the way of least total slack
is found by Dijkstra over orders. Prices on the way rise by what is left of its length, so that its slack becomes 0, and
everybody on it moves one seat along (Edmonds and Karp 1972; Jonker and Volgenant 1987; here with capacities and the
choice to stay without).
"""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .heaps import pop, push
from .seating import FAR, Graph, State


@kernel
def settle(graph: Graph, state: State, waiting: I32) -> int:
    """Profits from prices; who sits at no best order stands up; who can takes a free seat at one; returns who waits.

    ``profit_i = max(0, max_j(value_ij - price_j))``. The people who wait are the first of `waiting`.
    """
    people, count = state.profits.size, 0
    for person in range(people):
        best, here = np.int64(0), np.int64(-FAR)
        for edge in range(graph.indptr[person], graph.indptr[person + 1]):
            net = graph.values[edge] - state.prices[graph.orders[edge]]
            best = max(best, net)
            if graph.orders[edge] == state.order_of[person]:
                here = net
        state.profits[person] = best
        if state.order_of[person] >= 0 and here < best:
            stand_up(graph, state, person)
    for person in range(people):
        best = state.profits[person]
        if best == 0 or state.order_of[person] >= 0:
            continue
        for edge in range(graph.indptr[person], graph.indptr[person + 1]):
            order = graph.orders[edge]
            room = graph.seats[order + 1] - graph.seats[order] - state.taken[order]
            if room > 0 and graph.values[edge] - state.prices[order] == best:
                sit_down(state, person, order, graph.seats[order] + state.taken[order])
                state.taken[order] += 1
                break
        if state.order_of[person] < 0:
            waiting[count] = person
            count += 1
    return count


@kernel
def sit_down(state: State, person: int, order: int, seat: int) -> None:
    """The person sits in that seat of the order."""
    state.holder[seat], state.seat_of[person], state.order_of[person] = person, seat, order


@kernel
def stand_up(graph: Graph, state: State, person: int) -> None:
    """The person leaves; whoever sits last in the order closes the gap."""
    order, gap = state.order_of[person], state.seat_of[person]
    state.taken[order] -= 1
    last = graph.seats[order] + state.taken[order]
    state.holder[gap] = state.holder[last]
    state.seat_of[state.holder[gap]] = gap
    state.holder[last], state.seat_of[person], state.order_of[person] = -1, -1, -1


@kernel
def move_along(graph: Graph, state: State, goal: int, came: I32) -> None:
    """Fill one free seat of `goal` by the person who comes, the seat left behind by the next, to one who had none."""
    seat = graph.seats[goal] + state.taken[goal]
    state.taken[goal] += 1
    while True:
        person = came[goal]
        left, was = state.seat_of[person], state.order_of[person]
        sit_down(state, person, goal, seat)
        if was < 0:
            return
        seat, goal = left, was


@kernel
def seat_people(  # noqa: C901, PLR0912 # long: one compiled search
    graph: Graph, state: State, waiting: I32
) -> None:
    """Each one who waits ends in a seat or without; a seat taken is given up by a path that loses least.

    A way ends at a free seat (length: its slack), or at somebody who stays without (slack + profit), maybe the one
    who waits.
    """
    orders, seats, holder = state.prices.size, graph.seats, state.holder
    reach = np.full(orders, FAR, np.int64)
    heap, place = np.empty(orders, np.int32), np.full(orders, -1, np.int32)
    came, seen = np.empty(orders, np.int32), np.empty(orders, np.int32)
    for start in waiting:
        size, touched, base, order = 0, 0, np.int64(0), -1
        end, goal, leaves = state.profits[start], -1, start
        while True:
            first, last = (0, 1) if order < 0 else (seats[order], seats[order] + state.taken[order])
            for seat in range(first, last):
                person = start if order < 0 else holder[seat]
                there = base + state.profits[person]
                if there < end:
                    end, goal, leaves = there, -1, person
                for edge in range(graph.indptr[person], graph.indptr[person + 1]):
                    other = graph.orders[edge]
                    far = there - graph.values[edge] + state.prices[other]
                    if far >= end or far >= reach[other]:
                        continue
                    if reach[other] == FAR:
                        seen[touched] = other
                        touched += 1
                    reach[other], came[other] = far, person
                    if state.taken[other] < seats[other + 1] - seats[other]:
                        end, goal, leaves = far, other, -1
                    else:
                        size = push(heap, place, reach, size, other)
            if size == 0 or reach[heap[0]] >= end:
                break
            order = pop(heap, place, reach, size)
            size -= 1
            base = reach[order]
        for at in range(touched):
            raise_price(graph, state, seen[at], end - reach[seen[at]])
        state.profits[start] -= end
        if goal < 0 and leaves != start:
            goal = state.order_of[leaves]
            stand_up(graph, state, leaves)
        if goal >= 0:
            move_along(graph, state, goal, came)
        forget(heap, place, size, seen, reach, touched)


@kernel
def raise_price(graph: Graph, state: State, order: int, gain: int) -> None:
    """A full order that the way passed becomes dearer by `gain`, and its people keep that much less."""
    if gain > 0 and state.taken[order] == graph.seats[order + 1] - graph.seats[order]:
        state.prices[order] += gain
        for seat in range(graph.seats[order], graph.seats[order + 1]):
            state.profits[state.holder[seat]] -= gain


@kernel
def forget(heap: I32, place: I32, size: int, seen: I32, reach: I64, touched: int) -> None:
    """Make the tables of a search blank again, at the cost of what it touched."""
    for at in range(size):
        place[heap[at]] = -1
    for at in range(touched):
        reach[seen[at]] = FAR
