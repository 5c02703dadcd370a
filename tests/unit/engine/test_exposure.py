"""Exposure measures against figures worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engine.matching.exposure import gini, measured


@pytest.mark.parametrize(
    ("times", "expected"),
    [([], 0.0), ([0, 0], 0.0), ([3, 3, 3], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25)],
)
def test_gini_is_as_worked_out_by_hand(times: list[int], expected: float) -> None:
    assert gini(np.array(times, np.int32)) == pytest.approx(expected)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any))
def test_gini_is_half_the_mean_difference_over_the_mean(times: list[int]) -> None:
    count, total = len(times), sum(times)
    differences = sum(abs(one - other) for one in times for other in times)
    assert gini(np.array(times, np.int32)) == pytest.approx(differences / (2 * count * total))


def test_the_share_counts_everyone_shown_at_least_once() -> None:
    assert measured(np.array([0, 2, 0, 1], np.int32)).share == 0.5
