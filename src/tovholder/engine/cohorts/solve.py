"""Problem -> Result: the bound, the plans of greed, the search between them, and what is to be told of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from tovholder.engine.matching.columns import I32

from .choices import Choices, Field, enumerate_choices
from .descending import DESCENTS, EXACT_MOST, FIRST_PRICE, Left, descended, first_prices
from .greedy import copied, greedy_alone, greedy_pooled, plan_grows
from .missing import nearest_missing
from .moves import Limit, limit_of, movers, seat_best
from .pins import base_plan
from .plan import FREE, Plan, copy_plan
from .problem import Problem
from .reasons import reasons
from .result import Held, Result, Warm
from .search import HOT, search
from .taste import plain_taste, priced_taste
from .warm import kept, plan_before, plan_of_seats, prices_before


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much is tried. Time may end it earlier."""

    rounds: int = 20_000  # of ruin and recreate, for each worker
    workers: int = 2  # plans that are improved beside each other, each on a thread
    descents: int = DESCENTS  # steps of the bound
    exact: int = EXACT_MOST  # steps of the exact bound
    missing: int = 20  # classes of which is told what is missing


WHAT_IF = Effort(rounds=1_500, descents=40, exact=40)
"""While somebody waits, and with `warm`: under a second of processor time for 500 people."""


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
    most_moved: int | None = None,
) -> Result:
    """The best plan found, and a bound that none can pass; Impossible when the wishes cannot hold.

    Same problem, seed and effort: same result, whatever the order of rows. `left` says which share of the time is left
    (1 to 0) and `stop` whether to end now; a search that time ended is not repeatable. `warm` is that of an earlier
    result. `most_moved`: so many people may leave the seat before, if they could keep it; where no first plan is within
    that, as many as in the one that moves fewest.
    """
    effort = effort or Effort()
    field = enumerate_choices(problem)
    choices, base = field.choices, base_plan(problem, field)

    def remains() -> float:
        return 0.0 if stop is not None and stop() else left()

    pooled = greedy_pooled(choices, plain_taste(choices), base)
    alone = greedy_alone(choices, plain_taste(choices), base, problem.people.controller[field.leader])
    vector = first_prices(choices) if warm is None else prices_before(problem, field, warm, FIRST_PRICE)
    steps = {"descents": effort.descents, "exact": effort.exact}
    bound = descended(choices, vector, int(pooled.total[0]), **steps, left=remains)
    taste = priced_taste(choices, vector)
    greedy = int(pooled.total[0]), int(alone.total[0])
    starts = [pooled, alone, greedy_pooled(choices, taste, base)]
    starts += _plans_before(problem, field, warm, base)
    limit = limit_of(problem, field, most_moved)
    start, limit = _best_start(choices, starts, limit)
    hot = HOT if warm is None else HOT / 4
    best, rounds = search(
        choices, taste, start, limit, seed=seed, rounds=effort.rounds, workers=effort.workers, hot=hot, left=remains
    )
    _finish(choices, best, limit)
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


def _plans_before(problem: Problem, field: Field, warm: Warm | None, base: Plan) -> Iterator[Plan]:
    """The plan of the last answer, and that of everybody's seat before, as far as they can still be; and filled up."""
    laid = []
    if warm is not None:
        laid.append(copied(field.choices, base))
        plan_before(problem, field, warm, laid[-1])
    if (problem.people.before_week >= 0).any():
        laid.append(copied(field.choices, base))
        plan_of_seats(problem, field, laid[-1])
    rows = np.arange(field.choices.course.size, dtype=np.int32)
    for plan in laid:
        yield copied(field.choices, plan)
        plan_grows(field.choices, plain_taste(field.choices), plan, rows)
        yield plan


def _best_start(choices: Choices, starts: list[Plan], limit: Limit) -> tuple[Plan, Limit]:
    """The best of the plans within the limit; where there is none, the one that moves fewest, and that as the limit."""
    moved = [int(movers(choices, plan, limit.before)) for plan in starts]
    limit = limit._replace(most=max(limit.most, min(moved)))
    within = [plan for plan, many in zip(starts, moved, strict=True) if many <= limit.most]
    for plan in within:
        seat_best(choices, plan, limit, copied(choices, plan))
    return max(within, key=lambda plan: int(plan.total[0])), limit


def _finish(choices: Choices, plan: Plan, limit: Limit) -> None:
    """What still adds to the objective without closing anything, within the limit."""
    rows, spare = np.arange(choices.course.size, dtype=np.int32), copied(choices, plan)
    while True:
        seat_best(choices, plan, limit, spare)
        before = copied(choices, plan)
        if not plan_grows(choices, plain_taste(choices), plan, rows):
            break
        if movers(choices, plan, limit.before) > limit.most:
            copy_plan(before, plan)
            break


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
