"""The whole region, both ways: every order's people, every person's orders; nobody crowds and nobody is forgotten."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np

from . import congestion, exposure, tally
from .best import Best, join, no_best, tell_best
from .codes import Gate, Reason
from .columns import I8, I32, I64, U64
from .listed import empty_list
from .obstacles import obstacles
from .people_lists import PersonLists, settle_by_net
from .prepared import Prepared, prepared, room_for
from .problem import Problem
from .ranking import PRICED_DEPTH, ranking
from .result import Match, Ranking, RegionResult
from .score import LOT_BITS
from .sweep import OrderLists, match_tile, sift
from .telling import told
from .world import Corner, World

PRICE_CEILING = 100_000
"""An order is never made dearer than a tenth of a full score."""

THREADS = 2
ROUND = 512
"""Orders for each thread before `stop` is asked and `progress` is told."""

TILE = 16
"""Words of people matched in one go: their records and lists, some 800 kB, stay in near memory."""

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
    people: PersonLists
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
    room, people = PRICED_DEPTH * top, made.world.crowd.people.size
    corners = [_corner(problem, room, asking) for _ in range(THREADS)]
    listed, best = _no_lists(count, room, asking), no_best(people, max(min(room, count), 1), count)
    by_key, done = np.argsort(problem.orders.key, kind="stable"), 0
    may_come = np.zeros((min(THREADS * ROUND, count), made.world.slices.live.size), np.uint64)
    with ThreadPoolExecutor(THREADS) as pool:
        while done < count and not (stop is not None and stop()):
            rows = by_key[done : done + THREADS * ROUND].copy()
            _match_round(rows, made.world, corners, listed, best, may_come, pool)
            done += rows.size
            if progress is not None:
                progress(done, count)
    return Swept(np.sort(by_key[:done]), listed, _person_lists(best, made.world), corners[0])


def _match_round(
    rows: I64, world: World, corners: list[Corner], listed: OrderLists, best: Best, may_come: U64, pool: Executor
) -> None:
    """Match these orders; each thread takes the next tile of people that nobody has taken."""
    people, words = world.crowd.people, world.slices.live.size
    own = [no_best(rows.size, listed.people.shape[1], people.size) for _ in corners]
    shares, tiles = np.linspace(0, rows.size, THREADS + 1).astype(np.int64), iter(range(0, words, TILE))

    def judge(turn: int) -> None:
        sift(rows, shares[turn], shares[turn + 1], world, corners[turn], listed, may_come)

    def match(turn: int) -> None:
        for a in tiles:
            match_tile(rows, may_come, a, min(a + TILE, words), world, corners[turn], own[turn], best)

    for work in (judge, match):
        list(pool.map(work, range(THREADS)))
    for other in own[1:]:
        join(own[0], other, people)
    tell_best(own[0], people, rows, listed.people, listed.standing)


def _person_lists(best: Best, world: World) -> PersonLists:
    shape = best.size.size, best.depth
    made = PersonLists(np.empty(shape, np.int64), np.empty(shape, np.int32))
    tell_best(best, world.demand.orders, np.arange(shape[0]), made.orders, made.standing)
    return made


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
    settle_by_net(best, prices, made.world.demand.orders)
    standing, orders = best.standing[place, :top], best.orders[place, :top]
    reason, gate = _reasons(made, done, orders[:, 0])
    return RegionResult(
        rankings=Lazy(lambda at: _ranking_of(problem, int(done[at]), found.orders, ranked), done.size),
        shown=Lazy(lambda at: _list_of(problem, int(done[at]), shown[at], int(prices[done[at]])), done.size),
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


class Lazy(Sequence[Item]):
    """One for each order, told when it is asked for: a whole region told at once would not fit in memory."""

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
