"""Yesterday's plan, as `cohorts --out` wrote it, as everybody's seat before."""

from dataclasses import fields, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np

from tovholder.cli import plain_tables
from tovholder.cli.cohorts_reading import Asked, FaultyFiles
from tovholder.cli.plain_tables import Sheet, as_given

SEATS = ("person", "course", "site", "week")
SHEET = "seats"

Seat: TypeAlias = tuple[int, int, int]  # course, site, week


def place_of(path: Path) -> Path:
    """Where the seats are: beside the file that was named when it was written, or in it."""
    beside = path.with_name(f"{path.stem}-{SHEET}{path.suffix}")
    return beside if beside.exists() else path


def sat(asked: Asked, path: Path) -> Asked:
    """With the seats of the file; who is in it and not among the people has dropped out. FaultyFiles for the rest."""
    sheet = plain_tables.sheet(place_of(path), SEATS, named=SHEET)
    seats = _Seats(asked, sheet)
    then = seats.of_people()
    missing = [name for name in SEATS if sheet.table and name not in sheet.columns]
    faults = [f"{sheet.name}, row 1, column {name}: this column is missing; add it" for name in missing]
    if faults := [*sheet.faults, *faults, *seats.faults]:
        raise FaultyFiles(faults)
    before = np.full((3, len(asked.people)), -1, np.int64)
    for row, name in enumerate(asked.people):
        before[:, row] = then.pop(name, (-1, -1, -1))
    people = asked.problem.people
    held = {each.name: getattr(people, each.name) for each in fields(people)}
    columns = dict(zip(("before_course", "before_site", "before_week"), before, strict=True))
    problem = replace(asked.problem, people=type(people)(**(held | columns)))
    return replace(asked, problem=problem, passed_over=len(then))


class _Seats:
    """Names of a row to rows of the problem, with a line for each that is in no file."""

    def __init__(self, asked: Asked, sheet: Sheet) -> None:
        self.sheet, self.faults = sheet, list[str]()
        self.rows = {
            "course": {name: row for row, name in enumerate(asked.courses)},
            "site": {name: row for row, name in enumerate(asked.sites)},
        }
        self.weeks = asked.problem.weeks

    def of_people(self) -> dict[str, Seat]:
        """Everybody who sat, by name."""
        then: dict[str, Seat] = {}
        told: dict[str, int] = {}
        for row in self.sheet.rows():
            if any(name not in row for name in SEATS):
                break
            name, klass = as_given(row["person"].strip()), self.klass(row)
            if name in told:
                self.fault("person", f"{name} is also row {told[name]}")
            told[name] = self.sheet.numbers[-1]
            if klass is not None:
                then[name] = klass
        return then

    def klass(self, row: dict[str, str]) -> Seat | None:
        """Course, site and week; None without a seat, or where something is wrong."""
        course, site, week = (as_given(row[name].strip()) for name in ("course", "site", "week"))
        if not (course or site or week):
            return None
        places = [self._row("course", course), self._row("site", site)]
        whole = week.removesuffix(".0")
        if not whole.isdecimal() or int(whole) >= self.weeks:
            self.fault("week", f"{week or 'nothing'} is not a week of 0 to {self.weeks - 1}")
            return None
        return None if -1 in places else (places[0], places[1], int(whole))

    def _row(self, column: str, name: str) -> int:
        if name not in self.rows[column]:
            self.fault(column, f"{name or 'nothing'} is not a {column} of the files; empty the seat if it ended")
        return self.rows[column].get(name, -1)

    def fault(self, column: str, text: str) -> None:
        self.faults.append(f"{self.sheet.name}, row {self.sheet.numbers[-1]}, column {column}: {text}")
