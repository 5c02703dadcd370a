"""Minutes from outside as a matrix: rows of means, home, place and minutes; each fault names its row and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from .columns import I16, UNKNOWN

COLUMNS = ("means", "from", "to", "minutes")
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one cell. `row` counts from 1 with the heading; `code`: missing, unknown, number or twice."""

    row: int
    column: str
    code: str
    value: str


def matrix_of(
    rows: Iterable[Mapping[str, str]], *, means: Mapping[str, int], zones: Mapping[str, int]
) -> tuple[I16, list[RowFault]]:
    """(minutes (means, zones, zones), faults). Where no row says anything the matrix holds UNKNOWN.

    `means` and `zones`: the row in the matrix of each word. With a fault the matrix is not to be used.
    """
    made = np.full((max(means.values(), default=-1) + 1, len(zones), len(zones)), UNKNOWN, np.int16)
    faults: list[RowFault] = []
    for number, row in enumerate(rows, start=2):
        given = {column: (row.get(column) or "").strip() for column in COLUMNS}
        found = [_fault(number, column, given[column], means, zones) for column in COLUMNS]
        wrong = [fault for fault in found if fault is not None]
        faults += wrong
        if wrong:
            continue
        place = means[given["means"]], zones[given["from"]], zones[given["to"]]
        if made[place] != UNKNOWN:
            faults.append(RowFault(number, "to", "twice", given["to"]))
        made[place] = int(given["minutes"])
    return made, faults


def _fault(row: int, column: str, value: str, means: Mapping[str, int], zones: Mapping[str, int]) -> RowFault | None:
    if not value:
        return RowFault(row, column, "missing", value)
    if column == "minutes":
        fits = value.isascii() and value.isdigit() and int(value) <= MOST_MINUTES
        return None if fits else RowFault(row, column, "number", value)
    known = means if column == "means" else zones
    return None if value in known else RowFault(row, column, "unknown", value)
