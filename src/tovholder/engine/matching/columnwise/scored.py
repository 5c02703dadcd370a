"""Pairs with their parts and scores, as aligned arrays: what lists are cut from."""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32, I64, U64, Bool
from tovholder.engine.matching.result import Match

from .parts import priced


@dataclass(frozen=True, eq=False)
class Scored:
    """Pairs of one order, or of one person: one entry per pair."""

    rows: I64  # the people, or the orders
    keys: U64
    parts: I32  # (pairs, parts)
    scores: I32
    standing: I64  # score and lot in one number: the higher stands first
    foreign: Bool
    within: I32  # minutes, in whole bands

    def take(self, at: I64) -> "Scored":
        """The pairs at these positions, in that order."""
        return Scored(
            self.rows[at],
            self.keys[at],
            self.parts[at],
            self.scores[at],
            self.standing[at],
            self.foreign[at],
            self.within[at],
        )

    def best(self, top: int) -> "Scored":
        """The `top` that stand first: by score, then lot, then key."""
        kept = np.arange(self.rows.size)
        if kept.size > top:
            bar = np.partition(self.standing, kept.size - top)[kept.size - top]
            kept = np.flatnonzero(self.standing >= bar)
        return self.take(kept[np.lexsort((self.keys[kept], -self.standing[kept]))][:top])

    def best_by_net(self, top: int, prices: I32) -> "Scored":
        """The `top` by score less price; `prices` are aligned with the pairs."""
        net = priced(self.standing, prices)
        return self.take(np.lexsort((self.keys, -net))[:top])

    def matches(self, prices: I32 | None = None) -> tuple[Match, ...]:
        """The pairs as plain values, in the order given; `prices` are aligned with them."""
        price = np.zeros(self.rows.size, np.int32) if prices is None else prices
        columns = (self.rows, self.keys, self.scores, self.parts, self.foreign, self.within, price)
        return tuple(
            Match(row, key, score, tuple(made), foreign, within, cost)
            for row, key, score, made, foreign, within, cost in zip(
                *(column.tolist() for column in columns), strict=True
            )
        )
