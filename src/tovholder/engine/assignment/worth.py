"""One whole number for a pair, in which an earlier goal always outweighs the later ones together.

    value = (fit - order_price + promise * kept) // unit * A * B  -  (travel - least travel) * B  +  kept

with B one above all promises together and A one above all travel together (at most seats taken x widest difference), so
that for a given number of people served no sum of later goals makes up for one unit of an earlier. Sums of products
that would not fit are refused, naming the goal.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I64, Bool

from .problem import Problem

LARGEST = 2**56
"""Values above this leave too little room for prices, which grow along paths, in 64 bits."""


@dataclass(frozen=True, eq=False)
class Worth:
    """The values of the edges, and what one unit of fit is in them."""

    values: I64  # (edges,)
    unit: int  # values per unit of fit
    promises: int  # values per unit of travel
    kept: Bool  # (edges,) the promised pairs


def worth(problem: Problem) -> Worth:
    """The values of all edges. ValueError when the goals together do not fit into whole numbers of 64 bits."""
    goals = problem.goals
    kept = problem.orders == problem.promised[problem.persons]
    fit = problem.fit - problem.order_price[problem.orders]
    if goals.promise:
        fit = fit + np.where(kept, goals.promise, 0)
    fit = fit // goals.fit_unit if goals.fit_unit > 1 else fit
    most = min(int(problem.room.sum(dtype=np.int64)), int(problem.places.sum(dtype=np.int64)))
    promises = (1 + min(most, int(kept.sum()))) if goals.kept and kept.any() else 1
    nearest, widest = (int(problem.travel.min()), int(problem.travel.max())) if problem.travel.size else (0, 0)
    distances = 1 + most * (widest - nearest) if goals.travel else 1
    unit = distances * promises
    largest = max((abs(int(fit.min())), abs(int(fit.max()))), default=0) + 1 if fit.size else 1
    if largest * unit > LARGEST:
        raise ValueError(
            f"goals: fit up to {largest - 1}, travel over a range of {widest - nearest} and {promises - 1} promises do "
            f"not fit together for {most} seats; a fit_unit of {-(-largest * unit * goals.fit_unit // LARGEST)} would, "
            "or travel in coarser bands"
        )
    values = fit * unit if unit > 1 else fit
    if distances > 1:
        values = values - (problem.travel.astype(np.int64) - nearest) * promises
    if promises > 1:
        values = values + kept
    return Worth(values.astype(np.int64, copy=False), unit, promises, kept)


def exact_sum(values: I64) -> int:
    """The sum as a whole number of any size."""
    low = values & np.int64(2**32 - 1)
    return (int((values >> np.int64(32)).sum()) << 32) + int(low.sum())
