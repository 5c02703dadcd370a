"""Ready-made weights: any bipartite problem with capacities, and every fault named."""

import pytest

from tovholder.engine.assignment import solve
from tovholder.engine.assignment.rows import FaultyRows, Row, read

PLACES: list[Row] = [{"order": "x", "places": "1"}, {"order": "y", "places": 2.0, "least": None}]


def _read(weights: list[Row], places: list[Row] | None = None) -> list[str]:
    with pytest.raises(FaultyRows) as found:
        read(weights, PLACES if places is None else places, weights_file="w.csv", places_file="p.csv")
    return [fault.text() for fault in found.value.faults]


def test_rows_become_a_problem_and_names_stay_with_their_rows() -> None:
    rows: list[Row] = [
        {"person": "b", "order": "x", "weight": "7"},
        {"person": "a", "order": "x", "weight": 9},
        {"person": "b", "order": "y", "weight": "-2", "travel": "30"},
    ]
    made = read(rows, PLACES, weights_file="w.csv", places_file="p.csv")
    result = solve(made.problem)
    assert (made.people, made.orders) == (("a", "b"), ("x", "y"))
    assert result.order.tolist() == [0, 1]
    assert made.problem.travel.tolist() == [0, 0, 30]


def test_every_fault_is_named_by_file_row_and_column() -> None:
    rows: list[Row] = [
        {"person": "a", "order": "x", "weight": "7,5"},
        {"person": "", "order": "z", "weight": "1"},
        {"person": "a", "order": "x", "weight": "9"},
        {"person": "c", "order": "y", "weight": 2**50, "travel": "-1"},
        {"person": "d", "order": "y", "weight": None},
    ]
    places: list[Row] = [*PLACES, {"order": "x", "places": "-1"}]
    assert _read(rows, places) == [
        "p.csv, row 4, column places: '-1' is below 0",
        "p.csv, row 4, column order: 'x' was given before; take one of the rows out",
        "w.csv, row 2, column weight: '7,5' is not a whole number; write it without decimals and separators",
        "w.csv, row 3, column person: is empty; fill it in or take the row out",
        "w.csv, row 3, column order: 'z' has no row in the file of places; add it there",
        "w.csv, row 4, column person: 'a + x' was given before; take one of the rows out",
        f"w.csv, row 5, column weight: '{2**50}' is outside of what can be computed with",
        "w.csv, row 5, column travel: '-1' is below 0",
        "w.csv, row 6, column weight: is empty; fill it in or take the row out",
    ]


def test_a_missing_column_is_said_once() -> None:
    assert _read([{"person": "a", "weight": "1"}, {"person": "b", "weight": "1"}]) == [
        "w.csv, row 1, column order: this column is missing; add it"
    ]


def test_nothing_given_is_a_problem_without_anybody() -> None:
    made = read([], [], weights_file="w.csv", places_file="p.csv")
    assert solve(made.problem).best
