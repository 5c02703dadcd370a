"""Which lawful pairs are worth more to a person than what the person has: what a plan over all pairs asks for.

    net_ij = unit * score_ij + serving - price_j  (+ promise where order j is promised to person i)  >  profit_i

A pair is passed over unread where the most it could score leaves its net at or below the person's profit, or at or
below the worst of the person's best so far.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean, lowest_bit

from .bounds import most_of
from .columns import I32, I64
from .listed import empty_list
from .lists import begin, end
from .pair import score_of
from .prepared import prepared, room_for
from .problem import Problem
from .tally import counts, sift_open
from .world import Corner, World

NONE, ONE = np.uint64(0), np.uint64(1)
THREADS = 2
ROUND = 512
"""Orders each thread looks at before `stop` is asked."""


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
    by_place = Held(
        _laid(held.profits, place, world),
        held.prices,
        _laid(held.promised, place, world, -1).astype(np.int32),
        *held[3:],
    )
    found = [_none_yet(by_place.profits, most) for _ in range(THREADS)]
    corners = [_corner(problem) for _ in range(THREADS)]
    by_key, done = np.argsort(problem.orders.key, kind="stable") if orders is None else orders, 0
    with ThreadPoolExecutor(THREADS) as pool:
        while done < by_key.size:
            if stop is not None and stop():
                return None
            rows = by_key[done : done + THREADS * ROUND]
            work = [
                pool.submit(look, rows[each::THREADS].copy(), world, corners[each], by_place, found[each])
                for each in range(THREADS)
            ]
            for each in work:
                each.result()
            done += rows.size
    return _told(found, world)


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


def _told(found: list[Better], world: World) -> PairsFound:
    rows = np.broadcast_to(world.crowd.people["row"][:, None], found[0].orders.shape)
    taken = [each.orders >= 0 for each in found]
    return PairsFound(
        np.concatenate([rows[there] for there in taken]).astype(np.int32),
        np.concatenate([each.orders[there] for each, there in zip(found, taken, strict=True)]),
        np.concatenate([each.scores[there] for each, there in zip(found, taken, strict=True)]),
    )


@lean
def look(rows: I64, world: World, corner: Corner, held: Held, better: Better) -> None:
    """Hold these orders against everybody who may come to them."""
    crowd, board = world.crowd, corner.board
    for at in rows:
        order = begin(at, world, corner)
        sift_open(order, crowd.people, world.slices, world.circles, world.tables, board)
        for w in range(board.open.size):
            left = board.open[w]
            while left != NONE:
                bit = lowest_bit(left)
                left &= left - ONE
                row = 64 * w + bit
                extra = held.serving - held.prices[at] + (held.promise if held.promised[row] == at else 0)
                bar = (better.floor[row] - extra) // held.unit + 1  # net > floor is the same as score >= this
                if most_of(order, board.hits, w, bit, world.tables) < bar:
                    continue
                score = score_of(crowd.people[row], order, crowd.codes, crowd.values, world.tables, corner.desk, bar)
                if score >= bar:
                    put(better, row, at, score, held.unit * score + extra)
        end(at, world, corner)


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
