"""How long assignment takes and what it gains. Clocks are handed in; the caller prints."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

import numpy as np

from tovholder.engine.matching import generator as matching
from tovholder.engine.matching.columns import Bool
from tovholder.engine.matching.prepared import prepared
from tovholder.engine.matching.region import sweep_region
from tovholder.engine.matching.score import LOT_BITS

from . import practice
from .dense import Dense
from .generator import VERSION, generate
from .lawful import Lawful, edges_of_lists, over_matching
from .online import OrderEdges, serve_order
from .pricing import Proposer, solve_over_all
from .problem import Goals, Problem
from .result import Result
from .solving import solve

Clock: TypeAlias = Callable[[], float]
"""Seconds from anywhere, e.g. ``time.perf_counter`` and ``time.process_time``."""

Measures: TypeAlias = Mapping[str, float]
Made = TypeVar("Made")

GOAL_SECONDS, GOAL_GAP = 1.5, 0.0003
PROMISE = 100_000
DROPOUTS = 0.05
FIT_ONLY = Goals(travel=False, kept=False)


def measure(
    *,
    clock: Clock,
    processor: Clock,
    peak: Callable[[], float],
    people: int = 100_000,
    orders: int = 30_000,
    runs: int = 5,
    plain_people: int = 10_000,
    all_pairs_people: int = 20_000,
    seed: int = 1,
    flow: bool = True,
) -> dict[str, Measures]:
    """Every figure of the product's bench, by name. `processor`: this process's CPU seconds; `peak`: MB at most so far.

    `flow`: OR-Tools is there to compare with. On a shared machine CPU seconds tell more than wall seconds.
    """
    solve(generate(people=200, orders=60, seed=seed))  # compiled, or read from where it is kept
    problem = replace(generate(people=people, orders=orders, seed=seed), goals=FIT_ONLY)
    edges, places = problem.orders.size, int(problem.places.sum())
    size = {"people": people, "orders": orders, "edges": edges, "places": places, "generator": VERSION, "seed": seed}
    timer = _Timer(clock, processor)
    before = peak()
    result, solved = repeated(problem, timer, runs)
    made: dict[str, Measures] = {"size": size, "solve": {**solved, "peak_mb_before": before, "peak_mb_after": peak()}}
    made["all_goals"] = repeated(replace(problem, goals=Goals(), promised=result.order), timer, 1)[1]
    made["warm"] = timer.taken(lambda: solve(problem, before=result.warm()))[1]
    if flow:
        made["ortools_min_cost_flow"] = by_flow(problem, result, timer)
    made["practice"] = against_practice(problem, result, timer, seed)
    made["plain_python"] = plain_python(plain_people, timer, seed)
    made["dropouts"] = dropouts(problem, result, timer, seed)
    made["orders_of_the_day"] = of_the_day(problem, result, clock, seed)
    made["all_lawful_pairs"] = priced_out(all_pairs_people, timer, seed)
    made["all_matched_pairs"] = priced_out_by_matching(all_pairs_people, timer, seed)
    return made


class _Timer:
    def __init__(self, clock: Clock, processor: Clock) -> None:
        self.clock, self.processor = clock, processor

    def taken(self, work: Callable[[], Made]) -> tuple[Made, dict[str, float]]:
        """What the work gave, and its wall and CPU seconds."""
        began, ran = self.clock(), self.processor()
        made = work()
        return made, {"seconds": self.clock() - began, "cpu_seconds": self.processor() - ran}


def repeated(problem: Problem, timer: _Timer, runs: int) -> tuple[Result, dict[str, float]]:
    """The result, and median and p95 over `runs`, with the proof."""
    result, times = solve(problem), [timer.taken(lambda: solve(problem))[1] for _ in range(runs)]
    wall, cpu = ([each[name] for each in times] for name in ("seconds", "cpu_seconds"))
    return result, {
        "median_seconds": float(np.median(wall)),
        "p95_seconds": float(np.percentile(wall, 95)),
        "median_cpu_seconds": float(np.median(cpu)),
        "p95_cpu_seconds": float(np.percentile(cpu, 95)),
        "runs": float(runs),
        "gap": result.gap,
        "best": float(result.best),
        "served": float(result.totals.served),
        "fit": float(result.totals.fit),
        "goal_seconds": GOAL_SECONDS,
        "goal_gap": GOAL_GAP,
    }


def by_flow(problem: Problem, result: Result, timer: _Timer) -> Measures:
    """OR-Tools' minimum-cost flow on the same edges, being served worth a thousand full scores; `equal`: as good."""
    from ortools.graph.python import min_cost_flow

    people, orders, served = problem.people, problem.order_count, 10**9
    source, sink = people + orders, people + orders + 1
    rows, nodes, ones = np.arange(people), people + np.arange(orders), np.ones(problem.orders.size, np.int64)

    def run() -> tuple[int, int]:
        flow = min_cost_flow.SimpleMinCostFlow()
        arcs = flow.add_arcs_with_capacity_and_unit_cost(
            problem.persons, people + problem.orders, ones, -(problem.fit + served)
        )
        flow.add_arcs_with_capacity_and_unit_cost(
            np.full(people, source), rows, problem.room, np.zeros(people, np.int64)
        )
        flow.add_arcs_with_capacity_and_unit_cost(
            nodes, np.full(orders, sink), problem.places, np.zeros(orders, np.int64)
        )
        flow.add_arc_with_capacity_and_unit_cost(source, sink, people, 0)
        flow.set_node_supply(source, people)
        flow.set_node_supply(sink, -people)
        flow.solve()
        sent = flow.flows(arcs)
        return int(sent.sum()), int((sent * problem.fit).sum())

    found, times = timer.taken(run)
    return {**times, "equal": float(found == (result.totals.served, result.totals.fit))}


