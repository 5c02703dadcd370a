"""`./tovholder bench engine`: the goals of the engine, whether they are met, and baselines of the same run beside them.

Each room is measured in a process of its own, so that its peak of memory is its own. Never a test.
"""

import csv
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tovholder.engine.assignment import bench as assignment
from tovholder.engine.cohorts import bench as cohorts
from tovholder.engine.cohorts import read as read_cohorts
from tovholder.engine.cohorts.problem import Problem as Cohorts
from tovholder.engine.matching import bench as matching
from tovholder.engine.matching import generator, ranking
from tovholder.engine.matching.problem import Problem as Matching
from tovholder.engine.register import bench as register
from tovholder.engine.register import share_in

ROOMS = ("match", "assign", "cohorts", "register")
SIZES = (100_000,)
FROZEN = (500, 2_000, 10_000)
LISTS, RUNS, TOP = 200, 3, 20
GOAL_MB = 500.0  # of all pairs, with making up the problem
REGISTERS = (310_000, 3_000_000)  # people: some 104 million and a billion person-weeks


@dataclass(frozen=True)
class Row:
    """One goal. `value` is held against `goal`: no more than that, or no less where `more` is set."""

    what: str
    people: int
    unit: str
    median: float
    p95: float | None = None
    goal: float | None = None
    value: float | None = None
    more: bool = False
    baselines: Mapping[str, float] = field(default_factory=dict)  # in the same unit
    note: str = ""

    @property
    def met(self) -> bool | None:
        """None where there is no goal for this size."""
        if self.goal is None:
            return None
        value = self.median if self.value is None else self.value
        return value >= self.goal if self.more else value <= self.goal


@dataclass(frozen=True)
class Asked:
    """What is measured, and how much of it."""

    rooms: Sequence[str] = ROOMS
    sizes: Sequence[int] = ()
    seconds: float | None = None  # each plan of classes gets; 60, and 3 where a size below 500 is asked for
    seed: int = 1


def measure(asked: Asked, told: Callable[[str], None] | None = None) -> dict[str, Any]:
    """Rows by room, with the peak of memory in MB. A room is told as soon as it is measured."""
    made: dict[str, Any] = {}
    spawned = multiprocessing.get_context("spawn")
    for room in asked.rooms:
        with ProcessPoolExecutor(1, mp_context=spawned) as pool:
            rows, peak = pool.submit(room_measured, room, asked).result()
        made[room] = {"peak_mb": peak, "rows": [asdict(row) | {"met": row.met} for row in rows]}
        if told is not None:
            told("\n".join(room_lines(room, made[room])))
    return made


def room_measured(room: str, asked: Asked) -> tuple[list[Row], float]:
    """In a process of its own."""
    work: dict[str, Callable[[Asked], list[Row]]] = {
        "match": _match, "assign": _assign, "cohorts": _cohorts, "register": _register,
    }  # fmt: skip
    return work[room](asked), peak_mb()


