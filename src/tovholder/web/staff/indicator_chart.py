"""An indicator as a drawing: for each municipality where it began and where it is now, and the averages as lines.

Places in whole units, no style in the page; shape tells start from now, colour only beside it. The table below the
drawing says the same; what is suppressed is in neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tovholder.learning.method_queries import Line, Shown

WIDTH, ROW, TOP, BOTTOM, LEFT, RIGHT = 360, 30, 20, 20, 8, 8
_TOP_SHARE = 100


@dataclass(frozen=True)
class Mark:
    """One municipality: its name above, hollow where it began, filled where it is."""

    name: str
    y: int
    name_y: int
    start: int | None
    now: int | None

    @property
    def box(self) -> int:
        return (self.now or 0) - 5

    @property
    def box_y(self) -> int:
        return self.y - 5


@dataclass(frozen=True)
class Average:
    code: str  # national or project
    x: int


@dataclass(frozen=True)
class Chart:
    marks: tuple[Mark, ...]
    averages: tuple[Average, ...]
    ticks: tuple[tuple[int, int], ...]
    height: int
    width: int = WIDTH
    top: int = TOP

    @property
    def floor(self) -> int:
        return self.height - BOTTOM


def chart(shown: Shown, names: Mapping[str, str]) -> Chart | None:
    """None where every figure is suppressed."""
    lines = [line for line in shown.lines if (line.figure.baseline, line.figure.latest) != (None, None)]
    if not lines:
        return None
    averages = [
        Average(code, x)
        for code, line in (("national", shown.national), ("project", shown.project))
        if line is not None and (x := _x(line.figure.latest)) is not None
    ]
    ticks = tuple((share, int(_x(Decimal(share)) or 0)) for share in range(0, _TOP_SHARE + 1, 25))
    return Chart(tuple(_marks(lines, names)), tuple(averages), ticks, TOP + ROW * len(lines) + BOTTOM)


def _marks(lines: Sequence[Line], names: Mapping[str, str]) -> list[Mark]:
    found = []
    for place, line in enumerate(lines):
        y = TOP + ROW * place + 21
        name = names.get(line.municipality_code, line.municipality_code)
        found.append(Mark(name, y, y - 9, _x(line.figure.baseline), _x(line.figure.latest)))
    return found


def _x(share: Decimal | None) -> int | None:
    return None if share is None else LEFT + round(share * (WIDTH - LEFT - RIGHT) / _TOP_SHARE)
