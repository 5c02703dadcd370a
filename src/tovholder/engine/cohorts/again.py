"""Planning again when something changed: whoever sat keeps the seat, but for a few, and as many as have to move."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tovholder.engine.matching.columns import I64

from .choices import enumerate_choices
from .descending import DESCENTS, EXACT_MOST, Left, descended, first_prices
from .missing import nearest_missing
from .moves import still_possible
from .pairs import Pairs, pack, possible_pairs, seat_before, wished
from .problem import POINT, Problem
from .result import Result, Warm
from .solve import Effort, always, solve

SHARE = 0.02
"""Of those who sat, how many may move where nobody says otherwise."""

DEAR = 1_000 * POINT
"""A reward for a kept seat above anything a plan could gain by moving somebody."""

REWARDS = (500, 1_000, 1_500, 2_000, 3_000, 4_500, 7_000, 10_000, 14_000, 20_000, 30_000)
"""Thousandths; the smallest that moves few enough is looked for by halving."""

TRIES = 4
FIRST, PARTS = 4, 16
"""Of rounds and time: `FIRST` for the plan without a reward and its bound, one for each try, the rest for the last."""


@dataclass(frozen=True, eq=False)
class Again:
    """The new plan, and whom it moves."""

    result: Result  # of the problem as it was asked; `greedy_pooled` moves everybody and may be worth more
    sat: tuple[int, ...]  # rows of those who had a seat in a class that they could still join
    moved: tuple[int, ...]  # of them: those who sit in another class now, or in none
    forced: int  # in every plan at least so many of them move: proved
    allowed: int  # as many as were allowed to move, or the fewest found where that is more
    reward: int  # thousandths for each kept seat with which the plan was found
    bound: int  # no plan that moves at most `allowed` is worth more: proved

    @property
    def gap(self) -> float:
        """How much better a plan that moves at most `allowed` could be, as a share of the bound."""
        return 1 - self.result.objective / self.bound if self.bound > 0 else 0.0


def plan_again(
    problem: Problem,
    *,
    seed: int,
    effort: Effort | None = None,
    left: Left = always,
    warm: Warm | None = None,
    most_moved: int | None = None,
) -> Again:
    """The best plan found that moves at most `most_moved` of those who sat (`SHARE`), or as few as were found to do.

    A kept seat is rewarded, first so highly that only those move who must, then with less and less while few enough
    move. For every reward r: worth + r * kept <= bound at r, so that worth <= bound at r - r * (sat - allowed).
    """
    sat = still_possible(problem)
    tries = _Tries(problem, seed, effort or Effort(), left, sat)
    plain = tries.at(0, warm, FIRST)
    dearest = tries.at(DEAR, tries.priced(plain, DEAR))
    allowed = max(int(SHARE * sat.size) if most_moved is None else most_moved, dearest.moved.size)
    best = tries.best([each for each in (plain, dearest) if each.moved.size <= allowed], allowed)
    kept = sat.size - allowed
    return Again(
        result=_as_asked(problem, best, plain.result, tries.effort.missing),
        sat=tuple(sat.tolist()),
        moved=tuple(best.moved.tolist()),
        forced=least_moved(problem, sat),
        allowed=allowed,
        reward=best.reward,
        bound=min(each.result.bound - each.reward * kept for each in tries.made),
    )


def least_moved(problem: Problem, sat: I64) -> int:
    """At least so many of them move in every plan: all of them less the most seats that can be kept, by the bound.

    Other classes than those of before keep nobody's seat, so that only these are looked at; one that is held is free.
    """
    pairs, before = wished(problem, possible_pairs(problem)), seat_before(problem)
    keeps = pairs.klass == before[pairs.person]
    there = np.isin(pairs.klass, np.unique(pairs.klass[keeps]))
    worth = np.where(keeps, POINT, 0).astype(np.int64)
    choices = enumerate_choices(problem, Pairs(pairs.person[there], pairs.klass[there], worth[there])).choices
    choices = choices._replace(cost=0)
    steps: dict[str, Any] = {"descents": DESCENTS, "exact": EXACT_MOST, "left": always}
    kept = descended(choices, first_prices(choices, POINT // 2), 0, **steps)
    return max(sat.size - kept // POINT, 0)


@dataclass(frozen=True, eq=False)
class _Try:
    """A plan with one reward."""

    reward: int
    result: Result  # its sums count the reward
    moved: I64
    worth: int  # without the reward

    def rank(self) -> tuple[int, int]:
        return self.worth, -self.moved.size


class _Tries:
    """Several rewards, one after the other, each with its part of rounds and time."""

    def __init__(self, problem: Problem, seed: int, effort: Effort, left: Left, sat: I64) -> None:
        self.problem, self.seed, self.left, self.sat = problem, seed, left, sat
        self.effort = effort
        self.made: list[_Try] = []
        self.used = 0  # parts
        self.before = seat_before(problem)

    def at(self, reward: int, warm: Warm | None, parts: int = 1, most_moved: int | None = None) -> _Try:
        """A plan with this reward, in so many parts of rounds and time."""
        weights = replace(self.problem.weights, kept=self.problem.weights.kept + reward)
        asked = replace(self.problem, weights=weights)
        steps = {name: getattr(self.effort, name) * parts // PARTS for name in ("rounds", "exact")}
        descents = self.effort.descents if not self.made else self.effort.descents // TRIES
        effort, left = replace(self.effort, descents=descents, **steps), self._left(self.used, parts)
        self.used += parts
        made = solve(asked, seed=self.seed, effort=effort, left=left, warm=warm, most_moved=most_moved)
        number = np.array([*(pack(asked, each.klass) for each in made.held), -1], np.int64)
        moved = self.sat[number[made.seat[self.sat]] != self.before[self.sat]]
        kept = self.sat.size - moved.size
        self.made.append(_Try(reward, made, moved, made.objective - reward * kept))
        return self.made[-1]

    def best(self, fitting: list[_Try], allowed: int) -> _Try:
        """The smallest reward with which few enough move, by halving; then the last plan, with the limit itself."""
        low, high = 0, len(REWARDS)
        while low < high and len(self.made) < TRIES + 2:
            middle = (low + high) // 2
            made = self.at(REWARDS[middle], self.priced(max(fitting, key=_Try.rank), REWARDS[middle]))
            if made.moved.size <= allowed:
                high = middle
                fitting.append(made)
            else:
                low = middle + 1
        last = REWARDS[max(low - 1, 0)]
        warm, parts = self.priced(max(fitting, key=_Try.rank), last), PARTS - self.used
        return max(*fitting, self.at(last, warm, parts, allowed), key=_Try.rank)

    def priced(self, before: _Try, reward: int) -> Warm:
        """From an earlier plan, with the seats of those who sat as much dearer as the reward is."""
        warm, keys = before.result.warm, self.problem.people.key[self.sat]
        return replace(warm, seat=warm.seat + np.where(np.isin(warm.party, keys), reward - before.reward, 0))

    def _left(self, first: int, parts: int) -> Left:
        """The share left of the time of these parts."""
        return lambda: min(((self.left() - 1) * PARTS + first + parts) / parts, 1.0)


def _as_asked(problem: Problem, best: _Try, plain: Result, most: int) -> Result:
    """The plan with the sums of the problem as it was asked, without the reward."""
    before = seat_before(problem)
    held = tuple(
        replace(
            each, worth=each.worth - best.reward * int((before[list(each.people)] == pack(problem, each.klass)).sum())
        )
        for each in best.result.held
    )
    return replace(
        best.result,
        held=held,
        objective=best.worth,
        missing=nearest_missing(problem, held, best.result.seat, top=most),
        bound=plain.bound,
        greedy_pooled=plain.greedy_pooled,
        greedy_alone=plain.greedy_alone,
    )
