"""`./tovholder cohorts FOLDER --out FILE`: which classes can be held and what the others lack, with no database."""

import argparse
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tovholder.cli import (
    answers,
    cohorts_before,
    cohorts_explained,
    cohorts_reading,
    cohorts_words,
    numbers_asked,
    plain_tables,
    steps,
)
from tovholder.cli.cohorts_reading import Asked
from tovholder.cli.complaint import Complaint
from tovholder.cli.plain_tables import Part
from tovholder.engine.cohorts import POINT, Again, Effort, Impossible, Lack, Result, plan_again, solve
from tovholder.engine.cohorts.reading import WEEKS

TABLES = ("classes", "seats", "missing")
NUMBERS = (("--weeks", 1, 520), ("--missing", 1, 1_000_000), ("--moved", 0, 10_000_000))
ENDLESS = 10_000_000  # rounds, where time ends the search


def arguments(parser: argparse.ArgumentParser) -> None:
    files = "with people, courses, sites, travel and demand as CSV, XLSX or Parquet (docs/guide/engine.md)"
    parser.add_argument("folder", type=Path, nargs="?", help=files)
    for name in cohorts_reading.FILES:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"another file of {name}")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=".csv, .xlsx or .parquet")
    weeks, missing, moved = (numbers_asked.whole(*asked) for asked in NUMBERS)
    parser.add_argument("--weeks", type=weeks, default=WEEKS, metavar="N", help=f"in which a class may start ({WEEKS})")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="JSON with weights in points")
    parser.add_argument("--wishes", type=Path, metavar="FILE", help="JSON with what must be open, closed, seated ...")
    before = "yesterday's plan as --out wrote it: few move who still can sit where they sat"
    parser.add_argument("--before", type=Path, metavar="FILE", help=before)
    parser.add_argument(
        "--moved", type=moved, metavar="N", help="people who may move with --before (2 in 100 of those who sat)"
    )
    parser.add_argument("--seed", type=numbers_asked.seed, default=1, metavar="N", help="of the search (1)")
    parser.add_argument(
        "--time",
        type=numbers_asked.seconds("--time"),
        metavar="SECONDS",
        help="search so long, and not a fixed number of rounds",
    )
    parser.add_argument("--missing", type=missing, default=20, metavar="N", help="of which is told what they lack (20)")
    parser.add_argument("--explain", action="append", default=[], metavar="NAME", help="a person, or COURSE/SITE/WEEK")


def run(options: argparse.Namespace) -> int:
    files = _files(options)
    plain_tables.check_out(options.out, TABLES, _inputs(options, files))
    if options.moved is not None and options.before is None:
        raise Complaint("--moved asks for --before FILE")
    asked = _asked(options, files)
    if asked is None:
        return 1
    for name in options.explain:
        if name not in asked.people and cohorts_words.class_of(asked, name) is None:
            raise Complaint(f"--explain {name}: there is no such person, nor a class (COURSE/SITE/WEEK) of that name.")
    with steps.step("planning") as told:
        try:
            again, result = _planned(asked, options, _left(options.time, told))
        except Impossible as impossible:
            plain_tables.told([cohorts_words.conflict(asked, each) for each in impossible.conflicts])
            return 1
    with steps.step("writing") as told:
        told.note = plain_tables.write(options.out, parts(asked, result, options.missing))
    with answers.standing():
        print("\n".join([*cohorts_words.totals(asked, result), *(cohorts_words.again(asked, again) if again else ())]))
        for name in options.explain:
            print("\n".join(cohorts_explained.explained(asked, result, name)))
    return 0


def _planned(asked: Asked, options: argparse.Namespace, left: Callable[[], float]) -> tuple[Again | None, Result]:
    rounds = Effort().rounds if options.time is None else ENDLESS
    effort = Effort(rounds=rounds, missing=options.missing)
    if options.before is None:
        return None, solve(asked.problem, seed=options.seed, effort=effort, left=left)
    again = plan_again(asked.problem, seed=options.seed, effort=effort, left=left, most_moved=options.moved)
    return again, again.result


def _files(options: argparse.Namespace) -> dict[str, Path]:
    if options.folder is not None and not options.folder.is_dir():
        raise Complaint(f"there is no folder {options.folder}.")
    return cohorts_reading.places(options.folder, {name: getattr(options, name) for name in cohorts_reading.FILES})


def _inputs(options: argparse.Namespace, files: Mapping[str, Path]) -> list[Path | None]:
    """Everything that is read; of a plan before also the file it is named by."""
    before = cohorts_before.place_of(options.before) if options.before else None
    return [*files.values(), options.weights, options.wishes, options.before, before]


def _asked(options: argparse.Namespace, files: Mapping[str, Path]) -> Asked | None:
    weights = cohorts_reading.weights_of(options.weights)
    try:
        with steps.step("reading"):
            asked = cohorts_reading.read(files, weeks=options.weeks, weights=weights)
            if options.before is not None:
                asked = cohorts_before.sat(asked, options.before)
    except cohorts_reading.FaultyFiles as faulty:
        plain_tables.told(faulty.lines)
        return None
    return cohorts_reading.wished(asked, options.wishes)


def _left(seconds: float | None, told: steps.Line) -> Callable[[], float]:
    """The share of the time that is left, from when it is first asked: fetching compiled code is not searching.

    All of it where only rounds end the search.
    """
    begun: list[float] = []

    def left() -> float:
        begun.append(time.perf_counter())
        gone = begun.pop() - begun[0] if len(begun) > 1 else 0.0
        told.running(gone, seconds)
        return 1.0 if seconds is None else 1 - gone / seconds

    return left


def parts(asked: Asked, result: Result, most: int) -> tuple[Part, Part, Part]:
    """The classes held, everybody's seat or reason, and what the nearest others lack."""
    return _classes(asked, result), _seats(asked, result), _missing(asked, result, most)


def _classes(asked: Asked, result: Result) -> Part:
    heads = ("course", "site", "week", "people", "worth", "wished")
    return Part(
        TABLES[0],
        heads,
        [
            (asked.courses[each.klass.course], asked.sites[each.klass.site], each.klass.week, len(each.people),
             each.worth / POINT, "yes" if each.wished else "")
            for each in result.held
        ],
    )  # fmt: skip


def _seats(asked: Asked, result: Result) -> Part:
    rows: list[tuple[str | int | None, ...]] = []
    for row, (name, place) in enumerate(zip(asked.people, result.seat.tolist(), strict=True)):
        reason = cohorts_words.REASONS[result.reason_of(row)]
        if place < 0:
            rows.append((name, "", "", None, reason))
        else:
            klass = result.held[place].klass
            rows.append((name, asked.courses[klass.course], asked.sites[klass.site], klass.week, reason))
    return Part(TABLES[1], ("person", "course", "site", "week", "reason"), rows)


def _missing(asked: Asked, result: Result, most: int) -> Part:
    heads = ("course", "site", "week", "people", "rooms", "teachers", "demand", "gain", "could_come", "municipalities")
    lacks = (Lack.PEOPLE, Lack.ROOM, Lack.TEACHER, Lack.DEMAND)
    return Part(
        TABLES[2],
        heads,
        [
            (asked.courses[each.klass.course], asked.sites[each.klass.site], each.klass.week,
             *(each.lack(lack) for lack in lacks), each.lack(Lack.GAIN) / POINT,
             " ".join(asked.people[row] for row in each.people),
             " ".join(asked.municipalities[row] for row in each.controllers))
            for each in result.missing[:most]
        ],
    )  # fmt: skip
