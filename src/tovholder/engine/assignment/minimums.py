"""Demands that cannot hold together: pins, bans, places and minimums. Found before solving, each with what relaxes
it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tovholder.engine.matching.columns import Bool

from .graph import Left
from .problem import Goals, Problem
from .result import Conflict, Result


def conflicts(problem: Problem, solve: Callable[[Problem], Result]) -> tuple[Conflict, ...]:
    """What cannot hold; nothing when all demands can. `solve` is handed in to find out how many minimums can be met."""
    found = _of_pins(problem) if problem.pinned.any() else []
    if problem.least.any():
        over = np.flatnonzero(problem.least > problem.places)
        found += [
            Conflict(
                "least_above_places", orders=(row,), needed=int(problem.least[row]), available=int(problem.places[row])
            )
            for row in over.tolist()
        ]
        if not found:
            found += _of_minimums(problem, solve)
    return tuple(found)


def _of_pins(problem: Problem) -> list[Conflict]:
    both = np.flatnonzero(problem.pinned & problem.banned)
    pinned = np.flatnonzero(problem.pinned)
    sent = np.bincount(problem.persons[pinned], minlength=problem.people)
    filled = np.bincount(problem.orders[pinned], minlength=problem.order_count)
    found = [
        Conflict("pinned_and_banned", people=(int(problem.persons[at]),), orders=(int(problem.orders[at]),))
        for at in both
    ]
    found += [
        Conflict("pins_of_person", people=(row,), needed=int(sent[row]), available=int(problem.room[row]))
        for row in np.flatnonzero(sent > problem.room).tolist()
    ]
    found += [
        Conflict("pins_of_order", orders=(row,), needed=int(filled[row]), available=int(problem.places[row]))
        for row in np.flatnonzero(filled > problem.places).tolist()
    ]
    return found


def _of_minimums(problem: Problem, solve: Callable[[Problem], Result]) -> list[Conflict]:
    """Fill the minimums alone; if some stay open, the orders from which no chain of moves helps are too many
    together."""
    left = Left.of(problem)
    smaller = replace(
        problem,
        fit=np.ones(problem.orders.size, np.int64),
        places=left.least.astype(np.int32),
        room=np.maximum(left.room, 0).astype(np.int32),
        least=np.zeros(problem.order_count, np.int32),
        order_price=np.zeros(problem.order_count, np.int64),
        banned=~left.open,
        pinned=np.zeros(problem.orders.size, np.bool_),
        goals=Goals(travel=False, kept=False),
    )
    result = solve(smaller)
    load = np.bincount(smaller.orders, weights=result.times, minlength=problem.order_count).astype(np.int64)
    if (load >= left.least).all():
        return []
    short = _short(smaller, result, load < left.least)
    people = np.zeros(problem.people, np.bool_)
    people[problem.persons[left.open & short[problem.orders]]] = True
    return [
        Conflict(
            "least_of_orders",
            orders=tuple(np.flatnonzero(short).tolist()),
            needed=int(left.least[short].sum()),
            available=int(left.room[people].sum()),
        )
    ]


def _short(problem: Problem, result: Result, open_orders: Bool) -> Bool:
    """(orders,) those short of people, and those whose people could have come to them."""
    short, usable = open_orders, ~problem.banned
    while True:
        could = np.zeros(problem.people, np.bool_)
        could[problem.persons[usable & short[problem.orders]]] = True
        grown = short.copy()
        grown[problem.orders[(result.times > 0) & could[problem.persons]]] = True
        if (grown == short).all():
            return short
        short = grown
