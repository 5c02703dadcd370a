"""The same from the other side: a free seat with a price finds a person, or loses the price.

Needed because a bound by prices counts every seat at its price, taken or not: only where no priced seat stays free is
the bound reached. From order j the price falls until the person of least slack comes; that person's old order then has
the free seat, and so on, to somebody who had none, or to an order whose price reaches 0 on the way.
"""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32

from .heaps import pop, push
from .paths import forget, sit_down, stand_up
from .seating import FAR, Graph, State


@kernel
def fill_seats(  # noqa: C901 # long: one compiled search
    graph: Graph, state: State, deficits: I32
) -> None:
    """Each order of `deficits` fills its free seats or becomes free of price, by the ways that lose least.

    A way ends at a person without a seat (length: the slack), or at an order that may stay open (slack + price).
    """
    orders, prices = state.prices.size, state.prices
    reach = np.full(orders, FAR, np.int64)
    heap, place = np.empty(orders, np.int32), np.full(orders, -1, np.int32)
    mover, into = np.empty(orders, np.int32), np.empty(orders, np.int32)
    seen = np.empty(orders, np.int32)
    for start in deficits:
        while prices[start] > 0 and state.taken[start] < graph.seats[start + 1] - graph.seats[start]:
            size, touched, order = 0, 1, start
            reach[start], seen[0], base = 0, start, np.int64(0)
            end, opens, fresh = prices[start], start, -1
            while True:
                if base + prices[order] < end:
                    end, opens, fresh = base + prices[order], order, -1
                for edge in range(graph.starts[order], graph.starts[order + 1]):
                    person = graph.owners[edge]
                    was = state.order_of[person]
                    far = base + state.profits[person] - graph.worths[edge] + prices[order]
                    if was == order or far >= end:
                        continue
                    if was < 0:
                        end, opens, fresh = far, order, person
                    elif far < reach[was]:
                        if reach[was] == FAR:
                            seen[touched] = was
                            touched += 1
                        reach[was], mover[was], into[was] = far, person, order
                        size = push(heap, place, reach, size, was)
                if size == 0 or reach[heap[0]] >= end:
                    break
                order = pop(heap, place, reach, size)
                size -= 1
                base = reach[order]
            for at in range(touched):
                lower_price(graph, state, seen[at], end - reach[seen[at]])
            hand_on(graph, state, start, opens, fresh, mover, into)
            forget(heap, place, size, seen, reach, touched)


@kernel
def lower_price(graph: Graph, state: State, order: int, loss: int) -> None:
    """An order that the way passed becomes cheaper by `loss`, and its people keep that much more."""
    if loss > 0:
        state.prices[order] -= loss
        first = graph.seats[order]
        for seat in range(first, first + state.taken[order]):
            state.profits[state.holder[seat]] += loss


@kernel
def hand_on(graph: Graph, state: State, start: int, order: int, fresh: int, mover: I32, into: I32) -> None:
    """`fresh` (-1: nobody) comes to `order`; whoever is to leave it goes on, until the free seat of `start` is
    taken."""
    if fresh < 0:
        if order == start:
            return
        fresh = mover[order]
        stand_up(graph, state, fresh)
        order = into[order]
    while order != start:
        leaves = mover[order]
        sit_down(state, fresh, order, state.seat_of[leaves])
        fresh, order = leaves, into[order]
    sit_down(state, fresh, start, graph.seats[start] + state.taken[start])
    state.taken[start] += 1
