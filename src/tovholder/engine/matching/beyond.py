"""Which lawful pairs are worth more to a person than what the person has: what a plan over all pairs asks for.

    net_ij = unit * score_ij + serving - price_j  (+ promise where order j is promised to person i)  >  profit_i

A pair is passed over unread where the most it could score leaves its net at or below the person's profit, or at or
below the worst of the person's best so far.
"""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean, lowest_bit

from .columns import I32, I64, U64
from .listed import empty_list
from .lists import begin, end
from .prepared import prepared, room_for
from .problem import Problem
from .region import ROUND, THREADS, TILE
from .score import score_of
from .tally import counts, sift_open
from .world import Corner, World

NONE, ONE = np.uint64(0), np.uint64(1)


class Held(NamedTuple):
    """What people have and orders cost, in values: `unit` of them are one point of score. Below 2**62 either way."""

    profits: I64  # (people,)
    prices: I64  # (orders,)
    promised: I32  # (people,) the order promised, -1: none
    unit: int
    serving: int  # what being served counts beyond the score
    promise: int  # what keeping a promise counts beyond the score


class Better(NamedTuple):
    """(people, most) each person's best pairs so far, the largest net first; -1: no more."""

    orders: I32
    scores: I32
    nets: I64
    floor: I64  # (people,) a net has to be above this


class PairsFound(NamedTuple):
    """Rows of people and orders and the pairs' scores."""

    people: I32
    orders: I32
    scores: I32


def pairs_beyond(
    problem: Problem, held: Held, *, most: int, orders: I64 | None = None, stop: Callable[[], bool] | None = None
) -> PairsFound | None:
    """For each person the pairs of largest net above what the person has: at least `most` where there are that many.

    `orders`: rows; only pairs with these. None when `stop`, asked between pieces of work, says so.
    """
    made = prepared(problem)
    world, place = made.world, made.place
    profits, promised = _laid(held.profits, place, world), _laid(held.promised, place, world, -1)
    by_place = Held(profits, held.prices, promised.astype(np.int32), *held[3:])
    better, corners = _none_yet(profits, most), [_corner(problem) for _ in range(THREADS)]
    by_key, done = np.argsort(problem.orders.key, kind="stable") if orders is None else orders, 0
    may_come = np.zeros((min(THREADS * ROUND, by_key.size), world.slices.live.size), np.uint64)
    with ThreadPoolExecutor(THREADS) as pool:
        while done < by_key.size:
            if stop is not None and stop():
                return None
            rows = by_key[done : done + THREADS * ROUND].copy()
            _look_round(rows, world, corners, by_place, better, may_come, pool)
            done += rows.size
    return _told(better, world)


def _look_round(
    rows: I64, world: World, corners: list[Corner], held: Held, better: Better, may_come: U64, pool: Executor
) -> None:
    """Hold these orders against everybody; each thread takes the next tile of people that nobody has taken."""
    words = world.slices.live.size
    shares, tiles = np.linspace(0, rows.size, THREADS + 1).astype(np.int64), iter(range(0, words, TILE))

    def sift(turn: int) -> None:
        sift_orders(rows, shares[turn], shares[turn + 1], world, corners[turn], may_come)

    def look(turn: int) -> None:
        for a in tiles:
            look_tile(rows, may_come, a, min(a + TILE, words), world, corners[turn], held, better)

    for work in (sift, look):
        list(pool.map(work, range(THREADS)))


def _laid(values: I64 | I32, place: I64, world: World, blank: int = 0) -> I64:
    """The people's values in the order of the records."""
    made = np.full(world.crowd.people.size, blank, np.int64)
    made[place] = values
    return made


def _none_yet(profits: I64, most: int) -> Better:
    size = (profits.size, most)
    return Better(np.full(size, -1, np.int32), np.zeros(size, np.int32), np.zeros(size, np.int64), profits.copy())


def _corner(problem: Problem) -> Corner:
    return Corner(*room_for(problem), counts(), empty_list(1), empty_list(0), empty_list(0))


def _told(found: Better, world: World) -> PairsFound:
    rows = np.broadcast_to(world.crowd.people["row"][:, None], found.orders.shape)
    taken = found.orders >= 0
    return PairsFound(rows[taken].astype(np.int32), found.orders[taken], found.scores[taken])


@lean
def sift_orders(rows: I64, first: int, last: int, world: World, corner: Corner, may_come: U64) -> None:
    """may_come (orders of the round, words): who may come to the first..last of these orders."""
    for place in range(first, last):
        order = world.demand.orders[rows[place]]
        sift_open(order, world.crowd.people, world.slices, world.circles, world.tables, corner.board)
        for w in range(corner.board.open.size):
            may_come[place, w] = corner.board.open[w]


@lean
def look_tile(
    rows: I64, may_come: U64, a: int, b: int, world: World, corner: Corner, held: Held, better: Better
) -> None:
    """The people of the words a..b: whoever may come to one of these orders and would have more there."""
    for place in range(rows.size):
        some = NONE
        for w in range(a, b):
            some |= may_come[place, w]
        if some != NONE:
            begin(rows[place], world, corner)
            look(rows[place], may_come[place], a, b, world, corner, held, better)
            end(rows[place], world, corner)


@lean
def look(at: int, words: U64, a: int, b: int, world: World, corner: Corner, held: Held, better: Better) -> None:
    """net > floor is the same as score >= (floor - extra) // unit + 1, with extra all of the net but the score."""
    order, crowd = world.demand.orders[at], world.crowd
    for w in range(a, b):
        left = words[w]
        while left != NONE:
            row = 64 * w + lowest_bit(left)
            left &= left - ONE
            extra = held.serving - held.prices[at] + (held.promise if held.promised[row] == at else 0)
            bar = (better.floor[row] - extra) // held.unit + 1
            score = score_of(crowd.people[row], order, crowd, world.tables, corner.desk, bar, True)
            if score >= bar:
                put(better, row, at, score, held.unit * score + extra)


@inlined
def put(better: Better, row: int, order: int, score: int, net: int) -> None:
    """Let the pair in where it belongs; of equal nets the first to come stays first."""
    at = better.orders.shape[1] - 1
    while at > 0 and (better.orders[row, at - 1] < 0 or better.nets[row, at - 1] < net):
        better.orders[row, at], better.scores[row, at] = better.orders[row, at - 1], better.scores[row, at - 1]
        better.nets[row, at] = better.nets[row, at - 1]
        at -= 1
    better.orders[row, at], better.scores[row, at], better.nets[row, at] = order, score, net
    last = better.orders.shape[1] - 1
    if better.orders[row, last] >= 0:
        better.floor[row] = better.nets[row, last]
