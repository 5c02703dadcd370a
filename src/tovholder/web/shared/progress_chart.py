"""Answers as a star and as lines: places in whole units of a drawing, so that no style stands in the page.

How unsure an answer is, is drawn at each point: half a step of the scale to each side, the least the scale can tell
apart. Shape and dashes tell who answered, colour only beside them. Nothing is added up: the area inside the star means
nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from tovholder.pathways.progress_queries import Given, Line
from tovholder.pathways.progress_rules import HALF_A_STEP

_LEAST_AXES = 3
_SIZE, _CENTRE, _REACH = 300, 150, 112
LINE_WIDTH, LINE_HEIGHT = 320, 128
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 12, 10, 22


@dataclass(frozen=True)
class Mark:
    """One answer: where it stands, and the ends of the bar that says how unsure it is."""

    x: int
    y: int
    x1: int
    y1: int
    x2: int
    y2: int
    joins: bool = True

    @property
    def corner(self) -> tuple[int, int]:
        return self.x - 5, self.y - 5

    @property
    def diamond(self) -> str:
        return f"{self.x},{self.y - 6} {self.x + 6},{self.y} {self.x},{self.y + 6} {self.x - 6},{self.y}"


@dataclass(frozen=True)
class Ray:
    number: int
    x: int
    y: int
    words_x: int
    words_y: int


@dataclass(frozen=True)
class Star:
    """The newest answers of both, and the citizen's first ones where there are more."""

    rays: tuple[Ray, ...]
    rings: tuple[tuple[int, int, int], ...]  # radius, place of its number, step
    citizen: tuple[Mark, ...]
    citizen_path: str
    caseworker: tuple[Mark, ...]
    caseworker_path: str
    first: tuple[Mark, ...]
    first_path: str
    size: int = _SIZE
    centre: int = _CENTRE


def star(lines: Sequence[Line], *, top: int) -> Star | None:
    """None with fewer than three questions: two make no star."""
    if len(lines) < _LEAST_AXES or not any(line.has_answers for line in lines):
        return None
    count = len(lines)
    newest = [_last(line.by_citizen) for line in lines]
    theirs = [_last(line.by_caseworker) for line in lines]
    firsts = [line.by_citizen[0].value if len(line.by_citizen) > 1 else None for line in lines]
    citizen, citizen_path = _figure(newest, top)
    caseworker, caseworker_path = _figure(theirs, top)
    first, first_path = _figure(firsts, top)
    rays = tuple(_ray(line.number, place, count) for place, line in enumerate(lines))
    rings = tuple(
        (round(_REACH * step / top), _CENTRE - round(_REACH * step / top) - 2, step) for step in range(1, top + 1)
    )
    return Star(rays, rings, citizen, citizen_path, caseworker, caseworker_path, first, first_path)


def _last(rows: Sequence[Given]) -> int | None:
    return rows[-1].value if rows else None


def _at(place: int, count: int, reach: float) -> tuple[int, int]:
    angle = 2 * pi * place / count - pi / 2
    return round(_CENTRE + reach * cos(angle)), round(_CENTRE + reach * sin(angle))


def _ray(number: int, place: int, count: int) -> Ray:
    x, y = _at(place, count, _REACH)
    words_x, words_y = _at(place, count, _REACH + 18)
    return Ray(number, x, y, words_x, words_y + 5)


def _figure(values: Sequence[int | None], top: int) -> tuple[tuple[Mark, ...], str]:
    """The marks, and a line between neighbours that both are answered: over a gap no line is drawn."""
    count, step = len(values), _REACH / top
    marks: list[Mark | None] = []
    for place, value in enumerate(values):
        if value is None:
            marks.append(None)
            continue
        ends = (_at(place, count, step * max(value - HALF_A_STEP, 0)), _at(place, count, step * (value + HALF_A_STEP)))
        marks.append(Mark(*_at(place, count, step * value), *ends[0], *ends[1]))
    path = " ".join(
        f"M{one.x} {one.y}L{other.x} {other.y}"
        for one, other in zip(marks, [*marks[1:], *marks[:1]], strict=True)
        if one is not None and other is not None
    )
    return tuple(mark for mark in marks if mark is not None), path


@dataclass(frozen=True)
class Drawn:
    """One question over time."""

    line: Line
    steps: tuple[tuple[int, int], ...]  # y, step
    citizen: tuple[Mark, ...]
    citizen_path: str
    caseworker: tuple[Mark, ...]
    caseworker_path: str
    left: int = _LEFT
    right: int = LINE_WIDTH - _RIGHT
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT

    @property
    def days(self) -> list[Given]:
        """The first and the last answer, whose days stand below."""
        rows = sorted([*self.line.by_citizen, *self.line.by_caseworker], key=lambda each: each.on)
        return [rows[0], rows[-1]]


def over_time(lines: Iterable[Line], *, top: int) -> list[Drawn]:
    """A small chart for each question that somebody has answered."""
    return [_drawn(line, top) for line in lines if line.has_answers]


def _drawn(line: Line, top: int) -> Drawn:
    days = [each.on for each in (*line.by_citizen, *line.by_caseworker)]
    first, span = min(days), max((max(days) - min(days)).days, 1)
    only = min(days) == max(days)

    def x(given: Given, beside: int) -> int:
        wide = LINE_WIDTH - _LEFT - _RIGHT - 24
        place = wide / 2 if only else wide * (given.on - first).days / span
        return round(_LEFT + 12 + place) + beside

    def y(value: float) -> int:
        return round(LINE_HEIGHT - _BOTTOM - (value - 0.5) / top * (LINE_HEIGHT - _TOP - _BOTTOM))

    def marks(rows: Sequence[Given], beside: int) -> tuple[Mark, ...]:
        found = []
        for each in rows:
            at = x(each, beside)
            ends = at, y(each.value - HALF_A_STEP), at, y(each.value + HALF_A_STEP)
            found.append(Mark(at, y(each.value), *ends, each.joins))
        return tuple(found)

    citizen, caseworker = marks(line.by_citizen, -4), marks(line.by_caseworker, 4)
    steps = tuple((y(step), step) for step in range(1, top + 1))
    return Drawn(line, steps, citizen, _path(citizen), caseworker, _path(caseworker))


def _path(marks: Sequence[Mark]) -> str:
    """A line between answers to the same words; where the words were others it is broken."""
    pairs = pairwise(marks)
    return " ".join(f"M{a.x} {a.y}L{b.x} {b.y}" for a, b in pairs if a.joins and b.joins)
