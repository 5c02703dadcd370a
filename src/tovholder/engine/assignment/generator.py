"""Seeded synthetic problems for tests and measurements. No real persons; shaped like a region, not drawn from one.

28 municipalities of unequal size on 60 x 45 km and nine industries. A person knows about 31 orders: three of four in
the own industry, near rather than far, and popular orders rather than others, so that lists overlap as real ones do.
A weight is shaped like a matching score: what the person brings, what the order asks, how the two suit one another,
and travel in bands. Places are 1..5 and fall short of the people by a tenth. Same version, seed and sizes: same
problem.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32, I64

from .problem import Problem

VERSION = 1
"""Raised whenever the same seed would give another problem."""
MUNICIPALITIES, INDUSTRIES, CHOICES = 28, 9, 31
FULL = 1_000_000


def generate(*, people: int, orders: int, seed: int, choices: int = CHOICES) -> Problem:
    """A problem of these sizes with about `choices` edges a person."""
    random = np.random.Generator(np.random.PCG64([VERSION, seed]))
    region = _Region.drawn(random, people, orders)
    owner, order = region.pairs(random, choices)
    travel = region.bands(owner, order)
    return Problem(
        people_key=random.permutation(people).astype(np.uint64),
        orders_key=random.permutation(orders).astype(np.uint64),
        indptr=np.searchsorted(owner, np.arange(people + 1)),
        orders=order,
        fit=region.scores(random, owner, order, travel),
        travel=travel,
        places=random.choice([1, 2, 3, 4, 5], orders, p=[0.2, 0.2, 0.2, 0.2, 0.2]).astype(np.int32),
        controller=region.home,
        owner=region.place,
    )


@dataclass(frozen=True, eq=False)
class _Region:
    centres: np.ndarray  # (municipalities, 2) metres
    home: I32  # (people,) municipality
    place: I32  # (orders,) municipality
    trade: I32  # (people,) industry
    industry: I32  # (orders,)
    pull: np.ndarray  # (orders,) how sought

    @classmethod
    def drawn(cls, random: np.random.Generator, people: int, orders: int) -> "_Region":
        share = 1 / np.arange(1, MUNICIPALITIES + 1) ** 0.7
        share /= share.sum()
        return cls(
            random.uniform((0, 0), (60_000, 45_000), (MUNICIPALITIES, 2)),
            random.choice(MUNICIPALITIES, people, p=share).astype(np.int32),
            random.choice(MUNICIPALITIES, orders, p=share).astype(np.int32),
            random.integers(0, INDUSTRIES, people).astype(np.int32),
            random.integers(0, INDUSTRIES, orders).astype(np.int32),
            random.lognormal(0, 0.6, orders),
        )

    def pairs(self, random: np.random.Generator, choices: int) -> tuple[I32, I32]:
        """(edges,) person and order of each edge, by person and order, each pair once."""
        people, orders = self.home.size, self.place.size
        drawn = int(choices * 1.3) + 1
        near = self._nearness().cumsum(axis=1)
        where = np.empty((people, drawn), np.int64)
        chance = random.random((people, drawn))
        for home in range(MUNICIPALITIES):
            here = self.home == home
            where[here] = np.minimum(np.searchsorted(near[home], chance[here]), MUNICIPALITIES - 1)
        own = random.random((people, drawn)) < 0.75
        trade = np.where(own, self.trade[:, None], random.integers(0, INDUSTRIES, (people, drawn)))
        order = self._drawn_in(random, where * INDUSTRIES + trade)
        order[np.arange(drawn)[None, :] >= random.integers(int(choices * 0.8), drawn + 1, people)[:, None]] = -1
        pair = np.unique((np.arange(people)[:, None] * orders + order)[order >= 0])
        return (pair // orders).astype(np.int32), (pair % orders).astype(np.int32)

    def _nearness(self) -> np.ndarray:
        """(homes, places) how likely an order of each municipality is known, each row summing to 1."""
        apart = np.linalg.norm(self.centres[:, None] - self.centres[None, :], axis=2)
        likely = np.bincount(self.place, minlength=MUNICIPALITIES) * np.exp(-apart / 12_000) + 1e-12
        return np.asarray(likely / likely.sum(axis=1, keepdims=True))

    def _drawn_in(self, random: np.random.Generator, cell: I64) -> I64:
        """An order of each (municipality, industry) cell, popular ones more often; -1 where the cell has none."""
        cells = self.place * INDUSTRIES + self.industry
        ranked = np.argsort(cells, kind="stable")
        pull = np.concatenate(([0.0], self.pull[ranked].cumsum()))
        ends = np.searchsorted(cells[ranked], np.arange(MUNICIPALITIES * INDUSTRIES + 1))
        low, high = pull[ends[cell]], pull[ends[cell + 1]]
        at = np.searchsorted(pull, low + random.random(cell.shape) * (high - low), side="right") - 1
        inside = np.minimum(np.maximum(at, ends[cell]), ends[cell + 1] - 1)
        return np.where(ends[cell] < ends[cell + 1], ranked[np.minimum(inside, ranked.size - 1)], -1)

    def bands(self, owner: I32, order: I32) -> I32:
        """(edges,) travel in bands of about fifteen minutes, 0..6."""
        apart = np.linalg.norm(self.centres[:, None] - self.centres[None, :], axis=2)
        return np.asarray(np.minimum(apart[self.home[owner], self.place[order]] // 9_000, 6), np.int32)

    def scores(self, random: np.random.Generator, owner: I32, order: I32, travel: I32) -> I64:
        """(edges,) 0..1,000,000."""
        brings = random.normal(0, 80_000, self.home.size)[owner]
        asks = random.normal(0, 80_000, self.place.size)[order]
        suits = random.normal(0, 120_000, owner.size) + 120_000 * (self.trade[owner] == self.industry[order])
        return np.asarray(np.clip(480_000 + brings + asks + suits - 20_000 * travel, 0, FULL), np.int64)
