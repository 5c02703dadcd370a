"""Seats in given classes, exactly: against HiGHS, and with nothing broken for those who stay where they are."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, vstack

from tests.unit.engine.cohort_plans import problems
from tovholder.engine.cohorts import Problem
from tovholder.engine.cohorts.choices import Choices, enumerate_choices
from tovholder.engine.cohorts.exchange import RINGS, seat_exactly, single
from tovholder.engine.cohorts.greedy import greedy_pooled
from tovholder.engine.cohorts.pins import base_plan
from tovholder.engine.cohorts.plan import FREE, Plan, rise
from tovholder.engine.cohorts.taste import plain_taste

slow = settings(max_examples=25, deadline=None)


def greedily(problem: Problem) -> tuple[Choices, Plan]:
    field = enumerate_choices(problem)
    choices = field.choices
    return choices, greedy_pooled(choices, plain_taste(choices), base_plan(problem, field))


def _some_rise(choices: Choices, plan: Plan) -> None:
    """Every other party leaves its seat where the class stays above its minimum."""
    for party in np.flatnonzero(plan.seat != FREE)[::2].tolist():
        slot = int(plan.seat[party])
        if plan.seats[slot] - choices.size[party] >= choices.least[plan.klass[slot]]:
            rise(choices, plan, party)


def best_seats(choices: Choices, plan: Plan) -> int:
    """What the classes held are worth at most, by HiGHS; classes of one kind count as one."""
    held = np.flatnonzero(plan.beside)
    klass = np.repeat(np.arange(choices.course.size), np.diff(choices.start))
    mine = np.isin(klass, held)
    who, klass, worth = choices.who[mine], klass[mine], choices.worth[mine]
    industries, parties, classes = choices.demand.size, choices.size.size, choices.course.size
    seats = np.arange(who.size)
    above = (np.concatenate((who, parties + klass, parties + classes + choices.industry[klass])), np.tile(seats, 3))
    most = np.concatenate((np.ones(parties), plan.beside * choices.most, choices.demand))
    least = -plan.beside * choices.least
    size = (parties + classes + industries, who.size)
    limits: Any = coo_matrix((np.ones(3 * who.size), above), shape=size).tocsr()
    floors: Any = coo_matrix((-np.ones(who.size), (klass, seats)), shape=(classes, who.size)).tocsr()
    bounds = {"A_ub": vstack((limits, floors)), "b_ub": np.concatenate((most, least)), "bounds": (0, 1)}
    made = linprog(-worth.astype(float), **bounds, method="highs")
    assert made.success
    return round(-made.fun) - choices.cost * int(plan.beside.sum())


@slow
@given(problems(people=60, social=False))
def test_no_seats_in_the_same_classes_are_better(problem: Problem) -> None:
    choices, plan = greedily(problem)
    if not plan.total[1]:
        return
    _some_rise(choices, plan)
    before, held = int(plan.total[0]), plan.beside.copy()
    rings = seat_exactly(choices, plan, RINGS)
    assert int(plan.total[0]) == best_seats(choices, plan)
    assert (int(plan.total[0]) > before) == (rings > 0)
    assert (plan.beside == held).all()
    assert plan.demand.min() >= 0


@slow
@given(problems(people=60))
def test_households_and_those_who_must_be_apart_stay_and_every_class_keeps_its_size(problem: Problem) -> None:
    choices, plan = greedily(problem)
    tied = [party for party in range(choices.size.size) if not single(choices, party)]
    before, total = plan.seat[tied].copy(), int(plan.total[0])
    seat_exactly(choices, plan, RINGS)
    assert (plan.seat[tied] == before).all()
    assert int(plan.total[0]) >= total
    for slot in np.flatnonzero(plan.klass != FREE):
        k = plan.klass[slot]
        assert choices.least[k] <= choices.size[plan.seat == slot].sum() <= choices.most[k]
