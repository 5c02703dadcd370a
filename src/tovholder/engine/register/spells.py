"""Spells: who was in which state from one week to another, as frozen columns. A year of a benefit is one row."""

from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I8, I32, I64, settled

STATES = 64
"""So many states at most: a set of them is a whole number of 64 bits."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Spells:
    """N people: person i's spells are rows ``first[i]:first[i + 1]``, in the order of time and none over another.

    Weeks are whole numbers from any Monday on, half open: a spell of one week has ``ends = begins + 1``. Between spells
    nothing is known.
    """

    first: I64  # (people + 1,)
    begins: I32
    ends: I32
    state: I8  # 0..63

    def __post_init__(self) -> None:
        for name, kind in (("first", np.int64), ("begins", np.int32), ("ends", np.int32), ("state", np.int8)):
            object.__setattr__(self, name, settled(name, np.asarray(getattr(self, name)), np.dtype(kind)))
        rows = self.begins.size
        if self.ends.size != rows or self.state.size != rows:
            raise ValueError("ends, state: must be as many as begins")
        if not self.first.size or self.first[0] != 0 or self.first[-1] != rows or (np.diff(self.first) < 0).any():
            raise ValueError("first: must start at 0, never fall and end at the number of spells")
        _refuse("ends: row {row} ends before it begins", self.ends <= self.begins)
        _refuse(f"state: row {{row}} is not one of 0..{STATES - 1}", (self.state < 0) | (self.state >= STATES))
        same = np.ones(max(rows - 1, 0), np.bool_)
        starts = self.first[1:-1]
        same[starts[(starts > 0) & (starts < rows)] - 1] = False
        _refuse("begins: row {row} lies over the next of the person", same & (self.begins[1:] < self.ends[:-1]))

    @property
    def people(self) -> int:
        """How many people there are."""
        return int(self.first.size - 1)

    @property
    def person_weeks(self) -> int:
        """How many weeks all spells are together."""
        return int((self.ends.astype(np.int64) - self.begins).sum())


def states_of(*states: int) -> int:
    """A set of states as the measures take it."""
    made = 0
    for each in states:
        if not 0 <= each < STATES:
            raise ValueError(f"state {each}: not one of 0..{STATES - 1}")
        made |= 1 << each
    return made


def _refuse(words: str, wrong: np.ndarray) -> None:
    if wrong.any():
        raise ValueError(words.format(row=int(wrong.argmax())))