def peak_mb() -> float:
    """At most so far, of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _match(asked: Asked) -> list[Row]:
    rows: list[Row] = []
    for people in asked.sizes or SIZES:
        rows += _lists(people, asked.seed)
    if not asked.sizes:
        problem = generator.generate(people=1_000_000, orders=200, seed=asked.seed)
        rows.append(_one_order(problem, {}))
    return rows


def _lists(people: int, seed: int) -> list[Row]:
    problem = generator.generate(people=people, orders=max(people * 3 // 10, 1), seed=seed)
    ranking.prepare(problem)
    clock, few = time.perf_counter, min(LISTS, 20)
    sweeps = [matching.all_pairs(problem, clock=clock)["seconds"] for _ in range(RUNS)]
    memory = peak_mb()  # before the baselines take theirs
    numpy_list = matching.numpy_lists(problem, clock=clock, lists=few)["median_ms"]
    python_list = matching.plain_python(problem, clock=clock, lists=2)["median_ms"]
    beside = {"numpy": numpy_list, "plain python": python_list, **_frames(problem, few)}
    many, sweep = len(problem.orders), float(np.median(sweeps))
    pairs = Row(
        "all pairs, both directions", people, "s", sweep, float(np.percentile(sweeps, 95)),
        goal=matching.GOAL_ALL_PAIRS_SECONDS if people == 100_000 else None,
        baselines={
            "numpy, reckoned from one list": numpy_list * many / 1000,
            "plain python, reckoned from one list": python_list * many / 1000,
        },
        note=f"{many:,} orders",
    )  # fmt: skip
    room = Row("all pairs: peak memory", people, "MB", memory, goal=GOAL_MB if people == 100_000 else None)
    refreshed = matching.refresh(problem, clock=clock, lists=LISTS, by_order=True)
    changed = Row(
        "one order changes, every list it touches", people, "ms", refreshed["median_ms"], refreshed["p95_ms"],
        goal=matching.GOAL_REFRESH_MS if people == 100_000 else None, baselines={"all lists anew": sweep * 1000},
    )  # fmt: skip
    return [_bandwidth(people), _one_order(problem, beside), pairs, room, changed]


def _bandwidth(people: int) -> Row:
    """What all others are held against: one thread reading and writing what is in no cache."""
    return Row("memory, one thread", people, "GB/s", matching.bandwidth(clock=time.perf_counter)["gb_per_second"])


def _one_order(problem: Matching, baselines: Mapping[str, float]) -> Row:
    ranking.prepare(problem)
    made = matching.top_explained(problem, clock=time.perf_counter, lists=LISTS)
    people = len(problem.people)
    return Row(
        "one order -> explained top 20", people, "ms", made["median_ms"], made["p95_ms"],
        goal=matching.GOALS_MS.get(people), value=made["p95_ms"], baselines=baselines,
    )  # fmt: skip


def _frames(problem: Matching, lists: int) -> dict[str, float]:
    """Polars and DuckDB, where they are there; each is first held against the engine's scores."""
    from tovholder.cli import bench_frames

    made: dict[str, float] = {}
    for name, prepare in (("polars", bench_frames.polars_scores), ("duckdb", bench_frames.duckdb_scores)):
        if find_spec("polars") is None or find_spec(name) is None:
            continue
        ask, times = prepare(problem, TOP), []
        for order in range(min(lists, len(problem.orders))):
            began = time.perf_counter()
            scores = ask(order)
            times.append((time.perf_counter() - began) * 1000)
            if scores != [match.score for match in ranking.best_people(problem, order, top=TOP)]:
                raise RuntimeError(f"{name} gives order {order} other scores than the engine")
        made[name] = float(np.median(times))
    return made


def _assign(asked: Asked) -> list[Row]:
    return [row for people in asked.sizes or SIZES for row in _assigned(people, asked.seed)]


