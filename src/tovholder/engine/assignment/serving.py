"""As many people served as possible: can one more be, by whatever chain of moves, and which is the cheapest?"""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .heaps import pop, push
from .paths import move_along
from .seating import FAR, Graph, State


@kernel
def reached_by_waiting(graph: Graph, state: State) -> tuple[int, I32]:
    """(1 if a way leads from somebody without a seat to a free seat, (orders,) 1 where a way leads).

    If none does, the people outside the way and the orders on it cover all edges: nobody more can be served (König
    1931).
    """
    orders = state.prices.size
    on_way, queue, count, at = np.zeros(orders, np.int32), np.empty(orders, np.int32), 0, 0
    free = 0
    for person in range(state.profits.size):
        if state.order_of[person] >= 0:
            continue
        for edge in range(graph.indptr[person], graph.indptr[person + 1]):
            other = graph.orders[edge]
            if on_way[other] == 0:
                on_way[other], queue[count] = 1, other
                count += 1
    while at < count:
        order = queue[at]
        at += 1
        first = graph.seats[order]
        if state.taken[order] < graph.seats[order + 1] - first:
            free = 1
        for seat in range(first, first + state.taken[order]):
            person = state.holder[seat]
            for edge in range(graph.indptr[person], graph.indptr[person + 1]):
                other = graph.orders[edge]
                if on_way[other] == 0:
                    on_way[other], queue[count] = 1, other
                    count += 1
    return free, on_way


@kernel
def serve_one_more(graph: Graph, state: State, serving: int) -> int:
    """The cheapest way from anybody without a seat to a free seat; returns its length, -1: there is no way.

    `serving` is what being served is worth beyond the values. All who wait start at once, with profit 0. With T the
    length: orders passed at d rise by T - d and their people gain d; all others served gain T, as every value now does.
    """
    orders = state.prices.size
    reach = np.full(orders, FAR, np.int64)
    heap, place = np.empty(orders, np.int32), np.full(orders, -1, np.int32)
    came = np.empty(orders, np.int32)
    size = 0
    for person in range(state.profits.size):
        if state.order_of[person] < 0:
            size = step_on(graph, state, serving, person, np.int64(0), reach, heap, place, came, size)
    while size > 0:
        order = pop(heap, place, reach, size)
        size -= 1
        first = graph.seats[order]
        if state.taken[order] < graph.seats[order + 1] - first:
            share_length(state, reach, reach[order])
            move_along(graph, state, order, came)
            return int(reach[order])
        for seat in range(first, first + state.taken[order]):
            size = step_on(graph, state, serving, state.holder[seat], reach[order], reach, heap, place, came, size)
    return -1


@kernel
def step_on(
    graph: Graph,
    state: State,
    serving: int,
    person: int,
    base: np.int64,
    reach: I64,
    heap: I32,
    place: I32,
    came: I32,
    size: int,
) -> int:
    """Put into the heap what the person, reached at `base`, could go on to; returns the heap's size."""
    for edge in range(graph.indptr[person], graph.indptr[person + 1]):
        other = graph.orders[edge]
        far = base + state.profits[person] - graph.values[edge] - serving + state.prices[other]
        if far < reach[other]:
            reach[other], came[other] = far, person
            size = push(heap, place, reach, size, other)
    return size


@kernel
def share_length(state: State, reach: I64, length: int) -> None:
    """New prices and profits after a way of that length, before anybody moves; whoever is newly served has 0 left
    over."""
    for person in range(state.profits.size):
        order = state.order_of[person]
        if order >= 0:
            state.profits[person] += min(reach[order], length)
    for order in range(state.prices.size):
        if reach[order] < length:
            state.prices[order] += length - reach[order]
