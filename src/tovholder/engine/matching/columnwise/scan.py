"""One order against all people, or one person against all orders: gates first, parts only for the pairs asked about."""

from dataclasses import dataclass, replace

import numpy as np

from tovholder.engine.matching.codes import GATES, Gate
from tovholder.engine.matching.columns import I32, I64, U16, Bool, Index
from tovholder.engine.matching.disclosure import OUTSIDE_MASK, TOLD_ACROSS, UNTOLD_MASK
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.result import GateCounts

from . import credit, gates, parts, travel
from .scored import Scored


@dataclass(frozen=True, eq=False)
class Scan:
    """The pairs of one order, or of one person. Arrays are aligned with the other side's rows."""

    problem: Problem
    by_order: bool  # one order against all people; else one person against all orders
    row: int  # the one order, or the one person
    minutes: I32
    closed: U16
    unsure: U16
    credits: credit.Credits

    def indices(self, rows: I64 | None = None) -> tuple[Index, Index]:
        """Indices of people and of orders for the pairs of `rows` (None: all)."""
        other: Index = slice(None) if rows is None else rows
        return _sides(self.by_order, self.row, other)

    @property
    def foreign(self) -> Bool:
        """(rows,) person and order belong to different municipalities."""
        p, o = self.indices()
        foreign: Bool = self.problem.people.controller[p] != self.problem.orders.controller[o]
        return foreign

    @property
    def most_minutes(self) -> I64:
        """(rows,), or one number for all: how long each person can travel; -1: not known."""
        most: I64 = self.problem.people.max_minutes[self.indices()[0]].astype(np.int64)
        return most

    @property
    def outside(self) -> Bool:
        """(rows,) no partnership holds both municipalities: no pair at all."""
        outside: Bool = (self.closed & np.uint16(OUTSIDE_MASK)) != 0
        return outside

    @property
    def key(self) -> int:
        """The key of the one order, or the one person."""
        return int((self.problem.orders if self.by_order else self.problem.people).key[self.row])

    def pair(self, other: int) -> tuple[int, int]:
        """(person, order) of the pair with the row `other`."""
        return (other, self.row) if self.by_order else (self.row, other)

    def possible(self) -> I64:
        """Rows with every gate open."""
        return np.flatnonzero((self.closed | self.unsure) == 0)

    def scored(self, rows: I64) -> Scored:
        """Parts, score and standing of the pairs of `rows`."""
        p, o = self.indices(rows)
        held = self.credits
        own = replace(
            held,
            required=held.required[rows],
            useful=held.useful[rows],
            months=held.months[rows],
            wished=held.wished[rows],
        )
        made = parts.parts(self.problem, p, o, own, self.minutes[rows])
        score = parts.scores(self.problem, made)
        return Scored(
            rows=rows,
            keys=(self.problem.people if self.by_order else self.problem.orders).key[rows],
            parts=made,
            scores=score,
            standing=parts.standings(self.problem, p, o, score),
            foreign=self.foreign[rows],
            within=travel.band_ends(self.minutes[rows], self.problem.rules.travel),
        )

    def hidden(self, rows: I64) -> Bool:
        """Rows not to be mentioned beside a gate: one that stands in the way may not be told across municipalities.

        Only an order's list is read by another municipality; a person's list is read by the person's own.
        """
        if not self.by_order:
            return np.zeros(rows.size, np.bool_)
        in_the_way = (self.closed[rows] | self.unsure[rows]) & np.uint16(UNTOLD_MASK)
        hidden: Bool = self.foreign[rows] & (in_the_way != 0)
        return hidden

    def counts(self) -> tuple[GateCounts, GateCounts]:
        """(own, others): how many pairs each gate closed or left unknown, inside one municipality and across.

        In an order's list `others` are those in the pool only, and only the gates that may be told. Pairs outside the
        partnerships are counted nowhere.
        """
        foreign = self.foreign
        own = self._counted(~foreign, _COUNTED)
        if not self.by_order:
            return own, self._counted(foreign & ~self.outside, _COUNTED)
        in_pool = foreign & ((self.closed & np.uint16(Gate.PROTECTION.bit | Gate.POOL.bit | OUTSIDE_MASK)) == 0)
        return own, self._counted(in_pool, tuple(gate for gate in GATES if gate in TOLD_ACROSS))

    def _counted(self, among: Bool, told: tuple[Gate, ...]) -> GateCounts:
        closed = _HOLDS @ np.bincount(self.closed[among], minlength=_HOLDS.shape[1])
        unsure = _HOLDS @ np.bincount((self.unsure & ~self.closed)[among], minlength=_HOLDS.shape[1])
        return GateCounts(
            pairs=int(among.sum()),
            closed={gate: int(closed[gate]) for gate in told},
            unknown={gate: int(unsure[gate]) for gate in told},
        )


_COUNTED = tuple(gate for gate in GATES if not gate.bit & OUTSIDE_MASK)

_HOLDS: I64 = np.array([[(mask >> gate) & 1 for mask in range(1 << len(GATES))] for gate in GATES], np.int64)
"""(gates, masks) 1 where the mask holds the gate."""

_BITS_SET: I64 = _HOLDS.sum(axis=0)


def of_order(problem: Problem, order: int) -> Scan:
    """One order against all people."""
    return _scan(problem, True, order, credit.of_order(problem, order))


def of_person(problem: Problem, person: int) -> Scan:
    """One person against all orders."""
    return _scan(problem, False, person, credit.of_person(problem, person))


def _scan(problem: Problem, by_order: bool, row: int, credits: credit.Credits) -> Scan:
    p, o = _sides(by_order, row, slice(None))
    minutes = travel.minutes(problem.people, p, problem.orders, o, problem.rules.travel)
    closed, unsure = gates.masks(problem.people, p, problem.orders, o, minutes)
    return Scan(problem, by_order, row, minutes, closed, unsure, credits)


def _sides(by_order: bool, row: int, other: Index) -> tuple[Index, Index]:
    one = slice(row, row + 1)
    return (other, one) if by_order else (one, other)


def bits_set(masks: U16) -> I64:
    """How many gates each mask holds."""
    many: I64 = _BITS_SET[masks]
    return many
