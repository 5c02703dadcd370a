"""The timeline as a drawing: one bar for each thing that runs. Places in whole units, no style in the page.

The name stands above its bar. The same days and hours stand in the table below the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import get_language, gettext

from tovholder import parameters
from tovholder.pathways.plans_queries import Line

WIDTH, ROW, TOP, BOTTOM, LEFT, RIGHT = 360, 30, 18, 22, 4, 4
_LETTER = 6  # about as wide as a letter is, to know on which side a name has room
_AHEAD = timedelta(weeks=13)
_DAY = timedelta(days=1)
_MOST = 24


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    name: str
    name_x: int
    name_y: int
    anchor: str
    is_stay: bool


@dataclass(frozen=True)
class Timeline:
    bars: tuple[Bar, ...]
    today: int | None
    first: date
    last: date
    height: int
    width: int = WIDTH
    top: int = TOP
    bar_height: int = 9
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def floor(self) -> int:
        return self.height - BOTTOM


def line_name(line: Any) -> str:
    """What runs: its kind, and where or which. Of health only the word, and not that to whoever is outside the case."""
    if line.is_withheld:
        return gettext("Set aside")
    language = get_language() or "da"
    stay_kind = line.stay.kind if line.stay else line.part.stay_kind if line.part else ""
    kind = parameters.term(*(("placement_kinds", stay_kind) if stay_kind else ("plan_kinds", line.kind)))
    return ", ".join(part for part in (kind.label(language), line.words) if part)


def timeline(lines: Sequence[Line], *, on: date) -> Timeline | None:
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


def _bar(line: Line, place: int, left: int, right: int) -> Bar:
    """A name begins where its bar does, or ends at the edge where it has no room."""
    y, name = TOP + ROW * place, line_name(line)
    fits = left + _LETTER * len(name) <= WIDTH - RIGHT
    at, anchor = (left, "start") if fits else (WIDTH - RIGHT, "end")
    return Bar(left, y + 16, max(right - left, 3), name, at, y + 13, anchor, line.stay is not None)
