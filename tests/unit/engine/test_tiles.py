"""The region is matched in rounds of orders and tiles of people: where they end changes nothing."""

from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.problems import problems, seeds
from tovholder.engine.matching import Problem, plain, region
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.prepared import prepared
from tovholder.engine.matching.ranking import PRICED_DEPTH
from tovholder.engine.matching.score import LOT_BITS


def _lists(problem: Problem, top: int, tile: int, orders: int) -> tuple[list[object], list[object]]:
    """Of every order and of every person: (row, score), best first."""
    with patch.object(region, "TILE", tile), patch.object(region, "ROUND", orders):
        made = region.sweep_region(problem, top=top)
    rows = prepared(problem).world.crowd.people["row"]
    return (
        [
            _read(rows[people], people, standing)
            for people, standing in zip(made.orders.people, made.orders.standing, strict=True)
        ],
        [
            _read(made.people.orders[at], made.people.orders[at], made.people.standing[at])
            for at in prepared(problem).place
        ],
    )


def _read(told: np.ndarray, listed: np.ndarray, standing: np.ndarray) -> list[tuple[int, int]]:
    return [
        (int(row), int(score)) for row, score in zip(told[listed >= 0], standing[listed >= 0] >> LOT_BITS, strict=True)
    ]


def _brute_force(problem: Problem, depth: int) -> tuple[list[object], list[object]]:
    rows, people, orders = plain.PlainProblem.of(problem), len(problem.people), len(problem.orders)
    by_order = [plain.rank(rows, order, max(people, 1)) for order in range(orders)]
    of_person = [[each for listed in by_order for each in listed if each.person == row] for row in range(people)]
    of_person = [sorted(each, key=lambda pair: (-pair.score, -pair.lot)) for each in of_person]
    return (
        [[(each.person, each.score) for each in listed[:depth]] for listed in by_order],
        [[(each.order, each.score) for each in listed[:depth]] for listed in of_person],
    )


@settings(max_examples=8)
@given(seeds, st.sampled_from([1, 63, 64, 65, 128, 190]), st.sampled_from([1, 2, 9]), st.integers(1, 3))
def test_both_ways_are_brute_force_wherever_tiles_and_rounds_end(seed: int, people: int, orders: int, top: int) -> None:
    problem = generate(people=people, orders=orders, seed=seed, unknown=0.02)
    depth = PRICED_DEPTH * top
    assert _lists(problem, top, 1, 1) == _brute_force(problem, depth)


@given(problems(people=330, orders=40), st.integers(1, 4))
def test_tiles_and_rounds_of_any_size_give_the_same_lists(problem: Problem, top: int) -> None:
    made = [_lists(problem, top, tile, orders) for tile, orders in ((1, 1), (2, 7), (64, 256))]
    assert all(one == other for one, other in pairwise(made))


@pytest.mark.parametrize(("people", "orders"), [(0, 0), (0, 3), (70, 0), (1, 1)])
def test_nobody_and_no_orders_are_matched_without_ado(people: int, orders: int) -> None:
    problem = generate(people=people, orders=orders, seed=4)
    by_order, by_person = _lists(problem, 2, 1, 1)
    assert (len(by_order), len(by_person)) == (orders, people)


def test_a_list_that_overflows_many_times_is_still_exact() -> None:
    problem = generate(people=700, orders=90, seed=5, unknown=0.0)
    assert _lists(problem, 1, 3, 16) == _brute_force(problem, PRICED_DEPTH)
