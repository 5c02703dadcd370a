"""Small assignment problems for the tests, and what OR-Tools says of them."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow

from tovholder.engine.assignment import Goals, Problem

PLAIN = Goals(travel=False, kept=False)
SERVED = 10**7
"""What being served is worth to the oracles: more than all fits of a small problem."""


def problem(rows: list[dict[int, int]], places: list[int], **columns: Any) -> Problem:
    """People as rows ``{order: fit}``."""
    edges = [(order, fit) for row in rows for order, fit in sorted(row.items())]
    known: dict[str, Any] = {
        "people_key": np.arange(100, 100 + len(rows), dtype=np.uint64),
        "orders_key": np.arange(500, 500 + len(places), dtype=np.uint64),
        "indptr": np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.int64),
        "orders": np.array([order for order, _ in edges], np.int32),
        "fit": np.array([fit for _, fit in edges], np.int64),
        "places": np.array(places, np.int32),
    }
    return Problem(**known | columns)


@st.composite
def problems(draw: st.DrawFn, *, most_people: int = 9, most_orders: int = 6) -> Problem:
    """Ties, zero and negative weights, orders without places and people without edges among them."""
    orders = draw(st.integers(1, most_orders))
    kinds = [st.integers(0, 2), st.integers(-9, 9), st.just(5), st.integers(0, 10**6)]
    fit = draw(st.sampled_from(kinds))
    row = st.dictionaries(st.integers(0, orders - 1), fit, max_size=orders)
    rows = draw(st.lists(row, min_size=1, max_size=most_people))
    places = draw(st.lists(st.integers(0, 3), min_size=orders, max_size=orders))
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    travel = random.integers(0, 4, sum(len(each) for each in rows)).astype(np.int32)
    return problem(rows, places, travel=travel, promised=random.integers(-1, orders, len(rows)).astype(np.int32))


def by_flow(problem: Problem, values: np.ndarray, served: int = SERVED) -> tuple[int, int]:
    """(people served, value of the best way to serve as many), by OR-Tools' min-cost flow."""
    people, orders = problem.people, problem.order_count
    if not problem.orders.size:
        return 0, 0
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = people + orders, people + orders + 1
    once = np.minimum(problem.room[problem.persons], problem.places[problem.orders]).astype(np.int64)
    edges = flow.add_arcs_with_capacity_and_unit_cost(
        problem.persons, people + problem.orders, once, -(values.astype(np.int64) + served)
    )
    for row in range(people):
        flow.add_arc_with_capacity_and_unit_cost(source, row, int(problem.room[row]), 0)
    for row in range(orders):
        flow.add_arc_with_capacity_and_unit_cost(people + row, sink, int(problem.places[row]), 0)
    supply = int(problem.room.sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, supply, 0)
    flow.set_node_supply(source, supply)
    flow.set_node_supply(sink, -supply)
    assert flow.solve() == flow.OPTIMAL
    sent = flow.flows(edges)
    return int(sent.sum()), int((sent * values).sum())


def by_trying_all(problem: Problem) -> tuple[int, int, int, int]:
    """(served, fit, -travel, kept) of the best, by trying every assignment of one place a person."""
    choices = [[-1, *range(problem.indptr[row], problem.indptr[row + 1])] for row in range(problem.people)]
    best = (-1, 0, 0, 0)
    for chosen in product(*choices):
        edges = np.array([edge for edge in chosen if edge >= 0], np.int64)
        if (np.bincount(problem.orders[edges], minlength=problem.order_count) > problem.places).any():
            continue
        kept = problem.orders[edges] == problem.promised[problem.persons[edges]]
        best = max(
            best, (edges.size, int(problem.fit[edges].sum()), -int(problem.travel[edges].sum()), int(kept.sum()))
        )
    return best
