"""The best of one order's people: short sorted lists that a pair enters only when it stands above the last."""

from typing import Any, NamedTuple

import numpy as np

from .columns import I32, I64, U64
from .compiled import bit_count, inlined, kernel, lowest_bit
from .pair import (
    LOT_BITS,
    PARTNERSHIP,
    PROTECTION,
    hold,
    masks_of,
    minutes_of,
    relate,
    score_held,
    score_of,
    standing_of,
)
from .records import Crowd, Demand
from .slices import Circles, Slices
from .tables import Desk, Tables
from .tally import Board, Counts, judge

NONE, ONE = np.uint64(0), np.uint64(1)
NEAR_GATES = 2
"""Somebody outside by more gates than this is not near."""


class Listed(NamedTuple):
    """A list of at most so many as it is long: fewest gates first, then by standing, then by key."""

    rows: I32  # of the records
    gates: I32
    standing: I64
    keys: U64
    size: I64  # (1,)


def empty_list(room: int) -> Listed:
    """Room for so many."""
    return Listed(
        np.zeros(room, np.int32),
        np.zeros(room, np.int32),
        np.zeros(room, np.int64),
        np.zeros(room, np.uint64),
        np.zeros(1, np.int64),
    )


@inlined
def bar_of(listed: Listed, gates: int) -> int:
    """The score below which nobody with so many gates enters the list; -1: everybody does."""
    size = listed.size[0]
    if size < listed.rows.size or listed.gates[size - 1] > gates:
        return -1
    return int(listed.standing[size - 1] >> LOT_BITS)


@inlined
def enter(listed: Listed, row: int, gates: int, standing: int, key: int) -> None:
    """Put somebody where they belong; the last falls off a full list."""
    at = listed.size[0]
    if at == listed.rows.size:
        if not _before(listed, at - 1, gates, standing, key):
            return
        at -= 1
    else:
        listed.size[0] += 1
    while at > 0 and _before(listed, at - 1, gates, standing, key):
        listed.rows[at], listed.gates[at] = listed.rows[at - 1], listed.gates[at - 1]
        listed.standing[at], listed.keys[at] = listed.standing[at - 1], listed.keys[at - 1]
        at -= 1
    listed.rows[at], listed.gates[at], listed.standing[at], listed.keys[at] = row, gates, standing, key


@inlined
def _before(listed: Listed, at: int, gates: int, standing: int, key: int) -> bool:
    """Whether this one comes before the one at that place."""
    if listed.gates[at] != gates:
        return bool(gates < listed.gates[at])
    if listed.standing[at] != standing:
        return bool(standing > listed.standing[at])
    return bool(key < listed.keys[at])


@inlined
def is_after(standing: int, key: int, last: int, last_key: int) -> bool:
    """Whether a pair comes after the one with the standing and key `last`."""
    return standing < last or (standing == last and key > last_key)


@kernel
def consider(order: Any, words: U64, gates: int, crowd: Crowd, tables: Tables, desk: Desk, listed: Listed) -> None:
    """Let everybody whose bit is set try to enter the list."""
    for w in range(words.size):
        left = words[w]
        while left != NONE:
            row = 64 * w + lowest_bit(left)
            left &= left - ONE
            person, bar = crowd.people[row], bar_of(listed, gates)
            score = score_of(person, order, crowd.codes, crowd.values, tables, desk, bar)
            if score >= bar:
                enter(listed, row, gates, standing_of(person, order, score), person.key)


@kernel
def list_order(
    at: int,
    demand: Demand,
    crowd: Crowd,
    slices: Slices,
    circles: Circles,
    tables: Tables,
    desk: Desk,
    board: Board,
    counted: Counts,
    ranked: Listed,
    asking: Listed,
    near: Listed,
) -> tuple[int, int]:
    """The three lists of one order, best first, and its counts. Returns how many may come, and how many to ask."""
    order = demand.orders[at]
    ranked.size[0] = 0
    asked = demand.asked[order.first : order.first + order.required + order.useful]
    relate(asked, tables, desk.relation, False)
    judge(order, crowd.people, slices, circles, tables, board, counted)
    consider(order, board.open, 0, crowd, tables, desk, ranked)
    list_asking(order, crowd, tables, desk, board, asking)
    list_near(order, crowd, tables, desk, board, near)
    relate(asked, tables, desk.relation, True)
    return how_many(board.open), how_many(board.ask)


@kernel
def list_asking(order: Any, crowd: Crowd, tables: Tables, desk: Desk, board: Board, asking: Listed) -> None:
    """Fewest questions first; those with more are not looked at once the list is full."""
    listed, asking.size[0] = 0, 0
    for questions in range(1, 13):
        if listed < asking.rows.size:
            listed += _with_questions(board, questions)
            consider(order, board.chosen, questions, crowd, tables, desk, asking)


@kernel
def list_near(order: Any, crowd: Crowd, tables: Tables, desk: Desk, board: Board, near: Listed) -> None:
    """One closed gate first; those with two are not looked at once the list is full."""
    near.size[0] = 0
    for gates in range(NEAR_GATES):
        if near.size[0] < near.rows.size:
            consider(order, board.near[gates], gates + 1, crowd, tables, desk, near)


@kernel
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


@kernel
def how_many(words: U64) -> int:
    """How many bits are set."""
    many = 0
    for w in range(words.size):
        many += bit_count(words[w])
    return many


@kernel
def list_person(
    row: int,
    demand: Demand,
    crowd: Crowd,
    tables: Tables,
    desk: Desk,
    counted: Counts,
    ranked: Listed,
    asking: Listed,
    near: Listed,
) -> tuple[int, int]:
    """The three lists of one person, best first, and the counts: every gate of every order, one after the other."""
    person, possible, questions = crowd.people[row], 0, 0
    ranked.size[0] = asking.size[0] = near.size[0] = 0
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
            _consider_order(person, order, at, 0, demand.asked, crowd, tables, desk, ranked)
        elif closed == 0:
            questions += 1
            _consider_order(person, order, at, bit_count(unsure), demand.asked, crowd, tables, desk, asking)
        elif unsure == 0 and bit_count(closed) <= NEAR_GATES and not closed >> PROTECTION & 1:
            _consider_order(person, order, at, bit_count(closed), demand.asked, crowd, tables, desk, near)
    hold(person, crowd, tables, desk.held, True)
    return possible, questions


@inlined
def _count_masks(gates: I64, closed: int, unknown: int) -> None:
    """gates (closed/unknown, gates): one more for every bit set."""
    for said in range(2):
        left = np.uint64(closed if said == 0 else unknown)
        while left != NONE:
            gates[said, lowest_bit(left)] += 1
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


@kernel
def tell(
    rows: I64, orders: I64, demand: Demand, crowd: Crowd, tables: Tables, desk: Desk, parts: I64, facts: I64
) -> None:
    """Everything about these pairs: parts (pairs, parts), facts (pairs, closed/unsure/minutes)."""
    for pair in range(rows.size):
        person, order = crowd.people[rows[pair]], demand.orders[orders[pair]]
        asked = demand.asked[order.first : order.first + order.required + order.useful]
        relate(asked, tables, desk.relation, False)
        score_of(person, order, crowd.codes, crowd.values, tables, desk, -1)
        relate(asked, tables, desk.relation, True)
        for part in range(desk.parts.size):
            parts[pair, part] = desk.parts[part]
        facts[pair, 0], facts[pair, 1] = masks_of(person, order, tables)
        facts[pair, 2] = minutes_of(person, order, tables)
