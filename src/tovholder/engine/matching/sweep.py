"""All orders against all people, both ways at once: each possible pair is scored once, for the order and the person.

In rounds of orders. First the gates of every order of the round (`sift`), then tile by tile of people the pairs that
may come (`match_tile`): a tile's records and lists stay in near memory while the orders of the round pass by. No two
threads work on the same tile, and each has order lists of its own, so that nothing is written by both.
"""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean, lowest_bit

from .best import Best, put
from .columns import I32, I64, U64
from .listed import Listed, bar_of, enter, is_after
from .lists import begin, begin_alone, end, how_many, list_asking, list_near
from .score import score_of, standing_of
from .tally import judge, sift_open
from .world import Corner, World

NONE, ONE = np.uint64(0), np.uint64(1)


class OrderLists(NamedTuple):
    """(orders, room) what each order lists; rows are places among the records, -1: no more."""

    people: I32
    standing: I64
    asking: I32
    near: I32
    many: I64  # (orders, 2) who may come, and whom to ask
    pairs: I64  # (orders, 2)
    gates: I32  # (orders, own/others, closed/unknown, gates)


@lean
def sift(rows: I64, first: int, last: int, world: World, corner: Corner, made: OrderLists, may_come: U64) -> None:
    """may_come (orders of the round, words): who may come to the first..last of these orders.

    Where there is room to ask, also all that does not go both ways: whom to ask, who is near, and the counts.
    """
    board, people = corner.board, world.crowd.people
    for place in range(first, last):
        at = rows[place]
        order = world.demand.orders[at]
        if made.asking.shape[1]:
            begin_alone(at, world, corner)
            judge(order, people, world.slices, world.circles, world.tables, board, corner.counted)
            list_asking(order, world, corner)
            list_near(order, world, corner)
            write_rest(at, corner, made)
            end(at, world, corner)
        else:
            sift_open(order, people, world.slices, world.circles, world.tables, board)
        made.many[at, 0] = how_many(board.open)
        for w in range(board.open.size):
            may_come[place, w] = board.open[w]


@lean
def match_tile(
    rows: I64, may_come: U64, a: int, b: int, world: World, corner: Corner, orders: Best, people: Best
) -> None:
    """The people of the words a..b: whoever may come to one of these orders enters its list, and it the person's."""
    for place in range(rows.size):
        some = NONE
        for w in range(a, b):
            some |= may_come[place, w]
        if some != NONE:
            begin(rows[place], world, corner)
            both_ways(place, rows[place], may_come[place], a, b, world, corner, orders, people)
            end(rows[place], world, corner)


@lean
def both_ways(
    place: int, at: int, words: U64, a: int, b: int, world: World, corner: Corner, orders: Best, people: Best
) -> None:
    """Score everybody whose bit is set, unless neither the order nor the person has room for so little."""
    order, crowd = world.demand.orders[at], world.crowd
    for w in range(a, b):
        left = words[w]
        while left != NONE:
            row = 64 * w + lowest_bit(left)
            left &= left - ONE
            person, bar, other = crowd.people[row], orders.bar[place], people.bar[row]
            score = score_of(person, order, crowd, world.tables, corner.desk, min(bar, other), True)
            if score >= min(bar, other):
                standing = standing_of(person, order, score)
                if score >= bar:
                    put(orders, place, row, standing, crowd.people)
                if score >= other:
                    put(people, row, at, standing, world.demand.orders)


@inlined
def write(listed: Listed, people: I32, standing: I64) -> None:
    """Copy a list; what is left over is -1."""
    for place in range(people.size):
        there = place < listed.size[0]
        people[place] = listed.rows[place] if there else -1
        standing[place] = listed.standing[place] if there else -1


@lean
def write_rest(at: int, corner: Corner, made: OrderLists) -> None:
    """Copy the lists of those to ask and those near, and the counts."""
    for place in range(made.asking.shape[1]):
        made.asking[at, place] = corner.asking.rows[place] if place < corner.asking.size[0] else -1
        made.near[at, place] = corner.near.rows[place] if place < corner.near.size[0] else -1
    made.many[at, 1] = how_many(corner.board.ask)
    for among in range(2):
        made.pairs[at, among] = corner.counted.pairs[among]
        for said in range(2):
            for gate in range(made.gates.shape[3]):
                made.gates[at, among, said, gate] = corner.counted.gates[among, said, gate]


@lean
def further(at: int, world: World, corner: Corner, people: I32, standing: I64) -> None:
    """The order's next best after the last of its list, in its place."""
    crowd, room, order = world.crowd, people.size - 1, begin(at, world, corner)
    last, last_key = standing[room], crowd.people[people[room]].key
    sift_open(order, crowd.people, world.slices, world.circles, world.tables, corner.board)
    corner.ranked.size[0] = 0
    words = corner.board.open
    for w in range(words.size):
        left = words[w]
        while left != NONE:
            row = 64 * w + lowest_bit(left)
            left &= left - ONE
            person, bar = crowd.people[row], bar_of(corner.ranked, 0)
            score = score_of(person, order, crowd, world.tables, corner.desk, bar, True)
            if score >= bar:
                stands = standing_of(person, order, score)
                if is_after(stands, person.key, last, last_key):
                    enter(corner.ranked, row, 0, stands, person.key)
    end(at, world, corner)
    write(corner.ranked, people, standing)
