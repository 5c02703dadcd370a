"""Who may hold what, told by single bits: each code has one of 64 marks, and a person bears those of the codes held.

Two codes may share a mark, so that a mark says "perhaps", and its absence "certainly not".
"""

from typing import Any

import numpy as np

from .columns import I32, I64, U64

ONE, SPREAD, LAST = np.uint64(1), np.uint64(0x9E3779B97F4A7C15), np.uint64(58)
HALF = np.uint64(32)
"""Experience has the lower half of the marks in `known`, wished occupations the upper."""


def marks(codes: I32) -> U64:
    """The mark of each code, by Fibonacci hashing (Knuth, 6.4); no mark for a code below 0."""
    made: U64 = ONE << (codes.astype(np.uint64) * SPREAD >> LAST)
    return np.where(codes < 0, np.uint64(0), made)


def group_marks(codes: I32) -> U64:
    """The same in the lower half."""
    return _half(codes, np.uint64(0))


def occupation_marks(codes: I32) -> U64:
    """The same in the upper half."""
    return _half(codes, HALF)


def _half(codes: I32, above: np.uint64) -> U64:
    made: U64 = ONE << ((codes.astype(np.uint64) * SPREAD >> LAST) % HALF + above)
    return np.where(codes < 0, np.uint64(0), made)


def with_broader(skills: I32, parent: I32) -> U64:
    """The marks of each skill and its broader one: related skills (the same, broader, narrower, beside) share one."""
    return marks(skills) | marks(parent[skills])


def gathered(marked: U64, first: Any, many: Any) -> U64:
    """For each row the marks of its entries first..first + many together."""
    starts, lengths = first.astype(np.int64), many.astype(np.int64)
    made = np.zeros(lengths.size, np.uint64)
    some = np.flatnonzero(lengths)
    if some.size:
        entries: I64 = np.repeat(starts[some], lengths[some]) + _within(lengths[some])
        begins = np.concatenate(([0], np.cumsum(lengths[some])[:-1]))
        made[some] = np.bitwise_or.reduceat(marked[entries], begins)
    return made


def _within(lengths: I64) -> I64:
    """0, 1, 2 .. within each row."""
    return np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
