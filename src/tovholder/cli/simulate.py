"""Make the simulated region: `./tovholder simulate --people N --seed S`."""

import argparse
import time
from dataclasses import asdict

from django.utils import timezone

from tovholder.accounts import installation
from tovholder.cli import database, in_use, numbers_asked
from tovholder.cli.complaint import Complaint
from tovholder.cli.days import day
from tovholder.cli.steps import step


def arguments(parser: argparse.ArgumentParser) -> None:
    scale_arguments(parser)
    parser.add_argument("--reset", action="store_true", help="throw the demo away and make it anew")


def scale_arguments(parser: argparse.ArgumentParser) -> None:
    """What says how large the region is."""
    parser.add_argument("--people", type=_at_least(100), default=3200, metavar="N", help="how many citizens (3200)")
    parser.add_argument(
        "--seed", type=numbers_asked.seed, default=2018, metavar="S", help="the same seed, the same region"
    )
    parser.add_argument("--years", type=_at_least(1), default=3, metavar="Y", help="how many years of history (3)")
    parser.add_argument("--events", type=_at_least(8), default=16, metavar="E", help="events for each citizen (16)")
    parser.add_argument("--today", type=day, default=None, metavar="DATE", help="the day it is seen on")


def _at_least(lowest: int) -> "type[int]":
    def number(text: str) -> int:
        value = int(text)
        if value < lowest:
            raise argparse.ArgumentTypeError(f"must be {lowest} or more")
        return value

    number.__name__ = "number"
    return number  # type: ignore[return-value]


def run(options: argparse.Namespace) -> int:
    with in_use.in_turn():
        with step("Database"):
            database.migrate()
        ready = database.require_demo()
        if ready and not options.reset:
            raise Complaint("there is a simulated region already; --reset throws it away and makes another.")
        make(options)
    return 0


def asked_differently(options: argparse.Namespace) -> str:
    """The size or seed that was asked for and is not what the standing demo was made with; "" when all fits."""
    mark = installation.mark()
    made = mark.facts if mark is not None else {}
    usual = argparse.ArgumentParser()
    scale_arguments(usual)
    asked = {name: getattr(options, name) for name in ("people", "seed", "years", "events")}
    changed = [name for name, value in asked.items() if value not in (usual.get_default(name), made.get(name))]
    return ", ".join(f"--{name} {asked[name]}" for name in changed)


def make(options: argparse.Namespace) -> None:
    """Make the region in an emptied database. Stopped on its way, it is half made and will be made again."""
    from tovholder.simulate import making, writing
    from tovholder.simulate.scale import VERSION, Scale

    if installation.mark() is not None:
        with step("Throwing the old demo away"):
            database.empty_demo()
    now = timezone.now()
    scale = Scale(
        today=options.today or timezone.localdate(now),
        people=options.people,
        seed=options.seed,
        years=options.years,
        events=options.events,
    )
    told = {name: str(value) if name == "today" else value for name, value in asdict(scale).items()}
    installation.begin_demo(now=now, facts=told | {"generator": VERSION})
    begun = time.perf_counter()
    with step("Making a region of people") as line:
        database.write_fast()
        counts = writing.write(making.make(scale), progress=line.progress)
        database.write_safely()
    installation.finish_demo(facts={"counts": counts, "seconds": round(time.perf_counter() - begun, 1)})
