"""Prices and the cap on small regions worked out by hand."""

from dataclasses import fields, replace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from tests.unit.engine.problems import one_pair
from tovholder.engine.matching import Csr, Problem, match_region, region
from tovholder.engine.matching.congestion import prices
from tovholder.engine.matching.score import LOT_BITS

# Three people and the scores of orders 0 and 1 for them; the third can have order 0 only.
STANDING = np.array([[900, 500], [800, 700], [600, -1]], np.int64) << LOT_BITS
ORDERS = np.array([[0, 1], [0, 1], [0, -1]], np.int32)


def test_a_crowded_order_becomes_just_dear_enough_to_send_the_least_attached_elsewhere() -> None:
    # The second person loses 100 by turning to order 1, the first 400, the third everything.
    assert prices(STANDING, ORDERS, count=2, room=2, ceiling=1_000).tolist() == [101, 0]


def test_an_order_that_can_show_everyone_who_prefers_it_has_no_price() -> None:
    assert prices(STANDING, ORDERS, count=2, room=3, ceiling=1_000).tolist() == [0, 0]


def test_no_price_rises_above_the_ceiling() -> None:
    assert prices(STANDING, ORDERS, count=2, room=2, ceiling=60).tolist() == [60, 0]


@pytest.mark.parametrize(("price", "expected"), [(0, [[0], []]), (300_000, [[1], [0]])])
def test_a_price_gives_a_person_at_the_cap_to_the_order_that_is_less_sought(
    price: int, expected: list[list[int]]
) -> None:
    """Person 0 comes first for order 0 and alone for order 1; everybody is shown once."""
    problem = _two_orders()
    with patch.object(region.congestion, "prices", lambda *_, **__: np.array([price, 0], np.int32)):
        made = match_region(problem, top=1, exposure_cap=1)
    assert [[match.row for match in shown] for shown in made.shown] == expected


def test_nobody_without_room_left_is_shown_and_the_next_takes_the_place() -> None:
    made = match_region(_two_orders(), top=1, exposure_cap=1, shown_before=np.array([1, 0], np.int32))
    assert [[match.row for match in shown] for shown in made.shown] == [[1], []]


def _two_orders() -> Problem:
    """Two people may have order 0, which the first fits better; order 1 is too far for the second."""
    pair, twice = one_pair(), np.array([0, 0])
    people = _taken(pair.people, twice, [11, 12], {"skills": Csr.of([{2: 3}, {2: 2}]), "max_minutes": [40, 20]})
    orders = _taken(pair.orders, twice, [22, 23], {"x": [600, 1_600]})
    return replace(pair, people=people, orders=orders)


def _taken(table: Any, rows: np.ndarray, keys: list[int], changed: dict[str, Any]) -> Any:
    columns = {each.name: getattr(table, each.name) for each in fields(table)}
    taken = {name: held.take(rows) if isinstance(held, Csr) else held[rows] for name, held in columns.items()}
    return type(table)(**taken | {"key": np.array(keys)} | changed)
