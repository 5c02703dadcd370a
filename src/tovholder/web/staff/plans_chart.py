"""The timeline as a drawing: one bar for each thing that runs. Places in whole units, no style in the page.

The same days and hours stand in the table below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

WIDTH, ROW, TOP, BOTTOM, LEFT, RIGHT = 640, 24, 18, 22, 4, 4
_AHEAD = timedelta(weeks=13)
_DAY = timedelta(days=1)
_MOST = 24


class Running(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def starts_on(self) -> date: ...
    @property
    def ends_before(self) -> date | None: ...


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    words_x: int
    words_y: int
    anchor: str
    line: Running


@dataclass(frozen=True)
class Timeline:
    bars: tuple[Bar, ...]
    today: int | None
    first: date
    last: date
    height: int
    width: int = WIDTH
    top: int = TOP
    bar_height: int = 16
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def floor(self) -> int:
        return self.height - BOTTOM


def timeline(lines: Sequence[Running], *, on: date) -> Timeline | None:
    """The drawing; None where nothing runs. What is open goes to a quarter of a year from today."""
    shown = list(lines)[-_MOST:]
    if not shown:
        return None
    first = min(line.starts_on for line in shown)
    ends = [line.ends_before or max(on, line.starts_on) + _AHEAD for line in shown]
    last = max([*ends, first + _DAY])

    def x(day: date) -> int:
        return LEFT + (min(max(day, first), last) - first).days * (WIDTH - LEFT - RIGHT) // (last - first).days

    bars = tuple(
        _bar(line, place, x(line.starts_on), x(end)) for place, (line, end) in enumerate(zip(shown, ends, strict=True))
    )
    height = TOP + ROW * len(shown) + BOTTOM
    return Timeline(bars, x(on) if first <= on <= last else None, first, last - _DAY, height)


def _bar(line: Running, place: int, left: int, right: int) -> Bar:
    """The words stand at the side of the bar where there is room."""
    y = TOP + ROW * place + 4
    is_left = left > WIDTH // 2
    at = left - 4 if is_left else left + 4
    return Bar(left, y, max(right - left, 3), at, y + 12, "end" if is_left else "start", line)
