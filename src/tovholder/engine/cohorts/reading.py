"""Rows of files -> a Problem, with every fault named by file, row and column. Pure: the rows are handed in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tovholder.engine.matching.columns import Csr

from .problem import POINT, Courses, People, Problem, Sites, Weights, Wishes

Row = Mapping[str, str]

WEEKS = 26
"""Weeks in which a class may start, when nobody says otherwise."""

MIN_SIZE, MAX_SIZE = 12, 20


@dataclass(frozen=True)
class Fault:
    """One thing that cannot be read. `row` is the line of the file, with the header as line 1."""

    file: str
    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, column {self.column}: {self.text}"


class FaultyFiles(ValueError):
    """The files cannot be read; `faults` names every one."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass
class _File:
    """One file's rows, and the faults found so far."""

    name: str
    rows: list[Row]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, row: int, column: str, text: str) -> None:
        self.faults.append(Fault(self.name, row + 2, column, text))

    def has(self, column: str) -> bool:
        return bool(self.rows) and column in self.rows[0]

    def numbers(self, column: str, *, default: int | None = None, least: int = 0, scale: int = 1) -> list[int]:
        """One whole number for each row, times `scale`; a fault, and `least`, where there is none."""
        if not self.has(column):
            if default is None:
                self.fault(-1, column, "the column is missing")
            return [(least if default is None else default) * scale] * len(self.rows)
        return [self._number(row, column, default, least, scale) for row in range(len(self.rows))]

    def _number(self, row: int, column: str, default: int | None, least: int, scale: int) -> int:
        text = (self.rows[row][column] or "").strip()
        if not text and default is not None:
            return default * scale
        try:
            number = round(float(text.replace(",", ".")) * scale)
            whole = scale > 1 or float(text.replace(",", ".")) == number
        except (ValueError, OverflowError):
            self.fault(row, column, f"{text!r} is not a number")
            return least
        if not whole or not least * scale <= number < 2**31:
            self.fault(row, column, f"{text} is not a whole number of {least} or more")
            return least
        return number

    def names(self, column: str) -> dict[str, int]:
        """Name -> row; a fault where a name is missing or given twice."""
        made: dict[str, int] = {}
        if not self.has(column):
            self.fault(-1, column, "the column is missing" if self.rows else "there are no rows")
            return made
        for row, each in enumerate(self.rows):
            name = (each[column] or "").strip()
            if not name:
                self.fault(row, column, "is empty")
            elif name in made:
                self.fault(row, column, f"{name} is also row {made[name] + 2}")
            else:
                made[name] = row
        return made

    def found(self, row: int, column: str, name: str, among: Mapping[str, int], what: str) -> int:
        """The row of `name`; a fault, and -1, when there is no such."""
        if name not in among:
            self.fault(row, column, f"{name or 'nothing'} is not {what}")
        return among.get(name, -1)

    def several(self, column: str, among: Mapping[str, int], what: str) -> Csr:
        """Names with spaces between, `name` or `name:fit`."""
        if not self.has(column):
            self.fault(-1, column, "the column is missing")
            return Csr.empty(len(self.rows))
        return Csr.of(self._several(row, column, among, what) for row in range(len(self.rows)))

    def _several(self, row: int, column: str, among: Mapping[str, int], what: str) -> dict[int, int]:
        made: dict[int, int] = {}
        for name, _, fit in (each.partition(":") for each in (self.rows[row][column] or "").split()):
            place = self.found(row, column, name, among, what)
            if fit and not (fit.isdecimal() and len(fit) < 5):
                self.fault(row, column, f"{fit} is not a fit of 0 to 9999")
            elif place >= 0:
                made[place] = int(fit or 0)
        return made


