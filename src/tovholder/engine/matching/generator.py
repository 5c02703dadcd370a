"""Seeded synthetic problems for tests and measurements. No real persons; shaped like a region, not drawn from one.

28 municipalities of unequal size on 60 x 45 km; nine industries; skills in two layers (54 broader, 378 narrower), 45
occupation groups of three occupations. People lean towards one industry, orders belong to one and mostly offer a span
of hours. About one answer in twenty is unknown and one person in fifty has an empty profile. Same version, seed and
sizes: same problem.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import I32, I64, NO_END, UNKNOWN_DAY, UNKNOWN_PLACE, Csr
from .problem import FULL, Orders, People, Problem, Rules, Weights

VERSION = 2
"""Raised whenever the same seed would give another problem."""

MUNICIPALITIES, INDUSTRIES, KINDS, STEPS, LICENCES, STRAINS = 28, 9, 6, 4, 6, 8
BROADER, NARROWER, GROUPS, OCCUPATIONS = 54, 378, 45, 135
TODAY = 20_000
"""Days since 1970-01-01 on which the synthetic region stands."""

Random = np.random.Generator
Column = npt.NDArray[Any]


def generate(
    *,
    people: int,
    orders: int,
    seed: int,
    unknown: float = 0.05,
    partnerships: int = 1,
    weights: Weights | None = None,
) -> Problem:
    """A problem of these sizes; `unknown` is the share of a person's answers that nobody has given.

    One partnership holds all municipalities; of several each municipality takes part in any number, also in none.
    """
    random = np.random.Generator(np.random.PCG64([VERSION, seed]))
    places = _Places.drawn(random, _taking_part(seed, partnerships))
    return Problem(
        people=_people(random, places, people, unknown),
        orders=_orders(random, places, orders),
        weights=weights or Weights(),
        rules=_rules(random),
    )


@dataclass(frozen=True)
class _Places:
    centres: Column  # (municipalities, 2) metres
    share: Column  # (municipalities,) of people
    partnerships: Column  # (municipalities,) bits

    @classmethod
    def drawn(cls, random: Random, partnerships: Column) -> "_Places":
        size = 1 / np.arange(1, MUNICIPALITIES + 1)
        centres = random.uniform((0, 0), (60_000, 45_000), (MUNICIPALITIES, 2))
        return cls(centres, size / size.sum(), partnerships)

    def homes(self, random: Random, count: int) -> tuple[Column, Column]:
        """(count,) municipality and (count, 2) metres around its centre."""
        where = random.choice(MUNICIPALITIES, count, p=self.share)
        return where, (self.centres[where] + random.normal(0, 2_500, (count, 2))).astype(np.int64)


def _taking_part(seed: int, partnerships: int) -> Column:
    """(municipalities,) bits, from a stream of their own: the rest of the problem is the same with one or with many."""
    if partnerships == 1:
        return np.ones(MUNICIPALITIES, np.uint64)
    random = np.random.Generator(np.random.PCG64([VERSION, seed, partnerships]))
    return random.integers(0, 2**partnerships, MUNICIPALITIES, np.uint64)


def _rules(random: Random) -> Rules:
    parents = np.concatenate((np.full(BROADER, -1), np.arange(NARROWER) % BROADER))
    ladder = np.abs(np.arange(STEPS)[:, None] * 1.5 - np.arange(KINDS)[None, :])
    return Rules(
        tie_key=int(random.integers(2**63)),
        skill_parent=parents,
        next_step=np.maximum(FULL - ladder * 4_000, 0).astype(np.int16),
    )


def _people(random: Random, places: _Places, count: int, unknown: float) -> People:
    controller, home = places.homes(random, count)
    industry = random.integers(0, INDUSTRIES, count)
    empty = random.random(count) < 0.02
    least = random.choice([0, 5, 10, 15], count, p=[0.7, 0.1, 0.1, 0.1])
    free = TODAY + random.choice([-30, 0, 7, 30, 90], count)
    unsaid = _Unsaid(random, count, unknown)
    kinds = _bits(random, count, KINDS, 0.6)
    return People(
        key=_keys(random, count),
        controller=controller,
        partnerships=places.partnerships[controller],
        protected=random.random(count) < 0.02,
        shared=random.random(count) < 0.8,
        kinds=kinds,
        kinds_known=np.where(unsaid.drawn(), kinds, (1 << KINDS) - 1),
        danish=unsaid.column(np.minimum(random.gamma(2.0, 3.2, count), 18).astype(np.int64), -1),
        licences=(licences := _bits(random, count, LICENCES, 0.2)),
        licences_known=np.where(unsaid.drawn(), licences, (1 << LICENCES) - 1),
        hours_min=unsaid.column(least, -1),
        hours_max=unsaid.column(np.minimum(least + random.choice([15, 20, 25, 37], count), 37), -1),
        available_from=unsaid.column(free, UNKNOWN_DAY),
        available_before=unsaid.column(np.where(random.random(count) < 0.7, NO_END, free + 200), UNKNOWN_DAY),
        zone=controller,
        x=unsaid.column(home[:, 0], UNKNOWN_PLACE),
        y=home[:, 1],
        means=unsaid.column(random.choice(4, count, p=[0.05, 0.2, 0.5, 0.25]), -1),
        max_minutes=unsaid.column(random.choice([30, 45, 60, 75, 90], count), -1),
        considerations=(spared := _bits(random, count, STRAINS, 0.06)),
        considerations_known=(spared != 0) | ~unsaid.drawn(),
        step=unsaid.column(random.integers(0, STEPS, count), -1),
        wished_industries=np.where(empty | unsaid.drawn(), 0, 1 << np.where(_mostly(random, count), industry, 0)),
        wished_occupations=_leaning(random, industry, empty, most=2, size=OCCUPATIONS),
        skills=_leaning(random, industry, empty, most=7, size=BROADER + NARROWER, values=(1, 4)),
        experience=_leaning(random, industry, empty, most=3, size=GROUPS, values=(1, 60)),
    )


def _orders(random: Random, places: _Places, count: int) -> Orders:
    owner, place = places.homes(random, count)
    industry = random.integers(0, INDUSTRIES, count)
    group = industry + INDUSTRIES * random.integers(0, GROUPS // INDUSTRIES, count)
    starts = TODAY + random.choice([0, 7, 14, 30, 60], count)
    unsaid = _Unsaid(random, count, 0.01)
    none = np.zeros(count, np.bool_)
    made = Orders(
        key=_keys(random, count),
        controller=owner,
        partnerships=places.partnerships[owner],
        kinds=np.maximum(_bits(random, count, KINDS, 0.5), 1),
        danish=unsaid.column(random.choice([0, 1, 2, 4, 6, 9], count), -1),
        licences=_bits(random, count, LICENCES, 0.03),
        hours=unsaid.column(random.choice([8, 12, 15, 20, 25, 30], count), -1),
        hours_most=np.full(count, -1),
        start_from=starts,
        start_before=unsaid.column(starts + random.choice([14, 30, 60], count), UNKNOWN_DAY),
        zone=owner,
        x=place[:, 0],
        y=place[:, 1],
        strains=_bits(random, count, STRAINS, 0.2),
        strains_known=~unsaid.drawn(),
        places=unsaid.column(random.choice([0, 1, 2, 3, 5], count, p=[0.03, 0.5, 0.25, 0.15, 0.07]), -1),
        occupation=group + GROUPS * random.integers(0, OCCUPATIONS // GROUPS, count),
        group=group,
        industries=(1 << industry).astype(np.uint64),
        required=_leaning(random, industry, none, most=4, size=BROADER + NARROWER),
        useful=_leaning(random, industry, none, most=4, size=BROADER + NARROWER),
    )
    more = random.choice([0, 5, 10, 17], count)
    return replace(made, hours_most=np.where(made.hours < 0, -1, np.minimum(made.hours + more, 37)).astype(np.int16))


@dataclass(frozen=True)
class _Unsaid:
    random: Random
    count: int
    share: float

    def drawn(self) -> Column:
        """(count,) where nobody has said."""
        return self.random.random(self.count) < self.share

    def column(self, values: Column, unknown: int) -> Column:
        """The values, with some of them unknown."""
        return np.where(self.drawn(), unknown, values)


def _keys(random: Random, count: int) -> Column:
    keys = random.integers(0, 2**64, count, np.uint64)
    assert np.unique(keys).size == count  # noqa: S101 - two equal 64-bit draws: choose another seed
    return keys


def _bits(random: Random, count: int, size: int, share: float) -> Column:
    """(count,) masks in which each of `size` bits is set with the same chance."""
    masks: Column = ((random.random((count, size)) < share) << np.arange(size)).sum(axis=1)
    return masks


def _mostly(random: Random, count: int) -> Column:
    return random.random(count) < 0.8


def _leaning(
    random: Random, industry: I64, empty: Column, *, most: int, size: int, values: tuple[int, int] | None = None
) -> Csr:
    """1..`most` entries per row (none where `empty`), mostly of the row's industry: index modulo industries."""
    lengths = np.where(empty, 0, random.integers(1, most + 1, industry.size))
    owner = np.repeat(np.arange(industry.size), lengths)
    any_index = random.integers(0, size, owner.size)
    leaning = (any_index - any_index % INDUSTRIES + industry[owner]) % size
    chosen = np.where(_mostly(random, owner.size), leaning, any_index)
    place = np.unique(owner * size + chosen)
    held: I32 = np.bincount(place // size, minlength=industry.size).astype(np.int32)
    drawn = random.integers(*values, place.size) if values else np.ones(place.size, np.int64)
    indptr = np.concatenate(([0], np.cumsum(held, dtype=np.int64)))
    return Csr(indptr, (place % size).astype(np.int32), drawn.astype(np.int16))
