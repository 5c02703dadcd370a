"""The best over all lawful pairs, though few are listed."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.assignment.instances import PLAIN, by_flow, problem, problems
from tovholder.engine.assignment import Goals, Problem, solve
from tovholder.engine.assignment.pricing import Asked, Pairs, solve_over_all, with_pairs


@dataclass
class Everything:
    """A scorer that knows every pair of a problem, and gives the best of each person that help."""

    all: Problem
    most: int

    def __call__(self, asked: Asked) -> Pairs:
        case = self.all
        fit = case.fit - case.order_price[case.orders]
        helps = np.flatnonzero(asked.helps(case.persons, case.orders, fit, case.travel))
        net = asked.net(case.persons[helps], case.orders[helps], fit[helps], case.travel[helps])
        ranked = helps[np.lexsort((-net, case.persons[helps]))]
        place = np.arange(ranked.size) - np.searchsorted(case.persons[ranked], case.persons[ranked])
        chosen = ranked[place < self.most]
        return Pairs(case.persons[chosen], case.orders[chosen], case.fit[chosen], case.travel[chosen])


def _listed(case: Problem, some: np.ndarray) -> Problem:
    """Only these edges, of everything else the same."""
    some = np.flatnonzero(some)
    blank = np.zeros(some.size, np.bool_)
    return replace(
        case,
        indptr=np.searchsorted(case.persons[some], np.arange(case.people + 1)),
        orders=case.orders[some],
        fit=case.fit[some],
        travel=case.travel[some],
        banned=blank,
        pinned=blank,
    )


@settings(max_examples=100, deadline=None)
@given(problems(), st.integers(0, 2**32 - 1))
def test_the_answer_is_the_best_over_pairs_that_were_not_listed(case: Problem, seed: int) -> None:
    case = replace(case, goals=PLAIN)
    some = np.random.default_rng(seed).random(case.orders.size) < 0.3
    priced = solve_over_all(_listed(case, some), Everything(case, most=1))
    assert priced.proved
    assert (priced.result.totals.served, priced.result.totals.fit) == by_flow(case, case.fit)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_all_goals_are_decided_over_all_pairs(case: Problem) -> None:
    case = replace(case, goals=Goals())
    priced = solve_over_all(_listed(case, np.zeros(case.orders.size, np.bool_)), Everything(case, most=2))
    assert priced.proved
    assert priced.result.totals == solve(case).totals


def test_a_dense_region_is_priced_out_with_few_of_its_pairs() -> None:
    random = np.random.default_rng(5)
    people, orders = 300, 90
    quality = random.integers(0, 10**6, (people, orders))
    rows = [dict(enumerate(row)) for row in quality.tolist()]
    case = replace(problem(rows, [3] * orders), goals=PLAIN)
    best = np.argsort(-quality, axis=1)[:, :5]
    some = np.zeros((people, orders), np.bool_)
    np.put_along_axis(some, best, True, axis=1)
    priced = solve_over_all(_listed(case, some.ravel()), Everything(case, most=3))
    assert priced.proved
    assert priced.result.totals == solve(case).totals
    assert priced.problem.orders.size < 0.5 * case.orders.size


def test_pairs_that_are_listed_already_stay_as_they_are() -> None:
    case = problem([{0: 9}, {1: 3}], [1, 1])
    again = Pairs(np.array([0, 0], np.int32), np.array([0, 1], np.int32), np.array([5, 4]), np.array([0, 0], np.int32))
    grown = with_pairs(case, again)
    assert grown.orders.tolist() == [0, 1, 1]
    assert grown.fit.tolist() == [9, 4, 3]


def test_who_stops_is_told_that_nothing_is_proved_over_all() -> None:
    case = problem([{0: 9}], [1])
    assert not solve_over_all(case, Everything(case, most=1), stop=lambda: True).proved
