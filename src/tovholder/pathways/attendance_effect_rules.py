"""Attendance before and after a deduction, by bands (Helsingør's fact box): a look at figures, decided by nobody.

Interval: Wilson (1927), with people as the number observed: the days of one person are alike, and counting each day
would make it look surer than it is. Who is chosen because attendance was low comes nearer the usual level by itself
(regression to the mean), so a rise in a low band is not the effect of a deduction alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from tovholder import parameters

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Course:
    """One person: days there of days told before and after the first deduction, and how many deductions."""

    before: tuple[int, int]
    after: tuple[int, int]
    sanctions: int = 1


@dataclass(frozen=True)
class Band:
    """One band. Shares are percent; None where there are too few people to tell of."""

    code: str
    people: int | None
    before: float | None = None
    before_range: tuple[float, float] | None = None
    after: float | None = None
    after_range: tuple[float, float] | None = None
    relative: float | None = None  # percent of `before`
    more_than_one: int | None = None
    reported: int | None = None  # what the seed tells, relative too

    @property
    def is_hidden(self) -> bool:
        return self.people is None


def wilson(hits: float, number: int) -> tuple[float, float]:
    """The interval of a share, 0 to 1 (Wilson 1927). Raises ValueError for nobody."""
    if number <= 0:
        raise ValueError("the interval of a share needs somebody")
    z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)
    share, spread = hits / number, z * z / number
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / number + spread / (4 * number))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def relative_rise(before: float, after: float) -> float | None:
    """How much more `after` is, in percent of `before`; never in points. None from nought."""
    return None if before <= 0 else (after - before) / before * 100


def after_rise(before: float, relative: float) -> float:
    """Where a relative rise leads: 10 % and 400 % give 50 %. Nobody attends more than all of it."""
    return min(100.0, before * (1 + relative / 100))


def band_of(percent: float) -> str:
    """The band an attendance falls in."""
    for term in parameters.terms("attendance_bands"):
        if term.whole("from") <= percent < term.whole("below"):
            return term.code
    raise ValueError(f"no band for {percent}")


def bands(courses: Iterable[Course], *, smallest: int) -> list[Band]:
    """All bands in order. Only those with days told on both sides count; a band of few people tells only that."""
    of_band: dict[str, list[Course]] = {}
    for each in courses:
        if each.before[1] and each.after[1]:
            of_band.setdefault(band_of(_percent(each.before)), []).append(each)
    return [_band(term, of_band.get(term.code, []), smallest) for term in parameters.terms("attendance_bands")]


def _percent(days: tuple[int, int]) -> float:
    return days[0] / days[1] * 100


def _band(term: parameters.Term, found: list[Course], smallest: int) -> Band:
    reported = term.attributes.get("reported")
    told = reported if isinstance(reported, int) else None
    if len(found) < smallest:
        return Band(term.code, None, reported=told)
    before, after = (_pooled([getattr(each, side) for each in found]) for side in ("before", "after"))
    return Band(
        code=term.code,
        people=len(found),
        before=before,
        before_range=_range(before, len(found)),
        after=after,
        after_range=_range(after, len(found)),
        relative=relative_rise(before, after),
        more_than_one=_enough(sum(each.sanctions > 1 for each in found), len(found), smallest),
        reported=told,
    )


def _pooled(days: list[tuple[int, int]]) -> float:
    """Everybody weighs the same, however many days are told of them."""
    return sum(_percent(each) for each in days) / len(days)


def _range(percent: float, people: int) -> tuple[float, float]:
    low, high = wilson(percent / 100 * people, people)
    return low * 100, high * 100


def _enough(number: int, people: int, smallest: int) -> int | None:
    """A small number inside a group, or a small rest, would point at somebody."""
    return number if all(part == 0 or part >= smallest for part in (number, people - number)) else None
