"""Compile every kernel once: `python -m tovholder.engine.warm [room ...]`; set-up does it, so that no first user waits.

Compiling takes a minute or two, and what was compiled is kept on disk. The instances are the smallest that reach all
kernels with the types the product hands them. Two rooms that lean on the same kernels and are compiled at one time
both compile them.
"""

import sys
import time
from collections.abc import Sequence

import numpy as np

from tovholder.engine.assignment import Goals, fairness, over_matching, solve
from tovholder.engine.assignment import bench as assignment
from tovholder.engine.assignment.solving import rough
from tovholder.engine.cohorts import bench as cohorts
from tovholder.engine.matching import bench as matching
from tovholder.engine.matching.beyond import Held, pairs_beyond
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.ranking import rank_orders, rank_people
from tovholder.engine.matching.region import match_region
from tovholder.engine.register import bench as register


def main(rooms: Sequence[str]) -> None:
    for room in rooms or ROOMS:
        ROOMS[room]()


def _lists() -> None:
    """What a page asks for: the lists of one order and of one person."""
    problem = generate(people=200, orders=12, seed=1)
    rank_people(problem, 0, top=2)
    rank_orders(problem, 0, top=2)


def _region() -> None:
    """What a night asks for: so tight that people wait for a place in a list, and that some have no order at all."""
    problem = generate(people=200, orders=12, seed=1)
    match_region(problem, top=2, exposure_cap=1)


def _matching() -> None:
    matching.measure(clock=time.perf_counter, people=300, orders=20, lists=5, plain_lists=1)


def _plans() -> None:
    """What the nightly plan needs of assignment beside matching: from nothing, and from yesterday's prices."""
    region, everybody = generate(people=200, orders=12, seed=1), np.arange(200)
    nothing = np.zeros(200, np.int64), np.zeros(12, np.int64), np.full(200, -1, np.int32)
    pairs_beyond(region, Held(*nothing, unit=1, serving=0, promise=0), most=1)
    goals, nobody = Goals(travel=False, promise=10), np.zeros(200, np.int32)
    crowded = np.arange(0, 401, 2), np.tile(np.array([0, 5], np.int32), 200), 1_000 + np.repeat(everybody, 2) % 97
    # Two may only both be served if the first gives way, at a price that alone nobody would pay.
    chained = np.repeat([0, 2, 3], [1, 1, 199]), np.array([0, 5, 0], np.int32), np.array([900_000, 1, 1_000])
    for edges, seats in ((crowded, 2), (chained, 1)):
        places = np.full(12, seats, np.int32)
        problem, before = over_matching(region, edges, places=places, promised=nobody, goals=goals), None
        for _ in range(2):
            rough(problem, seed=1)
            result = solve(problem, before=before)
            fairness(problem, result, rounds=2)
            before = result.warm()


def _cohorts() -> None:
    cohorts.warm_up(seed=1)


def _assignment() -> None:
    assignment.measure(
        clock=time.perf_counter,
        processor=time.process_time,
        peak=lambda: 0.0,
        people=300,
        orders=90,
        runs=1,
        plain_people=100,
        all_pairs_people=100,
        flow=False,
    )


def _register() -> None:
    register.measure(clock=time.perf_counter, people=50, runs=1)


ROOMS = {
    "lists": _lists,
    "region": _region,
    "plans": _plans,
    "cohorts": _cohorts,
    "register": _register,
    "assignment": _assignment,
    "matching": _matching,
}


if __name__ == "__main__":
    main(sys.argv[1:])
