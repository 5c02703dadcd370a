"""All orders against all people, both ways at once: each possible pair is scored once, for the order and the person."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import inlined, lean, lowest_bit

from .bounds import most_of
from .columns import I32, I64
from .listed import Listed, bar_of, enter, is_after
from .lists import begin, end, how_many, list_asking, list_near
from .pair import score_of, standing_of
from .people_lists import Best, offer, person_bar
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
def sweep(rows: I64, world: World, corner: Corner, made: OrderLists, best: Best) -> None:
    """Match these orders: who may come enters the order's list and the person's. Without room to ask: only that."""
    board, people = corner.board, world.crowd.people
    for at in rows:
        order = begin(at, world, corner)
        corner.ranked.size[0] = 0
        if made.asking.shape[1]:
            judge(order, people, world.slices, world.circles, world.tables, board, corner.counted)
        else:
            sift_open(order, people, world.slices, world.circles, world.tables, board)
        both_ways(at, world, corner, best)
        write(corner.ranked, made.people[at], made.standing[at])
        made.many[at, 0] = how_many(board.open)
        if made.asking.shape[1]:
            list_asking(order, world, corner)
            list_near(order, world, corner)
            write_rest(at, corner, made)
        end(at, world, corner)


@lean
def both_ways(at: int, world: World, corner: Corner, best: Best) -> None:
    """Score everybody who may come, unless neither the order nor the person has room for so little."""
    order, desk, ranked = world.demand.orders[at], corner.desk, corner.ranked
    crowd, words = world.crowd, corner.board.open
    for w in range(words.size):
        left = words[w]
        while left != NONE:
            bit = lowest_bit(left)
            row = 64 * w + bit
            left &= left - ONE
            bar, other = bar_of(ranked, 0), person_bar(best, row)
            if most_of(order, corner.board.hits, w, bit, world.tables) < min(bar, other):
                continue
            person = crowd.people[row]
            score = score_of(person, order, crowd.codes, crowd.values, world.tables, desk, min(bar, other))
            if score >= min(bar, other):
                standing = standing_of(person, order, score)
                if score >= bar:
                    enter(ranked, row, 0, standing, person.key)
                if score >= other:
                    offer(best, row, at, standing, world.demand.orders)


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
            score = score_of(person, order, crowd.codes, crowd.values, world.tables, corner.desk, bar)
            if score >= bar:
                stands = standing_of(person, order, score)
                if is_after(stands, person.key, last, last_key):
                    enter(corner.ranked, row, 0, stands, person.key)
    end(at, world, corner)
    write(corner.ranked, people, standing)
