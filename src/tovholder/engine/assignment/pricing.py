"""The best over all lawful pairs, not only the listed ones: pairs are added as long as prices say one could help.

A pair that is not listed cannot improve the assignment when ``value + serving - price <= profit``, and cannot serve one
more when its person or its order is covered. When no pair outside the list fails either, the listed proof holds for
all.
"""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from tovholder.engine.matching.columns import I32, I64, Bool

from .problem import Problem
from .result import Prices, Result
from .solving import Rough, Stop, rough, solve
from .worth import Scale

FEW = 2
"""While pairs come by more than people divided by this, prices move far: rough ones are asked at, in a fraction of
the time."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Lawful pairs with what they are worth; in no order, each once."""

    people: I32
    orders: I32
    fit: I64
    travel: I32


@dataclass(frozen=True, eq=False)
class Asked:
    """The prices at which pairs are asked for."""

    prices: I64  # (orders,)
    profits: I64  # (people,)
    serving: int
    cover_people: Bool
    cover_orders: Bool
    promised: I32  # (people,) order or -1
    scale: Scale

    def net(self, people: I32, orders: I32, fit: I64, travel: I32) -> I64:
        """What these pairs are worth beyond the price; `fit` is less the order's price from congestion."""
        kept = self.promised[people] == orders
        return self.scale.values(fit, travel, kept) + self.serving - self.prices[orders]

    def helps(self, people: I32, orders: I32, fit: I64, travel: I32) -> Bool:
        """Which of these pairs could improve the assignment."""
        gains = self.net(people, orders, fit, travel) > self.profits[people]
        return gains | ~(self.cover_people[people] | self.cover_orders[orders])


class Proposer(Protocol):
    """Who knows all lawful pairs."""

    def __call__(self, asked: Asked) -> Pairs | None:
        """Pairs that help (see `Asked.helps`): as many as it likes, the best of each person say; none only if there
        is none.

        Pairs that are listed already may be among them and are passed over. None: it was stopped before it knew.
        """
        ...  # pragma: no cover


@dataclass(frozen=True, eq=False)
class Priced:
    """The problem with the pairs that came in, its result, and whether nothing is left that could help."""

    problem: Problem
    result: Result
    rounds: int
    added: int
    proved: bool  # over all lawful pairs, not only those of `problem`


def solve_over_all(
    problem: Problem, propose: Proposer, *, seed: int = 0, stop: Stop | None = None, before: Prices | None = None
) -> Priced:
    """Ask for pairs that could help at rough prices as long as many come, then at exact ones until none comes.

    `before`: yesterday's prices, when they are close; the rough rounds are then left out.
    """
    listed, rounds = problem.orders.size, 0
    while before is None and (prices := rough(problem, seed=seed, stop=stop)) is not None:
        if (found := propose(_asked_roughly(problem, prices))) is None:
            break
        grown = with_pairs(problem, found)
        few = (grown.orders.size - problem.orders.size) * FEW < max(problem.people, 1)
        problem, rounds = grown, rounds + 1
        if few:
            break
    result = solve(problem, seed=seed, stop=stop, before=before)
    while result.finished and not (stop is not None and stop()):
        rounds += 1
        if (found := propose(_asked(problem, result))) is None:
            break
        grown = with_pairs(problem, found)
        if grown.orders.size == problem.orders.size:
            return Priced(problem, result, rounds, grown.orders.size - listed, result.best)
        problem = grown
        result = solve(problem, seed=seed, stop=stop, before=result.warm())
    return Priced(problem, result, rounds, problem.orders.size - listed, False)


def _asked(problem: Problem, result: Result) -> Asked:
    covers = result.cover_people, result.cover_orders
    return _at(problem, result.prices, result.profits, result.serving, covers, result.scale)


def _asked_roughly(problem: Problem, found: Rough) -> Asked:
    covers = np.ones(problem.people, np.bool_), np.ones(problem.order_count, np.bool_)
    return _at(problem, found.prices, found.profits, found.serving, covers, found.scale)


def _at(problem: Problem, prices: I64, profits: I64, serving: int, covers: tuple[Bool, Bool], scale: Scale) -> Asked:
    # A person who takes no place, or an order that has none, is in nobody's way.
    profits = np.where(problem.room > 0, profits, np.int64(2**61))
    prices = np.where(problem.places > 0, prices, np.int64(2**61))
    people, orders = covers[0] | (problem.room <= 0), covers[1] | (problem.places <= 0)
    return Asked(prices, profits, serving, people, orders, problem.promised, scale)


def with_pairs(problem: Problem, found: Pairs) -> Problem:
    """The problem with more edges; those it has stay as they are."""
    count = problem.order_count
    old = problem.persons.astype(np.int64) * count + problem.orders
    pair = found.people.astype(np.int64) * count + found.orders
    new, first = (np.asarray(each) for each in np.unique(pair, return_index=True))
    at = np.searchsorted(old, new)
    fresh = old[np.minimum(at, old.size - 1)] != new if old.size else np.ones(new.size, np.bool_)
    new, at, first = new[fresh], at[fresh], first[fresh]
    blank = np.zeros(new.size, np.bool_)
    people = np.insert(problem.persons, at, new // count)
    return replace(
        problem,
        indptr=np.searchsorted(people, np.arange(problem.people + 1)),
        orders=np.insert(problem.orders, at, new % count),
        fit=np.insert(problem.fit, at, found.fit[first]),
        travel=np.insert(problem.travel, at, found.travel[first]),
        banned=np.insert(problem.banned, at, blank),
        pinned=np.insert(problem.pinned, at, blank),
    )
