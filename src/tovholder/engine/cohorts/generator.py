"""Seeded synthetic problems for tests and measurements. No real persons; shaped like a region, not drawn from one.

Municipalities of unequal size and sites on 90 x 60 km; minutes are ten and 1.2 for each kilometre. A course belongs to
an industry, takes 3-6 weeks and has 1-3 teachers for every 2,500 people; a site offers about 45 % of the courses and
has 1-2 rooms, more with more people. A person wants 1-4 courses, some far more than others, with a window of some
4-10 weeks from any week, a limit of 45, 60 or 80 minutes and a priority of 10, 14 or 20 points. Industries want in all
about four in five of the people.
With `social` above 0 that share of people has a household, is to be kept apart from somebody, belongs to a circle or is
below a level of Danish. Same version, seed and sizes: same problem.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching.columns import Csr

from .problem import POINT, Courses, People, Problem, Sites, Weights

VERSION = 1
"""Raised whenever the same seed would give another problem."""

LONGEST = 6

Random = np.random.Generator
Column = npt.NDArray[Any]


def generate(  # long: one argument a line
    *,
    people: int,
    seed: int,
    municipalities: int = 19,
    sites: int = 12,
    courses: int = 25,
    industries: int = 8,
    weeks: int = 26,
    sizes: tuple[int, int] = (12, 20),
    social: float = 0.0,
    weights: Weights | None = None,
) -> Problem:
    """A problem of these sizes; `sizes` are the smallest and largest class, `weeks` those in which one may start."""
    random = np.random.Generator(np.random.PCG64([VERSION, seed]))
    home = random.uniform((0, 0), (90, 60), (municipalities, 2))
    school = random.uniform((10, 10), (80, 50), (sites, 2))
    minutes = 10 + 1.2 * np.hypot(*(home[:, None, :] - school[None, :, :]).transpose(2, 0, 1))
    scale = max(people // 2_500, 1)
    span = weeks + LONGEST
    drawn = _courses(random, courses, industries, sizes, social)
    return Problem(
        people=_people(random, people, municipalities, courses, weeks, social),
        courses=drawn,
        sites=Sites(key=_keys(random, sites), courses=_some(random, sites, courses, 0.45)),
        minutes=minutes.astype(np.int16),
        rooms=np.repeat(random.integers(1, 3, sites)[:, None] * scale, span, axis=1).astype(np.int16),
        teachers=np.repeat(random.integers(1, 4, courses)[:, None] * scale, span, axis=1).astype(np.int16),
        demand=random.multinomial(int(people * 0.8), np.full(industries, 1 / industries)).astype(np.int32),
        last_start=weeks - 1,
        weights=weights or Weights(),
    )


def _courses(random: Random, count: int, industries: int, sizes: tuple[int, int], social: float) -> Courses:
    reserved = random.random(count) < social / 2
    return Courses.blank(
        _keys(random, count),
        industry=np.arange(count) % industries,
        weeks=random.integers(3, LONGEST + 1, count),
        danish=np.where(random.random(count) < social, random.integers(1, 4, count), 0),
        min_size=np.full(count, sizes[0]),
        max_size=np.full(count, sizes[1]),
        reserved=Csr.of([{0} if each else {} for each in reserved.tolist()]),
    )


def _people(random: Random, count: int, municipalities: int, courses: int, weeks: int, social: float) -> People:
    share = 1 / np.arange(2, municipalities + 2)
    home = random.choice(municipalities, count, p=share / share.sum())
    first = random.integers(0, weeks, count)
    circle = random.random(count) < social
    together = _groups(random, count, social, 2)
    return People.blank(
        _keys(random, count),
        zone=home,
        controller=home,
        first_week=first,
        last_week=np.minimum(first + random.integers(3, 10, count), weeks - 1),
        courses=_wanted(random, count, courses),
        priority=random.choice([10, 14, 20], count, p=[0.5, 0.35, 0.15]) * POINT,
        max_minutes=random.choice([45, 60, 80], count, p=[0.3, 0.45, 0.25]),
        danish=random.integers(0, 5, count),
        circles=Csr.of([{0} if each else {} for each in circle.tolist()]),
        together=together,
        apart=np.where(together < 0, _groups(random, count, social, 3), -1),
    )


def _groups(random: Random, count: int, share: float, most: int) -> Column:
    """(count,) numbers of groups of up to `most`; -1 for those in none."""
    inside = random.random(count) < share
    return np.where(inside, random.integers(0, max(int(count * share) // most, 1), count), -1)


def _wanted(random: Random, count: int, courses: int) -> Csr:
    many = random.integers(1, 5, count)
    share = 1 / (2 + random.permutation(courses))
    wanted = random.choice(courses, (count, 4), p=share / share.sum())
    return Csr.of([dict.fromkeys(row[:some], 0) for row, some in zip(wanted.tolist(), many.tolist(), strict=True)])


def _some(random: Random, rows: int, size: int, share: float) -> Csr:
    return Csr.of([np.flatnonzero(row).tolist() for row in random.random((rows, size)) < share])


def _keys(random: Random, count: int) -> Column:
    keys = random.integers(0, 2**64, count, np.uint64)
    assert np.unique(keys).size == count  # noqa: S101 - two equal 64-bit draws: choose another seed
    return keys
