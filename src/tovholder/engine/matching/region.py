"""The whole region, both ways: every order's people, every person's orders; nobody crowds and nobody is forgotten."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np

from . import congestion, exposure, people_lists, tally
from .codes import Gate, Reason
from .columns import I8, I32, I64
from .listed import empty_list
from .obstacles import obstacles
from .pair import LOT_BITS
from .people_lists import Best
from .prepared import Prepared, prepared, room_for
from .problem import Problem
from .ranking import PRICED_DEPTH, ranking
from .result import Match, Ranking, RegionResult
from .sweep import OrderLists, sweep
from .telling import told
from .world import Corner

PRICE_CEILING = 100_000
"""An order is never made dearer than a tenth of a full score."""

THREADS = 2
ROUND = 64
"""Orders each thread matches before `stop` is asked and `progress` is told."""

Item = TypeVar("Item")


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
    what the same week has used already. `stop` is asked between rounds of orders: the result then covers the orders
    done. `progress` is told (orders done, orders).
    """
    if top < 1:
        raise ValueError(f"top: must be 1 or more, is {top}")
    found = sweep_region(problem, top=top, asking=top, stop=stop, progress=progress)
    before = np.zeros(len(problem.people), np.int32) if shown_before is None else shown_before
    return _result(problem, found, top, np.maximum(exposure_cap - before, 0).astype(np.int32))


@dataclass(frozen=True, eq=False)
class Swept:
    """Both directions of a region as arrays; people are places among the records (`Prepared.place`)."""

    done: I64  # rows of the orders matched, rising
    orders: OrderLists
    people: Best  # best first
    corner: Corner


