"""One whole number for a pair, in which an earlier goal always outweighs the later ones together.

    value = (fit - order_price + promise * kept) // fit_unit * A * B  -  (travel - nearest) * B  +  kept

with B one above all promises together and A one above all travel together (at most seats taken x widest difference), so
that for a given number of people served no sum of later goals makes up for one unit of an earlier. Sums of products
that would not fit are refused, naming the goal.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32, I64, Bool

from .problem import Goals, Problem

LARGEST = 2**56
"""Values above this leave too little room for prices, which grow along paths, in 64 bits."""


@dataclass(frozen=True)
class Scale:
    """What one unit of each goal is in values, and the travel that is counted from and up to."""

    unit: int  # of fit
    per_travel: int
    per_kept: int
    nearest: int
    widest: int
    goals: Goals

    def values(self, fit: I64, travel: I32, kept: Bool) -> I64:
        """The values of pairs; `fit` is less the order's price. A way wider than any listed counts as the widest."""
        if self.goals.promise:
            fit = fit + np.where(kept, self.goals.promise, 0)
        made = fit // self.goals.fit_unit if self.goals.fit_unit > 1 else fit
        made = made * self.unit if self.unit > 1 else made
        if self.per_travel:
            made = made - (np.minimum(travel, self.widest).astype(np.int64) - self.nearest) * self.per_travel
        return (made + kept * self.per_kept if self.per_kept else made).astype(np.int64, copy=False)


@dataclass(frozen=True, eq=False)
class Worth:
    """The values of the edges, and how they are made."""

    values: I64  # (edges,)
    scale: Scale
    kept: Bool  # (edges,) the promised pairs


def worth(problem: Problem) -> Worth:
    """The values of all edges. ValueError when the goals together do not fit into whole numbers of 64 bits."""
    kept = problem.orders == problem.promised[problem.persons]
    fit = problem.fit - problem.order_price[problem.orders]
    scale = _scale(problem, max(int(fit.max()), -int(fit.min())) if fit.size else 0)
    return Worth(scale.values(fit, problem.travel, kept), scale, kept)


def _scale(problem: Problem, most_fit: int) -> Scale:
    goals, travel = problem.goals, problem.travel
    seats = min(int(problem.room.sum(dtype=np.int64)), int(problem.places.sum(dtype=np.int64)))
    promises = min(seats, int((problem.promised >= 0).sum())) if goals.kept else 0
    nearest, widest = (int(travel.min()), int(travel.max())) if travel.size and goals.travel else (0, 0)
    per_travel = 1 + promises
    unit = (1 + seats * (widest - nearest)) * per_travel
    largest = (most_fit + goals.promise) // goals.fit_unit + 1
    if largest * unit > LARGEST:
        coarser = -(-largest * unit * goals.fit_unit // LARGEST)
        raise ValueError(
            f"goals: fit up to {most_fit}, travel over a range of {widest - nearest} and {promises} promises do not "
            f"fit together for {seats} seats; a fit_unit of {coarser} would, or travel in coarser bands"
        )
    return Scale(unit, per_travel if goals.travel else 0, int(promises > 0), nearest, widest, goals)


def exact_sum(values: I64) -> int:
    """The sum as a whole number of any size."""
    low = values & np.int64(2**32 - 1)
    return (int((values >> np.int64(32)).sum()) << 32) + int(low.sum())
