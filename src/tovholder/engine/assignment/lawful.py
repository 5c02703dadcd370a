"""All lawful pairs of a matching problem, as who proposes them: people and orders are rows of both problems."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tovholder.engine.matching import beyond
from tovholder.engine.matching import problem as matching
from tovholder.engine.matching.columns import I32, I64
from tovholder.engine.matching.result import RegionResult

from .pricing import Asked, Pairs
from .problem import Problem
from .solving import Stop

NEVER = 2**61
"""No price and no profit comes near; three of them still fit 64 bits."""

Edges: TypeAlias = tuple[I64, I32, I64]


@dataclass(frozen=True, eq=False)
class Lawful:
    """A `Proposer` over every pair whose gates are open; its fit is the score. Goals with travel are not for it: the
    way is in the score, by bands."""

    problem: matching.Problem
    most: int = 4  # pairs proposed a person and round
    stop: Stop | None = None

    def __call__(self, asked: Asked) -> Pairs | None:
        """The best pairs of each person that help at these prices."""
        if asked.scale.per_travel or asked.scale.goals.fit_unit != 1:
            raise ValueError("goals: over all lawful pairs fit is counted whole and travel is in the score")
        found = self._beyond(asked, asked.profits, asked.prices, asked.serving)
        return self._uncovered(asked) if found is not None and not found.people.size else found

    def _uncovered(self, asked: Asked) -> Pairs | None:
        """Pairs of a person and an order neither of which is covered, whatever they are worth."""
        profits = np.where(asked.cover_people, np.int64(2 * NEVER), np.int64(0))
        prices = np.where(asked.cover_orders, np.int64(NEVER), np.int64(-NEVER))
        return self._beyond(asked, profits, prices, 0)

    def _beyond(self, asked: Asked, profits: I64, prices: I64, serving: int) -> Pairs | None:
        scale = asked.scale
        promise = scale.goals.promise * scale.unit + scale.per_kept
        held = beyond.Held(profits, prices, asked.promised, scale.unit, serving, promise)
        found = beyond.pairs_beyond(self.problem, held, most=self.most, stop=self.stop)
        if found is None:
            return None
        blank = np.zeros(found.people.size, np.int32)
        return Pairs(found.people, found.orders, found.scores.astype(np.int64), blank)


def over_matching(problem: matching.Problem, edges: Edges, *, places: I32, **columns: Any) -> Problem:
    """The assignment problem of these pairs, by the same rows, keys and municipalities; `columns`: the others."""
    indptr, orders, fit = edges
    return Problem(
        people_key=problem.people.key,
        orders_key=problem.orders.key,
        indptr=indptr,
        orders=orders,
        fit=fit,
        places=places,
        controller=problem.people.controller,
        owner=problem.orders.controller,
        **columns,
    )


def listed(result: RegionResult) -> Edges:
    """(indptr, orders, fit) of the pairs in anybody's list after a region was matched: what a plan starts from."""
    return edges_of_lists(result.person_orders, result.person_scores, result.prices.size)


def edges_of_lists(order: I32, score: I32, count: int) -> Edges:
    """The same from (people, top) orders, of `count`, and their scores; -1: no more."""
    rows, places = np.nonzero(order >= 0)
    orders, count = order[rows, places], max(count, 1)
    pair, first = np.unique(rows.astype(np.int64) * count + orders, return_index=True)
    indptr = np.searchsorted(pair // count, np.arange(order.shape[0] + 1))
    fit = score[rows, places][first]
    return indptr.astype(np.int64), (pair % count).astype(np.int32), fit.astype(np.int64)
