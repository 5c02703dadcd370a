"""The five files of cohorts, and wishes and weights beside them, as the engine's Problem; every fault in a line."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from tovholder.cli import cohorts_faults, json_files, plain_tables
from tovholder.cli.complaint import Complaint
from tovholder.cli.plain_tables import SUFFIXES, Sheet
from tovholder.engine import cohorts
from tovholder.engine.cohorts import POINT, Klass, Problem, Weights, Wishes

COLUMNS = {
    "people": (
        "person", "municipality", "travel_limit_min", "courses", "first_week", "last_week", "priority", "danish",
        "together", "apart",
    ),
    "courses": ("course", "industry", "weeks", "teachers", "danish", "min_size", "max_size"),
    "sites": ("site", "rooms", "courses_offered"),
    "travel": ("municipality", "site", "minutes"),
    "demand": ("industry", "max_trained"),
}  # fmt: skip
COUNTED = frozenset(
    {
        "travel_limit_min", "first_week", "last_week", "priority", "danish", "together", "apart", "weeks", "teachers",
        "min_size", "max_size", "rooms", "minutes", "max_trained",
    }
)  # fmt: skip
FILES = tuple(COLUMNS)
WEIGHTS_LIKE = '{"fit": 1, "waiting": 0.4}'
WISHES_LIKE = '{"closed": [{"course": "kok", "site": "EUC"}]}'


@dataclass(frozen=True, eq=False)
class Asked:
    """The problem with the names of its rows."""

    problem: Problem
    people: tuple[str, ...]
    courses: tuple[str, ...]
    sites: tuple[str, ...]
    industries: tuple[str, ...]
    municipalities: tuple[str, ...]
    passed_over: int = 0  # who had a seat in yesterday's plan and are not among the people any more


class FaultyFiles(Exception):
    """The files cannot be read; `lines` names every fault."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def places(folder: Path | None, named: Mapping[str, Path | None]) -> dict[str, Path]:
    """Where each of the five files is: named, or by its name in the folder."""
    found: dict[str, Path] = {}
    for name in FILES:
        if (given := named.get(name)) is not None:
            found[name] = given
            continue
        there = [path for suffix in SUFFIXES if folder and (path := folder / f"{name}{suffix}").exists()]
        if len(there) > 1:
            raise Complaint(f"{there[0].name} and {there[1].name} are both in {folder}; say which with --{name} FILE.")
        if not there:
            where = f"no {name}.csv, .xlsx or .parquet in {folder}" if folder else f"no file of {name}"
            raise Complaint(f"there is {where}; name it with --{name} FILE.")
        found[name] = there[0]
    return found


def read(files: Mapping[str, Path], *, weeks: int, weights: Weights) -> Asked:
    """Raises FaultyFiles, for all files at once."""
    sheets = {name: plain_tables.sheet(path, COLUMNS[name], counted=COUNTED) for name, path in files.items()}
    rows = {name: list(sheet.rows()) for name, sheet in sheets.items()}
    lines = [line for sheet in sheets.values() for line in sheet.faults]
    if lines:
        raise FaultyFiles(lines)
    faults = cohorts_faults.missing({name: sheet.columns for name, sheet in sheets.items()})
    try:
        problem = cohorts.read(rows, weeks=weeks, weights=weights)
    except cohorts.FaultyFiles as faulty:
        faults += faulty.faults
    if faults:
        raise FaultyFiles([_told(fault, sheets) for fault in cohorts_faults.own(faults)])
    names = {name: tuple(row[COLUMNS[name][0]].strip() for row in rows[name]) for name in FILES}
    return Asked(
        problem,
        names["people"],
        names["courses"],
        names["sites"],
        names["demand"],
        tuple(dict.fromkeys(names["travel"])),
    )


def _told(fault: cohorts.Fault, sheets: Mapping[str, Sheet]) -> str:
    """The fault with the names of the files as they are."""
    sheet = sheets[fault.file.removesuffix(".csv")]
    text = fault.text
    for name, each in sheets.items():
        text = text.replace(f" {name}.csv", f" {each.name}")
    return str(replace(fault, file=sheet.name, row=sheet.number(fault.row), text=text))


def weights_of(path: Path | None) -> Weights:
    """The weights of a JSON file, in points; those it does not name are as always."""
    if path is None:
        return Weights()
    given = json_files.object_of(path, WEIGHTS_LIKE)
    known = [each.name for each in fields(Weights)]
    made = {}
    for name, value in given.items():
        if name not in known:
            raise Complaint(f"{path.name}: there is no weight {name!r}; there are {', '.join(known)}.")
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1_000_000:
            raise Complaint(f"{path.name}: {name} must be a number of points, 0 or more.")
        made[name] = round(Decimal(str(value)) * POINT)
    return Weights(**made)


def wished(asked: Asked, path: Path | None) -> Asked:
    """With the wishes of a JSON file; Complaint for one that names what is in no file."""
    if path is None:
        return asked
    given = json_files.object_of(path, WISHES_LIKE)
    try:
        wishes = _Names(asked, path.name).wishes(given)
        return replace(asked, problem=replace(asked.problem, wishes=wishes))
    except ValueError as fault:
        raise Complaint(f"{path.name}: {fault}") from fault


class _Names:
    """Names to rows, with one clear line for a name that is in no file."""

    def __init__(self, asked: Asked, file: str) -> None:
        self.asked, self.file = asked, file
        self.rows = {
            "person": _rows(asked.people), "course": _rows(asked.courses), "site": _rows(asked.sites),
        }  # fmt: skip

    def wishes(self, given: Mapping[str, Any]) -> Wishes:
        known = [each.name for each in fields(Wishes)]
        for kind, wishes in given.items():
            if kind not in known:
                raise Complaint(f"{self.file}: there is no wish {kind!r}; there are {', '.join(known)}.")
            if not isinstance(wishes, list) or not all(isinstance(each, dict) for each in wishes):
                raise Complaint(f"{self.file}: {kind} must be a list of objects.")
        several = {kind: list(enumerate(given.get(kind, ()), 1)) for kind in known}
        return Wishes(
            open=tuple(self._klass("open", *each) for each in several["open"]),
            closed=tuple(self._klass("closed", *each, week=-1) for each in several["closed"]),
            seated=tuple(
                (self._row("seated", *each, "person"), self._klass("seated", *each) if "course" in each[1] else None)
                for each in several["seated"]
            ),
            unseated=tuple(
                (self._row("unseated", *each, "person"), self._row("unseated", *each, "course"))
                for each in several["unseated"]
            ),
            sizes=tuple(
                (self._klass("sizes", *each), self._whole("sizes", *each, "min"), self._whole("sizes", *each, "max"))
                for each in several["sizes"]
            ),
        )

    def _klass(self, kind: str, number: int, wish: Mapping[str, Any], week: int | None = None) -> Klass:
        start = week if week is not None and "week" not in wish else self._whole(kind, number, wish, "week")
        return Klass(self._row(kind, number, wish, "course"), self._row(kind, number, wish, "site"), start)

    def _row(self, kind: str, number: int, wish: Mapping[str, Any], what: str) -> int:
        name = str(wish.get(what, ""))
        if name not in self.rows[what]:
            raise Complaint(f"{self.file}, {kind} {number}: {name or 'nothing'} is not a {what} of the files.")
        return self.rows[what][name]

    def _whole(self, kind: str, number: int, wish: Mapping[str, Any], what: str) -> int:
        value = wish.get(what)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**15:
            raise Complaint(f"{self.file}, {kind} {number}: {what} must be a whole number, 0 or more.")
        return value


def _rows(names: tuple[str, ...]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names)}
