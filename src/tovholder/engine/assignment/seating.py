"""What the compiled loops work on: the edges both ways, and who sits where at which price."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.matching.columns import I32, I64

FAR = 2**62
"""Further than any path; values are kept below 2**56 (see `worth`), so that sums along a path stay below it."""


class Graph(NamedTuple):
    """People, orders and edges in the order of the draw. Seats of order j: ``seats[j]..seats[j + 1] - 1``."""

    indptr: I64  # (people + 1,) edges by person
    orders: I32  # (edges,) rising within a person
    values: I64 | I32  # (edges,)
    starts: I64  # (orders + 1,) the same edges by order
    owners: I32  # (edges,) people, rising within an order
    worths: I64 | I32  # (edges,) their values
    seats: I64  # (orders + 1,)


class State(NamedTuple):
    """Who sits where. The people of order j hold the seats ``seats[j]..seats[j] + taken[j] - 1``."""

    prices: I64  # (orders,)
    profits: I64  # (people,) what a person has left after the price; 0 without a seat
    taken: I32  # (orders,)
    holder: I32  # (seats,) person
    seat_of: I64  # (people,) seat, -1: none
    order_of: I32  # (people,) order, -1: none


def empty_state(graph: Graph, prices: I64 | None = None) -> State:
    """Nobody sits anywhere; at these prices, or at 0."""
    people, orders = graph.indptr.size - 1, graph.seats.size - 1
    return State(
        prices=np.zeros(orders, np.int64) if prices is None else prices.astype(np.int64),
        profits=np.zeros(people, np.int64),
        taken=np.zeros(orders, np.int32),
        holder=np.full(int(graph.seats[-1]), -1, np.int32),
        seat_of=np.full(people, -1, np.int64),
        order_of=np.full(people, -1, np.int32),
    )
