"""Seeded chance. The rolls come from NumPy in blocks, because one roll at a time from NumPy is slow."""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np

Thing = TypeVar("Thing")
_BLOCK = 8192


class Odds(Generic[Thing]):
    """Things with their weights, made ready for rolling."""

    def __init__(self, weights: Mapping[Thing, float]) -> None:
        self.things = tuple(weights)
        self.bounds = tuple(accumulate(weights.values()))


class Dice:
    """The same key gives the same rolls, whatever was rolled elsewhere."""

    def __init__(self, *key: int) -> None:
        self._source = np.random.default_rng(key)
        self._rolls: Iterator[float] = iter(())

    def roll(self) -> float:
        """A number in [0, 1)."""
        for number in self._rolls:
            return number
        self._rolls = iter(self._source.random(_BLOCK).tolist())
        return next(self._rolls)

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`, both included."""
        return lowest + int(self.roll() * (highest - lowest + 1))

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.roll() * len(things))]

    def weighed(self, odds: Odds[Thing]) -> Thing:
        return odds.things[bisect(odds.bounds, self.roll() * odds.bounds[-1])]

    def some_of(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """`count` different things, in an order by chance; all of them when there are no more."""
        left = list(things)
        return [left.pop(int(self.roll() * len(left))) for _ in range(min(count, len(left)))]

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included; `first` when they are the wrong way round."""
        return first + timedelta(days=self.whole(0, max((last - first).days, 0)))

    def maybe(self, known: float, thing: Thing) -> Thing | None:
        """The thing, or None where nobody has written it down."""
        return thing if self.chance(known) else None
