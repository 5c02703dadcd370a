"""Pins, bans and minimums: kept when they can be, and said plainly when they cannot."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.assignment.instances import PLAIN, by_flow, problem, problems
from tovholder.engine.assignment import Infeasible, Problem, solve
from tovholder.engine.assignment.problem import edges_of


def _pairs(*pairs: tuple[int, int]) -> np.ndarray:
    return np.array(pairs, np.int32)


def test_a_pin_is_kept_and_a_banned_pair_is_not_used() -> None:
    case = problem([{0: 9, 1: 1}, {0: 8, 1: 7}], [1, 1], goals=PLAIN)
    assert solve(case).order.tolist() == [0, 1]
    pinned = solve(replace(case, pinned=edges_of(_pairs((0, 1)), case)))
    assert pinned.order.tolist() == [1, 0]
    assert pinned.best
    banned = solve(replace(case, banned=edges_of(_pairs((1, 1)), case)))
    assert banned.order.tolist() == [1, 0]
    assert banned.best


def test_a_pin_of_a_pair_that_is_not_lawful_is_refused() -> None:
    with pytest.raises(ValueError, match="person row 0, order row 1: not a lawful pair"):
        edges_of(_pairs((0, 1)), problem([{0: 9}], [1, 1]))


@settings(max_examples=100, deadline=None)
@given(problems(), st.integers(0, 2**32 - 1))
def test_minimums_hold_at_the_least_cost_or_the_orders_that_are_short_are_named(case: Problem, seed: int) -> None:
    random = np.random.default_rng(seed)
    least = np.minimum(random.integers(0, 3, case.order_count), case.places).astype(np.int32)
    case = replace(case, goals=PLAIN, least=least)
    try:
        result = solve(case, seed=seed)
    except Infeasible as trouble:
        (conflict,) = trouble.conflicts
        short = np.isin(case.orders, conflict.orders)
        assert conflict.needed == least[list(conflict.orders)].sum()
        assert np.unique(case.persons[short]).size == conflict.available < conflict.needed
        return
    loads = np.bincount(case.orders, weights=result.times, minlength=case.order_count)
    assert (loads >= least).all()
    assert result.best
    assert (result.totals.served, result.totals.fit) == _with_minimums(case)


def _with_minimums(case: Problem) -> tuple[int, int]:
    """The oracle: each order's minimum as an order of its own whose seats are worth far more."""
    count, persons = case.order_count, np.tile(case.persons, 2)
    orders, fit = np.concatenate((case.orders, case.orders + count)), np.concatenate((case.fit, case.fit + 10**10))
    ranked = np.lexsort((orders, persons))
    split = Problem(
        people_key=case.people_key,
        orders_key=np.arange(2 * count, dtype=np.uint64),
        indptr=2 * case.indptr,
        orders=orders[ranked],
        fit=fit[ranked],
        places=np.concatenate((case.places - case.least, case.least)),
    )
    served, value = by_flow(split, split.fit)
    return served, value - 10**10 * int(case.least.sum())


def test_an_order_that_must_be_filled_is_filled_at_the_cost_of_fit() -> None:
    case = problem([{0: 900, 1: 10}, {0: 800, 1: 5}], [2, 1], least=np.array([0, 1]), goals=PLAIN)
    result = solve(case)
    assert result.order.tolist() == [0, 1] or result.totals.fit == 905
    assert result.best
    assert result.prices[1] < 0


def test_every_clash_is_named_with_what_would_relax_it() -> None:
    case = problem([{0: 1, 1: 1}, {0: 1}], [1, 1])
    pins = edges_of(_pairs((0, 0), (0, 1), (1, 0)), case)
    with pytest.raises(Infeasible) as found:
        solve(replace(case, pinned=pins, banned=edges_of(_pairs((1, 0)), case), least=np.array([0, 3])))
    assert [each.text() for each in found.value.conflicts] == [
        "person row 1, order row 0: pinned and banned; take one of the two away",
        "person row 0: pins and room are 2 for 1; take 1 pins away",
        "order row 0: pins and places are 2 for 1; take 1 pins away or add 1 places",
        "order row 1: least and places are 3 for 1; lower it by 2 or add 2 places",
    ]


def test_minimums_that_want_the_same_people_are_named_together() -> None:
    case = problem([{0: 1, 1: 1}, {2: 4}], [1, 1, 1], least=np.array([1, 1, 1]))
    with pytest.raises(Infeasible, match="order row 0, 1: at least 2 people together, but only 1 can come") as found:
        solve(case)
    assert found.value.conflicts[0].orders == (0, 1)
    assert solve(replace(case, least=np.array([1, 0, 1]))).best


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"orders": np.array([1, 0])}, "not strictly rising within a person at edge 1"),
        ({"orders": np.array([0, 7])}, "orders: must hold rows of orders"),
        ({"places": np.array([1, -1])}, "places: row 1 is below 0"),
        ({"fit": np.array([2**41, 0])}, "fit: must lie within"),
        ({"indptr": np.array([0, 1])}, "indptr: must start at 0"),
        ({"promised": np.array([9])}, "promised: must hold an order's row or -1"),
        ({"people_key": np.array([1, 2])}, "indptr: has shape"),
        ({"orders_key": np.array([5, 5])}, "orders_key: the same key is given twice"),
    ],
)
def test_a_problem_that_cannot_be_is_refused_with_the_column(columns: dict[str, np.ndarray], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(problem([{0: 1, 1: 1}], [1, 1]), **columns)
