"""The hours of a stay as a chart of steps: places in whole units of a drawing, so that no style stands in the page.

Planned hours are areas, paid below and unpaid above; worked hours are a line. Each number stands in the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

WIDTH, HEIGHT = 340, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 6, 14, 24
_AHEAD = timedelta(weeks=13)
_DAY = timedelta(days=1)


class Period(Protocol):
    starts_on: date
    ends_before: date | None
    unpaid: Decimal
    paid: Decimal


@dataclass(frozen=True)
class Area:
    x: int
    y: int
    width: int
    height: int
    paid: bool
    hours: Decimal | None  # where they fit
    words_x: int
    words_y: int


@dataclass(frozen=True)
class Chart:
    areas: tuple[Area, ...]
    worked: str  # points of the line of all hours worked
    worked_paid: str  # of those with pay
    marks: tuple[tuple[int, int, str], ...]  # x, y and words of the hours axis
    today: int | None
    first: date
    last: date
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    floor: int = HEIGHT - _BOTTOM
    top: int = _TOP
    width: int = WIDTH
    height: int = HEIGHT


def chart(planned: Sequence[Period], worked: Sequence[Period], *, ends_before: date | None, on: date) -> Chart | None:
    """The drawing of a stay; None where there are no hours to draw."""
    rows = [*planned, *worked]
    if not any(row.unpaid + row.paid for row in rows):
        return None
    first = min(row.starts_on for row in rows)
    ends = [row.ends_before for row in rows if row.ends_before] + ([ends_before] if ends_before else [])
    last = max(max(ends, default=first), on) if not ends_before else max(ends)
    if any(row.ends_before is None for row in rows) and ends_before is None:
        last = max(last, on) + _AHEAD
    return _drawn(planned, worked, first, max(last, first + _DAY), on)


def _drawn(planned: Sequence[Period], worked: Sequence[Period], first: date, last: date, on: date) -> Chart:
    most = _most([*planned, *worked])

    def x(day: date) -> int:
        share = Decimal((min(max(day, first), last) - first).days) / (last - first).days
        return int(_LEFT + share * (WIDTH - _LEFT - _RIGHT))

    def y(hours: Decimal) -> int:
        return int(HEIGHT - _BOTTOM - hours / most * (HEIGHT - _TOP - _BOTTOM))

    areas = [area for row in planned for area in _areas(row, x(row.starts_on), x(row.ends_before or last), y)]
    marks = tuple((_LEFT - 4, y(Decimal(hours)), str(hours)) for hours in range(0, most + 1, 10))
    return Chart(
        areas=tuple(areas),
        worked=_line(worked, x, lambda row: y(row.unpaid + row.paid), last),
        worked_paid=_line(worked, x, lambda row: y(row.paid), last),
        marks=marks,
        today=x(on) if first <= on <= last else None,
        first=first,
        last=last - _DAY,
    )


def _most(rows: Iterable[Period]) -> int:
    """The top of the axis: the next ten above the most hours."""
    highest = max(int(row.unpaid + row.paid) for row in rows)
    return max(10, -(-(highest + 1) // 10) * 10)


def _areas(row: Period, left: int, right: int, y: "Place") -> Iterable[Area]:
    below = y(Decimal(0))
    for hours, is_paid in ((row.paid, True), (row.unpaid, False)):
        if hours and right > left:
            above = below - (y(Decimal(0)) - y(hours))
            fits = right - left >= 22 and below - above >= 14
            yield Area(
                left,
                above,
                right - left,
                below - above,
                is_paid,
                hours if fits else None,
                (left + right) // 2,
                (above + below) // 2 + 4,
            )
            below = above


class Place(Protocol):
    def __call__(self, hours: Decimal, /) -> int: ...


class Day(Protocol):
    def __call__(self, day: date, /) -> int: ...


class Of(Protocol):
    def __call__(self, row: Period, /) -> int: ...


def _line(rows: Sequence[Period], x: Day, y: Of, last: date) -> str:
    """A path of level pieces, broken where nobody has told anything."""
    found, ended = [], None
    for row in sorted(rows, key=lambda each: each.starts_on):
        begins = x(row.starts_on)
        found.append(f"{'L' if ended == row.starts_on else 'M'}{begins} {y(row)}")
        found.append(f"L{x(row.ends_before or last)} {y(row)}")
        ended = row.ends_before
    return " ".join(found)
