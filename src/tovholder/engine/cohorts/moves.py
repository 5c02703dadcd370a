"""Who moves: the kernels that count it, and that keep a plan below a limit."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .choices import Choices, Field
from .exchange import RINGS, seat_exactly
from .pairs import pack, possible_pairs, seat_before, wished
from .plan import FREE, Plan, copy_plan
from .problem import Problem

AT_ONCE = 8
"""Rings of exact seats between two counts of who moves."""


class Limit(NamedTuple):
    """Where each party sat, as far as it still could, and how many people may leave such seats."""

    before: I32  # (U,) class, or FREE
    most: int


def limit_of(problem: Problem, field: Field, most: int | None) -> Limit:
    """`most`: None, no limit. Whoever could still sit in a class that nobody can fill any more moves in any case."""
    number = {pack(problem, klass): k for k, klass in enumerate(field.klass)}
    seats = seat_before(problem)[field.leader].tolist()
    before = np.array([number.get(each, FREE) for each in seats], np.int32)
    owners = np.repeat(np.arange(before.size), np.diff(field.choices.own_start))
    still = np.zeros(before.size, np.bool_)
    still[owners[field.choices.own_class == before[owners]]] = True
    before = np.where(still, before, FREE).astype(np.int32)
    if most is None:
        return Limit(before, len(problem.people))
    lost = still_possible(problem).size - int(field.choices.size[before != FREE].sum())
    return Limit(before, most - lost)


def still_possible(problem: Problem) -> I64:
    """Rows of those who could still join the class they sat in, if it is held."""
    pairs, before = wished(problem, possible_pairs(problem)), seat_before(problem)
    return np.unique(pairs.person[pairs.klass == before[pairs.person]])


@kernel
def movers(choices: Choices, plan: Plan, before: I32) -> int:
    """How many people sit in another class than before, or in none, and could sit there still."""
    count = 0
    for party in range(before.size):
        k, slot = before[party], plan.seat[party]
        if k != FREE and (slot == FREE or plan.klass[slot] != k):
            count += choices.size[party]
    return count


@kernel
def seat_within(choices: Choices, plan: Plan, limit: Limit, spare: Plan) -> None:
    """The best seats in the classes held, as far as the limit allows. `spare` is written over."""
    while True:
        copy_plan(plan, spare)
        rings = seat_exactly(choices, plan, AT_ONCE)
        if movers(choices, plan, limit.before) > limit.most:
            copy_plan(spare, plan)
            break
        if rings < AT_ONCE:
            break


@kernel
def seat_best(choices: Choices, plan: Plan, limit: Limit, spare: Plan) -> None:
    """The same in one go where the limit is not met."""
    copy_plan(plan, spare)
    seat_exactly(choices, plan, RINGS)
    if movers(choices, plan, limit.before) > limit.most:
        copy_plan(spare, plan)
        seat_within(choices, plan, limit, spare)
