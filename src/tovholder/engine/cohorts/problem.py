"""The question: people, courses, sites, demand, weights and wishes as frozen arrays.

Group attributes (gender, origin, mother tongue, religion, name, citizenship) are not columns here, and may not become
columns. Weeks are whole numbers from 0; values are thousandths of a point, whole, so that sums are exact.
"""

# ruff: noqa: RUF009 - column() describes a field, as dataclasses.field() does

from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching.columns import I8, I16, I32, Bool, Csr, Table, column, rows_column, settled

POINT = 1_000
"""Thousandths in a point of the objective."""

NOBODY = -1
"""No household, no circle, no seat before."""


class Klass(NamedTuple):
    """One possible class: rows of Courses and Sites, and the week it starts."""

    course: int
    site: int
    week: int


@dataclass(frozen=True, eq=False, kw_only=True)
class People(Table):
    """N people who could join at most one class each. What they have no way to (zone, window) is closed, never open."""

    zone: I32 = column(np.int32, NOBODY)  # row of Problem.minutes
    first_week: I16 = column(np.int16, 0)  # earliest start
    last_week: I16 = column(np.int16, -1)  # latest start; before first_week: none
    courses: Csr = rows_column(np.int16)  # wanted and fitting; values: how well they fit, in whole points
    priority: I32 = column(np.int32, 0)  # thousandths of a point
    max_minutes: I16 = column(np.int16, 0)  # one way
    danish: I8 = column(np.int8, -1)  # level; -1 not known: reaches no requirement
    controller: I32 = column(np.int32, NOBODY)  # the municipality that answers for the person
    circles: Csr = rows_column()  # companies and clusters the person belongs to, see Courses.reserved
    together: I32 = column(np.int32, NOBODY)  # people of one number sit in one class, or none of them sits
    apart: I32 = column(np.int32, NOBODY)  # people of one number never sit in one class
    before_course: I32 = column(np.int32, NOBODY)  # the seat in the plan before
    before_site: I32 = column(np.int32, NOBODY)
    before_week: I16 = column(np.int16, NOBODY)
    promised: Bool = column(np.bool_, False)  # the seat before has been promised, and is kept


@dataclass(frozen=True, eq=False, kw_only=True)
class Courses(Table):
    """What can be taught. A one-company class is a course of its own, reserved for the company's circle."""

    industry: I16 = column(np.int16, 0)  # row of Problem.demand
    weeks: I16 = column(np.int16, 1)  # how long it takes a room and a teacher
    danish: I8 = column(np.int8, 0)  # level required; 0 none
    min_size: I16 = column(np.int16, 12)
    max_size: I16 = column(np.int16, 20)
    reserved: Csr = rows_column()  # circles whose people may join; no entry: everybody


