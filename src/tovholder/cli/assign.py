"""`./tovholder assign WEIGHTS PLACES --out FILE`: who goes where, from ready-made weights, with no database."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tovholder.cli import answers, assign_reading, assign_words, numbers_asked, plain_tables, steps
from tovholder.cli.assign_reading import Asked, Files
from tovholder.cli.complaint import Complaint
from tovholder.cli.plain_tables import Part
from tovholder.engine.assignment import Goals, Infeasible, Result, fairness, solve
from tovholder.engine.assignment.problem import LARGEST_FIT

TABLES = ("assignment", "orders")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("weights", type=Path, help="CSV, XLSX or Parquet: person, order, weight (docs/guide/engine.md)")
    parser.add_argument("places", type=Path, help="CSV, XLSX or Parquet: order, places, and maybe least")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx or .parquet")
    parser.add_argument("--demands", type=Path, metavar="FILE", help="person, order, and x under pinned or banned")
    parser.add_argument("--before", type=Path, metavar="FILE", help="yesterday's answer, whose places are promises")
    parser.add_argument(
        "--promise",
        type=numbers_asked.whole("--promise", 0, LARGEST_FIT),
        default=0,
        metavar="N",
        help="weight a kept promise is worth (0)",
    )
    parser.add_argument(
        "--unit",
        type=numbers_asked.whole("--unit", 1, LARGEST_FIT),
        default=1,
        metavar="N",
        help="count weight in whole units of N (1)",
    )
    parser.add_argument(
        "--seed", type=numbers_asked.seed, default=0, metavar="N", help="of the draw between equals (0)"
    )
    seconds, so_far = numbers_asked.seconds("--time"), "stop then, with the best answer so far"
    parser.add_argument("--time", type=seconds, metavar="SECONDS", help=so_far)
    parser.add_argument("--explain", action="append", default=[], metavar="NAME", help="a person or an order, in words")


def run(options: argparse.Namespace) -> int:
    inputs = (options.weights, options.places, options.demands, options.before)
    plain_tables.check_out(options.out, TABLES, inputs)
    asked = _asked(options)
    if asked is None:
        return 1
    known = {*asked.people, *asked.orders}
    if unknown := [name for name in options.explain if name not in known]:
        raise Complaint(f"--explain {unknown[0]}: neither file has a person or an order of that name.")
    with steps.step("assigning") as told:
        stop = stopping(options.time, told)
        try:
            result = solve(asked.problem, seed=options.seed, stop=stop, before=asked.start)
        except Infeasible as clash:
            plain_tables.told([assign_words.conflict(asked, each) for each in clash.conflicts])
            return 1
        except ValueError as fault:
            raise Complaint(f"{fault} (--unit)") from fault
    with steps.step("writing") as told:
        told.note = plain_tables.write(options.out, parts(asked, result))
    with answers.standing():
        _tell(asked, result, options)
    return 0


def _tell(asked: Asked, result: Result, options: argparse.Namespace) -> None:
    """What the answer comes to."""
    print("\n".join(assign_words.totals(asked, result, options.seed)))
    if asked.municipalities:
        with steps.step("each municipality alone") as told:
            report = fairness(asked.problem, result, seed=options.seed, stop=stopping(options.time, told))
        print("\n".join(assign_words.fairness(asked, report)))
    for name in options.explain:
        print("\n".join(assign_words.explained(asked, result, name)))


def _asked(options: argparse.Namespace) -> Asked | None:
    goals = Goals(fit_unit=options.unit, promise=options.promise)
    try:
        with steps.step("reading") as told:
            files = Files(options.weights, options.places, options.demands, options.before)
            return assign_reading.read(files, goals, told.progress)
    except assign_reading.FaultyFiles as faulty:
        plain_tables.told(faulty.lines)
        return None


def stopping(seconds: float | None, told: steps.Line) -> Callable[[], bool]:
    """Asked between pieces of work: shows that time goes on, and says when it is over."""
    begun = time.perf_counter()

    def over() -> bool:
        gone = time.perf_counter() - begun
        told.running(gone, seconds)
        return seconds is not None and gone >= seconds

    return over


def parts(asked: Asked, result: Result) -> tuple[Part, Part]:
    """Who goes where, and what became of each order."""
    problem, prices = asked.problem, result.prices // result.unit
    held = np.flatnonzero(result.times)
    rows = zip(problem.persons[held].tolist(), problem.orders[held].tolist(), problem.fit[held].tolist(), strict=True)
    taken = np.bincount(problem.orders, weights=result.times, minlength=problem.order_count).astype(int)
    return (
        Part(
            TABLES[0],
            ("person", "order", "weight", "price"),
            [(asked.people[i], asked.orders[j], fit, int(prices[j])) for i, j, fit in rows],
        ),
        Part(
            TABLES[1],
            ("order", "places", "taken", "free", "price"),
            [
                (name, int(places), int(used), int(places - used), int(price) if places else None)
                for name, places, used, price in zip(asked.orders, problem.places, taken, prices, strict=True)
            ],
        ),
    )
