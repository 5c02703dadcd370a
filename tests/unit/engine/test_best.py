"""The best of each row while pairs come in any order: what is thrown out was not among them, equals included."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engine.matching import best
from tovholder.engine.matching.score import LOT_BITS

KEYS = np.dtype([("key", "u8")])
ONE_ROW = np.zeros(1, np.int64)


def _records(count: int) -> Any:
    """So many, whose keys fall as their rows rise."""
    made = np.zeros(count, KEYS)
    made["key"] = np.arange(count, 0, -1)
    return made


def _put_all(standing: list[int], depth: int, records: Any) -> best.Best:
    made = best.no_best(1, depth, len(standing))
    for other, stands in enumerate(standing):
        best.put(made, 0, other, stands, records)
    return made


def _told(made: best.Best, records: Any) -> list[int]:
    others, standing = np.zeros((1, made.depth), np.int32), np.zeros((1, made.depth), np.int64)
    best.tell_best(made, records, ONE_ROW, others, standing)
    return [int(each) for each in others[0] if each >= 0]


def _expected(standing: list[int], depth: int, records: Any) -> list[int]:
    rows = range(len(standing))
    return sorted(rows, key=lambda row: (-standing[row], int(records["key"][row])))[:depth]


standings = st.lists(st.integers(0, 2**62) | st.integers(0, 3), max_size=150)


@given(standings, st.integers(1, 25))
def test_the_best_are_those_of_sorting_everything(standing: list[int], depth: int) -> None:
    records = _records(len(standing))
    assert _told(_put_all(standing, depth, records), records) == _expected(standing, depth, records)


@given(standings, standings, st.integers(1, 25))
def test_two_threads_bests_joined_are_those_of_sorting_everything(one: list[int], two: list[int], depth: int) -> None:
    records, pairs = _records(len(one) + len(two)), len(one) + len(two)
    made, other = best.no_best(1, depth, pairs), best.no_best(1, depth, pairs)
    for row, stands in enumerate(one + two):
        best.put(made if row < len(one) else other, 0, row, stands, records)
    best.join(made, other, records)
    assert _told(made, records) == _expected(one + two, depth, records)


@pytest.mark.parametrize("depth", [1, 2, 7, 60])
def test_a_row_of_nothing_but_equals_keeps_the_lowest_keys(depth: int) -> None:
    standing = [5] * 200
    records = _records(200)
    assert _told(_put_all(standing, depth, records), records) == list(range(199, 199 - depth, -1))


@given(standings, st.integers(1, 25))
def test_the_bar_is_never_above_the_last_of_the_best(standing: list[int], depth: int) -> None:
    records = _records(len(standing))
    made = _put_all(standing, depth, records)
    listed = _expected(standing, depth, records)
    if len(listed) < depth:
        assert made.bar[0] == -1
    else:
        assert made.bar[0] <= standing[listed[-1]] >> LOT_BITS