def _assigned(people: int, seed: int) -> list[Row]:
    flow = find_spec("ortools") is not None
    made = assignment.measure(
        clock=time.perf_counter, processor=time.process_time, peak=peak_mb, people=people,
        orders=max(people * 3 // 10, 1), plain_people=min(people, 10_000), all_pairs_people=people,
        seed=seed, flow=flow,
    )  # fmt: skip
    at_goal, solved, practice, plain = people == 100_000, made["solve"], made["practice"], made["plain_python"]
    beside = {"best pair first": practice["best_edge_first_seconds"], "first come": practice["first_come_seconds"]}
    if flow:
        beside["ortools min-cost flow"] = made["ortools_min_cost_flow"]["seconds"]
    same = ""
    if flow:
        same = "; OR-Tools finds the same value" if made["ortools_min_cost_flow"]["equal"] else "; OR-TOOLS DIFFERS"
    gains = f"fit {practice['fit_gain_over_best_edge_first_percent']:+.1f} % over best pair first, "
    gains += f"{practice['fit_gain_over_first_come_percent']:+.1f} % over first come, "
    gains += f"{practice['fit_gain_over_first_come_own_only_percent']:+.1f} % over first come, own municipality only"
    small, drop, dense = int(plain["people"]), made["dropouts"], made["all_lawful_pairs"]
    proved, matched = "proved" if dense["proved"] else "not proved", made["all_matched_pairs"]
    found = f"{matched['cpu_seconds']:.1f} s of the processor; {matched['added']:,.0f} pairs beyond the lists, "
    found += f"{'proved' if matched['proved'] else 'not proved'}, fit {matched['fit_gain_over_listed_percent']:+.1f} %"
    return [
        Row("assignment", people, "s", solved["median_seconds"], solved["p95_seconds"],
            assignment.GOAL_SECONDS if at_goal else None, baselines=beside,
            note=f"{solved['median_cpu_seconds']:.2f} s of the processor; {gains}{same}"),
        Row("assignment: proved gap", people, "%", 100 * solved["gap"], goal=100 * assignment.GOAL_GAP),
        Row("assignment, beside greedy in plain python", small, "s", plain["best_seconds"],
            baselines={"plain python greedy": plain["greedy_seconds"]},
            note=f"greedy reaches {100 * plain['greedy_fit_share']:.1f} % of the fit"),
        Row("assignment over all lawful pairs", people, "s", dense["seconds"], goal=30.0 if at_goal else None,
            note=f"{dense['cpu_seconds']:.1f} s of the processor; {dense['pairs']:,.0f} pairs, {proved}"),
        Row("the same, scored by matching", people, "s", matched["seconds"], goal=30.0 if at_goal else None,
            note=found),
        Row("5 % drop out: others moved", people, "%", 100 * drop["moved_share"], goal=2.0,
            baselines={"without promises": 100 * drop["moved_share_without_promises"]}),
        Row("5 % drop out: fit lost", people, "%", 100 * drop["fit_loss"], goal=1.0),
    ]  # fmt: skip


def _register(asked: Asked) -> list[Row]:
    """The slowest of three measures. DuckDB, where it is there, answers one of them over the same spells."""
    rows = []
    for people in asked.sizes or REGISTERS:
        beside = {"duckdb, all cores": _duckdb_share(people, asked.seed)} if find_spec("duckdb") else {}
        made = register.measure(clock=time.perf_counter, people=people, seed=asked.seed)
        rows.append(
            Row("a register measure, one thread", people, "ms", made["median_ms"], made["p95_ms"],
                goal=dict(zip(REGISTERS, register.GOALS_MS, strict=True)).get(people), baselines=beside,
                note=f"{made['person_weeks']:,.0f} person-weeks in {made['spells']:,.0f} spells"),
        )  # fmt: skip
    return rows


def _duckdb_share(people: int, seed: int) -> float:
    """ms of the same sum over the same spells; RuntimeError when it is another sum."""
    from tovholder.cli import bench_frames

    spells, zero = register.generate(people=people, seed=seed), register.zero_of(people=people, seed=seed)
    ask, times = bench_frames.duckdb_share(spells, zero, register.IN, register.WINDOW), []
    for _ in range(RUNS):
        began = time.perf_counter()
        weeks = ask()
        times.append((time.perf_counter() - began) * 1000)
    if weeks != int(share_in(spells, *register.IN, zero=zero, window=register.WINDOW).weeks_in[0]):
        raise RuntimeError("duckdb gives another sum of weeks than the engine")
    return float(np.median(times))


def frozen_folder() -> Path | None:
    """Where the frozen cohorts are: TOVHOLDER_SHARED_DATA, or shared/data beside the repository."""
    named = os.environ.get("TOVHOLDER_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[4] / "shared" / "data"
    return folder / "cohorts" if (folder / "cohorts").is_dir() else None


def _cohorts(asked: Asked) -> list[Row]:
    folder, rows = frozen_folder(), []
    for people in [min(size, FROZEN[-1]) for size in asked.sizes] or FROZEN:
        problem = _frozen(folder / str(people)) if folder is not None and (folder / str(people)).is_dir() else None
        seconds = asked.seconds or (60.0 if people >= FROZEN[0] else 3.0)
        rows += _planned(people, problem, seconds, asked.seed)
    return rows


def _frozen(folder: Path) -> Cohorts:
    tables = {}
    for name in ("people", "courses", "sites", "travel", "demand"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    return read_cohorts(tables)


def _planned(people: int, problem: Cohorts | None, seconds: float, seed: int) -> list[Row]:
    (made,) = cohorts.measure(
        clock=time.perf_counter, processor=time.process_time, people=people, seed=seed, seconds=seconds,
        library_seconds=seconds, problems=None if problem is None else {"frozen": problem},
    ).values()  # fmt: skip
    plan, greedy, what_if, drop = made["plan"], made["greedy"], made["what_if"], made["drop_out"]
    beside = {"greedy, all together": greedy["pooled"], "greedy, each municipality alone": greedy["alone"]}
    if "objective" in made.get("highs", {}):
        beside["highs, same time"] = made["highs"]["objective"]
    source = "generator" if problem is None else "frozen"
    gap = None if problem is None else cohorts.GOALS.get(people)
    return [
        Row("cohorts: proved gap", people, "%", 100 * plan["gap"], goal=None if gap is None else 100 * gap,
            note=f"{source}, in {plan['seconds']:.1f} s; bound {plan['bound']:,.1f}"),
        Row("cohorts: objective, never below greedy", people, "points", plan["objective"],
            goal=max(greedy["pooled"], greedy["alone"]), more=True, baselines=beside),
        Row("cohorts: what-if", people, "s", what_if.get("seconds", 0.0), goal=2.0 if people == FROZEN[0] else None,
            baselines={"planned anew": plan["seconds"]}),
        Row("cohorts, 5 % drop out: others moved", people, "%", 100 * drop["moved"], goal=2.0),
        Row("cohorts, 5 % drop out: fit lost", people, "%", 100 * drop["fit_loss"], goal=1.0),
    ]  # fmt: skip


def room_lines(room: str, made: Mapping[str, Any]) -> list[str]:
    """Each goal in a line, its baselines under it."""
    told = [f"{room}, peak memory {made['peak_mb']:,.0f} MB"]
    for row in made["rows"]:
        told += [_line(row), *(_beside(row, *each) for each in row["baselines"].items())]
        told += [f"      {row['note']}"] if row["note"] else []
    return told


def verdict(figures: Mapping[str, Any]) -> list[str]:
    """How many goals are met, and which are not."""
    goals = [(row["what"], row["met"]) for made in figures.values() for row in made["rows"] if row["met"] is not None]
    missed = "".join(f"; not: {what}" for what, met in goals if not met)
    return [f"{sum(met for _, met in goals)} of {len(goals)} goals met{missed}"]


def _line(row: Mapping[str, Any]) -> str:
    p95 = "" if row["p95"] is None else f"  p95 {row['p95']:,.2f}"
    of_goal = "p95 " if row["value"] is not None else ""
    goal = ""
    if row["goal"] is not None:
        way = "at least" if row["more"] else "at most"
        goal = f"  goal: {of_goal}{way} {row['goal']:,.2f}, {'met' if row['met'] else 'NOT MET'}"
    return f"  {row['what']:<42}{row['people']:>10,}  {row['median']:>12,.3f} {row['unit']:<6}{p95}{goal}"


def _beside(row: Mapping[str, Any], name: str, value: float) -> str:
    ratio = value / row["median"] if row["median"] else float("inf")
    return f"      {name:<48}  {value:>12,.3f} {row['unit']:<6}  {ratio:,.2f} times that"
