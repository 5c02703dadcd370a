"""The two files of an assignment, yesterday's beside them, as the engine's Problem; with every fault in a line."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tovholder.cli import plain_tables
from tovholder.cli.plain_tables import Sheet
from tovholder.engine.assignment import rows
from tovholder.engine.assignment.problem import Goals, Problem

WEIGHTS = ("person", "order", "weight", "travel", "person_municipality")
PLACES = ("order", "places", "least", "order_municipality")


@dataclass(frozen=True, eq=False)
class Asked:
    """The problem with the names of its rows. `municipalities`: none unless both files tell of them."""

    problem: Problem
    people: tuple[str, ...]
    orders: tuple[str, ...]
    municipalities: tuple[str, ...] = ()
    passed_over: int = 0  # rows of yesterday whose person or order is in neither file


class FaultyFiles(Exception):
    """The files cannot be read; `lines` names every fault."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read(weights: Path, places: Path, before: Path | None, goals: Goals) -> Asked:
    """Raises FaultyFiles, for all files at once."""
    sheets = plain_tables.sheet(weights, WEIGHTS), plain_tables.sheet(places, PLACES)
    homes, owners = _Municipalities("person", sheets[0]), _Municipalities("order", sheets[1])
    lines: list[str] = []
    asked = None
    try:
        names = {"weights_file": weights.name, "places_file": places.name}
        made = rows.read(homes.noted(), owners.noted(), **names, goals=goals)
        asked = Asked(made.problem, made.people, made.orders)
    except rows.FaultyRows as faulty:
        lines += _of_engine(faulty.faults, {sheet.name: sheet for sheet in sheets})
    lines = [*sheets[0].faults, *sheets[1].faults, *lines, *homes.faults, *owners.faults]
    then = plain_tables.sheet(before, WEIGHTS[:2]) if before else None
    promised = _promised(then) if then else {}
    lines += then.faults if then else []
    if lines or asked is None:
        raise FaultyFiles(lines)
    return _kept(_located(asked, homes.of, owners.of), promised)


def _of_engine(faults: Iterable[rows.Fault], sheets: Mapping[str, Sheet]) -> list[str]:
    """The engine's faults at the rows of the file. Of a file that cannot be used at all only that is told."""
    usable = {name: sheet for name, sheet in sheets.items() if not sheet.faults or sheet.numbers}
    return [
        replace(fault, row=usable[fault.file].number(fault.row)).text()
        for fault in faults
        if fault.file in usable and not (fault.code == "unknown_order" and len(usable) < len(sheets))
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


def _promised(sheet: Sheet) -> dict[str, str]:
    """Person to order of yesterday's answer."""
    then: dict[str, str] = {}
    for row in sheet.rows():
        person, order = (plain_tables.as_given(row.get(name, "")) for name in ("person", "order"))
        if person and order:
            then[person] = order
    missing = [name for name in ("person", "order") if sheet.table and name not in sheet.columns]
    sheet.faults += [f"{sheet.name}, row 1, column {name}: this column is missing; add it" for name in missing]
    return then


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


def _kept(asked: Asked, promised: Mapping[str, str]) -> Asked:
    people = {name: row for row, name in enumerate(asked.people)}
    orders = {name: row for row, name in enumerate(asked.orders)}
    column = np.full(len(people), -1, np.int32)
    known = {person: order for person, order in promised.items() if person in people and order in orders}
    for person, order in known.items():
        column[people[person]] = orders[order]
    return replace(asked, problem=replace(asked.problem, promised=column), passed_over=len(promised) - len(known))
