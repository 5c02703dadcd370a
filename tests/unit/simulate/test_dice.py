"""Chance that can be told again."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tovholder.simulate.dice import Dice, Odds


@given(some.lists(some.integers(0, 2**31), min_size=1, max_size=3))
def test_the_same_key_rolls_the_same(key: list[int]) -> None:
    one, other = Dice(*key), Dice(*key)
    assert [one.roll() for _ in range(20)] == [other.roll() for _ in range(20)]


def test_another_key_rolls_otherwise() -> None:
    assert [Dice(1).roll() for _ in range(3)] != [Dice(2).roll() for _ in range(3)]


@given(some.integers(-50, 50), some.integers(0, 50))
def test_a_whole_number_lies_between_its_bounds_and_reaches_both(lowest: int, span: int) -> None:
    dice = Dice(7)
    found = {dice.whole(lowest, lowest + span) for _ in range(40 * (span + 1))}
    assert found <= set(range(lowest, lowest + span + 1))
    assert span > 3 or found == set(range(lowest, lowest + span + 1))


def test_things_come_as_often_as_they_weigh() -> None:
    dice, odds = Dice(11), Odds({"often": 3.0, "seldom": 1.0, "never": 0.0})
    rolled = [dice.weighed(odds) for _ in range(4000)]
    assert rolled.count("often") / 4000 == pytest.approx(0.75, abs=0.03)
    assert "never" not in rolled


@given(some.lists(some.integers(), unique=True, max_size=8), some.integers(0, 10))
def test_some_of_them_are_different_ones_of_them(things: list[int], count: int) -> None:
    drawn = Dice(3).some_of(things, count)
    assert len(drawn) == len(set(drawn)) == min(count, len(things))
    assert set(drawn) <= set(things)
