"""How long matching takes. The clock is handed in; the caller prints."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from . import plain
from .generator import VERSION, generate
from .problem import Problem
from .ranking import prepare, rank_orders, rank_people
from .region import match_region

Clock: TypeAlias = Callable[[], float]
"""Seconds from anywhere, e.g. ``time.perf_counter``."""

Measures: TypeAlias = Mapping[str, float]

TOP, EXPOSURE_CAP = 20, 5
GOAL_MS = 20.0
"""p95 of one order -> explained top 20 over 100,000 people."""


def measure(
    *, clock: Clock, people: int = 100_000, orders: int = 300, lists: int = 200, plain_lists: int = 2, seed: int = 1
) -> dict[str, Measures]:
    """Every figure of the product's bench, by name. `lists`: how many orders are timed one by one."""
    problem = generate(people=people, orders=orders, seed=seed)
    return {
        "size": {"people": people, "orders": orders, "generator": VERSION, "seed": seed},
        "prepare": {"ms": _prepare(problem, clock)},
        "one_order": one_order(problem, clock=clock, lists=lists),
        "one_person": one_person(problem, clock=clock, lists=lists),
        "plain_python": plain_python(problem, clock=clock, lists=plain_lists),
        "region": region(problem, clock=clock),
    }


def one_order(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """One order -> explained top 20 with ask-first list, near misses and counts; ms, and pairs that were possible."""
    times, possible = [], []
    for turn in range(lists):
        began = clock()
        made = rank_people(problem, turn % len(problem.orders), top=TOP)
        times.append((clock() - began) * 1000)
        possible.append(made.possible)
    return _spread(times) | {"possible_median": float(np.median(possible)), "goal_p95_ms": GOAL_MS}


def one_person(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """One person -> explained top 20 orders; ms."""
    times = []
    for turn in range(lists):
        began = clock()
        rank_orders(problem, turn % len(problem.people), top=TOP)
        times.append((clock() - began) * 1000)
    return _spread(times)


def plain_python(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """The same lists in plain Python over rows: the baseline. Without ask-first list and near misses; ms."""
    rows, times = plain.PlainProblem.of(problem), []
    for turn in range(lists):
        began = clock()
        plain.rank(rows, turn % len(problem.orders), TOP)
        times.append((clock() - began) * 1000)
    return _spread(times)


def region(problem: Problem, *, clock: Clock) -> Measures:
    """Every list both ways with cap and prices; seconds, and how evenly people were shown."""
    began = clock()
    made = match_region(problem, top=TOP, exposure_cap=EXPOSURE_CAP)
    return {
        "seconds": clock() - began,
        "gini": made.exposure.gini,
        "gini_uncapped": made.exposure_uncapped.gini,
        "share_shown": made.exposure.share,
        "share_shown_uncapped": made.exposure_uncapped.share,
        "share_with_a_proposal": float((made.best >= 0).mean()),
    }


def _prepare(problem: Problem, clock: Clock) -> float:
    """What is made once for a problem; ms."""
    began = clock()
    prepare(problem)
    return (clock() - began) * 1000


def _spread(times: list[float]) -> dict[str, float]:
    return {
        "median_ms": float(np.median(times)),
        "p95_ms": float(np.percentile(times, 95)),
        "lists": float(len(times)),
    }
