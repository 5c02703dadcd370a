"""One order's lists of people and one person's lists of orders: who enters them, and everything about a pair."""

from typing import Any

import numpy as np

from tovholder.engine.compiled import bit_count, inlined, lean, lowest_bit

from .bounds import mark, most_of
from .columns import I32, I64, U64
from .listed import Listed, bar_of, enter
from .pair import PARTNERSHIP, PROTECTION, is_far_off, masks_of, minutes_of
from .records import Crowd
from .score import hold, limit, relate, score_held, score_of, standing_of
from .tables import Desk, Tables
from .tally import Board, judge, sift_open
from .world import Corner, World

NONE, ONE = np.uint64(0), np.uint64(1)
NEAR_GATES = 2
"""Somebody outside by more gates than this is not near, nor is whoever lives too far off."""


@lean
def list_order(at: int, world: World, corner: Corner) -> tuple[int, int]:
    """The three lists of one order, best first, and its counts. Returns how many may come, and how many to ask."""
    order, board = begin_alone(at, world, corner), corner.board
    judge(order, world.crowd.people, world.slices, world.circles, world.tables, board, corner.counted)
    corner.ranked.size[0] = 0
    consider(order, board.open, np.int64(0), world, corner, corner.ranked)
    list_asking(order, world, corner)
    list_near(order, world, corner)
    end(at, world, corner)
    return how_many(board.open), how_many(board.ask)


@lean
def list_open(at: int, world: World, corner: Corner) -> int:
    """corner.ranked: the best of everybody who may come to the order, and nothing else. Returns how many may come."""
    order, board = begin_alone(at, world, corner), corner.board
    sift_open(order, world.crowd.people, world.slices, world.circles, world.tables, board)
    corner.ranked.size[0] = 0
    consider(order, board.open, np.int64(0), world, corner, corner.ranked)
    end(at, world, corner)
    return how_many(board.open)


@lean
def begin(at: int, world: World, corner: Corner) -> Any:
    """Note what every skill is to those the order asks for, and what they can add; the order."""
    order = world.demand.orders[at]
    asked = world.demand.asked[order.first : order.first + order.required + order.useful]
    relate(asked, world.tables, corner.desk.relation, False)
    limit(order, world.tables, corner.desk.most)
    return order


@lean
def begin_alone(at: int, world: World, corner: Corner) -> Any:
    """The same for an order that looks at everybody by itself; also who holds anything it asks for."""
    order = begin(at, world, corner)
    asked = world.demand.asked[order.first : order.first + order.required + order.useful]
    mark(order, asked, world.holders, world.tables, corner.board.hits)
    return order


@lean
def end(at: int, world: World, corner: Corner) -> None:
    """Take the notes about the order out again."""
    order = world.demand.orders[at]
    asked = world.demand.asked[order.first : order.first + order.required + order.useful]
    relate(asked, world.tables, corner.desk.relation, True)


@lean
def consider(order: Any, words: U64, gates: Any, world: World, corner: Corner, listed: Listed) -> None:
    """Let everybody whose bit is set try to enter the list. `gates`: how many are not open, always an int64."""
    crowd, hits = world.crowd, corner.board.hits
    for w in range(words.size):
        left = words[w]
        while left != NONE:
            bit, bar = lowest_bit(left), bar_of(listed, gates)
            left &= left - ONE
            if most_of(order, hits, w, bit, world.tables) < bar:
                continue
            row = 64 * w + bit
            person = crowd.people[row]
            if gates > 0 and is_far_off(person, order, world.tables):
                continue
            score = score_of(person, order, crowd, world.tables, corner.desk, bar, gates == 0)
            if score >= bar:
                enter(listed, row, gates, standing_of(person, order, score), person.key)


@lean
def list_asking(order: Any, world: World, corner: Corner) -> None:
    """Fewest questions first; those with more are not looked at once the list is full."""
    listed, asking, board = 0, corner.asking, corner.board
    asking.size[0] = 0
    for questions in range(1, 13):
        if listed < asking.rows.size:
            listed += _with_questions(board, questions)
            consider(order, board.chosen, np.int64(questions), world, corner, asking)


