"""The whole region, both ways: every order's people, every person's orders; nobody crowds and nobody is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching import exposure
from tovholder.engine.matching.codes import GATES, Gate, Reason
from tovholder.engine.matching.columns import I8, I32, I64
from tovholder.engine.matching.disclosure import OUTSIDE_MASK
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.ranking import PRICED_DEPTH
from tovholder.engine.matching.result import Match, Ranking, RegionResult

from . import congestion, gates, scan, travel
from .parts import LOT_BITS, priced
from .ranking import ranking
from .scored import Scored

PRICE_CEILING = 100_000
"""An order is never made dearer than a tenth of a full score."""


def match_region(
    problem: Problem,
    *,
    top: int,
    exposure_cap: int,
    shown_before: I32 | None = None,
    stop: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RegionResult:
    """Every list at once. ValueError when `top` is below 1.

    `top`: rows in a list. `exposure_cap`: in how many orders' lists a person is shown, less `shown_before` (people,),
    what the same week has used already. `stop` is asked between two orders: the result then covers the orders done.
    `progress` is told (orders done, orders).
    """
    if top < 1:
        raise ValueError(f"top: must be 1 or more, is {top}")
    sweep = _Sweep.of(problem, top)
    by_key = np.argsort(problem.orders.key, kind="stable").tolist()
    for done, order in enumerate(by_key):
        if stop is not None and stop():
            break
        sweep.add(order)
        if progress is not None:
            progress(done + 1, len(by_key))
    before = np.zeros(len(problem.people), np.int32) if shown_before is None else shown_before
    return _result(sweep, left=np.maximum(exposure_cap - before, 0))


@dataclass(frozen=True, eq=False)
class _Sweep:
    """What is gathered order by order. Orders come by rising key, so that equals are settled by key."""

    problem: Problem
    top: int
    rankings: dict[int, Ranking]
    possible: dict[int, Scored]  # by order: its list in full, best first
    standing: I64  # (people, depth) of each person's best orders, in no order
    orders: I32  # (people, depth) their rows, -1: none

    @classmethod
    def of(cls, problem: Problem, top: int) -> "_Sweep":
        shape = len(problem.people), max(min(PRICED_DEPTH * top, len(problem.orders)), 1)
        return cls(problem, top, {}, {}, np.full(shape, -1, np.int64), np.full(shape, -1, np.int32))

    def add(self, order: int) -> None:
        """Match one order and let it take its place in the lists of its people."""
        found = scan.of_order(self.problem, order)
        possible = found.scored(found.possible())
        possible = possible.best(possible.rows.size)
        self.rankings[order] = ranking(found, top=self.top, possible=possible)
        self.possible[order] = possible
        held = self.standing[possible.rows]
        worst = held.argmin(axis=1)
        better = possible.standing > held[np.arange(worst.size), worst]
        rows, worst = possible.rows[better], worst[better]
        self.standing[rows, worst] = possible.standing[better]
        self.orders[rows, worst] = order

    def by_standing(self, prices: I32 | None = None) -> tuple[I64, I32]:
        """(standing, orders) of each person's orders, best first; with prices: by score less price."""
        empty = self.orders < 0
        worth = self.standing if prices is None else priced(self.standing, np.append(prices, 0)[self.orders])
        keys = np.append(self.problem.orders.key, np.uint64(0))[self.orders]  # "none" (-1) takes the 0
        order = np.lexsort((keys, -worth, empty), axis=1)
        return np.take_along_axis(self.standing, order, 1), np.take_along_axis(self.orders, order, 1)


def _result(sweep: _Sweep, *, left: I32) -> RegionResult:
    problem, top, done = sweep.problem, sweep.top, sorted(sweep.possible)
    prices = congestion.prices(*sweep.by_standing(), count=len(problem.orders), room=top, ceiling=PRICE_CEILING)
    shown = _shown(sweep, done, prices, left)
    standing, orders = sweep.by_standing(prices)
    standing, orders, best = standing[:, :top], orders[:, :top], orders[:, 0]
    reason, gate = _reasons(problem, done, best)
    rankings = tuple(sweep.rankings[order] for order in done)
    return RegionResult(
        rankings=rankings,
        shown=shown,
        prices=prices,
        person_orders=orders,
        person_scores=np.where(orders < 0, 0, standing >> LOT_BITS).astype(np.int32),
        best=best,
        reason=reason,
        reason_gate=gate,
        exposure=exposure.measured(_times(problem, shown)),
        exposure_uncapped=exposure.measured(_times(problem, tuple(each.ranked for each in rankings))),
        orders_done=len(done),
    )


def _shown(sweep: _Sweep, done: list[int], prices: I32, left: I32) -> tuple[tuple[Match, ...], ...]:
    possible = [sweep.possible[order] for order in done]
    keys = sweep.problem.orders.key[done].tolist()
    places = congestion.shown(possible, prices[done], keys, room=sweep.top, left=left)
    return tuple(
        listed.take(np.array(at, np.int64)).matches(np.full(len(at), prices[order], np.int32))
        for listed, at, order in zip(possible, places, done, strict=True)
    )


def _times(problem: Problem, lists: tuple[tuple[Match, ...], ...]) -> I32:
    rows = [match.row for each in lists for match in each]
    return np.bincount(np.array(rows, np.int64), minlength=len(problem.people)).astype(np.int32)


def _reasons(problem: Problem, done: list[int], best: I32) -> tuple[I8, I8]:
    """(reason, gate) of everybody: proposed, or what stands between the person and all orders."""
    reason = np.where(best >= 0, Reason.PROPOSED, Reason.NO_ORDERS).astype(np.int8)
    gate = np.full(best.size, -1, np.int8)
    without = np.flatnonzero(best < 0)
    if without.size == 0 or not done:
        return reason, gate
    closed, asked = _obstacles(problem, done, without)
    may_ask = asked.any(axis=1)
    may_open = closed.any(axis=1)
    reason[without] = np.select([may_ask, may_open], [Reason.ASK, Reason.CLOSED], Reason.NO_ORDERS)
    first = np.where(asked[:, Gate.PROFILE] > 0, Gate.PROFILE, asked.argmax(axis=1))
    gate[without] = np.select([may_ask, may_open], [first, closed.argmax(axis=1)], -1)
    return reason, gate


def _obstacles(problem: Problem, done: list[int], rows: I64) -> tuple[I32, I32]:
    """(rows, gates) how often each gate is closed; and how often it is unknown where nothing is closed.

    Orders outside the person's partnerships stand in nobody's way: they are none of the person's.
    """
    people = problem.people.take(rows)
    closed, asked = np.zeros((2, rows.size, len(GATES)), np.int32)
    for order in done:
        one = slice(order, order + 1)
        minutes = travel.minutes(people, slice(None), problem.orders, one, problem.rules.travel)
        shut, unsure = gates.masks(people, slice(None), problem.orders, one, minutes)
        unsure[shut != 0] = 0
        shut[(shut & np.uint16(OUTSIDE_MASK)) != 0] = 0
        for gate in GATES:
            closed[:, gate] += (shut >> np.uint16(gate)) & np.uint16(1)
            asked[:, gate] += (unsure >> np.uint16(gate)) & np.uint16(1)
    return closed, asked
