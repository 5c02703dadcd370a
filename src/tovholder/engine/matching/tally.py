"""From the gates of one order to whom it concerns: who may come, whom to ask, who is just outside, and how many."""

from typing import Any, NamedTuple

import numpy as np

from tovholder.engine.compiled import bit_count, lean

from . import sieve
from .codes import GATES
from .columns import I64, U64
from .disclosure import UNTOLD_MASK
from .pair import PARTNERSHIP, POOL, PROTECTION, TRAVEL
from .slices import Circles, Slices
from .tables import Tables

NONE, ONE = np.uint64(0), np.uint64(1)
GATE_COUNT = len(GATES)
STEP = 256
"""Words looked at in one go: the answers of all gates about them stay in the nearest memory."""

OWN, OTHERS = 0, 1
CLOSED, UNKNOWN = 0, 1


class Board(NamedTuple):
    """Room for the answers about one order."""

    shut: U64  # (gates, STEP)
    doubt: U64  # (gates, STEP)
    own: U64  # (STEP,)
    same: U64  # (2 * STEP,)
    open: U64  # (words,) who may come
    ask: U64  # (words,) whom to ask first
    questions: U64  # (4, words) how many questions, as binary digits
    near: U64  # (2, words) who is outside by one gate, and by two
    chosen: U64  # (words,)
    hits: U64  # (skills asked for + 1, words), see bounds


class Counts(NamedTuple):
    """How many, for one order."""

    pairs: I64  # (own/others,)
    gates: I64  # (own/others, closed/unknown, gates)


def board(words: int, asked: int = 0) -> Board:
    """A clean board for so many words of people and skills asked for."""
    gates = np.zeros((2, GATE_COUNT, STEP), np.uint64)
    lists = np.zeros((9, words), np.uint64)
    return Board(
        gates[0],
        gates[1],
        np.zeros(STEP, np.uint64),
        np.zeros(2 * STEP, np.uint64),
        lists[0],
        lists[1],
        lists[2:6],
        lists[6:8],
        lists[8],
        np.zeros((asked + 1, words), np.uint64),
    )


def counts() -> Counts:
    """Nobody counted yet."""
    return Counts(np.zeros(2, np.int64), np.zeros((2, 2, GATE_COUNT), np.int64))


@lean
def judge(
    order: Any, people: Any, slices: Slices, circles: Circles, tables: Tables, board: Board, counted: Counts
) -> None:
    """Every gate for everybody: fills the board's lists and counts."""
    counted.pairs[:] = 0
    counted.gates[:] = 0
    words = slices.live.size
    for a in range(0, words, STEP):
        n = min(STEP, words - a)
        sieve.all_but_travel(order, slices, circles, a, n, board.own, board.shut, board.doubt, board.same)
        sieve.travel(order, people, slices, tables, a, n, board.shut[TRAVEL], board.doubt[TRAVEL])
        _lists(slices, a, n, board)
        _count(slices, a, n, board, counted)


@lean
def _lists(slices: Slices, a: int, n: int, board: Board) -> None:
    """Open: nothing closed or unknown. Ask: nothing closed. Near: all known, one or two closed, and the gate may open.

    Left out of the last two: others, where a gate that may not be told across municipalities stands in the way.
    """
    for w in range(n):
        one, two, three, doubtful, untold = NONE, NONE, NONE, NONE, NONE
        for gate in range(GATE_COUNT):
            closed, unsure = board.shut[gate, w], board.doubt[gate, w]
            three |= two & closed
            two |= one & closed
            one |= closed
            doubtful |= unsure
            if UNTOLD_MASK >> gate & 1:
                untold |= closed | unsure
        live = slices.live[a + w]
        told = live & ~(untold & ~board.own[w])
        board.open[a + w] = live & ~one & ~doubtful
        board.ask[a + w] = told & ~one & doubtful
        near = told & ~doubtful & ~board.shut[PROTECTION, w] & ~board.shut[PARTNERSHIP, w]
        board.near[0, a + w] = near & one & ~two
        board.near[1, a + w] = near & two & ~three
        if board.ask[a + w] != NONE:
            _add_questions(board, w, a + w)


@lean
def _add_questions(board: Board, w: int, at: int) -> None:
    """The number of unknown gates, in binary: each gate is added with its carry."""
    board.questions[:, at] = NONE
    for gate in range(GATE_COUNT):
        carry = board.doubt[gate, w]
        for digit in range(4):
            held = board.questions[digit, at]
            board.questions[digit, at] = held ^ carry
            carry &= held


@lean
def _count(slices: Slices, a: int, n: int, board: Board, counted: Counts) -> None:
    """How often each gate is closed or unknown: in the own municipality, and among others who may be seen at all."""
    for w in range(n):
        own = board.own[w] & slices.live[a + w]
        hidden = board.shut[PROTECTION, w] | board.shut[POOL, w] | board.shut[PARTNERSHIP, w]
        board.same[w] = own
        board.same[STEP + w] = slices.live[a + w] & ~own & ~hidden
        counted.pairs[OWN] += bit_count(own)
        counted.pairs[OTHERS] += bit_count(board.same[STEP + w])
    for gate in range(GATE_COUNT):
        shut, doubt = board.shut[gate], board.doubt[gate]
        for among in range(2):
            who, closed, unknown = board.same[among * STEP : among * STEP + n], 0, 0
            for w in range(n):
                closed += bit_count(shut[w] & who[w])
                unknown += bit_count(doubt[w] & ~shut[w] & who[w])
            counted.gates[among, CLOSED, gate] += closed
            counted.gates[among, UNKNOWN, gate] += unknown


@lean
def sift_open(order: Any, people: Any, slices: Slices, circles: Circles, tables: Tables, board: Board) -> None:
    """Who may come, and nothing else: travel is looked at only for those whom every other gate lets through."""
    words = slices.live.size
    for a in range(0, words, STEP):
        n = min(STEP, words - a)
        sieve.all_but_travel(order, slices, circles, a, n, board.own, board.shut, board.doubt, board.same)
        for w in range(n):
            stopped = NONE
            for gate in range(GATE_COUNT):
                if gate != TRAVEL:
                    stopped |= board.shut[gate, w] | board.doubt[gate, w]
            board.open[a + w] = slices.live[a + w] & ~stopped
        sieve.near_enough(order, people, slices, tables, a, n, board.open)
