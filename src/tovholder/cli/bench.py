"""`./tovholder bench match | engine | pages`: medians, p95 and ratios to baselines of the same run. Never a test."""

import argparse
import json
import time
from collections.abc import Mapping
from typing import Any

from tovholder.cli import bench_engine, bench_pages, database, static
from tovholder.cli.complaint import Complaint
from tovholder.engine.matching import bench as engine_bench


def arguments(parser: argparse.ArgumentParser) -> None:
    told = "lists on made-up arrays, all goals of the engine with their baselines, or the pages of this demo"
    parser.add_argument("what", choices=("match", "engine", "pages"), help=told)
    parser.add_argument(
        "--size", type=int, nargs="+", default=[], metavar="N", help="engine: people (100000; cohorts 500 2000 10000)"
    )
    parser.add_argument("--only", choices=bench_engine.ROOMS, help="engine: one room")
    parser.add_argument("--seconds", type=float, metavar="S", help="engine: for each plan of cohorts (60)")
    parser.add_argument("--people", type=int, default=100_000, metavar="N", help="match: how many people (100000)")
    parser.add_argument("--orders", type=int, default=300, metavar="N", help="match: how many orders (300)")
    parser.add_argument(
        "--rounds", type=int, default=30, metavar="N", help="pages: how often each page is asked for (30)"
    )
    parser.add_argument(
        "--cases", type=int, default=5_000, metavar="N", help="pages: in a municipality with about N open cases (5000)"
    )
    parser.add_argument(
        "--municipality",
        choices=tuple(bench_pages.MUNICIPALITIES),
        default="both",
        help="pages: in the municipality nearest to --cases, in the one with most open cases, or in both (both)",
    )
    parser.add_argument("--grow", action="store_true", help="match: also with 1,000 to 1,000,000 people")
    parser.add_argument(
        "--processor",
        action="store_true",
        help="match: time of the processor, not of the clock, where others use the machine",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(options: argparse.Namespace) -> int:
    if options.what == "match":
        figures: Mapping[str, Any] = engine_bench.measure(
            clock=time.process_time if options.processor else time.perf_counter,
            people=options.people,
            orders=options.orders,
            sizes=(1_000, 10_000, 100_000, 1_000_000) if options.grow else (),
        )
        lines = _match_lines(figures)
    elif options.what == "engine":
        if min(options.size, default=100) < 100 or (options.seconds is not None and options.seconds <= 0):
            raise Complaint("--size must be 100 or more, --seconds above 0")
        rooms = (options.only,) if options.only else bench_engine.ROOMS
        told = None if options.json else lambda text: print(text, flush=True)
        figures = bench_engine.measure(bench_engine.Asked(rooms, options.size, options.seconds), told)
        lines = bench_engine.verdict(figures)
    else:
        database.require_there()
        static.collect()  # a region that was only simulated has never been served
        clocks = bench_pages.Clocks(wall=time.perf_counter, processor=time.process_time)
        figures = bench_pages.measure(
            rounds=options.rounds, cases=options.cases, which=options.municipality, clocks=clocks
        )
        lines = bench_pages.lines(figures)
    print(json.dumps(figures, indent=1) if options.json else "\n".join(lines))
    return 0


def _match_lines(figures: Mapping[str, Any]) -> list[str]:
    size, one, plain = figures["size"], figures["top_explained"], figures["plain_python"]
    ratio, by_size = plain["median_ms"] / one["median_ms"], figures["by_size"]
    made_by = f"generator {size['generator']}, seed {size['seed']}"
    lines = [f"{size['people']:,} people, {size['orders']:,} orders, {made_by}"]
    for name, measures in figures.items():
        if name not in {"size", "by_size"}:
            lines.append(f"  {name:<15} {_told(measures)}")
    lines += [f"  top_explained of {int(people):>9,} people  {_told(measures)}" for people, measures in by_size.items()]
    lines.append(f"  top_explained is {ratio:,.0f} times as fast as the baseline plain_python of the same run")
    return lines


def _told(measures: Mapping[str, float]) -> str:
    return "  ".join(f"{key} {value:,.2f}" for key, value in measures.items())