@dataclass(frozen=True, eq=False, kw_only=True)
class Sites(Table):
    """Where it can be taught."""

    courses: Csr = rows_column()  # offered


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What the objective counts, in thousandths of a point. Priority is added as it stands."""

    served: int = 0  # for a person placed
    fit: int = POINT  # times the fit of the course
    waiting: int = 400  # a week from the first possible one to the start
    travel: int = 30  # a minute one way
    klass: int = 40 * POINT  # a class that is held
    kept: int = 0  # for a person who keeps the seat of the plan before

    def __post_init__(self) -> None:
        for each in fields(self):
            given = getattr(self, each.name)
            if isinstance(given, bool) or not isinstance(given, int) or given < 0:
                raise ValueError(f"weights.{each.name}: must be a whole number, 0 or more, is {given!r}")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a planner asks: what must be, what may not be, and other sizes."""

    open: tuple[Klass, ...] = ()  # must be held; twice when named twice
    closed: tuple[Klass, ...] = ()  # may not be held; week -1: in no week
    seated: tuple[tuple[int, Klass | None], ...] = ()  # person, and the class; None: any class
    unseated: tuple[tuple[int, int], ...] = ()  # person, and the course that is out of the question
    sizes: tuple[tuple[Klass, int, int], ...] = ()  # class, minimum and maximum instead of the course's

    def moved(self, held: Klass, week: int) -> "Wishes":
        """The class in another week instead."""
        kept = tuple(each for each in self.open if each != held)
        return replace(self, open=(*kept, held._replace(week=week)), closed=(*self.closed, held))

    def lowered(self, held: Klass, least: int, most: int) -> "Wishes":
        """The class with another minimum and maximum."""
        kept = tuple(each for each in self.sizes if each[0] != held)
        return replace(self, sizes=(*kept, (held, least, most)))


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """Everything that decides which classes can exist."""

    people: People
    courses: Courses
    sites: Sites
    minutes: I16  # (zones, sites) one way; below 0: no way
    rooms: I16  # (sites, weeks) free; a class must end within these weeks
    teachers: I16  # (courses, weeks)
    demand: I32  # (industries,) people trained at most
    last_start: int  # the last week a class may start
    weights: Weights = field(default_factory=Weights)
    wishes: Wishes = field(default_factory=Wishes)

    def __post_init__(self) -> None:
        for name, dtype in (("minutes", np.int16), ("rooms", np.int16), ("teachers", np.int16), ("demand", np.int32)):
            object.__setattr__(self, name, settled(f"problem.{name}", getattr(self, name), np.dtype(dtype)))
        self._shapes()
        self._references()
        self._wishes()

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return int(self.rooms.shape[1])

    def _shapes(self) -> None:
        shapes = {"minutes": self.minutes.ndim, "rooms": self.rooms.ndim, "teachers": self.teachers.ndim}
        if flat := [name for name, dimensions in shapes.items() if dimensions != 2]:
            raise ValueError(f"problem.{flat[0]}: must be a table of rows and columns")
        if self.minutes.shape[1] != len(self.sites) or self.rooms.shape[0] != len(self.sites):
            raise ValueError("problem.minutes, problem.rooms: must have one column and one row for each site")
        if self.teachers.shape != (len(self.courses), self.weeks):
            raise ValueError("problem.teachers: must have one row for each course and the weeks of problem.rooms")
        for name in ("rooms", "teachers", "demand"):
            if (getattr(self, name) < 0).any():
                raise ValueError(f"problem.{name}: must be 0 or more")
        if not 0 <= self.last_start < self.weeks:
            raise ValueError(f"problem.last_start: must be one of {self.weeks} weeks, is {self.last_start}")

    def _references(self) -> None:
        people, courses = self.people, self.courses
        _below("people.zone", people.zone, self.minutes.shape[0], "zone")
        _below("people.courses", people.courses.indices, len(courses), "course")
        _below("people.before_course", people.before_course, len(courses), "course")
        _below("people.before_site", people.before_site, len(self.sites), "site")
        _below("sites.courses", self.sites.courses.indices, len(courses), "course")
        _below("courses.industry", courses.industry, self.demand.size, "industry")
        if courses.industry.size and courses.industry.min() < 0:
            raise ValueError("courses.industry: must be 0 or more")
        if (courses.weeks < 1).any() or (courses.min_size < 1).any() or (courses.max_size < courses.min_size).any():
            raise ValueError("courses: weeks and min_size must be 1 or more, max_size no less than min_size")
        if people.first_week.size and people.first_week.min() < 0:
            raise ValueError("people.first_week: must be 0 or more")
        if (people.promised & (people.before_week < 0)).any():
            raise ValueError("people.promised: a promised seat needs before_course, before_site and before_week")
        both = np.flatnonzero((people.together >= 0) & (people.apart >= 0))
        meant = np.stack((people.together[both], people.apart[both]), axis=1)
        if np.unique(meant, axis=0).shape[0] < both.size:
            raise ValueError("people.together, people.apart: two people must sit both together and apart")

    def _wishes(self) -> None:
        wishes, count = self.wishes, len(self.people)
        named = [*wishes.open, *wishes.closed, *(each[0] for each in wishes.sizes)]
        for klass in (*named, *(klass for _, klass in wishes.seated if klass is not None)):
            if not (0 <= klass.course < len(self.courses) and 0 <= klass.site < len(self.sites)):
                raise ValueError(f"wishes: there is no such class: {tuple(klass)}")
        for person in (*(each[0] for each in wishes.seated), *(each[0] for each in wishes.unseated)):
            if not 0 <= person < count:
                raise ValueError(f"wishes: there is no such person: {person} of {count}")
        if any(not 1 <= least <= most for _, least, most in wishes.sizes):
            raise ValueError("wishes.sizes: the minimum must be 1 or more and the maximum no less")


def _below(label: str, values: npt.NDArray[np.integer], size: int, what: str) -> None:
    if values.size and values.max() >= size:
        raise ValueError(f"{label}: {int(values.max())} is not a {what}")
