"""The files of an assignment as the engine's Problem; with every fault in a line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tovholder.cli import assign_beside, plain_tables
from tovholder.cli.assign_beside import Beside, Names
from tovholder.cli.plain_tables import Sheet
from tovholder.engine.assignment import Prices, rows
from tovholder.engine.assignment.problem import Goals, Problem
from tovholder.imports.plain_csv import Named, Progress

WEIGHTS = ("person", "order", "weight", "travel", "person_municipality")
COUNTED = frozenset({"weight", "travel", "places", "least"})
PLACES = ("order", "places", "least", "order_municipality")
BLANK = ("order", "blank")


@dataclass(frozen=True, eq=False)
class Asked:
    """The problem with the names of its rows. `municipalities`: none unless both files tell of them."""

    problem: Problem
    people: tuple[str, ...]
    orders: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    start: Prices | None = None  # yesterday's
    passed_over: int = 0  # promises of people or orders that are in the files no more


class FaultyFiles(Exception):
    """The files cannot be read; `lines` names every fault."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Files:
    """Where the tables are; the last two only if wanted."""

    weights: Path
    places: Path
    demands: Path | None = None
    before: Path | None = None


def read(files: Files, goals: Goals, progress: Progress = plain_tables.nobody_watches) -> Asked:
    """Raises FaultyFiles, for all files at once. `progress` is told (rows, of all) of the weights."""
    asked, lines = _two(files, goals, progress)
    names = _names(asked, files)
    problem, start, passed_over = asked.problem if asked else None, None, 0
    if files.demands:
        beside = Beside(files.demands, problem, names)
        problem = assign_beside.demanded(beside)
        lines += beside.faults
    if files.before:
        beside = Beside(files.before, problem, names)
        if then := assign_beside.promised(beside):
            problem, start, passed_over = then.problem, then.prices, then.passed_over
        lines += beside.faults
    if lines or asked is None or problem is None:
        raise FaultyFiles(lines)
    return replace(asked, problem=problem, start=start, passed_over=passed_over)


def _names(asked: Asked | None, files: Files) -> Names:
    rows = [
        {name: row for row, name in enumerate(each)} for each in ((asked.people, asked.orders) if asked else ((), ()))
    ]
    return Names(rows[0], rows[1], files.weights.name, files.places.name)


def _two(files: Files, goals: Goals, progress: Progress) -> tuple[Asked | None, list[str]]:
    """What weights and places ask, and their faults."""
    sheets = (
        plain_tables.sheet(files.weights, WEIGHTS, progress, counted=COUNTED),
        plain_tables.sheet(files.places, PLACES, counted=COUNTED),
    )
    homes, owners = _Municipalities("person", sheets[0]), _Municipalities("order", sheets[1])
    lines: list[str] = []
    asked = None
    try:
        names = {"weights_file": files.weights.name, "places_file": files.places.name}
        columns = _columns(sheets[0], homes)
        made = rows.read(homes.noted(), owners.noted(), **names, goals=goals, columns=columns)
        asked = Asked(made.problem, made.people, made.orders)
    except rows.FaultyRows as faulty:
        lines += _of_engine(faulty.faults, {sheet.name: sheet for sheet in sheets})
    lines = [*sheets[0].faults, *sheets[1].faults, *lines, *homes.faults, *owners.faults]
    if lines or asked is None:
        return None, lines
    return _located(asked, homes.of, owners.of), lines


def _columns(sheet: Sheet, homes: "_Municipalities") -> rows.Columns | None:
    """The weights as arrays; None where the rows have to be walked."""
    names, numbers = ("person", "order", homes.column), ("weight", "travel")
    plain = sheet.plain(names, numbers, frozenset({"travel", homes.column}))
    if plain is None:
        return None
    person, order = (plain.names[sheet.columns[name]] for name in names[:2])
    weight = plain.numbers[sheet.columns["weight"]]
    travel = plain.numbers[sheet.columns["travel"]] if "travel" in sheet.columns else np.zeros_like(weight)
    if homes.column in sheet.columns and not homes.noted_at_once(person, plain.names[sheet.columns[homes.column]]):
        return None
    return rows.Columns(person.names, order.names, person.rows, order.rows, weight, travel)


def _of_engine(faults: Iterable[rows.Fault], sheets: Mapping[str, Sheet]) -> list[str]:
    """The engine's faults at the rows of the file. Of a file that cannot be used at all only that is told; and an order
    is not called unknown where the file of places has faults by which orders may be lost."""
    faults = list(faults)
    usable = {name: sheet for name, sheet in sheets.items() if not sheet.faults or sheet.numbers}
    lost = {name for name, sheet in sheets.items() if sheet.faults}
    lost |= {fault.file for fault in faults if fault.code == "column_missing" or (fault.column, fault.code) == BLANK}
    return [
        replace(fault, row=usable[fault.file].number(fault.row)).text()
        for fault in faults
        if fault.file in usable and not (fault.code == "unknown_order" and lost - {fault.file})
    ]


class _Municipalities:
    """Whose each row is, noted while the rows go by: one municipality for each name."""

    def __init__(self, kind: str, sheet: Sheet) -> None:
        self.kind, self.column, self.sheet = kind, f"{kind}_municipality", sheet
        self.of: dict[str, str] = {}
        self.faults: list[str] = []

    def noted(self) -> Iterator[dict[str, str]]:
        for row in self.sheet.rows():
            if self.column in row and row.get(self.kind):
                name, here = row[self.kind], row[self.column]
                if (known := self.of.setdefault(name, here)) != here:
                    place = f"{self.sheet.name}, row {self.sheet.numbers[-1]}, column {self.column}"
                    self.faults.append(f"{place}: {here!r}, but {known!r} above for {name!r}; make them the same")
            yield row

    def noted_at_once(self, named: Named, here: Named) -> bool:
        """False when somebody has two, for the rows to tell where."""
        whose = np.zeros(len(named.names), np.int32)
        whose[named.rows] = here.rows
        if (whose[named.rows] != here.rows).any():
            return False
        self.of = dict(zip(named.names, np.array(here.names, object)[whose].tolist(), strict=True))
        return True


def _located(asked: Asked, homes: Mapping[str, str], owners: Mapping[str, str]) -> Asked:
    if not homes or not owners:
        return asked
    names = sorted({*homes.values(), *owners.values()})
    row = {name: at for at, name in enumerate(names)}
    problem = replace(
        asked.problem,
        controller=np.array([row[homes[name]] for name in asked.people], np.int32),
        owner=np.array([row[owners[name]] for name in asked.orders], np.int32),
    )
    return replace(asked, problem=problem, municipalities=tuple(name or "(none)" for name in names))
