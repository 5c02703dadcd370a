"""Problem -> Result: the bound, the plans of greed, the search between them, and what is to be told of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32, I64

from .bound import descend, descent_from
from .choices import Choices, Field, enumerate_choices
from .exchange import RINGS, seat_exactly
from .greedy import copied, greedy_alone, greedy_pooled, plan_grows
from .missing import nearest_missing
from .pins import base_plan
from .plan import FREE, Plan
from .prices import seats_of
from .problem import POINT, Problem
from .reasons import reasons
from .result import Held, Result, Warm
from .search import HOT, Left, search
from .taste import industries_of, plain_taste, priced_taste
from .warm import kept, plan_before, prices_before

DESCENTS = 400
"""Steps of the bound with the demand shared, before those with the demand filled exactly."""

EXACT_WORK, EXACT_MOST = 100_000_000, 800
"""Exact steps: so many as this work allows (about 20 seconds of one core), at most."""

STEPS = 20
"""Steps between two questions whether there is time."""

BOUND_UNTIL = 0.6
"""The share of the time that must be left for the bound to go on."""

FIRST_PRICE = 5 * POINT


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much is tried. Time may end it earlier."""

    rounds: int = 20_000  # of ruin and recreate, for each worker
    workers: int = 2  # plans that are improved beside each other, each on a thread
    descents: int = DESCENTS  # steps of the bound
    exact: int = EXACT_MOST  # steps of the exact bound
    missing: int = 20  # classes of which is told what is missing


def always() -> float:
    """Time does not run."""
    return 1.0


def solve(  # long: the steps of the answer in their order
    problem: Problem,
    *,
    seed: int,
    effort: Effort | None = None,
    left: Left = always,
    stop: Callable[[], bool] | None = None,
    warm: Warm | None = None,
) -> Result:
    """The best plan found, and a bound that none can pass; Impossible when the wishes cannot hold.

    Same problem, seed and effort: same result, whatever the order of rows. `left` says which share of the time is left
    (1 to 0) and `stop` whether to end now; a search that time ended is not repeatable. `warm` is that of an earlier
    result.
    """
    effort = effort or Effort()
    field = enumerate_choices(problem)
    choices, base = field.choices, base_plan(problem, field)

    def remains() -> float:
        return 0.0 if stop is not None and stop() else left()

    pooled = greedy_pooled(choices, plain_taste(choices), base)
    alone = greedy_alone(choices, plain_taste(choices), base, problem.people.controller[field.leader])
    vector = _first_prices(choices) if warm is None else prices_before(problem, field, warm, FIRST_PRICE)
    bound = _descended(choices, vector, int(pooled.total[0]), effort, remains)
    taste = priced_taste(choices, vector)
    greedy = int(pooled.total[0]), int(alone.total[0])
    starts = [pooled, alone, greedy_pooled(choices, taste, base)]
    if warm is not None:
        starts.append(again := copied(choices, base))
        plan_before(problem, field, warm, again)
        plan_grows(choices, plain_taste(choices), again, np.arange(choices.course.size, dtype=np.int32))
    for plan in starts:
        seat_exactly(choices, plan, RINGS)
    start = max(starts, key=lambda plan: int(plan.total[0]))
    hot = HOT if warm is None else HOT / 4
    best, rounds = search(
        choices, taste, start, seed=seed, rounds=effort.rounds, workers=effort.workers, hot=hot, left=remains
    )
    _finish(choices, best)
    held, seat = _told(problem, field, best)
    return Result(
        held=held,
        seat=seat,
        reason=reasons(problem, field, held, seat),
        missing=nearest_missing(problem, held, seat, top=effort.missing),
        objective=int(best.total[0]),
        bound=max(bound, int(best.total[0])) if not choices.course.size else bound,
        greedy_pooled=greedy[0],
        greedy_alone=greedy[1],
        rounds=rounds,
        warm=kept(problem, field, vector, held),
    )


def _first_prices(choices: Choices) -> I64:
    seat = np.full(choices.size.size, FIRST_PRICE, np.int64)
    return np.concatenate((seat, np.zeros(choices.rooms.size + choices.teachers.size, np.int64)))


def _descended(choices: Choices, vector: I64, target: int, effort: Effort, left: Left) -> int:
    """Bring the prices in `vector` down; the lowest bound met. What is cheap first, in parts, while there is time."""
    if not choices.course.size:
        return 0
    seats, (rows, first) = seats_of(choices), industries_of(choices)
    work = max(int((choices.demand.astype(np.int64) ** 2).sum()), 1)
    exact = min(effort.exact, max(EXACT_WORK // work, 10))
    descent = descent_from(vector)
    descend(choices, seats, rows, first, descent, target, 1, True)
    for filled, steps in ((False, effort.descents), (True, exact)):
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


def _finish(choices: Choices, plan: Plan) -> None:
    """What still adds to the objective without closing anything."""
    rows = np.arange(choices.course.size, dtype=np.int32)
    while seat_exactly(choices, plan, RINGS) or plan_grows(choices, plain_taste(choices), plan, rows):
        pass


def _told(problem: Problem, field: Field, plan: Plan) -> tuple[tuple[Held, ...], I32]:
    """The classes in the order of the choices, and each person's place among them."""
    slots = [slot for slot in range(plan.klass.size) if plan.klass[slot] != FREE]
    slots.sort(key=lambda slot: (int(plan.klass[slot]), int(plan.members[slot, : plan.parties[slot]].min())))
    seat, held = np.full(len(problem.people), -1, np.int32), []
    many: dict[int, int] = {}
    for place, slot in enumerate(slots):
        k = int(plan.klass[slot])
        many[k] = many.get(k, 0) + 1
        people = np.flatnonzero(plan.seat[field.party] == slot)
        seat[people] = place
        worth = int(plan.worth[plan.members[slot, : plan.parties[slot]]].sum()) - problem.weights.klass
        wished = many[k] <= int(field.choices.held[k])
        held.append(Held(field.klass[k], tuple(people.tolist()), worth, wished))
    return tuple(held), seat


__all__ = ["Effort", "solve"]
