"""The question: people, orders, weights and rules as frozen arrays.

Group attributes (gender, origin, mother tongue, religion, name, citizenship) are not columns here, and may not become
columns.
"""

# ruff: noqa: RUF009 - column() describes a field, as dataclasses.field() does

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from .codes import PARTS
from .columns import (
    I8,
    I16,
    I32,
    NO_END,
    U32,
    U64,
    UNKNOWN,
    UNKNOWN_DAY,
    UNKNOWN_PLACE,
    Bool,
    Csr,
    Table,
    column,
    rows_column,
    settled,
)

FULL = 10_000
"""A part that is met in full."""

WALK, BIKE, PUBLIC, CAR = range(4)
"""Rows of the default table of means of transport."""


@dataclass(frozen=True, eq=False, kw_only=True)
class People(Table):
    """N people. Bits: what bit b stands for is the caller's, the same for people and orders."""

    controller: I32 = column(np.int32, UNKNOWN)  # the municipality that answers for the person
    protected: Bool = column(np.bool_, True)  # name or address protected: own municipality only
    shared: Bool = column(np.bool_, False)  # in the pool: visible to other municipalities
    partnerships: U64 = column(np.uint64, 0)  # those the municipality takes part in today
    kinds: U32 = column(np.uint32, 0)  # placement kinds lawful today
    kinds_known: U32 = column(np.uint32, 0)  # kinds that have been decided, yes or no
    danish: I8 = column(np.int8, UNKNOWN)  # level, 0 = none
    licences: U32 = column(np.uint32, 0)  # held
    licences_known: U32 = column(np.uint32, 0)  # asked about, held or not
    hours_min: I16 = column(np.int16, UNKNOWN)  # weekly hours, least
    hours_max: I16 = column(np.int16, UNKNOWN)  # weekly hours, most
    available_from: I32 = column(np.int32, UNKNOWN_DAY)  # days since 1970-01-01
    available_before: I32 = column(np.int32, UNKNOWN_DAY)  # half-open; NO_END when it is open-ended
    zone: I32 = column(np.int32, UNKNOWN)  # row and column of Travel.minutes
    x: I32 = column(np.int32, UNKNOWN_PLACE)  # metres east, projected; the centroid of the postcode will do
    y: I32 = column(np.int32, UNKNOWN_PLACE)  # metres north
    means: I8 = column(np.int8, UNKNOWN)  # row of Travel.metres_per_minute
    max_minutes: I16 = column(np.int16, UNKNOWN)  # one way
    considerations: U32 = column(np.uint32, 0)  # strains the person must be spared (skånehensyn)
    considerations_known: Bool = column(np.bool_, False)  # asked about: no bit means none
    step: I8 = column(np.int8, UNKNOWN)  # row of Rules.next_step
    wished_industries: U64 = column(np.uint64, 0)
    wished_occupations: Csr = rows_column()
    skills: Csr = rows_column(np.int16)  # values: level 1..3
    experience: Csr = rows_column(np.int16)  # index: occupation group, values: months


