"""How good the plans of cohorts are, and how long they take. The clock is handed in; the caller prints."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np

from .again import plan_again
from .choices import Choices, enumerate_choices
from .codes import Reason
from .generator import VERSION, generate
from .pairs import pack, seat_before
from .problem import POINT, Problem, Wishes
from .result import Impossible, Result
from .solve import WHAT_IF, Effort, solve
from .warm import continued

Clock: TypeAlias = Callable[[], float]
"""Seconds from anywhere, e.g. ``time.perf_counter``."""

Measures: TypeAlias = Mapping[str, float]

GOALS = {500: 0.03, 2_000: 0.05, 10_000: 0.08}
"""Proved gap, at most, by people."""

ENDLESS = 10_000_000

IN_TIME = 1.2
"""Seconds after which the search for the answer to a what-if is ended, where its rounds have not ended it."""


def measure(
    *,
    clock: Clock,
    processor: Clock,
    problems: Mapping[str, Problem] | None = None,
    people: int = 500,
    seconds: float = 60.0,
    library_seconds: float = 60.0,
    seed: int = 1,
) -> dict[str, dict[str, Measures]]:
    """Every figure by problem and name; `problems` by name, else one of the generator. `processor` counts CPU seconds.

    `library_seconds` is what HiGHS gets on problems of up to 2,000 people; 0 leaves it out.
    """
    given = problems or {f"generator {VERSION}": generate(people=people, seed=seed)}
    warm_up(seed)
    return {name: _all(problem, clock, processor, seconds, library_seconds, seed) for name, problem in given.items()}


def warm_up(seed: int) -> None:
    """Compile, or fetch from disk, so that it is not measured."""
    solve(generate(people=200, seed=seed), seed=seed, effort=Effort(rounds=10, descents=5, exact=5))


def _all(
    problem: Problem, clock: Clock, processor: Clock, seconds: float, library_seconds: float, seed: int
) -> dict[str, Measures]:
    found, figures = plan(problem, clock=clock, processor=processor, seconds=seconds, seed=seed)
    made: dict[str, Measures] = {
        "size": {"people": len(problem.people), "seed": seed},
        "plan": figures,
        "greedy": {
            "pooled": found.greedy_pooled / POINT,
            "alone": found.greedy_alone / POINT,
            "over_pooled": _over(found.objective, found.greedy_pooled),
            "over_alone": _over(found.objective, found.greedy_alone),
        },
        "what_if": what_if(problem, found, clock=clock, processor=processor, seed=seed),
        "drop_out": drop_out(problem, found, clock=clock, processor=processor, seconds=seconds / 4, seed=seed),
    }
    if library_seconds and len(problem.people) <= 2_000:
        made["highs"] = library(problem, clock=clock, seconds=library_seconds)
    return made


def plan(
    problem: Problem, *, clock: Clock, processor: Clock, seconds: float, seed: int
) -> tuple[Result, dict[str, float]]:
    """The best plan within the time; objective and bound in points, and the goal for the gap where there is one."""
    began, used = clock(), processor()
    found = solve(problem, seed=seed, effort=Effort(rounds=ENDLESS), left=_left(clock, began, seconds))
    figures = {
        "objective": found.objective / POINT,
        "bound": found.bound / POINT,
        "gap": found.gap,
        "served": float(found.served),
        "classes": float(len(found.held)),
        "seconds": clock() - began,
        "cpu_seconds": processor() - used,
    }
    goal = GOALS.get(len(problem.people))
    return found, figures | ({} if goal is None else {"goal_gap": goal})


def what_if(problem: Problem, found: Result, *, clock: Clock, processor: Clock, seed: int) -> Measures:
    """What a planner asks, each from the last answer: seconds until the new plan, of the slowest and the median."""
    took, used, gaps, objectives, conflicts = [], [], [], [], 0
    for wishes in questions(found):
        began, burnt = clock(), processor()
        try:
            asked = replace(problem, wishes=wishes)
            made = solve(asked, seed=seed, effort=WHAT_IF, left=_left(clock, began, IN_TIME), warm=found.warm)
        except Impossible:
            conflicts += 1
        else:
            gaps.append(made.gap)
            objectives.append(made.objective / POINT)
        took.append(clock() - began)
        used.append(processor() - burnt)
    if not took:
        return {}
    figures = {"seconds": max(took), "median_seconds": float(np.median(took)), "cpu_seconds": max(used)}
    worst = {"gap": max(gaps), "objective": min(objectives)} if gaps else {}
    return figures | worst | {"conflicts": float(conflicts), "goal_seconds": 2.0}


def questions(found: Result) -> Iterator[Wishes]:
    """A class shut, another opened as well, a class a week earlier, a minimum lowered, a person pinned."""
    nearest = found.missing[:1]
    for held in found.held[:1]:
        yield Wishes(closed=(held.klass,))
        yield Wishes(closed=(held.klass,), open=tuple(each.klass for each in nearest))
    for held in [each for each in found.held if each.klass.week > 0][:1]:
        yield Wishes(open=(held.klass,)).moved(held.klass, held.klass.week - 1)
    for each in nearest:
        yield Wishes(open=(each.klass,)).lowered(each.klass, max(len(each.people), 1), max(len(each.people), 20))
    for row in np.flatnonzero(found.reason >= Reason.FULL)[:1].tolist():
        yield Wishes(seated=((row, None),))


def drop_out(
    problem: Problem,
    found: Result,
    *,
    clock: Clock,
    processor: Clock,
    seconds: float,
    seed: int,
    share: float = 0.05,
) -> Measures:
    """One in twenty is gone: how many of the others move, and the fit against planning anew in the same time.

    `forced` of them move in every plan, and `fit_loss_at_least` is lost by every plan that moves no more: proved.
    """
    stays = np.flatnonzero(np.random.Generator(np.random.PCG64(seed)).random(len(problem.people)) >= share)
    rest, again = (replace(each, people=each.people.take(stays)) for each in (problem, continued(problem, found)))
    effort, began, used = Effort(rounds=ENDLESS), clock(), processor()
    made = plan_again(again, seed=seed, effort=effort, left=_left(clock, began, seconds), warm=found.warm)
    took = {"seconds": clock() - began, "cpu_seconds": processor() - used}
    anew = solve(rest, seed=seed, effort=effort, left=_left(clock, clock(), seconds), warm=found.warm)
    before, still = seat_before(again), {pack(again, each.klass) for each in made.result.held}
    sat = max(len(made.sat), 1)
    return took | {
        "others": float(len(made.sat)),
        "moved": len(made.moved) / sat,
        "forced": made.forced / sat,
        "moved_from_classes_still_held": sum(int(before[row]) in still for row in made.moved) / sat,
        "fit_loss": -_over(made.result.objective, anew.objective),
        "fit_loss_at_least": max(-_over(made.bound, anew.objective), 0.0),
        "goal_moved": 0.02,
        "goal_fit_loss": 0.01,
    }


def library(problem: Problem, *, clock: Clock, seconds: float) -> Measures:
    """The compact model by SciPy's HiGHS within the time; nothing where SciPy is not there. Without households."""
    try:
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_matrix
    except ImportError:
        return {}
    choices = enumerate_choices(problem).choices
    row, column, value, least, most, gain = _compact(choices)
    entries, classes = choices.who.size, choices.course.size
    matrix = coo_matrix((value, (row, column)), shape=(least.size, gain.size)).tocsr()
    began = clock()
    made = milp(
        -gain,
        constraints=LinearConstraint(matrix, least, most),
        bounds=Bounds(0, np.concatenate((np.ones(entries), choices.copies))),
        integrality=np.concatenate((np.zeros(entries), np.ones(classes))),
        options={"time_limit": seconds},
    )
    figures = {"seconds": clock() - began}
    if made.mip_dual_bound is not None:
        figures["bound"] = -float(made.mip_dual_bound) / POINT
    return figures if made.fun is None else figures | {"objective": -float(made.fun) / POINT}


