"""What is reached without looking ahead: the best class first, over all municipalities or inside each."""

import numpy as np

from tovholder.engine.matching.columns import I32

from .choices import Choices
from .plan import FREE, Plan, copy_plan, empty_plan
from .recreate import Taste, open_best
from .ruin import rebuild

ELSEWHERE = -2
"""Stands for the seat of those who do not take part yet."""

NO_DICE = np.zeros(1, np.int64)


def greedy_pooled(choices: Choices, taste: Taste, base: Plan) -> Plan:
    """On top of `base`: the class that adds most, again and again; then everybody who is left where it adds most."""
    plan = copied(choices, base)
    rows = np.arange(choices.course.size, dtype=np.int32)
    while plan_grows(choices, taste, plan, rows):
        pass
    return plan


def plan_grows(choices: Choices, taste: Taste, plan: Plan, rows: I32) -> bool:
    """Open and fill what adds to the objective; False when nothing did."""
    before = int(plan.total[0])
    waiting = np.append(np.flatnonzero(plan.seat == FREE), 0).astype(np.int32)
    rebuild(choices, taste, plan, rows, 0, NO_DICE.copy(), waiting, waiting.size - 1)
    return int(plan.total[0]) > before


def greedy_alone(choices: Choices, taste: Taste, base: Plan, controller: I32) -> Plan:
    """The same inside each municipality, one after the other. `controller`: (U,) of the party."""
    plan = copied(choices, base)
    rows = np.arange(choices.course.size, dtype=np.int32)
    opened = np.empty(plan.klass.size, np.int32)
    for each in np.unique(controller).tolist():
        others = (plan.seat == FREE) & (controller != each)
        plan.seat[others] = ELSEWHERE
        open_best(choices, taste, plan, rows, 0, NO_DICE.copy(), opened)
        plan.seat[others] = FREE
    return plan


def copied(choices: Choices, plan: Plan) -> Plan:
    """Another plan that says the same."""
    made = empty_plan(choices)
    copy_plan(plan, made)
    return made
