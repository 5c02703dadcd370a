"""An order that arrives during the day, served with yesterday's prices, and what that can cost at most.

With profit_i what person i keeps after the price, no assignment with the new order beats the old bound by more than the
sum of its `places` best ``value_i + serving - profit_i`` above 0: the old prices with a price for the new order are
still a proof. The loss of the greedy choice is at most that sum less what the choice really adds.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32, I64

from .problem import Problem
from .result import Result


@dataclass(frozen=True, eq=False)
class OrderEdges:
    """The lawful pairs of one new order: people's rows, and what `fit` and `travel` say of each."""

    people: I32
    fit: I64
    travel: I32
    places: int


@dataclass(frozen=True)
class ServedOrder:
    """Who is proposed for a new order. Gains are in the values of `worth`, being served counted with
    `Result.serving`."""

    people: tuple[int, ...]
    opened: tuple[int, ...]  # orders that lose a person to it, one for each person who moves
    gain: int
    at_most: int  # what the best assignment of everybody could add to the old bound

    @property
    def loss(self) -> int:
        """At most so much worse than solving anew."""
        return self.at_most - self.gain


def serve_order(problem: Problem, result: Result, edges: OrderEdges, *, may_move: bool = False) -> ServedOrder:
    """People for a new order, by what they would gain beyond what they have. `may_move`: also those who have a place.

    A person who moves opens a place; it is the caller's to serve the opened order by the same function.
    """
    people = edges.people.astype(np.int64)
    none = np.zeros(people.size, np.bool_)
    value = result.scale.values(edges.fit, edges.travel, none) + result.serving
    beyond = value - result.profits[people]
    has, used = _held(problem, result, people)
    adds = value - has
    without = used < problem.room[people]
    allowed = (adds > 0) & (beyond > 0 if may_move else without) & (problem.room[people] > 0)
    chosen = np.flatnonzero(allowed)
    ranked = chosen[np.lexsort((problem.people_key[people[chosen]], -beyond[chosen]))][: edges.places]
    best = np.sort(beyond[(beyond > 0) & (problem.room[people] > 0)])[::-1][: edges.places]
    moved = [int(result.order[person]) for person in people[ranked] if result.order[person] >= 0]
    gain = sum(adds[ranked].tolist())
    return ServedOrder(tuple(people[ranked].tolist()), tuple(moved), gain, max(sum(best.tolist()), gain))


def _held(problem: Problem, result: Result, people: I64) -> tuple[I64, I64]:
    """(the value of what each of these people has, being served counted; the places they take)."""
    first, counts = problem.indptr[people], np.diff(problem.indptr)[people]
    owner = np.repeat(np.arange(people.size), counts)
    edges = np.arange(owner.size) + np.repeat(first - (np.cumsum(counts) - counts), counts)
    taken = result.times[edges] > 0
    owner, edges = owner[taken], edges[taken]
    fit = problem.fit[edges] - problem.order_price[problem.orders[edges]]
    kept = problem.orders[edges] == problem.promised[people[owner]]
    has, used = np.zeros(people.size, np.int64), np.zeros(people.size, np.int64)
    np.maximum.at(has, owner, result.scale.values(fit, problem.travel[edges], kept) + result.serving)
    np.add.at(used, owner, result.times[edges])
    return has, used
