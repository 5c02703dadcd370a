"""Plans and bounds of cohorts against HiGHS, and what must hold of every plan."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.cohort_plans import QUICK, faults, optimum, problems, seeds, small, taken, with_people
from tovholder.engine.cohorts import Problem, solve

slow = settings(max_examples=12, deadline=None)


@pytest.mark.parametrize("seed", range(12))
def test_the_optimum_of_a_small_problem_is_found_and_lies_under_the_bound(seed: int) -> None:
    problem = small(seed, people=28, social=0.3 * (seed % 2))
    best, made = optimum(problem), solve(problem, seed=1, effort=replace(QUICK, rounds=3_000))
    assert made.objective == best <= made.bound


@slow
@given(problems(), seeds)
def test_no_plan_breaks_a_rule_exceeds_its_bound_or_is_below_greed(problem: Problem, seed: int) -> None:
    assert faults(problem, solve(problem, seed=seed, effort=QUICK)) == []


@slow
@given(problems(), seeds)
def test_the_same_seed_gives_the_same_answer_in_whatever_order_the_people_come(problem: Problem, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(problem.people))
    first, second = solve(problem, seed=seed, effort=QUICK), solve(taken(problem, order), seed=seed, effort=QUICK)
    assert (first.objective, first.bound, first.rounds) == (second.objective, second.bound, second.rounds)
    assert [each.klass for each in first.held] == [each.klass for each in second.held]
    assert (first.seat[order] == second.seat).all()
    assert (first.reason[order] == second.reason).all()


@slow
@given(problems(), seeds)
def test_more_rooms_teachers_and_demand_never_lower_the_bound(problem: Problem, seed: int) -> None:
    """At the same prices, which is where a bound is proved."""
    first, still = solve(problem, seed=seed, effort=QUICK), replace(QUICK, descents=0, exact=0)
    more = replace(problem, rooms=problem.rooms + 1, teachers=problem.teachers + 1, demand=problem.demand + 5)
    assert solve(problem, seed=seed, effort=still, warm=first.warm).bound == first.bound
    assert solve(more, seed=seed, effort=still, warm=first.warm).bound >= first.bound


def test_two_workers_give_the_same_answer_however_they_are_scheduled() -> None:
    problem, effort = small(5, people=60), replace(QUICK, rounds=1_000, workers=2)
    answers = [solve(problem, seed=3, effort=effort) for _ in range(3)]
    assert len({(each.objective, each.seat.tobytes(), each.bound) for each in answers}) == 1


@slow
@given(problems(social=False), st.integers(1, 3))
def test_a_person_who_reaches_further_never_lowers_the_bound_below_the_plan(problem: Problem, factor: int) -> None:
    further = with_people(problem, max_minutes=problem.people.max_minutes * factor)
    assert solve(further, seed=1, effort=QUICK).bound >= solve(problem, seed=1, effort=QUICK).objective


def test_time_ends_the_search_with_a_plan_that_holds() -> None:
    problem = small(4, people=60)
    made = solve(problem, seed=1, left=lambda: 0.0)
    assert made.rounds == 0
    assert faults(problem, made) == []
    stopped = solve(problem, seed=1, stop=lambda: True)
    assert (stopped.rounds, stopped.objective) == (0, made.objective)
