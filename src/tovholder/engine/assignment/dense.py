"""A synthetic region in which every pair can be scored, for pricing out over all lawful pairs: tests and measurements.

    fit_ij = 480,000 + brings_i + asks_j + 120,000 (same industry) - 20,000 band_ij + luck_ij

with luck from a hash of (i, j), between -200,000 and 200,000, and lawful where the way is no longer than five bands.
Nothing is stored per pair: a pass over all of them leaves out at once what could not help even with the best of luck,
since in each municipality and industry the orders with most beyond their price come first.
"""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .generator import INDUSTRIES, MUNICIPALITIES
from .pricing import Asked, Pairs
from .problem import Goals, Problem

LUCK, SAME, BAND, FARTHEST = 200_000, 120_000, 20_000, 5
NEVER = 2**62


@dataclass(frozen=True, eq=False)
class Dense:
    """The region, and its scorer: a `Proposer`."""

    brings: I64  # (people,)
    asks: I64  # (orders,)
    home: I32  # (people,) municipality * industries + industry
    place: I32  # (orders,) the same
    apart: I32  # (municipalities, municipalities) bands
    places: I32
    most: int = 4  # pairs proposed a person and round

    @classmethod
    def drawn(cls, *, people: int, orders: int, seed: int, most: int = 4) -> "Dense":
        """A region of these sizes, from a seed."""
        random = np.random.Generator(np.random.PCG64([1, seed]))
        centres = random.uniform((0, 0), (60_000, 45_000), (MUNICIPALITIES, 2))
        apart = np.linalg.norm(centres[:, None] - centres[None, :], axis=2) // 9_000
        cells = MUNICIPALITIES * INDUSTRIES
        return cls(
            brings=random.normal(0, 80_000, people).astype(np.int64),
            asks=random.normal(0, 80_000, orders).astype(np.int64),
            home=random.integers(0, cells, people).astype(np.int32),
            place=random.integers(0, cells, orders).astype(np.int32),
            apart=apart.astype(np.int32),
            places=random.integers(1, 6, orders).astype(np.int32),
            most=most,
        )

    def listed(self, choices: int) -> Problem:
        """The problem in which each person's best `choices` pairs are listed."""
        people, orders = self.brings.size, self.asks.size
        nobody, free = np.full(people, -1, np.int64), np.zeros(orders, np.int64)
        order, fit = self._best(free, nobody, choices)
        taken = order >= 0
        person = np.broadcast_to(np.arange(people)[:, None], order.shape)[taken]
        ranked = np.lexsort((order[taken], person))
        return Problem(
            people_key=np.arange(people, dtype=np.uint64),
            orders_key=np.arange(orders, dtype=np.uint64),
            indptr=np.searchsorted(person[ranked], np.arange(people + 1)),
            orders=order[taken][ranked],
            fit=fit[taken][ranked],
            places=self.places,
            goals=Goals(travel=False, kept=False),
        )

    def __call__(self, asked: Asked) -> Pairs:
        """The best pairs of each person that help at these prices."""
        order, fit = self._best(asked.prices - asked.serving, asked.profits, self.most)
        person = np.broadcast_to(np.arange(order.shape[0], dtype=np.int32)[:, None], order.shape)
        taken = order >= 0
        if not taken.any():
            order, fit = self._uncovered(asked)
            taken = order >= 0
        return Pairs(person[taken], order[taken], fit[taken], np.zeros(int(taken.sum()), np.int32))

    def _best(self, prices: I64, profits: I64, most: int) -> tuple[I32, I64]:
        by_cell = np.lexsort((prices - self.asks, self.place)).astype(np.int32)
        ends = np.searchsorted(self.place[by_cell], np.arange(MUNICIPALITIES * INDUSTRIES + 1))
        return _best_of_each(self.brings, self.home, self.asks, by_cell, ends, self.apart, prices, profits, most)

    def _uncovered(self, asked: Asked) -> tuple[I32, I64]:
        """Pairs of a person and an order neither of which is covered, whatever they are worth."""
        prices = np.where(asked.cover_orders, np.int64(NEVER), np.int64(-NEVER // 2))
        return self._best(prices, np.where(asked.cover_people, np.int64(NEVER), np.int64(0)), self.most)


@kernel
def luck(person: int, order: int) -> int:
    """A hash of the pair, -200,000 to 200,000, the middle likelier."""
    mixed = np.uint64(person) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(order) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return int(mixed % np.uint64(LUCK)) + int((mixed >> np.uint64(32)) % np.uint64(LUCK)) - LUCK


@kernel
def _best_of_each(  # long: one compiled pass over all pairs
    brings: I64, home: I32, asks: I64, by_cell: I32, ends: I64, apart: I32, prices: I64, profits: I64, most: int
) -> tuple[I32, I64]:
    """(people, most) orders and fits of the pairs with the largest ``fit - price > profit``; -1: no more."""
    people, cells = brings.size, ends.size - 1
    industries = cells // apart.shape[0]
    orders, fits = np.full((people, most), -1, np.int32), np.zeros((people, most), np.int64)
    nets = np.empty(most, np.int64)
    for person in range(people):
        found = 0
        bar = profits[person]
        town, trade = home[person] // industries, home[person] % industries
        for cell in range(cells):
            band = apart[town, cell // industries]
            if band > FARTHEST:
                continue
            base = 480_000 + brings[person] - BAND * band + (SAME if cell % industries == trade else 0)
            for at in range(ends[cell], ends[cell + 1]):
                order = by_cell[at]
                if base + asks[order] + LUCK - prices[order] <= bar:
                    break
                fit = base + asks[order] + luck(person, order)
                net = fit - prices[order]
                if net <= bar:
                    continue
                place = found if found < most else most - 1
                found = min(found + 1, most)
                while place > 0 and nets[place - 1] < net:
                    nets[place], orders[person, place] = nets[place - 1], orders[person, place - 1]
                    fits[person, place] = fits[person, place - 1]
                    place -= 1
                nets[place], orders[person, place], fits[person, place] = net, order, fit
                if found == most:
                    bar = nets[most - 1]
    return orders, fits
