"""The upper bound: prices go down the slope of the Lagrangian function until it no longer falls.

Deflected subgradient with Polyak's step: direction = 0.7 * slope + 0.3 * direction before,
step = pace * (value - target) / |direction|^2; the pace falls when nothing better was found for a while.
"""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .choices import Choices
from .prices import F64, Prices, Seats, best_seats, exact_demand, share_demand, toll_of

PATIENCE = 20
"""Rounds without a better bound before the pace falls."""

FARTHEST = 20_000.0
"""No price moves by more in one step, thousandths."""

SLOWER = 0.7
SLOWEST, FLAT = 1e-3, 1e-6


@kernel
def split(choices: Choices, vector: I64) -> Prices:
    """The prices as parts of one vector: parties, then rooms, then teachers."""
    parties, rooms = choices.size.size, choices.rooms.size
    return Prices(
        vector[:parties],
        vector[parties : parties + rooms].reshape(choices.rooms.shape),
        vector[parties + rooms :].reshape(choices.teachers.shape),
    )


@kernel
def bound_at(
    choices: Choices,
    seats: Seats,
    vector: I64,
    by_industry: I32,
    first: I64,
    exact: bool,
    table: I64,
    chosen: I64,
    use: F64,
) -> int:
    """The bound at these prices: sum of price * what there is, plus what each industry can make of the rest."""
    prices = split(choices, vector)
    toll = np.empty(choices.course.size, np.int64)
    toll_of(choices, prices, toll)
    best_seats(choices, seats, prices.seat, toll, table, chosen)
    use[:, :] = 0.0
    total = (prices.seat * choices.size).sum() + (prices.room * choices.rooms).sum()
    total += (prices.teacher * choices.teachers).sum()
    for industry in range(choices.demand.size):
        rows = by_industry[first[industry] : first[industry + 1]]
        if exact and choices.held[rows].sum() == 0:
            total += exact_demand(choices, table, rows, choices.demand[industry], use)
        else:
            total += share_demand(choices, table, rows, choices.demand[industry], use)
    return int(total)


@kernel
def slope_at(choices: Choices, seats: Seats, chosen: I64, use: F64, slope: F64) -> None:
    """slope = what there is - what the classes of the bound would use, for each price."""
    parties, rooms = choices.size.size, choices.rooms.size
    slope[:parties] = choices.size
    slope[parties : parties + rooms] = choices.rooms.ravel()
    slope[parties + rooms :] = choices.teachers.ravel()
    weeks = choices.rooms.shape[1]
    for k in range(choices.course.size):
        many = 0.0
        for m in range(choices.most[k], 0, -1):
            many += use[k, m]
            if many > 0.0:
                slope[seats.who[chosen[k, m - 1]]] -= many
        if many > 0.0:
            for week in range(choices.week[k], choices.week[k] + choices.weeks[k]):
                slope[parties + choices.site[k] * weeks + week] -= many
                slope[parties + rooms + choices.course[k] * weeks + week] -= many


class Descent(NamedTuple):
    """Where a descent stands. state: pace, rounds since the pace fell or the bound did, the lowest bound met."""

    best: I64  # prices with the lowest bound
    place: F64  # prices now
    way: F64  # direction
    state: F64


def descent_from(vector: I64) -> Descent:
    """Before the first step."""
    return Descent(vector, vector.astype(np.float64), np.zeros(vector.size), np.array([1.0, 0.0, 2.0**62]))


@kernel
def descend(  # long: one step, and what has to be kept of it
    choices: Choices,
    seats: Seats,
    by_industry: I32,
    first: I64,
    descent: Descent,
    target: int,
    rounds: int,
    exact: bool,
) -> None:
    """`rounds` steps towards `target`, which need not be reached."""
    top = choices.most.max()
    table = np.empty((choices.course.size, top + 1), np.int64)
    chosen, use = np.zeros((choices.course.size, top), np.int64), np.zeros(table.shape, np.float64)
    best, place, way, state = descent
    slope = np.zeros(best.size, np.float64)
    free = np.zeros(best.size, np.bool_)
    free[: choices.must.size] = choices.must
    for _ in range(rounds):
        vector = np.rint(place).astype(np.int64)
        value = bound_at(choices, seats, vector, by_industry, first, exact, table, chosen, use)
        state[1] = 0.0 if value < state[2] * (1 - 5e-5) else state[1] + 1.0
        if value < state[2]:
            state[2] = value
            best[:] = vector
        slope_at(choices, seats, chosen, use, slope)
        if state[1] >= PATIENCE:
            state[0], state[1] = state[0] * SLOWER, 0.0
            place[:] = best
        way[:] = 0.7 * slope + 0.3 * way
        length, steepest = 0.0, 0.0
        for x in range(place.size):
            if free[x] or place[x] > 0.0 or way[x] < 0.0:
                length += way[x] ** 2
                steepest = max(steepest, abs(way[x]))
        if steepest < FLAT or state[0] < SLOWEST:
            state[0] = 0.0
            break
        step = min(state[0] * max(value - target, abs(value) // 1000 + 1) / length, FARTHEST / steepest)
        for x in range(place.size):
            place[x] -= step * way[x]
            if place[x] < 0.0 and not free[x]:
                place[x] = 0.0