def against_practice(problem: Problem, result: Result, timer: _Timer, seed: int) -> Measures:
    """What is gained over ways that need no optimiser: fit and people served, in per cent of theirs."""
    ways: dict[str, Callable[[], Bool]] = {
        "best_edge_first": lambda: practice.best_edge_first(problem),
        "first_come": lambda: practice.first_come(problem, seed=seed),
        "first_come_own_only": lambda: practice.first_come(problem, seed=seed, own_only=True),
    }
    made: dict[str, float] = {}
    for name, way in ways.items():
        chosen, times = timer.taken(way)
        taken = np.asarray(chosen)
        made[f"{name}_seconds"] = times["seconds"]
        made[f"fit_gain_over_{name}_percent"] = 100 * (result.totals.fit / max(int(problem.fit[taken].sum()), 1) - 1)
        made[f"served_gain_over_{name}_percent"] = 100 * (result.totals.served / max(int(taken.sum()), 1) - 1)
    return made


def plain_python(people: int, timer: _Timer, seed: int) -> Measures:
    """Greedy in plain Python, and the best by the kernels, at the same smaller size."""
    problem = replace(generate(people=people, orders=max(people * 3 // 10, 1), seed=seed), goals=FIT_ONLY)
    chosen, greedy = timer.taken(lambda: practice.plain_best_edge_first(problem))
    result, best = timer.taken(lambda: solve(problem))
    share = int(problem.fit[chosen].sum()) / max(result.totals.fit, 1)
    return {
        "people": people,
        "greedy_seconds": greedy["seconds"],
        "best_seconds": best["seconds"],
        "greedy_fit_share": share,
    }


def dropouts(problem: Problem, result: Result, timer: _Timer, seed: int) -> Measures:
    """One person in twenty drops out: how many of the others move, and what that stability costs in fit."""
    gone = np.random.Generator(np.random.PCG64([VERSION, seed])).random(problem.people) < DROPOUTS
    left = replace(problem, room=np.where(gone, 0, problem.room).astype(np.int32))
    best = solve(left, before=result.warm())
    goals = Goals(travel=False, promise=PROMISE)
    stable = replace(left, promised=result.order, goals=goals)
    made, times = timer.taken(lambda: solve(stable, before=result.warm()))
    stayed = (result.order >= 0) & ~gone
    return {
        **times,
        "moved_share": float((made.order != result.order)[stayed].mean()),
        "fit_loss": 1 - made.totals.fit / max(best.totals.fit, 1),
        "moved_share_without_promises": float((best.order != result.order)[stayed].mean()),
        "served_fewer": float(best.totals.served - made.totals.served),
    }


def of_the_day(problem: Problem, result: Result, clock: Clock, seed: int, orders: int = 200) -> Measures:
    """Orders that arrive during the day, served with the prices there are: each twin of one that is there."""
    random = np.random.Generator(np.random.PCG64([VERSION, seed]))
    times, losses = [], []
    by_order = np.argsort(problem.orders, kind="stable")
    ends = np.searchsorted(problem.orders[by_order], np.arange(problem.order_count + 1))
    for row in random.integers(0, problem.order_count, orders).tolist():
        edges = by_order[ends[row] : ends[row + 1]]
        arrived = OrderEdges(
            problem.persons[edges], problem.fit[edges], problem.travel[edges], int(problem.places[row])
        )
        began = clock()
        served = serve_order(problem, result, arrived)
        times.append((clock() - began) * 1000)
        losses.append(served.loss / max(served.at_most, 1))
    return {
        "median_ms": float(np.median(times)),
        "orders": float(orders),
        "median_loss_share": float(np.median(losses)),
    }


def priced_out(people: int, timer: _Timer, seed: int) -> Measures:
    """The best over all lawful pairs of a dense region, from each person's best twenty."""
    region = Dense.drawn(people=people, orders=max(people * 3 // 10, 1), seed=seed)
    return _priced_out(region.listed(20), region, timer)


def priced_out_by_matching(people: int, timer: _Timer, seed: int) -> Measures:
    """The best over every pair whose gates are open, by the matching kernels, from each person's best twenty.

    Making the lists is not counted: the night has them anyway."""
    region = matching.generate(people=people, orders=max(people * 3 // 10, 1), seed=seed)
    found, place = sweep_region(region, top=20).people, prepared(region).place
    score = (found.standing[place, :20] >> LOT_BITS).astype(np.int32)
    start = edges_of_lists(found.orders[place, :20], score, len(region.orders))
    places = np.random.Generator(np.random.PCG64([VERSION, seed])).integers(1, 6, len(region.orders))
    problem = over_matching(region, start, places=places.astype(np.int32), goals=FIT_ONLY)
    return _priced_out(problem, Lawful(region), timer)


def _priced_out(problem: Problem, everything: Proposer, timer: _Timer) -> Measures:
    """Time and proof, and what is gained over the listed pairs alone."""
    priced, times = timer.taken(lambda: solve_over_all(problem, everything))
    made, listed = priced.result.totals, solve(problem).totals
    return {
        **times,
        "people": problem.people,
        "pairs": float(problem.people) * problem.order_count,
        "listed": problem.orders.size,
        "added": priced.added,
        "rounds": priced.rounds,
        "proved": float(priced.proved),
        "served_gain_over_listed_percent": 100 * (made.served / max(listed.served, 1) - 1),
        "fit_gain_over_listed_percent": 100 * (made.fit / max(listed.fit, 1) - 1),
    }
