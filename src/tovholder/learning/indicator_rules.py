"""Indicators beside each other: changes in percentage points and averages. Pure; suppressed stays suppressed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Figure:
    """Start and newest, in per cent; None is suppressed."""

    baseline: Decimal | None
    latest: Decimal | None
    baseline_when: str = ""
    latest_when: str = ""


@dataclass(frozen=True)
class Above:
    """How many municipalities lie above the national average, of those with a figure shown; None without one."""

    at_start: int | None
    newest: int | None
    of_start: int
    of_newest: int


def change(figure: Figure) -> Decimal | None:
    """In percentage points. Of two figures one of which is suppressed nothing is told: it would give the other away."""
    if figure.baseline is None or figure.latest is None:
        return None
    return figure.latest - figure.baseline


def above(figures: Iterable[Figure], national: Figure | None) -> Above:
    """Counted, as the report counts."""
    rows = list(figures)
    starts = [row.baseline for row in rows if row.baseline is not None]
    newest = [row.latest for row in rows if row.latest is not None]
    return Above(
        _over(starts, national.baseline if national else None),
        _over(newest, national.latest if national else None),
        len(starts),
        len(newest),
    )


def _over(shares: list[Decimal], average: Decimal | None) -> int | None:
    return None if average is None else sum(share > average for share in shares)
