"""`./tovholder match PEOPLE ORDERS --out FILE`: the main job on two files, with no database, no keys and no account."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tovholder import vocabulary
from tovholder.cli import answers, json_files, match_on_spark, match_words, numbers_asked, plain_tables, steps
from tovholder.cli.complaint import Complaint
from tovholder.cli.days import day
from tovholder.engine.matching import travel_rows
from tovholder.engine.matching.problem import Problem, Weights
from tovholder.engine.matching.result import RegionResult
from tovholder.imports import file_matching, reading_files
from tovholder.imports.cells import Reading
from tovholder.imports.faults import line
from tovholder.imports.file_matching import Minutes
from tovholder.imports.reading_files import FileRead
from tovholder.vocabulary import places


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("people", type=Path, help="CSV, XLSX or Parquet with the citizens (docs/guide/import.md)")
    parser.add_argument("orders", type=Path, help="the same with the job orders")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="where the proposals are written")
    top, cap = numbers_asked.whole("--top", 1, 1_000), numbers_asked.whole("--cap", 1, 1_000_000)
    parser.add_argument("--top", type=top, default=20, metavar="N", help="people in each order's list (20)")
    parser.add_argument("--cap", type=cap, default=10, metavar="N", help="lists one person is shown in, at most (10)")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="JSON with the eight weights, 100 together")
    parser.add_argument("--travel", type=Path, metavar="FILE", help="minutes between zones: means, from, to, minutes")
    parser.add_argument(
        "--seed", type=numbers_asked.seed, default=0, metavar="N", help="of the draw between equals (0)"
    )
    parser.add_argument(
        "--explain",
        action="append",
        default=[],
        metavar="ROW",
        help="a row's number or name, in words: its list and why",
    )
    parser.add_argument("--language", choices=("da", "en"), help="of the workbook (da) and of the faults (en)")
    parser.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="where the pairs are matched (local)"
    )
    parser.add_argument("--on", type=day, default=None, metavar="YYYY-MM-DD", help="the day (today)")


def run(options: argparse.Namespace) -> int:
    _check(options)
    on = options.on or date.today()  # noqa: DTZ011 - the day on this machine's calendar
    folder = _vocabulary_folder()
    reading = Reading(vocabulary.load(folder), places.load(folder), on)
    people, orders = _read(options.people, "people", reading), _read(options.orders, "orders", reading)
    if told([people, orders], options.language or "en"):
        print(_nothing(options.language), file=sys.stderr)
        return 1
    weights = _weights(options.weights)
    rows = match_words.Rows(people.rows, orders.rows)
    if unknown := [name for name in options.explain if not rows.named(name)]:
        raise Complaint(f"--explain {unknown[0]}: neither file has a usable row of that number or name.")
    with steps.step("matching") as told_step:
        of_workbook = options.language or "da"  # a document for those who recruit; what is said here is English
        _set_up(of_workbook)
        from tovholder.cli import proposals_workbook
        from tovholder.proposals.columns import Book

        book = Book(on, reading.words, reading.places)
        facts = [row for _, row in people.rows], [row for _, row in orders.rows]
        minutes = _minutes(options.travel, book.means) if options.travel else None
        asked = {"weights": weights, "book": book, "seed": options.seed, "minutes": minutes}
        try:
            problem = file_matching.problem_of(*facts, **asked)
        except ValueError as fault:
            raise Complaint(str(fault)) from fault
        result = _matched(problem, options, told_step)
    with steps.step("writing", answers.named([options.out])):
        proposals_workbook.write(options.out, problem, result, people.rows, orders.rows, language=of_workbook)
    with answers.standing():
        for name in options.explain:
            print("\n".join(match_words.explained(problem, result, rows, name)))
    return 0


def _matched(problem: Problem, options: argparse.Namespace, line: steps.Line) -> RegionResult:
    if options.engine == "spark":
        return match_on_spark.match(problem, top=options.top, cap=options.cap, running=line.running)
    from tovholder.engine.matching.region import match_region

    return match_region(problem, top=options.top, exposure_cap=options.cap, progress=line.progress)


def told(files: list[FileRead], language: str) -> bool:
    """Print every fault and warning in a line of its own. Whether there was a fault."""
    faults = [line(fault, file.name, language) for file in files for fault in file.faults]
    notes = [line(fault, file.name, language) for file in files for fault in file.warnings]
    for lines in (notes, faults):
        for each in plain_tables.first_of(lines, language):
            print(each, file=sys.stderr)
    return bool(faults)


def _nothing(language: str | None) -> str:
    return "Intet er skrevet." if language == "da" else "Nothing was written."


def _check(options: argparse.Namespace) -> None:
    if options.out.suffix.lower() != ".xlsx":
        raise Complaint("--out must end in .xlsx")
    answers.check([options.out], (options.people, options.orders, options.weights, options.travel))
    if options.engine == "spark":
        match_on_spark.check()


def _read(path: Path, kind: str, reading: Reading) -> FileRead:
    with steps.step(f"reading {path.name}"):
        return reading_files.read_file(path, kind, reading=reading, without_register=True)


def _weights(path: Path | None) -> Weights:
    if path is None:
        return Weights()
    given = json_files.object_of(path, json.dumps(Weights().by_name()))
    try:
        return Weights.of(given)
    except ValueError as fault:
        raise Complaint(f"{path.name}: {str(fault).splitlines()[0]}") from fault


def _minutes(path: Path, means: Mapping[str, int]) -> Minutes:
    """Every fault of the file in a line of its own; then the command ends."""
    sheet = plain_tables.sheet(path, travel_rows.COLUMNS)
    rows = list(sheet.rows())
    missing = [name for name in travel_rows.COLUMNS if sheet.table and name not in sheet.columns]
    lines = sheet.faults + [f"{path.name}, row 1, column {name}: this column is missing; add it" for name in missing]
    if not lines:
        zones = {zone: at for at, zone in enumerate(dict.fromkeys(row[way] for row in rows for way in ("from", "to")))}
        matrix, faults = travel_rows.matrix_of(rows, means=means, zones=zones)
        lines = [match_words.travel_fault(path.name, sheet.number(each.row), each, means) for each in faults]
    if plain_tables.told(lines):
        raise Complaint(f"{path.name} cannot be used.")
    return Minutes(zones, matrix)


def _vocabulary_folder() -> Path | None:
    """The words this installation has imported, when there is an installation here at all."""
    home = os.environ.get("TOVHOLDER_HOME")
    return Path(home) / "vocabulary" if home else None


def _set_up(language: str) -> None:
    """Translations only: no database, no keys, no home folder."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        locale = Path(__file__).resolve().parents[1] / "locale"
        languages = [("da", "Dansk"), ("en", "English")]
        folders = sorted(folder for folder in locale.glob("*") if folder.is_dir())
        settings.configure(USE_I18N=True, LANGUAGE_CODE="da", LANGUAGES=languages, LOCALE_PATHS=folders)
        django.setup()
    translation.activate(language)
