"""The search: several plans are improved beside each other, and the best is shared from time to time."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tovholder.engine.matching.columns import I64

from .choices import Choices
from .descending import Left
from .greedy import copied
from .moves import Limit, seat_best
from .plan import Plan, copy_plan, empty_plan
from .recreate import Taste
from .ruin import improve

EPOCH = 250
"""Rounds between two questions whether to stop, and between two sharings."""

HOT, COLD = 6_000.0, 150.0
"""Heat at first and at the end, thousandths of a point."""

RUINED = 4
"""Classes closed in a round, at most."""


class _Worker:
    """One plan on its way, with its own dice."""

    def __init__(self, choices: Choices, taste: Taste, start: Plan, limit: Limit, seed: int) -> None:
        self.choices, self.taste, self.limit = choices, taste, limit
        self.plan, self.best, self.back = copied(choices, start), copied(choices, start), empty_plan(choices)
        self.dice: I64 = np.array([seed | 1], np.int64)

    def epoch(self, rounds: int, hot: float, cold: float) -> None:
        """Some rounds, and then the best seats in the classes they led to; runs beside the other workers."""
        heats = hot, cold
        improve(self.choices, self.taste, self.plan, self.best, self.back, self.limit, rounds, heats, RUINED, self.dice)
        for plan in (self.plan, self.best):
            seat_best(self.choices, plan, self.limit, self.back)
        if self.plan.total[0] > self.best.total[0]:
            copy_plan(self.plan, self.best)


def search(  # long: one argument a line
    choices: Choices,
    taste: Taste,
    start: Plan,
    limit: Limit,
    *,
    seed: int,
    rounds: int,
    workers: int,
    hot: float,
    left: Left,
) -> tuple[Plan, int]:
    """The best plan met in `rounds` rounds of each worker, and how many were done; fewer when no time is left.

    Same seed, rounds and workers: same plan, however the workers are scheduled, as long as time does not end it.
    """
    if choices.course.size == 0:
        return start, 0
    seeds = np.random.Generator(np.random.PCG64(seed)).integers(1, 2**62, workers)
    crew = [_Worker(choices, taste, start, limit, int(each)) for each in seeds]
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        while done < rounds and (remains := left()) > 0:
            step = min(EPOCH, rounds - done)
            gone = 1 - min(remains, 1 - done / rounds)
            then = min(gone + step / rounds, 1.0)
            heats = _heat(hot, gone), _heat(hot, then)
            list(pool.map(lambda each: each.epoch(step, *heats), crew))  # noqa: B023 - used before the next turn
            done += step
            if (done // EPOCH) % _sharing(rounds) == 0:
                _share(crew)
    return max(crew, key=lambda each: int(each.best.total[0])).best, done


def _heat(hot: float, gone: float) -> float:
    return hot * float((COLD / HOT) ** gone)


def _sharing(rounds: int) -> int:
    """Epochs between two sharings: ten times in all."""
    return max(rounds // EPOCH // 10, 1)


def _share(crew: list[_Worker]) -> None:
    """Whoever is furthest behind goes on from where the foremost is."""
    ahead = max(crew, key=lambda each: int(each.plan.total[0]))
    behind = min(crew, key=lambda each: int(each.plan.total[0]))
    if ahead is not behind:
        copy_plan(ahead.plan, behind.plan)
