"""From the rows as they came to the graph the kernels work on: drawn order, pins and bans applied, minimums as seats.

People and orders are put into the order of a keyed hash of their keys: so neither arrival nor key decides a tie, and
the answer does not depend on the order of rows. An order with a minimum becomes two: `least` seats that are worth a
bonus more to whoever takes them, and the rest.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64, U64, Bool
from tovholder.engine.matching.columnwise.parts import lots

from .problem import Problem
from .seating import Graph


@dataclass(frozen=True, eq=False)
class Drawn:
    """The graph, and what its rows are in the problem."""

    graph: Graph
    person_at: I32  # (rows,) the person; as many rows as the person has room
    order_at: I32  # (nodes,) the order; those from `first_must` on are the seats of its minimum
    edge_at: I32  # (graph's edges,) the edge
    first_must: int
    bonus: int  # in the values of edges to must seats


@dataclass(frozen=True, eq=False)
class Left:
    """What is left to decide when pins are seated and bans are gone."""

    open: Bool  # (edges,)
    room: I64  # (people,)
    places: I64  # (orders,)
    least: I64  # (orders,)

    @classmethod
    def of(cls, problem: Problem) -> "Left":
        pinned = np.flatnonzero(problem.pinned)
        sent = np.bincount(problem.persons[pinned], minlength=problem.people)
        filled = np.bincount(problem.orders[pinned], minlength=problem.order_count)
        room, places = problem.room - sent, problem.places.astype(np.int64) - filled
        closed = problem.banned | problem.pinned
        closed = closed | (places[problem.orders] <= 0) if (places <= 0).any() else closed
        return cls(~closed, room, places, np.maximum(problem.least - filled, 0))


def drawn(problem: Problem, left: Left, values: I64, *, seed: int, bonus: int) -> Drawn:
    """The graph of a problem; `seed` is the key of the draw."""
    by_lot = draw(problem.people_key, seed)
    person_at = np.repeat(by_lot, np.maximum(left.room[by_lot], 0)).astype(np.int32)
    order_at = draw(problem.orders_key, seed).astype(np.int32)
    musts = order_at[left.least[order_at] > 0]
    order_at, first_must = np.concatenate((order_at, musts)), order_at.size
    room = left.places[order_at] - left.least[order_at]
    room[first_must:] = left.least[musts]
    node = np.full(problem.order_count, -1, np.int32)
    node[order_at[:first_must]] = np.arange(first_must, dtype=np.int32)
    must = np.full(problem.order_count, -1, np.int32)
    must[musts] = np.arange(first_must, order_at.size, dtype=np.int32)
    node[(left.places <= left.least)] = -1
    narrow = _narrowed(values, bonus)
    columns = _by_order(problem.indptr, problem.orders, narrow, left.open, person_at, node, must, order_at.size, bonus)
    starts, owners, worths, edges = columns
    indptr, orders, by_person, edge_at = _by_person(starts, owners, worths, edges, person_at.size)
    seats = np.concatenate((np.zeros(1, np.int64), np.maximum(room, 0).cumsum(dtype=np.int64)))
    graph = Graph(indptr, orders, by_person, starts, owners, worths, seats)
    return Drawn(graph, person_at, order_at, edge_at, first_must, bonus)


def _narrowed(values: I64, bonus: int) -> I64 | I32:
    """In 32 bits where they fit: half the memory to read, which is what a bid waits for."""
    fits = not values.size or max(int(values.max()) + bonus, -int(values.min())) < 2**31
    return values.astype(np.int32) if fits else values


def draw(keys: U64, seed: int) -> I64:
    """(rows,) the rows in the order of the draw."""
    return np.lexsort((keys, lots(keys, np.zeros(1, np.uint64), seed)))


@kernel
def _by_order(  # noqa: C901 # long: counted, then placed, in two passes
    indptr: I64,
    orders: I32,
    values: I64 | I32,
    is_open: Bool,
    person_at: I32,
    node: I32,
    must: I32,
    size: int,
    bonus: int,
) -> tuple[I64, I32, I64 | I32, I32]:
    """The open edges by order, in the order of people: (starts, owners, worths, edges)."""
    starts = np.zeros(size + 1, np.int64)
    rows = np.zeros(indptr.size - 1, np.int64)
    for person in person_at:
        rows[person] += 1
    for person in range(rows.size):  # in the order of storage, which is quicker
        for edge in range(indptr[person], indptr[person + 1]):
            if is_open[edge]:
                if node[orders[edge]] >= 0:
                    starts[node[orders[edge]] + 1] += rows[person]
                if must[orders[edge]] >= 0:
                    starts[must[orders[edge]] + 1] += rows[person]
    for at in range(size):
        starts[at + 1] += starts[at]
    ends = starts[:-1].copy()
    owners, edges = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    worths = np.empty(starts[-1], values.dtype)
    for row in range(person_at.size):
        person = person_at[row]
        for edge in range(indptr[person], indptr[person + 1]):
            if is_open[edge]:
                for turn, at in enumerate((node[orders[edge]], must[orders[edge]])):
                    if at >= 0:
                        owners[ends[at]], edges[ends[at]] = row, edge
                        worths[ends[at]] = values[edge] + turn * bonus
                        ends[at] += 1
    return starts, owners, worths, edges


@kernel
def _by_person(starts: I64, owners: I32, worths: I64 | I32, edges: I32, size: int) -> tuple[I64, I32, I64 | I32, I32]:
    """The same edges by person, in the order of orders: (indptr, orders, values, edges)."""
    indptr = np.zeros(size + 1, np.int64)
    for row in owners:
        indptr[row + 1] += 1
    for row in range(size):
        indptr[row + 1] += indptr[row]
    ends = indptr[:-1].copy()
    orders, found = np.empty(owners.size, np.int32), np.empty(owners.size, np.int32)
    values = np.empty(owners.size, worths.dtype)
    for order in range(starts.size - 1):
        for at in range(starts[order], starts[order + 1]):
            row = owners[at]
            orders[ends[row]], values[ends[row]], found[ends[row]] = order, worths[at], edges[at]
            ends[row] += 1
    return indptr, orders, values, found
