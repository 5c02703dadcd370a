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
from .worth import worth


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
    made = worth(problem)
    nearest = int(problem.travel.min()) if problem.travel.size else 0
    reduced_by = made.promises if problem.goals.travel else 0
    value = edges.fit // problem.goals.fit_unit * made.unit - (edges.travel.astype(np.int64) - nearest) * reduced_by
    value = value + result.serving
    people = edges.people.astype(np.int64)
    beyond = value - result.profits[people]
    has = np.zeros(problem.people, np.int64)
    held = np.flatnonzero(result.times)
    np.maximum.at(has, problem.persons[held], made.values[held] + result.serving)
    adds = value - has[people]
    used = np.bincount(problem.persons[held], weights=result.times[held], minlength=problem.people)
    without = used[people] < problem.room[people]
    allowed = (adds > 0) & (beyond > 0 if may_move else without) & (problem.room[people] > 0)
    chosen = np.flatnonzero(allowed)
    ranked = chosen[np.lexsort((problem.people_key[people[chosen]], -beyond[chosen]))][: edges.places]
    best = np.sort(beyond[(beyond > 0) & (problem.room[people] > 0)])[::-1][: edges.places]
    moved = [int(result.order[person]) for person in people[ranked] if result.order[person] >= 0]
    gain = sum(adds[ranked].tolist())
    return ServedOrder(tuple(people[ranked].tolist()), tuple(moved), gain, max(sum(best.tolist()), gain))
