"""How far the prices are brought down, and when that ends."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from tovholder.engine.matching.columns import I64

from .bound import descend, descent_from
from .choices import Choices
from .prices import seats_of
from .problem import POINT
from .taste import industries_of

Left: TypeAlias = Callable[[], float]
"""The share of the time that is left: 1 at first, 0 at the end."""

DESCENTS = 400
"""Steps of the bound with the demand shared, before those with the demand filled exactly."""

EXACT_WORK, EXACT_MOST = 100_000_000, 800
"""Exact steps: so many as this work allows (about 20 seconds of one core), at most."""

STEPS = 20
"""Steps between two questions whether there is time."""

BOUND_UNTIL = 0.6
"""The share of the time that must be left for the bound to go on."""

FIRST_PRICE = 5 * POINT


def first_prices(choices: Choices, seat: int = FIRST_PRICE) -> I64:
    """Where nothing is known: every seat at one price, rooms and teachers at none."""
    seats = np.full(choices.size.size, seat, np.int64)
    return np.concatenate((seats, np.zeros(choices.rooms.size + choices.teachers.size, np.int64)))


def descended(choices: Choices, vector: I64, target: int, *, descents: int, exact: int, left: Left) -> int:
    """Bring the prices in `vector` down; the lowest bound met. What is cheap first, in parts, while there is time."""
    if not choices.course.size:
        return 0
    seats, (rows, first) = seats_of(choices), industries_of(choices)
    work = max(int((choices.demand.astype(np.int64) ** 2).sum()), 1)
    exact = min(exact, max(EXACT_WORK // work, 10))
    descent = descent_from(vector)
    descend(choices, seats, rows, first, descent, target, 1, True)
    for filled, steps in ((False, descents), (True, exact)):
        lowest, descent.state[:] = descent.state[2], (1.0 if not filled else 0.3, 0.0, 2.0**62)
        before = vector.copy()
        descent.place[:], descent.way[:] = vector, 0.0
        for begun in range(0, steps, STEPS):
            if descent.state[0] == 0.0 or left() <= BOUND_UNTIL:
                break
            aim = max(target, int(descent.state[2] - 0.04 * abs(descent.state[2]))) if begun else target
            descend(choices, seats, rows, first, descent, aim, STEPS, filled)
        if descent.state[2] > lowest:
            vector[:], descent.state[2] = before, lowest
    return int(descent.state[2])
