"""Three questions to a register, each one pass over the spells.

Every person has a week zero: the day of a permit, the first day of a programme, the end of a placement. All windows are
counted from it, half open. With week zero the same for all, they are windows of the calendar.
"""

from typing import Any, NamedTuple

import numpy as np

from tovholder.engine.compiled import lean
from tovholder.engine.matching.columns import I8, I32, I64

from .spells import Spells, states_of

ONE = np.uint64(1)
NEVER = -1


class Share(NamedTuple):
    """(groups,) weeks in the states, weeks something is known about, and people with a week known."""

    weeks_in: I64
    weeks_known: I64
    people: I64


def weeks_in(spells: Spells, *states: int, zero: I32, window: tuple[int, int]) -> I32:
    """(people,) how many weeks of the window each was in one of the states."""
    made = np.zeros(spells.people, np.int32)
    _weeks_in(*_columns(spells), _zero(spells, zero), *window, np.uint64(states_of(*states)), made)
    return made


def share_in(
    spells: Spells, *states: int, zero: I32, window: tuple[int, int], group: I32 | None = None, groups: int = 1
) -> Share:
    """The same by groups: of all weeks of the window that something is known about, how many were in the states.

    `group` (people,): 0..groups - 1, or below 0 for who is left out.
    """
    made = Share(*np.zeros((3, groups), np.int64))
    where = np.zeros(spells.people, np.int32) if group is None else np.array(group, np.int32)
    if where.shape != (spells.people,) or (where >= groups).any():
        raise ValueError(f"group: must be one below {groups} for each of {spells.people} people")
    _share_in(*_columns(spells), _zero(spells, zero), *window, np.uint64(states_of(*states)), where, made)
    return made


def first_week_in(spells: Spells, *states: int, zero: I32, horizon: int, least: int = 1) -> I32:
    """(people,) weeks from week zero to the first spell in the states that lasts at least so long; NEVER within the
    horizon.

    A spell that began before week zero counts from week zero. Spells in two states, one after the other, are two.
    """
    made = np.full(spells.people, NEVER, np.int32)
    _first_week_in(*_columns(spells), _zero(spells, zero), horizon, least, np.uint64(states_of(*states)), made)
    return made


def _columns(spells: Spells) -> tuple[I64, I32, I32, I8]:
    return spells.first, spells.begins, spells.ends, spells.state


def _zero(spells: Spells, zero: I32) -> I32:
    made = np.array(zero, np.int32)  # a copy: what may not be written is another kind to a kernel
    if made.shape != (spells.people,):
        raise ValueError(f"zero: must be one for each of {spells.people} people")
    return made


@lean
def _weeks_in(
    first: I64, begins: I32, ends: I32, state: I8, zero: I32, start: int, stop: int, states: Any, made: I32
) -> None:
    """weeks_i = sum over spells in the states of max(0, min(ends, zero_i + stop) - max(begins, zero_i + start))."""
    for person in range(zero.size):
        low, high, weeks = zero[person] + start, zero[person] + stop, 0
        for row in range(first[person], first[person + 1]):
            inside = min(ends[row], high) - max(begins[row], low)
            if inside > 0 and states >> np.uint64(state[row]) & ONE:
                weeks += inside
        made[person] = weeks


@lean
def _share_in(
    first: I64,
    begins: I32,
    ends: I32,
    state: I8,
    zero: I32,
    start: int,
    stop: int,
    states: Any,
    group: I32,
    made: Share,
) -> None:
    """The same sum by group, beside that over spells in any state."""
    for person in range(zero.size):
        where = group[person]
        if where < 0:
            continue
        low, high, known = zero[person] + start, zero[person] + stop, 0
        for row in range(first[person], first[person + 1]):
            inside = min(ends[row], high) - max(begins[row], low)
            if inside > 0:
                known += inside
                if states >> np.uint64(state[row]) & ONE:
                    made.weeks_in[where] += inside
        made.weeks_known[where] += known
        made.people[where] += known > 0


@lean
def _first_week_in(
    first: I64, begins: I32, ends: I32, state: I8, zero: I32, horizon: int, least: int, states: Any, made: I32
) -> None:
    """The smallest max(begins, zero_i) - zero_i below the horizon over spells in the states with `least` weeks left."""
    for person in range(zero.size):
        for row in range(first[person], first[person + 1]):
            begun = max(begins[row], zero[person])
            if begun - zero[person] >= horizon:
                break
            if ends[row] - begun >= least and states >> np.uint64(state[row]) & ONE:
                made[person] = begun - zero[person]
                break