def read(
    files: Mapping[str, Iterable[Row]],
    *,
    weeks: int = WEEKS,
    weights: Weights | None = None,
    wishes: Wishes | None = None,
) -> Problem:
    """people, courses, sites, travel and demand -> a Problem; FaultyFiles names everything that cannot be read."""
    if missing := [name for name in ("people", "courses", "sites", "travel", "demand") if name not in files]:
        raise FaultyFiles([Fault(f"{name}.csv", 1, "-", "the file is missing") for name in missing])
    made = {name: _File(f"{name}.csv", list(rows)) for name, rows in files.items()}
    courses, sites = made["courses"].names("course"), made["sites"].names("site")
    industries = made["demand"].names("industry")
    zones = _zones(made["travel"])
    parts: dict[str, Any] = {
        "demand": np.array(made["demand"].numbers("max_trained"), np.int32),
        "courses": lambda: _courses(made["courses"], industries),
        "sites": lambda: Sites(
            key=_keys(made["sites"].rows), courses=made["sites"].several("courses_offered", courses, "a course")
        ),
        "minutes": _minutes(made["travel"], zones, sites),
        "people": lambda: _people(made["people"], courses, zones),
    }
    built = {name: part() if isinstance(part, Callable) else part for name, part in parts.items()}  # type: ignore[arg-type]
    span = weeks + int(max(made["courses"].numbers("weeks", least=1), default=1))
    rooms, teachers = made["sites"].numbers("rooms"), made["courses"].numbers("teachers")
    if faults := [fault for each in made.values() for fault in dict.fromkeys(each.faults)]:
        raise FaultyFiles(faults)
    return Problem(
        **built,
        rooms=np.repeat(np.array(rooms, np.int16)[:, None], span, axis=1),
        teachers=np.repeat(np.array(teachers, np.int16)[:, None], span, axis=1),
        last_start=weeks - 1,
        weights=weights or Weights(),
        wishes=wishes or Wishes(),
    )


def _keys(rows: Sequence[Row]) -> Any:
    return np.arange(len(rows), dtype=np.uint64)


def _zones(travel: _File) -> dict[str, int]:
    names = [(each.get("municipality") or "").strip() for each in travel.rows]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _minutes(travel: _File, zones: Mapping[str, int], sites: Mapping[str, int]) -> Any:
    made = np.full((max(len(zones), 1), len(sites)), -1, np.int16)
    minutes = travel.numbers("minutes")
    for row, each in enumerate(travel.rows):
        site = travel.found(row, "site", (each.get("site") or "").strip(), sites, "a site")
        if site >= 0:
            made[zones[(each.get("municipality") or "").strip()], site] = min(minutes[row], 32_767)
    return made


def _courses(courses: _File, industries: Mapping[str, int]) -> Courses:
    count = len(courses.rows)
    industry = [
        courses.found(row, "industry", (each.get("industry") or "").strip(), industries, "an industry of demand.csv")
        for row, each in enumerate(courses.rows)
    ]
    least, most = (
        courses.numbers("min_size", default=MIN_SIZE, least=1),
        courses.numbers("max_size", default=MAX_SIZE, least=1),
    )
    for row in range(count):
        if most[row] < least[row]:
            courses.fault(row, "max_size", f"{most[row]} is less than the minimum of {least[row]}")
    return Courses.blank(
        _keys(courses.rows),
        industry=np.maximum(np.array(industry, np.int64), 0),
        weeks=np.array(courses.numbers("weeks", least=1), np.int64),
        danish=np.array(courses.numbers("danish", default=0), np.int64),
        min_size=np.array(least, np.int64),
        max_size=np.maximum(most, least),
    )


def _people(people: _File, courses: Mapping[str, int], zones: Mapping[str, int]) -> People:
    people.names("person")
    zone = [
        people.found(
            row, "municipality", (each.get("municipality") or "").strip(), zones, "a municipality of travel.csv"
        )
        for row, each in enumerate(people.rows)
    ]
    first, last = people.numbers("first_week"), people.numbers("last_week")
    together, apart = (np.array(people.numbers(name, default=-1), np.int64) for name in ("together", "apart"))
    seen: dict[tuple[int, int], int] = {}
    for row, both in enumerate(zip(together.tolist(), apart.tolist(), strict=True)):
        if min(both) >= 0 and seen.setdefault(both, row) != row:
            people.fault(row, "apart", f"is to sit both together with and apart from row {seen[both] + 2}")
    for row in range(len(people.rows)):
        if last[row] < first[row]:
            people.fault(row, "last_week", f"{last[row]} is before the first week, {first[row]}")
    return People.blank(
        _keys(people.rows),
        zone=np.array(zone, np.int64),
        controller=np.array(zone, np.int64),
        first_week=np.minimum(first, 32_767),
        last_week=np.minimum(last, 32_767),
        courses=people.several("courses", courses, "a course"),
        priority=np.array(people.numbers("priority", scale=POINT), np.int64),
        max_minutes=np.minimum(people.numbers("travel_limit_min"), 32_767),
        danish=np.array(people.numbers("danish", default=0), np.int64),
        together=together,
        apart=apart,
    )