@lean
def list_near(order: Any, world: World, corner: Corner) -> None:
    """One closed gate first; those with two are not looked at once the list is full."""
    near = corner.near
    near.size[0] = 0
    for gates in range(NEAR_GATES):
        if near.size[0] < near.rows.size:
            consider(order, corner.board.near[gates], np.int64(gates + 1), world, corner, near)


@lean
def _with_questions(board: Board, questions: int) -> int:
    """Choose those to whom just so many questions go. Returns how many they are."""
    many = 0
    for w in range(board.ask.size):
        chosen = board.ask[w]
        if chosen != NONE:
            for digit in range(4):
                plane = board.questions[digit, w]
                chosen &= plane if questions >> digit & 1 else ~plane
            many += bit_count(chosen)
        board.chosen[w] = chosen
    return many


@lean
def how_many(words: U64) -> int:
    """How many bits are set."""
    many = 0
    for w in range(words.size):
        many += bit_count(words[w])
    return many


@lean
def list_person(row: int, world: World, corner: Corner) -> tuple[int, int]:
    """The three lists of one person, best first, and the counts: every gate of every order, one after the other."""
    crowd, demand, tables, desk, counted = world.crowd, world.demand, world.tables, corner.desk, corner.counted
    person, possible, questions = crowd.people[row], 0, 0
    corner.ranked.size[0] = corner.asking.size[0] = corner.near.size[0] = 0
    counted.pairs[:] = 0
    counted.gates[:] = 0
    hold(person, crowd, tables, desk.held, False)
    for at in range(demand.orders.size):
        order = demand.orders[at]
        closed, unsure = masks_of(person, order, tables)
        if closed >> PARTNERSHIP & 1:
            continue
        among = 0 if person.controller == order.controller else 1
        counted.pairs[among] += 1
        _count_masks(counted.gates[among], closed, unsure & ~closed)
        if closed == 0 and unsure == 0:
            possible += 1
            _consider_order(person, order, at, 0, demand.asked, crowd, tables, desk, corner.ranked)
        elif closed == 0:
            questions += 1
            _consider_order(person, order, at, bit_count(unsure), demand.asked, crowd, tables, desk, corner.asking)
        elif (
            unsure == 0
            and bit_count(closed) <= NEAR_GATES
            and not closed >> PROTECTION & 1
            and not is_far_off(person, order, tables)
        ):
            _consider_order(person, order, at, bit_count(closed), demand.asked, crowd, tables, desk, corner.near)
    hold(person, crowd, tables, desk.held, True)
    return possible, questions


@inlined
def _count_masks(gates: I64, closed: int, unknown: int) -> None:
    """gates (closed/unknown, gates): one more for every bit set."""
    for said in range(2):
        left = np.uint64(closed if said == 0 else unknown)
        while left != NONE:
            gate: Any = lowest_bit(left)
            gates[said, gate] += 1
            left &= left - ONE


@inlined
def _consider_order(
    person: Any, order: Any, at: int, gates: int, asked: I32, crowd: Crowd, tables: Tables, desk: Desk, listed: Listed
) -> None:
    """Let the order try to enter the person's list."""
    bar = bar_of(listed, gates)
    score = score_held(person, order, asked, crowd, tables, desk, bar)
    if score >= bar:
        enter(listed, at, gates, standing_of(person, order, score), order.key)


@lean
def tell(rows: I64, orders: I64, world: World, desk: Desk, parts: I64, facts: I64) -> None:
    """Everything about these pairs: parts (pairs, parts), facts (pairs, closed/unsure/minutes)."""
    crowd, demand, tables = world.crowd, world.demand, world.tables
    for pair in range(rows.size):
        person, order = crowd.people[rows[pair]], demand.orders[orders[pair]]
        asked = demand.asked[order.first : order.first + order.required + order.useful]
        relate(asked, tables, desk.relation, False)
        score_of(person, order, crowd, tables, desk, -1, False)
        relate(asked, tables, desk.relation, True)
        for part in range(desk.parts.size):
            parts[pair, part] = desk.parts[part]
        facts[pair, 0], facts[pair, 1] = masks_of(person, order, tables)
        facts[pair, 2] = minutes_of(person, order, tables)
