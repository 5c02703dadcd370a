"""What stands between a person and all orders: how often each gate is closed, and how often only unknown."""

from typing import Any

import numpy as np

from tovholder.engine.compiled import lean

from . import sieve
from .columns import I32, I64, U64
from .pair import PARTNERSHIP, TRAVEL
from .prepared import Prepared
from .records import WORD, Records, blank_people
from .slices import Circles, Slices, circles_of, slices_of
from .tables import Tables
from .tally import GATE_COUNT, STEP, Board, board

NONE = np.uint64(0)
CLOSED, ASKED = 0, 1


def obstacles(made: Prepared, places: I64, done: I64) -> tuple[I32, I32]:
    """(people, gates) of those at these places: how often each gate is closed; and unknown where nothing is closed.

    Orders outside the person's partnerships stand in nobody's way: they are none of the person's.
    """
    people = blank_people(-(-places.size // WORD) * WORD)
    people[: places.size] = made.world.crowd.people[places]
    slices, circles = slices_of(people), circles_of(people)
    planes = np.zeros((2, GATE_COUNT, max(done.size.bit_length(), 1), slices.live.size), np.uint64)
    _add_orders(
        done, made.world.demand.orders, people, slices, circles, made.world.tables, board(slices.live.size), planes
    )
    closed, asked = _numbers(planes, places.size)
    return closed, asked


@lean
def _add_orders(
    done: I64,
    orders: Records,
    people: Records,
    slices: Slices,
    circles: Circles,
    tables: Tables,
    board: Board,
    planes: U64,
) -> None:
    """One more for every gate of every person that stands in the way of each order."""
    for at in done:
        order = orders[at]
        for a in range(0, slices.live.size, STEP):
            n = min(STEP, slices.live.size - a)
            sieve.all_but_travel(order, slices, circles, a, n, board.own, board.shut, board.doubt, board.same)
            sieve.travel(order, people, slices, tables, a, n, board.shut[TRAVEL], board.doubt[TRAVEL])
            for w in range(n):
                shut_out = NONE
                for gate in range(GATE_COUNT):
                    shut_out |= board.shut[gate, w]
                ours = ~board.shut[PARTNERSHIP, w]
                for gate in range(GATE_COUNT):
                    _add(planes[CLOSED, gate], a + w, board.shut[gate, w] & ours)
                    _add(planes[ASKED, gate], a + w, board.doubt[gate, w] & ~shut_out)


@lean
def _add(digits: U64, word: int, carry: Any) -> None:
    """Add one to the number of everybody whose bit is set; digits (digits, words), lowest first."""
    digit = 0
    while carry != NONE:
        held = digits[digit, word]
        digits[digit, word] = held ^ carry
        carry = carry & held
        digit += 1


def _numbers(planes: U64, people: int) -> I32:
    """(2, people, gates) from binary digits of 64 people a word."""
    made = np.zeros((2, people, GATE_COUNT), np.int32)
    for said in range(2):
        for gate in range(GATE_COUNT):
            bits = np.unpackbits(planes[said, gate].view(np.uint8), axis=1, bitorder="little")[:, :people]
            made[said, :, gate] = (bits.astype(np.int64) << np.arange(bits.shape[0])[:, None]).sum(axis=0)
    return made
