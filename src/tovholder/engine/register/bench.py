"""How long a measure takes over a made-up register. The clock is handed in; the caller prints."""

from collections.abc import Callable

import numpy as np

from tovholder.engine.matching.columns import I8, I32, I64

from .measures import first_week_in, share_in, weeks_in
from .spells import Spells

Clock = Callable[[], float]
VERSION = 1
STATES, LONGEST = 12, 120  # a spell lasts 1 to 120 weeks, short ones likelier
GOALS_MS = (50.0, 500.0)
"""Over 104 million and over a billion person-weeks, one thread; the second is a stretch goal."""

WEEKS = 340  # of each person
AT_ONCE = 250_000  # people
IN, WINDOW = (3, 4, 7), (52, 312)


def generate(*, people: int, seed: int, weeks: int = WEEKS) -> Spells:
    """Everybody's weeks from a week zero in five years on, cut into spells with a gap now and then."""
    zero = zero_of(people=people, seed=seed)
    parts = [_part(zero[at : at + AT_ONCE], (seed, at), weeks) for at in range(0, people, AT_ONCE)]
    many, begins, ends, state = (np.concatenate(each) for each in zip(*parts, strict=True))
    first = np.concatenate(([0], np.cumsum(many))).astype(np.int64)
    return Spells(first=first, begins=begins, ends=ends, state=state)


def _part(zero: I32, seed: tuple[int, int], weeks: int) -> tuple[I64, I32, I32, I8]:
    """(spells of each, begins, ends, state) of so many people."""
    random = np.random.Generator(np.random.PCG64([VERSION, *seed]))
    size = zero.size, max(weeks * 3 // LONGEST, 4)
    long = np.minimum(random.geometric(1 / 24, size), LONGEST).astype(np.int32)
    gap = np.where(random.random(size) < 0.1, random.integers(1, 9, size), 0).astype(np.int32)
    ends = np.cumsum(long + gap, axis=1, dtype=np.int32)
    begins = ends - long
    ends[:, -1] = weeks
    ends = np.minimum(ends, weeks)
    there = begins < ends
    state = random.integers(0, STATES, size).astype(np.int8)
    return there.sum(axis=1), (begins + zero[:, None])[there], (ends + zero[:, None])[there], state[there]


def zero_of(*, people: int, seed: int) -> I32:
    """(people,) everybody's week zero."""
    return np.random.Generator(np.random.PCG64([VERSION, seed, 1])).integers(0, 260, people).astype(np.int32)


def measure(*, clock: Clock, people: int, seed: int = 1, runs: int = 15) -> dict[str, float]:
    """The slowest of the three questions, median and p95 in ms, and how large the register is."""
    spells, zero = generate(people=people, seed=seed), zero_of(people=people, seed=seed)
    questions: tuple[Callable[[], object], ...] = (
        lambda: weeks_in(spells, *IN, zero=zero, window=WINDOW),
        lambda: share_in(spells, *IN, zero=zero, window=WINDOW),
        lambda: first_week_in(spells, *IN, zero=zero, horizon=WINDOW[1], least=26),
    )
    slowest: list[float] = []
    for ask in questions:
        ask()
        times = []
        for _ in range(runs):
            began = clock()
            ask()
            times.append((clock() - began) * 1000)
        slowest = max(slowest, times, key=lambda each: float(np.median(each)) if each else 0.0)
    return {
        "people": people,
        "spells": spells.begins.size,
        "person_weeks": spells.person_weeks,
        "median_ms": float(np.median(slowest)),
        "p95_ms": float(np.percentile(slowest, 95)),
    }
