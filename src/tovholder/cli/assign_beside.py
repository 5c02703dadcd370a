"""Files beside weights and places: what must and what must not be, and yesterday's answer; every fault in a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from tovholder.cli import plain_tables
from tovholder.engine.assignment import Prices
from tovholder.engine.assignment.problem import LARGEST_FIT, Problem
from tovholder.engine.assignment.rows import Fault
from tovholder.engine.matching.columns import Bool

PAIR = ("person", "order")
MARKS = ("pinned", "banned")
YES, NO = frozenset({"x", "1", "yes", "ja", "true"}), frozenset({"", "0", "no", "nej", "false"})

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Names:
    """Rows of people and orders by name, and the files that have them."""

    people: Mapping[str, int]
    orders: Mapping[str, int]
    weights: str
    places: str


@dataclass
class Beside:
    """One file of pairs while it is read. `problem` is None where the two files themselves cannot be used."""

    path: Path
    problem: Problem | None
    names: Names
    faults: list[str] = field(default_factory=list)
    _row: int = 1

    def pairs(self, columns: tuple[str, ...]) -> Iterator[tuple[str, str, Cells]]:
        """Person and order of each row that has both, with its cells; once both columns are there."""
        sheet = plain_tables.sheet(self.path, (*PAIR, *columns), counted=frozenset({"price"}))
        self.faults = sheet.faults
        if sheet.table and (missing := [name for name in PAIR if name not in sheet.columns]):
            for name in missing:
                self.fault(name, "column_missing")
            return
        for row in sheet.rows():
            self._row = sheet.numbers[-1]
            pair = [plain_tables.as_given(row[name]) for name in PAIR]
            for name in PAIR:
                if not row[name]:
                    self.fault(name, "blank")
            if all(pair):
                yield pair[0], pair[1], row

    def fault(self, column: str, code: str, value: str = "") -> None:
        self.faults.append(Fault(self.path.name, self._row, column, code, value).text())

    def said(self, column: str, what: str) -> None:
        self.faults.append(f"{self.path.name}, row {self._row}, column {column}: {what}")


def demanded(beside: Beside) -> Problem | None:
    """The problem with the pins and bans of the file."""
    problem = beside.problem
    size = 0 if problem is None else problem.orders.size
    chosen: dict[str, Bool] = {mark: np.zeros(size, np.bool_) for mark in MARKS}
    for person, order, row in beside.pairs(MARKS):
        marks = _marks(beside, row)
        edge = _edge(beside, person, order, pinned="pinned" in marks)
        for mark in marks if edge >= 0 else ():
            chosen[mark][edge] = True
    if problem is None:
        return None
    return replace(problem, pinned=chosen["pinned"], banned=chosen["banned"])


def _marks(beside: Beside, row: Cells) -> list[str]:
    said = {mark: row.get(mark, "").casefold() for mark in MARKS}
    for mark, word in said.items():
        if word not in YES | NO:
            beside.said(mark, f"{row[mark]!r} is neither yes nor no; write x, or leave it empty")
    marks = [mark for mark, word in said.items() if word in YES]
    if not marks and set(said.values()) <= NO:
        beside.said("pinned", "neither pinned nor banned; write x in one of the two, or take the row out")
    return marks


def _edge(beside: Beside, person: str, order: str, *, pinned: bool) -> int:
    """The pair's, -1 where it has none: it need not be ruled out, but cannot be wanted."""
    if beside.problem is None:
        return -1
    names = beside.names
    if person not in names.people:
        beside.said("person", f"{person!r} has no row in {names.weights}; correct the name or take the row out")
    if order not in names.orders:
        beside.said("order", f"{order!r} has no row in {names.places}; correct the name or take the row out")
    if person not in names.people or order not in names.orders:
        return -1
    edge = beside.problem.edge(names.people[person], names.orders[order])
    if edge < 0 and pinned:
        beside.said(
            "pinned", f"{person!r} with {order!r} has no weight in {names.weights}; add one, or take the pin away"
        )
    return edge


@dataclass(frozen=True, eq=False)
class Yesterday:
    """The problem with yesterday's places as promises, and yesterday's prices where they were given."""

    problem: Problem
    prices: Prices | None
    passed_over: int  # promises of people or orders that are in the files no more


def promised(beside: Beside) -> Yesterday | None:
    """Who had which place, each person once."""
    then: dict[str, str] = {}
    prices: dict[str, int] = {}
    for person, order, row in beside.pairs(("price",)):
        if person in then:
            beside.fault("person", "twice", person)
        then[person] = order
        if row.get("price"):
            prices[order] = _price(beside, row["price"])
    return None if beside.problem is None else _yesterday(beside.problem, beside.names, then, prices)


def _price(beside: Beside, text: str) -> int:
    try:
        return min(max(int(text), 0), LARGEST_FIT)
    except ValueError:
        beside.fault("price", "not_a_whole_number", text)
        return 0


def _yesterday(problem: Problem, names: Names, then: Mapping[str, str], prices: Mapping[str, int]) -> Yesterday:
    column = np.full(problem.people, -1, np.int32)
    known = {person: order for person, order in then.items() if person in names.people and order in names.orders}
    for person, order in known.items():
        column[names.people[person]] = names.orders[order]
    paid = np.array([prices.get(name, 0) for name in names.orders], np.int64)
    if paid.size and problem.fit.size:  # nobody pays more than this, so a higher start would only cost time
        paid = np.minimum(paid, int(np.abs(problem.fit).max()) + problem.goals.promise)
    start = Prices(problem.orders_key, paid, 1) if paid.any() else None
    return Yesterday(replace(problem, promised=column), start, len(then) - len(known))
