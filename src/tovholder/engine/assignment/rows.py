"""Ready-made weights per pair, and places per order, from the rows of any two tables. Every fault is named.

Weights: columns ``person``, ``order``, ``weight`` and, if wanted, ``travel``. Places: ``order``, ``places`` and, if
wanted, ``least``. Whole numbers throughout. Rows are counted as a spreadsheet shows them: 1 is the heading, 2 the
first row of values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching.columns import I32, I64

from .problem import LARGEST_FIT, Goals, Problem

Row = Mapping[str, object]

MOST = {"weight": LARGEST_FIT, "travel": 2**31 - 1, "places": 2**31 - 1, "least": 2**31 - 1}


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, or with a column (row 1). `code` is worded by the caller; `text` says it in
    English."""

    file: str
    row: int
    column: str
    code: str
    value: str = ""

    def text(self) -> str:
        """One line: where, what, what to do."""
        told = {
            "column_missing": "this column is missing; add it",
            "blank": "is empty; fill it in or take the row out",
            "not_a_whole_number": f"{self.value!r} is not a whole number; write it without decimals and separators",
            "out_of_range": f"{self.value!r} is outside of what can be computed with",
            "below_zero": f"{self.value!r} is below 0",
            "twice": f"{self.value!r} was given before; take one of the rows out",
            "unknown_order": f"{self.value!r} has no row in the file of places; add it there",
        }[self.code]
        return f"{self.file}, row {self.row}, column {self.column}: {told}"


@dataclass(frozen=True, eq=False)
class Read:
    """The problem, and the names its rows had, in the same order."""

    problem: Problem
    people: tuple[str, ...]
    orders: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Columns:
    """Weights as arrays: `person` and `order` are places among `people` and `orders`, which have every name once."""

    people: Sequence[str]
    orders: Sequence[str]
    person: I32
    order: I32
    weight: I64
    travel: I64


class FaultyRows(ValueError):
    """The rows cannot be read; `faults` has every one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.text() for fault in faults))
        self.faults = faults


def read(
    weights: Iterable[Row],
    places: Iterable[Row],
    *,
    weights_file: str,
    places_file: str,
    goals: Goals | None = None,
    columns: Columns | None = None,
) -> Read:
    """A problem from rows; FaultyRows with all faults of both tables.

    `columns`: the same weights as arrays, where the caller has them; the rows are then walked only to name faults.
    """
    faults: list[Fault] = []
    at = _Table(places_file, faults)
    capacity: dict[str, tuple[int, int]] = {}
    for row in at.rows(places, ("order", "places"), ("least",)):
        name, count, least = at.name(row, "order"), at.count(row, "places"), at.count(row, "least", 0)
        if name in capacity:
            at.fault("order", "twice", name)
        elif name:
            capacity[name] = (count, least)
    edges = _of_columns(columns, capacity) if columns is not None and not faults else None
    if edges is None:
        edges = _of_rows(_Table(weights_file, faults), weights, capacity)
    if faults:
        raise FaultyRows(tuple(faults))
    return _problem(edges, capacity, goals or Goals())


@dataclass(frozen=True, eq=False)
class _Edges:
    """By person and order; names sorted."""

    people: list[str]
    person: I64
    order: I64
    weight: I64
    travel: I64


def _of_rows(at: "_Table", weights: Iterable[Row], capacity: Mapping[str, object]) -> _Edges:
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    for row in at.rows(weights, ("person", "order", "weight"), ("travel",)):
        pair = at.name(row, "person"), at.name(row, "order")
        worth = at.whole(row, "weight"), at.count(row, "travel", 0)
        if pair[1] and pair[1] not in capacity:
            at.fault("order", "unknown_order", pair[1])
        if pair in pairs:
            at.fault("person", "twice", " + ".join(pair))
        elif all(pair):
            pairs[pair] = worth
    people, orders = sorted({person for person, _ in pairs}), sorted(capacity)
    person_row, order_row = _places(people), _places(orders)
    if at.faults:
        return _Edges(people, *np.zeros((4, 0), np.int64))
    edges = sorted((person_row[person], order_row[order], *worth) for (person, order), worth in pairs.items())
    return _Edges(people, *np.array(edges, np.int64).reshape(-1, 4).T)


def _of_columns(columns: Columns, capacity: Mapping[str, object]) -> _Edges | None:
    """None when the rows have to be walked to name a fault."""
    order_row = _places(sorted(capacity))
    people = sorted(columns.people)
    person_row = _places(people)
    if not order_row.keys() >= set(columns.orders) or len(person_row) != len(columns.people):
        return None
    if not columns.weight.size or np.abs(columns.weight).max() > MOST["weight"]:
        return None
    if columns.travel.min() < 0 or columns.travel.max() > MOST["travel"]:
        return None
    person = np.array([person_row[name] for name in columns.people], np.int64)[columns.person]
    order = np.array([order_row[name] for name in columns.orders], np.int64)[columns.order]
    pairs = person * len(order_row) + order
    by_pair = np.argsort(pairs, kind="stable")
    if (np.diff(pairs[by_pair]) == 0).any():
        return None
    return _Edges(people, person[by_pair], order[by_pair], columns.weight[by_pair], columns.travel[by_pair])


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names)}


class _Table:
    """One file while it is read: where we are, and what was wrong so far."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file, self.faults, self.row = file, faults, 1

    def rows(self, rows: Iterable[Row], needed: tuple[str, ...], may: tuple[str, ...]) -> Iterable[Row]:
        """The rows, counted; nothing when a column is missing."""
        for number, row in enumerate(rows, start=2):
            if number == 2 and (missing := [name for name in needed if name not in row]):
                for name in missing:
                    self.fault(name, "column_missing")
                return
            self.row = number
            yield row

    def fault(self, column: str, code: str, value: object = "") -> None:
        self.faults.append(Fault(self.file, self.row, column, code, str(value)))

    def name(self, row: Row, column: str) -> str:
        text = _text(row.get(column))
        if not text:
            self.fault(column, "blank")
        return text

    def count(self, row: Row, column: str, blank: int | None = None) -> int:
        number = self.whole(row, column, blank)
        if number < 0:
            self.fault(column, "below_zero", number)
        return number

    def whole(self, row: Row, column: str, blank: int | None = None) -> int:
        text = _text(row.get(column))
        if not text:
            if blank is None:
                self.fault(column, "blank")
            return blank or 0
        try:
            number = int(text)
        except ValueError:
            self.fault(column, "not_a_whole_number", text)
            return 0
        if abs(number) > MOST[column]:
            self.fault(column, "out_of_range", text)
            return 0
        return number


def _text(value: object) -> str:
    """As it would be typed: a spreadsheet's 5.0 is 5."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _problem(edges: _Edges, capacity: Mapping[str, tuple[int, int]], goals: Goals) -> Read:
    people, orders = edges.people, sorted(capacity)
    problem = Problem(
        people_key=_keys(people),
        orders_key=_keys(orders),
        indptr=np.searchsorted(edges.person, np.arange(len(people) + 1)),
        orders=edges.order.astype(np.int32),
        fit=edges.weight,
        travel=edges.travel.astype(np.int32),
        places=np.array([capacity[name][0] for name in orders], np.int32),
        least=np.array([capacity[name][1] for name in orders], np.int32),
        goals=goals,
    )
    return Read(problem, tuple(people), tuple(orders))


def _keys(names: list[str]) -> npt.NDArray[np.uint64]:
    return np.array(
        [int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") for name in names], np.uint64
    )
