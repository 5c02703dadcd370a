"""How long matching takes. The clocks are handed in; the caller prints."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from tovholder.engine.compiled import lean

from . import columnwise, plain
from .columns import F64
from .generator import VERSION, generate
from .live import CannotFollow, Live
from .problem import Problem
from .ranking import best_people, prepare, rank_orders, rank_people
from .region import match_region, sweep_region

Clock: TypeAlias = Callable[[], float]
"""Seconds from anywhere, e.g. ``time.perf_counter``, or ``time.process_time`` where others use the machine too."""

Measures: TypeAlias = Mapping[str, float]

TOP, EXPOSURE_CAP = 20, 5
GOALS_MS = {100_000: 2.0, 1_000_000: 8.0}
"""p95 of one order -> explained top 20, by people."""

GOAL_ALL_PAIRS_SECONDS, GOAL_REFRESH_MS = 6.0, 2.0


def measure(
    *,
    clock: Clock,
    people: int = 100_000,
    orders: int = 300,
    lists: int = 200,
    plain_lists: int = 2,
    seed: int = 1,
    sizes: tuple[int, ...] = (),
) -> dict[str, Any]:
    """Every figure of matching, by name. `lists`: how many are timed one by one; `sizes`: also with so many people."""
    problem = generate(people=people, orders=orders, seed=seed)
    prepare(generate(people=100, orders=5, seed=seed))  # compiled, or read from where it is kept
    began = clock()
    prepare(problem)
    return {
        "size": {"people": people, "orders": orders, "generator": VERSION, "seed": seed},
        "bandwidth": bandwidth(clock=clock),
        "prepare": {"ms": (clock() - began) * 1000},
        "top_explained": top_explained(problem, clock=clock, lists=lists),
        "one_order": one_order(problem, clock=clock, lists=lists),
        "one_person": one_person(problem, clock=clock, lists=lists),
        "refresh_order": refresh(problem, clock=clock, lists=lists, by_order=True),
        "refresh_person": refresh(problem, clock=clock, lists=lists, by_order=False),
        "numpy": numpy_lists(problem, clock=clock, lists=min(lists, 20)),
        "plain_python": plain_python(problem, clock=clock, lists=plain_lists),
        "all_pairs": all_pairs(problem, clock=clock),
        "region": region(problem, clock=clock),
        "by_size": {
            str(size): top_explained(generate(people=size, orders=orders, seed=seed), clock=clock, lists=lists)
            for size in sizes
        },
    }


def top_explained(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """One order -> its top 20 with parts; ms."""
    made = _timed(clock, lists, lambda turn: best_people(problem, turn % len(problem.orders), top=TOP))
    return made | {"goal_p95_ms": GOALS_MS.get(len(problem.people), float("nan"))}


def one_order(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """The same with ask-first list, near misses and counts by gate: what a page needs; ms."""
    possible: list[int] = []
    made = _timed(
        clock,
        lists,
        lambda turn: possible.append(rank_people(problem, turn % len(problem.orders), top=TOP).possible),
    )
    return made | {"possible_median": float(np.median(possible))}


def one_person(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """One person -> explained top 20 orders; ms."""
    return _timed(clock, lists, lambda turn: rank_orders(problem, turn % len(problem.people), top=TOP))


def numpy_lists(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """The whole list of `one_order` column by column with NumPy: a baseline; ms."""
    columnwise.rank_people(problem, 0, top=TOP)
    return _timed(clock, lists, lambda turn: columnwise.rank_people(problem, turn % len(problem.orders), top=TOP))


def plain_python(problem: Problem, *, clock: Clock, lists: int) -> Measures:
    """The lists of `top_explained` in plain Python over rows: a baseline; ms."""
    rows = plain.PlainProblem.of(problem)
    return _timed(clock, lists, lambda turn: plain.rank(rows, turn % len(problem.orders), TOP))


def refresh(problem: Problem, *, clock: Clock, lists: int, by_order: bool) -> Measures:
    """One order, or one person, becomes what another one is: every list it touches is refreshed; ms."""
    live, times, touched = Live(problem, top=TOP), [], []
    rows = problem.orders if by_order else problem.people
    for turn in range(lists):
        row, model = turn % len(rows), rows.take(np.array([(turn * 7 + 1) % len(rows)]))
        now = _as(rows.take(np.array([row])), model)
        began = clock()
        try:
            made = live.change_order(row, now) if by_order else live.change_person(row, now)
        except CannotFollow:
            continue
        times.append((clock() - began) * 1000)
        touched.append(len(made.orders) + len(made.people))
    return _spread(times) | {"lists_touched": float(np.mean(touched)), "goal_ms": GOAL_REFRESH_MS}


def _as(one: Any, model: Any) -> Any:
    """The row as the model is, but for whose it is."""
    kept = {name: getattr(one, name) for name in ("key", "controller", "partnerships")}
    return type(model)(**{name: getattr(model, name) for name in model.__dataclass_fields__} | kept)


def all_pairs(problem: Problem, *, clock: Clock) -> Measures:
    """Every pair, the best of every order and of every person; seconds by the clock."""
    began = clock()
    made = sweep_region(problem, top=TOP)
    return {
        "seconds": clock() - began,
        "possible_pairs": float(made.orders.many[:, 0].sum()),
        "goal_seconds": GOAL_ALL_PAIRS_SECONDS,
    }


def region(problem: Problem, *, clock: Clock) -> Measures:
    """Every list both ways with ask-first, near misses, cap and prices; seconds, and how evenly people were shown."""
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


def bandwidth(*, clock: Clock, numbers: int = 4_000_000) -> Measures:
    """What the memory gives one thread: a = b + 3 c over arrays that fit in no cache; the best of ten, GB a second."""
    a, b, c = np.zeros(numbers), np.ones(numbers), np.ones(numbers)
    _triad(a, b, c)
    seconds = []
    for _ in range(10):
        began = clock()
        _triad(a, b, c)
        seconds.append(clock() - began)
    return {"gb_per_second": 24 * numbers / min(seconds) / 1e9}


@lean
def _triad(a: F64, b: F64, c: F64) -> None:
    for at in range(a.size):
        a[at] = b[at] + 3.0 * c[at]


def _timed(clock: Clock, lists: int, make: Callable[[int], object]) -> dict[str, float]:
    times = []
    for turn in range(lists):
        began = clock()
        make(turn)
        times.append((clock() - began) * 1000)
    return _spread(times)


def _spread(times: list[float]) -> dict[str, float]:
    return {
        "median_ms": float(np.median(times)),
        "p95_ms": float(np.percentile(times, 95)),
        "lists": float(len(times)),
    }