@dataclass(frozen=True, eq=False, kw_only=True)
class Orders(Table):
    """M orders. A requirement of 0 is "none"; the "unknown" of a column is "the company has not said"."""

    controller: I32 = column(np.int32, UNKNOWN)  # the owner's municipality; UNKNOWN: an owner outside them
    partnerships: U64 = column(np.uint64, 0)  # those the owner takes part in today
    kinds: U32 = column(np.uint32, 0)  # placement kinds offered; no bit: not said
    danish: I8 = column(np.int8, UNKNOWN)  # level required
    licences: U32 = column(np.uint32, 0)  # required
    hours: I16 = column(np.int16, UNKNOWN)  # weekly hours, fewest
    hours_most: I16 = column(np.int16, UNKNOWN)  # weekly hours, most; UNKNOWN: no more than the fewest
    start_from: I32 = column(np.int32, UNKNOWN_DAY)  # first day it may start
    start_before: I32 = column(np.int32, UNKNOWN_DAY)  # half-open; NO_END when any later day will do
    zone: I32 = column(np.int32, UNKNOWN)
    x: I32 = column(np.int32, UNKNOWN_PLACE)
    y: I32 = column(np.int32, UNKNOWN_PLACE)
    strains: U32 = column(np.uint32, 0)  # strains of the task
    strains_known: Bool = column(np.bool_, False)
    places: I16 = column(np.int16, UNKNOWN)  # left under the employer rules
    occupation: I32 = column(np.int32, UNKNOWN)
    group: I32 = column(np.int32, UNKNOWN)  # the occupation's group
    industries: U64 = column(np.uint64, 0)
    required: Csr = rows_column()  # skills
    useful: Csr = rows_column()


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Whole per cent of the score, one for each part; they sum to 100."""

    required_skills: int = 30
    useful_skills: int = 10
    experience: int = 15
    wish: int = 10
    language_margin: int = 10
    travel: int = 10
    hours: int = 5
    next_step: int = 10

    def __post_init__(self) -> None:
        for name, weight in self.by_name().items():
            if isinstance(weight, bool) or not isinstance(weight, int):
                raise ValueError(f"weights.{name}: must be a whole number, is {weight!r}")
            if weight < 0:
                raise ValueError(f"weights.{name}: must be 0 or more, is {weight}")
        total = sum(self.by_name().values())
        if total != 100:
            raise ValueError(f"weights: must sum to 100, sum to {total}")

    def by_name(self) -> dict[str, int]:
        """Weight by the name of the part, in the order of `Part`."""
        return {part.name.lower(): getattr(self, part.name.lower()) for part in PARTS}

    @classmethod
    def of(cls, weights: Mapping[str, int]) -> "Weights":
        """From a mapping that names every part once; ValueError tells which is missing or foreign."""
        names = {each.name for each in fields(cls)}
        if foreign := sorted(set(weights) - names):
            raise ValueError(f"weights: no such part: {', '.join(foreign)}")
        if missing := sorted(names - set(weights)):
            raise ValueError(f"weights: not given: {', '.join(missing)}")
        return cls(**weights)

    def row(self) -> I32:
        """(parts,) in the order of `Part`."""
        return np.array(list(self.by_name().values()), np.int32)


@dataclass(frozen=True, eq=False, kw_only=True)
class Travel:
    """How long the way takes: ``overhead + distance * detour / speed``, whole minutes rounded up.

    A matrix from outside (`minutes`) wins where both zones are known and it holds a number of 0 or more.
    """

    metres_per_minute: I32 = field(default_factory=lambda: np.array([75, 230, 450, 750], np.int32))  # by means
    overhead_minutes: I32 = field(default_factory=lambda: np.array([0, 2, 12, 5], np.int32))  # by means
    detour_percent: int = 130  # roads are longer than the straight line
    band_minutes: int = 15  # travel is scored and told in bands of this width
    horizon_minutes: int = 90  # from here on the part is 0
    near_minutes: int = 30  # a way longer than somebody can travel by more than this is no near miss
    minutes: I16 | None = None  # (means, zones of homes, zones of orders)

    def __post_init__(self) -> None:
        for name in ("metres_per_minute", "overhead_minutes"):
            object.__setattr__(self, name, settled(f"travel.{name}", getattr(self, name), np.dtype(np.int32)))
        if self.metres_per_minute.shape != self.overhead_minutes.shape or self.metres_per_minute.ndim != 1:
            raise ValueError("travel: metres_per_minute and overhead_minutes must have one number for each means")
        if (self.metres_per_minute <= 0).any() or (self.overhead_minutes < 0).any():
            raise ValueError("travel: speeds must be above 0 and overheads 0 or more")
        if self.detour_percent < 100 or self.band_minutes < 1 or self.horizon_minutes < 1:
            raise ValueError("travel: detour must be 100 per cent or more, band and horizon 1 minute or more")
        if self.near_minutes < 0:
            raise ValueError("travel.near_minutes: must be 0 or more")
        if self.minutes is not None:
            matrix = settled("travel.minutes", self.minutes, np.dtype(np.int16))
            if matrix.ndim != 3 or matrix.shape[0] != self.metres_per_minute.size:
                raise ValueError("travel.minutes: must be (means, zones of homes, zones of orders)")
            object.__setattr__(self, "minutes", matrix)

    @property
    def means(self) -> int:
        """How many means of transport there are."""
        return int(self.metres_per_minute.size)


@dataclass(frozen=True, eq=False, kw_only=True)
class Rules:
    """What turns columns into parts. Credits are of 10,000."""

    tie_key: int  # secret, 64 bits: decides ties together with the two keys
    skill_parent: I32 = field(default_factory=lambda: np.zeros(0, np.int32))  # (skills,) the broader skill or UNKNOWN
    level_credit: tuple[int, int, int] = (6_000, 8_500, FULL)  # for a skill held at level 1, 2, 3
    parent_credit: int = 6_000  # of the level's credit, when the skill held is the broader or narrower one
    sibling_credit: int = 4_000  # of the level's credit, when both have the same broader skill
    experience_full_months: int = 24
    wish_industry_credit: int = 6_000  # the industry is wished; the occupation itself gives all
    margin_full_levels: int = 3  # Danish levels above what is required
    hours_fit_credit: int = 5_000  # the hours fit; the rest comes with room to grow
    room_full_hours: int = 10  # weekly hours the person could give beyond the order's
    next_step: I16 = field(default_factory=lambda: np.zeros((0, 0), np.int16))  # (steps, kinds) 0..10,000
    travel: Travel = field(default_factory=Travel)

    def __post_init__(self) -> None:
        if not 0 <= self.tie_key < 2**64:
            raise ValueError("rules.tie_key: must be a whole number of 64 bits")
        parents = settled("rules.skill_parent", self.skill_parent, np.dtype(np.int32))
        steps = settled("rules.next_step", self.next_step, np.dtype(np.int16))
        object.__setattr__(self, "skill_parent", parents)
        object.__setattr__(self, "next_step", steps)
        if parents.ndim != 1 or (parents.size and (parents.min() < UNKNOWN or parents.max() >= parents.size)):
            raise ValueError("rules.skill_parent: must hold a skill's row or -1")
        if (parents == np.arange(parents.size)).any():
            raise ValueError("rules.skill_parent: a skill cannot be its own parent")
        if steps.ndim != 2 or (steps.size and (steps.min() < 0 or steps.max() > FULL)):
            raise ValueError("rules.next_step: must be (steps, kinds) of 0..10000")
        self._check_credits()

    def _check_credits(self) -> None:
        credits = [*self.level_credit, self.parent_credit, self.sibling_credit]
        credits += [self.wish_industry_credit, self.hours_fit_credit]
        if min(credits) < 0 or max(credits) > FULL or list(self.level_credit) != sorted(self.level_credit):
            raise ValueError("rules: credits must lie in 0..10000 and never fall with the level")
        if min(self.experience_full_months, self.margin_full_levels, self.room_full_hours) < 1:
            raise ValueError("rules: what fills a part must be 1 or more")


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """Everything a ranking depends on. Same problem, same lists."""

    people: People
    orders: Orders
    weights: Weights
    rules: Rules

    def __post_init__(self) -> None:
        skills, rules = self.rules.skill_parent.size, self.rules
        people, orders = self.people, self.orders
        for label, csr in (
            ("people.skills", people.skills),
            ("orders.required", orders.required),
            ("orders.useful", orders.useful),
        ):
            _below(label, csr.indices, skills, "skill in rules.skill_parent")
        if people.skills.values.size and not 1 <= people.skills.values.min() <= people.skills.values.max() <= 3:
            raise ValueError("people.skills: levels must be 1, 2 or 3")
        if people.experience.values.size and people.experience.values.min() < 0:
            raise ValueError("people.experience: months must be 0 or more")
        _below("people.step", people.step, rules.next_step.shape[0], "row in rules.next_step")
        _below("people.means", people.means, rules.travel.means, "means in rules.travel")
        if rules.travel.minutes is not None:
            _below("people.zone", people.zone, rules.travel.minutes.shape[1], "zone in travel.minutes")
            _below("orders.zone", orders.zone, rules.travel.minutes.shape[2], "zone in travel.minutes")
        if (people.controller < 0).any():
            raise ValueError("people.controller: everybody has a municipality that answers for them")
        unfit = (people.hours_max >= 0) & (people.hours_min > people.hours_max)
        if unfit.any():
            raise ValueError(f"people.hours_min: row {int(np.flatnonzero(unfit)[0])} is above hours_max")
        if ((orders.hours_most >= 0) & ((orders.hours < 0) | (orders.hours_most < orders.hours))).any():
            raise ValueError("orders.hours_most: must be at least orders.hours, which must be known")
        _window("people.available", people.available_from, people.available_before)
        _window("orders.start", orders.start_from, orders.start_before)


def _below(label: str, values: npt.NDArray[Any], size: int, what: str) -> None:
    if values.size and values.max() >= size:
        raise ValueError(f"{label}: {int(values.max())} is not a {what}")


def _window(label: str, starts: I32, ends: I32) -> None:
    known = (starts != UNKNOWN_DAY) & (ends != UNKNOWN_DAY)
    if (empty := np.flatnonzero(known & (starts >= ends))).size:
        raise ValueError(f"{label}_from, {label}_before: row {int(empty[0])} is a window without a day")


__all__ = [
    "BIKE",
    "CAR",
    "FULL",
    "NO_END",
    "PUBLIC",
    "WALK",
    "Orders",
    "People",
    "Problem",
    "Rules",
    "Travel",
    "Weights",
]
