"""An order that arrives during the day, served with yesterday's prices, and what that can cost at most.

With profit_i what person i keeps after the price, no assignment with the new order beats the old bound by more than the
sum of its `places` best ``value_i + serving - profit_i`` above 0: the old prices with a price for the new order are
still a proof. The loss of the greedy choice is at most that sum less what the choice really adds.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32, I64, U64, Bool

from .problem import Problem
from .result import Result
from .worth import Scale


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


@dataclass(frozen=True, eq=False)
class Standing:
    """What people have when the order arrives, at yesterday's prices. All (people,)."""

    key: U64
    profits: I64
    left: I32  # how many more places each may take; 0: has one, or is not to be proposed
    has: I64  # the value of what each has, being served counted; 0: nothing
    order: I32  # where each goes, -1: nowhere
    takes_part: Bool
    serving: int
    scale: Scale


def standing(problem: Problem, result: Result) -> Standing:
    """As the assignment left them."""
    has, used = _held(problem, result)
    left = (problem.room - used).astype(np.int32)
    room, scale = problem.room > 0, result.scale
    return Standing(problem.people_key, result.profits, left, has, result.order, room, result.serving, scale)


def serve_order(problem: Problem, result: Result, edges: OrderEdges, *, may_move: bool = False) -> ServedOrder:
    """People for a new order, by what they would gain beyond what they have. `may_move`: also those who have a place.

    A person who moves opens a place; it is the caller's to serve the opened order by the same function.
    """
    return serve(standing(problem, result), edges, may_move=may_move)


def serve(now: Standing, edges: OrderEdges, *, may_move: bool = False) -> ServedOrder:
    """The same from what was kept of an assignment: its prices, and who has what."""
    people = edges.people.astype(np.int64)
    none = np.zeros(people.size, np.bool_)
    value = now.scale.values(edges.fit, edges.travel, none) + now.serving
    beyond, adds = value - now.profits[people], value - now.has[people]
    takes_part = now.takes_part[people]
    allowed = (adds > 0) & (beyond > 0 if may_move else now.left[people] > 0) & takes_part
    chosen = np.flatnonzero(allowed)
    ranked = chosen[np.lexsort((now.key[people[chosen]], -beyond[chosen]))][: edges.places]
    best = np.sort(beyond[(beyond > 0) & takes_part])[::-1][: edges.places]
    moved = [int(now.order[person]) for person in people[ranked] if now.order[person] >= 0]
    gain = sum(adds[ranked].tolist())
    return ServedOrder(tuple(people[ranked].tolist()), tuple(moved), gain, max(sum(best.tolist()), gain))


def _held(problem: Problem, result: Result) -> tuple[I64, I64]:
    """(people,) (the value of what each has, being served counted; the places each takes)."""
    edges = np.flatnonzero(result.times)
    owner = problem.persons[edges]
    fit = problem.fit[edges] - problem.order_price[problem.orders[edges]]
    kept = problem.orders[edges] == problem.promised[owner]
    has, used = np.zeros(problem.people, np.int64), np.zeros(problem.people, np.int64)
    np.maximum.at(has, owner, result.scale.values(fit, problem.travel[edges], kept) + result.serving)
    np.add.at(used, owner, result.times[edges])
    return has, used
