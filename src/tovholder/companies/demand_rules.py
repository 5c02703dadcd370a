"""Forecast demand and industries to aim at: quarters, the day training must begin, the ranking with its reasons.

Agreements of S03-2, S15-2 and S29-5. Nothing here is about a person: industries are ranked, and people choose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

FULL = 100
PARTS = ("open_places", "unfilled", "forecast", "campaigns", "trouble", "danish", "training")


@dataclass(frozen=True, kw_only=True, slots=True)
class Demand:
    """So many people needed from a day on, and who says so. `source`: order | agreement | plan | survey."""

    source: str
    title: str
    source_id: int | None
    industry: str
    occupation: str
    needed_on: date
    number: int
    train_by: date


@dataclass(frozen=True)
class Total:
    """The demand for one occupation in one quarter: the number of each source beside the sum."""

    year: int
    quarter: int
    industry: str
    occupation: str
    number: int
    by_source: Mapping[str, int]
    train_by: date | None  # the first of those to come; an open order is for people who can start

    @property
    def sources(self) -> tuple[tuple[str, int], ...]:
        return tuple(self.by_source.items())


def quarter_of(day: date) -> tuple[int, int]:
    """(year, quarter 1..4)."""
    return day.year, (day.month - 1) // 3 + 1


def quarters(on: date, until: date) -> list[date]:
    """The days that begin a quarter between the two, with `on` as the beginning of the one it lies in."""
    found = [on]
    while (following := _next_quarter(found[-1])) < until:
        found.append(following)
    return found


def _next_quarter(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 4
    return date(day.year + 1, 1, 1) if month > 12 else date(day.year, month, 1)


def middle(numbers: Mapping[int, int]) -> int | None:
    """The lower median of values told as {value: how many have it}. None: there are none."""
    half = (sum(numbers.values()) + 1) // 2
    for value in sorted(numbers):
        half -= numbers[value]
        if half <= 0:
            return value
    return None


def train_by(needed_on: date, *, weeks: int) -> date:
    """The last day training can begin, so that people are ready on the day they are needed."""
    return needed_on - timedelta(weeks=weeks)


def totals(rows: Iterable[Demand]) -> tuple[Total, ...]:
    """By quarter and occupation, soonest first. The same places told of by two sources are counted twice: the sources
    stand beside, so that a reader sees it."""
    groups: dict[tuple[int, int, str, str], list[Demand]] = defaultdict(list)
    for row in rows:
        groups[(*quarter_of(row.needed_on), row.industry, row.occupation)].append(row)
    return tuple(_total(key, groups[key]) for key in sorted(groups))


@dataclass(frozen=True)
class Quarter:
    """What one quarter needs, over all occupations."""

    year: int
    quarter: int
    totals: tuple[Total, ...]

    @property
    def number(self) -> int:
        return sum(total.number for total in self.totals)


def by_quarter(totals: Iterable[Total]) -> tuple[Quarter, ...]:
    """The totals of each quarter together, soonest first; the most wanted occupation of each first."""
    groups: dict[tuple[int, int], list[Total]] = defaultdict(list)
    for total in totals:
        groups[total.year, total.quarter].append(total)
    return tuple(
        Quarter(*key, tuple(sorted(groups[key], key=lambda each: (-each.number, each.industry, each.occupation))))
        for key in sorted(groups)
    )


def _total(key: tuple[int, int, str, str], rows: list[Demand]) -> Total:
    by_source: dict[str, int] = defaultdict(int)
    for row in sorted(rows, key=lambda each: each.source):
        by_source[row.source] += row.number
    return Total(*key, sum(by_source.values()), dict(by_source), _first_training(rows))


def _first_training(rows: list[Demand]) -> date | None:
    return min((row.train_by for row in rows if row.source != "order"), default=None)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one industry. None: nobody knows."""

    open_places: int = 0
    asked: int = 0  # orders of the last year
    filled: int = 0  # of these
    forecast: int = 0  # people, over the coming year
    campaign_answers: int = 0
    campaign_yes: int = 0
    open_orders: int = 0
    old_orders: int = 0  # of these, open for longer than usual
    danish: int | None = None  # median level asked for
    training_weeks: int | None = None


@dataclass(frozen=True)
class Reason:
    """One part of an industry's place: 0..100 points, or None where nobody knows; nobody's ignorance gives points."""

    part: str
    points: int | None
    weight: int

    @property
    def share(self) -> int:
        return (self.points or 0) * self.weight


@dataclass(frozen=True)
class Aim:
    """One industry in the ranking, with every reason."""

    industry: str
    known: Known
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """0..100."""
        return round(sum(reason.share for reason in self.reasons) / FULL)


def are_weights(weights: Mapping[str, int]) -> bool:
    """Whether every part has a weight of whole per cent, and they make 100."""
    return (
        set(weights) == set(PARTS)
        and all(0 <= each <= FULL for each in weights.values())
        and (sum(weights.values()) == FULL)
    )


def ranked(industries: Mapping[str, Known], weights: Mapping[str, int]) -> tuple[Aim, ...]:
    """Industries with most points first; of equals by code. Counts are told against the largest of them."""
    most_open = max((known.open_places for known in industries.values()), default=0)
    most_forecast = max((known.forecast for known in industries.values()), default=0)
    longest = max((known.training_weeks or 0 for known in industries.values()), default=0)
    aims = [
        Aim(
            code,
            known,
            tuple(
                Reason(part, points, weights[part])
                for part, points in _points(known, most_open, most_forecast, longest).items()
            ),
        )
        for code, known in industries.items()
    ]
    return tuple(sorted(aims, key=lambda aim: (-aim.points, aim.industry)))


def _points(known: Known, most_open: int, most_forecast: int, longest: int) -> dict[str, int | None]:
    return {
        "open_places": _of(known.open_places, most_open) or 0,
        "unfilled": _of(known.asked - known.filled, known.asked),
        "forecast": _of(known.forecast, most_forecast) or 0,
        "campaigns": _of(known.campaign_yes, known.campaign_answers),
        "trouble": _of(known.old_orders, known.open_orders),
        "danish": None if known.danish is None else FULL - min(known.danish, FULL),
        "training": None if known.training_weeks is None else FULL - (_of(known.training_weeks, longest) or 0),
    }


def _of(number: int, whole: int) -> int | None:
    return round(FULL * number / whole) if whole else None