def _compact(choices: Choices) -> tuple[Any, ...]:  # long: one constraint after the other
    """x = who sits where, y = how many of a class: the constraints as rows, columns, values and limits; the gains."""
    entries, classes = choices.who.size, choices.course.size
    x, y = np.arange(entries), entries + np.arange(classes)
    klass = np.repeat(np.arange(classes), np.diff(choices.start))
    weeks = choices.rooms.shape[1]
    held = np.repeat(np.arange(classes), choices.weeks)
    week = np.concatenate(
        [np.arange(start, start + long) for start, long in zip(choices.week, choices.weeks, strict=True)]
    )
    one, none = np.ones, np.zeros
    blocks: tuple[tuple[Any, ...], ...] = (  # constraints, [(row, column, value)], least, most
        (choices.size.size, [(choices.who, x, one(entries))], 0.0, 1.0),
        (entries, [(x, x, one(entries)), (x, entries + klass, -one(entries))], -np.inf, 0.0),
        (classes, [(klass, x, one(entries)), (y - entries, y, -choices.most)], -np.inf, 0.0),
        (classes, [(klass, x, one(entries)), (y - entries, y, -choices.least)], 0.0, np.inf),
        (choices.demand.size, [(choices.industry[klass], x, one(entries))], 0.0, choices.demand),
        (
            choices.rooms.size,
            [(choices.site[held] * weeks + week, y[held], one(held.size))],
            0.0,
            choices.rooms.ravel(),
        ),
        (
            choices.teachers.size,
            [(choices.course[held] * weeks + week, y[held], one(held.size))],
            0.0,
            choices.teachers.ravel(),
        ),
    )
    rows: list[Any] = []
    columns: list[Any] = []
    values: list[Any] = []
    least: list[Any] = []
    most: list[Any] = []
    begun = 0
    for count, parts, low, high in blocks:
        for row, column, value in parts:
            rows.append(row + begun)
            columns.append(column)
            values.append(value)
        least.append(none(count) + low)
        most.append(none(count) + high)
        begun += count
    gain = np.concatenate((choices.worth, np.full(classes, -choices.cost))).astype(np.float64)
    return (*(np.concatenate(each) for each in (rows, columns, values, least, most)), gain)


def _left(clock: Clock, began: float, seconds: float) -> Clock:
    return lambda: 1 - (clock() - began) / seconds


def _over(value: int, other: int) -> float:
    return value / other - 1 if other > 0 else 0.0
