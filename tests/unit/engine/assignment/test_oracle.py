"""The best there is, by OR-Tools and by trying everything."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.assignment.instances import PLAIN, by_flow, by_trying_all, problem, problems
from tovholder.engine.assignment import Goals, Problem, solve
from tovholder.engine.assignment.certificate import served_bound, value_bound
from tovholder.engine.assignment.generator import generate
from tovholder.engine.assignment.worth import worth


@settings(max_examples=300, deadline=None)
@given(problems(), st.integers(0, 3))
def test_the_answer_is_as_good_as_that_of_a_minimum_cost_flow_and_proved(case: Problem, seed: int) -> None:
    case = replace(case, goals=PLAIN)
    result = solve(case, seed=seed)
    assert (result.totals.served, result.totals.fit) == by_flow(case, case.fit)
    assert result.best
    assert result.gap == 0.0


@settings(max_examples=60, deadline=None)
@given(problems(most_people=5, most_orders=4))
def test_each_goal_decides_only_what_the_one_before_left_open(case: Problem) -> None:
    made = solve(case).totals
    assert (made.served, made.fit, -made.travel, made.kept) == by_trying_all(case)


@settings(max_examples=100, deadline=None)
@given(problems(), st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_a_person_may_have_room_for_several_places_or_none(case: Problem, room: list[int]) -> None:
    case = replace(case, goals=PLAIN, room=np.array(room[: case.people], np.int32))
    result = solve(case)
    assert (result.totals.served, result.totals.fit) == by_flow(case, case.fit)
    assert result.best


@pytest.mark.parametrize("seed", range(4))
def test_a_region_is_assigned_as_a_minimum_cost_flow_does(seed: int) -> None:
    case = replace(generate(people=1500, orders=450, seed=seed), goals=PLAIN)
    result = solve(case)
    assert (result.totals.served, result.totals.fit) == by_flow(case, case.fit, served=10**10)
    assert result.best


@pytest.mark.parametrize("places", [1, 12])
def test_scarce_and_plentiful_places_are_assigned_as_a_minimum_cost_flow_does(places: int) -> None:
    case = generate(people=800, orders=240, seed=9, choices=4)
    case = replace(case, goals=PLAIN, places=np.full(240, places, np.int32))
    result = solve(case)
    assert (result.totals.served, result.totals.fit) == by_flow(case, case.fit, served=10**10)
    assert result.best


def test_many_who_are_served_only_at_a_loss_are_served_all_the_same() -> None:
    """Chains of moves by the hundred: being served is made worth more, and the auction runs anew."""
    random = np.random.default_rng(3)
    rows = [{int(order): int(random.integers(10**6)) for order in random.choice(150, 3, False)} for _ in range(300)]
    case = replace(problem(rows, [2] * 150), goals=PLAIN)
    result = solve(case)
    assert (result.totals.served, result.totals.fit) == by_flow(case, case.fit, served=10**10)
    assert result.best


@settings(max_examples=100, deadline=None)
@given(problems(), st.integers(0, 2**32 - 1))
def test_any_prices_prove_a_bound_that_the_best_does_not_exceed(case: Problem, seed: int) -> None:
    random = np.random.default_rng(seed)
    values, served = worth(case).values, solve(case).totals.served
    _, best = by_flow(case, values, served=10**12)
    prices = random.integers(0, 1 + int(np.abs(values).max(initial=0)), case.order_count)
    serving = int(random.integers(0, 10**6))
    assert value_bound(case, prices, serving=serving, served=served) >= best


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_proof_of_a_result_can_be_checked_without_the_solver(case: Problem) -> None:
    result = solve(case)
    bound = value_bound(case, result.prices, serving=result.serving, served=result.totals.served)
    assert bound == result.bound == result.value
    assert served_bound(case, result.cover_people, result.cover_orders) == result.totals.served


def test_a_cover_that_leaves_an_edge_out_proves_nothing() -> None:
    case = problem([{0: 3}], [1])
    with pytest.raises(ValueError, match="edge 0 is not covered"):
        served_bound(case, np.zeros(1, np.bool_), np.zeros(1, np.bool_))


def test_prices_below_zero_prove_nothing_without_a_minimum() -> None:
    with pytest.raises(ValueError, match="below 0 only where a minimum holds"):
        value_bound(problem([{0: 3}], [1]), np.array([-5]))


def test_goals_that_do_not_fit_together_are_refused_with_what_would() -> None:
    case = problem([{0: 2**40}, {0: 5}], [2], travel=np.array([0, 60_000], np.int32))
    with pytest.raises(ValueError, match="a fit_unit of 2 would"):
        solve(case)
    assert solve(replace(case, goals=Goals(fit_unit=2))).best