def sweep_region(
    problem: Problem,
    *,
    top: int,
    asking: int = 0,
    stop: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Swept:
    """Every pair of the region: the best `PRICED_DEPTH * top` of each order and of each person, exactly.

    `asking`: how many to ask first, and how many just outside, are listed too, with the counts by gate; 0: none.
    """
    made, count = prepared(problem), len(problem.orders)
    world = made.world
    depth = max(min(PRICED_DEPTH * top, count), 1)
    corners = [_corner(problem, PRICED_DEPTH * top, asking) for _ in range(THREADS)]
    best = [people_lists.no_best(made.world.crowd.people.size, depth) for _ in range(THREADS)]
    listed = _no_lists(count, PRICED_DEPTH * top, asking)
    by_key, done = np.argsort(problem.orders.key, kind="stable"), 0
    with ThreadPoolExecutor(THREADS) as pool:
        while done < count and not (stop is not None and stop()):
            rows = by_key[done : done + THREADS * ROUND]
            work = [
                pool.submit(sweep, rows[thread::THREADS].copy(), world, corners[thread], listed, best[thread])
                for thread in range(THREADS)
            ]
            for each in work:
                each.result()
            done += rows.size
            if progress is not None:
                progress(done, count)
    for other in best[1:]:
        people_lists.merge(best[0], other, made.world.demand.orders)
    people_lists.settle(best[0], made.world.demand.orders)
    return Swept(np.sort(by_key[:done]), listed, best[0], corners[0])


def _corner(problem: Problem, room: int, asking: int) -> Corner:
    empty = empty_list(room), empty_list(asking), empty_list(asking)
    return Corner(*room_for(problem), tally.counts(), *empty)


def _no_lists(orders: int, room: int, asking: int) -> OrderLists:
    gates = tally.counts().gates.shape
    return OrderLists(
        people=np.full((orders, room), -1, np.int32),
        standing=np.full((orders, room), -1, np.int64),
        asking=np.full((orders, asking), -1, np.int32),
        near=np.full((orders, asking), -1, np.int32),
        many=np.zeros((orders, 2), np.int64),
        pairs=np.zeros((orders, 2), np.int64),
        gates=np.zeros((orders, *gates), np.int32),
    )


def _result(problem: Problem, found: Swept, top: int, left: I32) -> RegionResult:
    made, done = prepared(problem), found.done
    best, place = found.people, made.place
    prices = congestion.prices(best.standing, best.orders, count=len(problem.orders), room=top, ceiling=PRICE_CEILING)
    ranked = found.orders.people[:, :top].copy()
    shown = _shown(problem, found, prices, left, top)
    people_lists.settle_by_net(best, prices, made.world.demand.orders)
    standing, orders = best.standing[place, :top], best.orders[place, :top]
    reason, gate = _reasons(made, done, orders[:, 0])
    return RegionResult(
        rankings=_Lazy(lambda at: _ranking_of(problem, int(done[at]), found.orders, ranked), done.size),
        shown=_Lazy(lambda at: _list_of(problem, int(done[at]), shown[at], int(prices[done[at]])), done.size),
        prices=prices,
        person_orders=orders,
        person_scores=np.where(orders < 0, 0, standing >> LOT_BITS).astype(np.int32),
        best=orders[:, 0],
        reason=reason,
        reason_gate=gate,
        exposure=exposure.measured(_times(made, shown)),
        exposure_uncapped=exposure.measured(_times(made, ranked[done])),
        orders_done=done.size,
    )


def _shown(problem: Problem, found: Swept, prices: I32, left: I32, top: int) -> I32:
    """(orders done, top) places of the people in each order's spread list, -1 beyond its end."""
    made, done = prepared(problem), found.done
    world = made.world
    shape = len(problem.orders), top
    rows, standing = np.full(shape, -1, np.int32), np.full(shape, -1, np.int64)
    by_place = np.zeros(made.world.crowd.people.size, np.int32)
    by_place[made.place] = left
    waiting = congestion.queue(len(problem.orders))
    congestion.show(world, found.corner, found.orders, prices, by_place, waiting, rows, standing)
    return rows[done]


def _times(made: Prepared, rows: I32) -> I32:
    """(people,) how often each is among the rows."""
    times = np.bincount(rows[rows >= 0], minlength=made.world.crowd.people.size)
    return times[made.place].astype(np.int32)


class _Lazy(Sequence[Item]):
    """One for each order done, told when it is asked for: a whole region told at once would not fit in memory."""

    def __init__(self, tell: Callable[[int], Item], size: int) -> None:
        self._tell, self._size = tell, size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        if isinstance(at, slice):
            return tuple(self._tell(each) for each in range(*at.indices(self._size)))
        return self._tell(range(self._size)[at])

    def __iter__(self) -> Iterator[Item]:
        return (self._tell(at) for at in range(self._size))


def _list_of(problem: Problem, order: int, people: I32, price: int) -> tuple[Match, ...]:
    places = people[people >= 0].astype(np.int64)
    orders, prices = np.full(places.size, order, np.int64), np.full(places.size, price, np.int32)
    return told(problem, places, orders, by_order=True, prices=prices).matches


def _ranking_of(problem: Problem, order: int, listed: OrderLists, ranked: I32) -> Ranking:
    three = tuple(each[order][each[order] >= 0] for each in (ranked, listed.asking, listed.near))
    counted = tally.Counts(listed.pairs[order], listed.gates[order].astype(np.int64))
    many = int(listed.many[order, 0]), int(listed.many[order, 1])
    return ranking(problem, order, three, many, counted)


def _reasons(made: Prepared, done: I64, best: I32) -> tuple[I8, I8]:
    """(reason, gate) of everybody: proposed, or what stands between the person and all orders."""
    reason = np.where(best >= 0, Reason.PROPOSED, Reason.NO_ORDERS).astype(np.int8)
    gate = np.full(best.size, -1, np.int8)
    without = np.flatnonzero(best < 0)
    if without.size == 0 or done.size == 0:
        return reason, gate
    places = np.sort(made.place[without])
    without = made.world.crowd.people["row"][places]
    closed, asked = obstacles(made, places, done)
    may_ask = asked.any(axis=1)
    may_open = closed.any(axis=1)
    reason[without] = np.select([may_ask, may_open], [Reason.ASK, Reason.CLOSED], Reason.NO_ORDERS)
    first = np.where(asked[:, Gate.PROFILE] > 0, Gate.PROFILE, asked.argmax(axis=1))
    gate[without] = np.select([may_ask, may_open], [first, closed.argmax(axis=1)], -1)
    return reason, gate
