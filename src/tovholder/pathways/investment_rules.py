"""The investment account summed: invested, saved, expected against actual, by year and since the first. Plain sums.

Method (Hjørring). What nobody has written is unknown and not nought: a sum of which a line misses says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

INVESTED, SAVED = "invested", "saved"


@dataclass(frozen=True, slots=True)
class Line:
    year: int
    kind: str
    expected: int | None
    actual: int | None


@dataclass(frozen=True, slots=True)
class Sum:
    """`number` is None where nothing is written; `misses` says that some lines have no figure."""

    number: int | None = None
    misses: bool = False


@dataclass(frozen=True)
class Year:
    """One year, or all of them together (`year` 0)."""

    year: int
    invested_expected: Sum
    invested: Sum
    saved_expected: Sum
    saved: Sum
    above: int | None  # saved above what was expected, of the lines that have both; below it is negative

    @property
    def net_expected(self) -> int | None:
        return _less(self.saved_expected, self.invested_expected)

    @property
    def net(self) -> int | None:
        return _less(self.saved, self.invested)

    @property
    def net_misses(self) -> bool:
        return self.saved.misses or self.invested.misses


def _less(one: Sum, other: Sum) -> int | None:
    return one.number - other.number if one.number is not None and other.number is not None else None


def account(lines: Iterable[Line]) -> tuple[Year, ...]:
    """Every year with a line, oldest first, and last all of them together."""
    rows = list(lines)
    years = sorted({row.year for row in rows})
    found = [_year(year, [row for row in rows if row.year == year]) for year in years]
    return (*found, _year(0, rows)) if found else ()


def _year(year: int, rows: list[Line]) -> Year:
    by_kind: Mapping[str, list[Line]] = {kind: [row for row in rows if row.kind == kind] for kind in (INVESTED, SAVED)}
    return Year(
        year,
        _sum([row.expected for row in by_kind[INVESTED]]),
        _sum([row.actual for row in by_kind[INVESTED]]),
        _sum([row.expected for row in by_kind[SAVED]]),
        _sum([row.actual for row in by_kind[SAVED]]),
        _above(by_kind[SAVED]),
    )


def _above(rows: list[Line]) -> int | None:
    """A line that has only one of the two is held against nothing."""
    pairs = [(row.expected, row.actual) for row in rows]
    known = [actual - expected for expected, actual in pairs if expected is not None and actual is not None]
    return sum(known) if known else None


def _sum(numbers: list[int | None]) -> Sum:
    known = [number for number in numbers if number is not None]
    return Sum(sum(known), misses=len(known) < len(numbers)) if known else Sum(misses=bool(numbers))
