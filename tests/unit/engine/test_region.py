"""The whole region: nobody crowds, nobody is forgotten, and every list is what its own ranking says."""

from dataclasses import replace
from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.problems import one_pair, problems
from tovholder.engine.matching import (
    Csr,
    Gate,
    GateState,
    Orders,
    Problem,
    Reason,
    RegionResult,
    columnwise,
    explain,
    match_region,
    rank_orders,
    rank_people,
    region,
)
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.region import PRICE_CEILING


@pytest.fixture(scope="module")
def problem() -> Problem:
    return generate(people=400, orders=60, seed=2)


@given(problems(people=60, orders=12), st.integers(1, 6), st.integers(0, 3))
def test_nobody_is_shown_more_often_than_the_cap(problem: Problem, top: int, cap: int) -> None:
    made = match_region(problem, top=top, exposure_cap=cap)
    times = np.bincount([match.row for each in made.shown for match in each], minlength=60)
    assert times.max(initial=0) <= cap
    assert np.array_equal(times, made.exposure.times)
    assert max(len(each) for each in made.shown) <= top


@given(problems(people=60, orders=12), st.integers(1, 6), st.integers(1, 3))
def test_only_people_at_their_cap_are_passed_over_for_someone_lower(problem: Problem, top: int, cap: int) -> None:
    made = match_region(problem, top=top, exposure_cap=cap)
    for order, shown in enumerate(made.shown):
        listed = [match.row for match in shown]
        possible = [match.row for match in rank_people(problem, order, top=60).ranked]
        reach = possible.index(listed[-1]) if len(listed) == top else len(possible)
        passed = set(possible[:reach]) - set(listed)
        assert all(made.exposure.times[person] == cap for person in passed)


def test_what_the_week_has_used_already_counts_towards_the_cap(problem: Problem) -> None:
    before = np.zeros(400, np.int32)
    before[:200] = 3
    made = match_region(problem, top=10, exposure_cap=3, shown_before=before)
    assert not made.exposure.times[:200].any()
    assert made.exposure.times[200:].any()


def test_the_base_rankings_are_those_of_one_order_at_a_time(problem: Problem) -> None:
    made = match_region(problem, top=10, exposure_cap=3)
    assert tuple(made.rankings) == tuple(rank_people(problem, order, top=10) for order in range(60))


@pytest.mark.parametrize("top", [1, 4])
def test_the_people_side_is_that_of_one_person_at_a_time_with_the_same_prices(problem: Problem, top: int) -> None:
    made = match_region(problem, top=top, exposure_cap=3)
    assert made.prices.any()
    for person in range(400):
        ranked = rank_orders(problem, person, top=top, prices=made.prices).ranked
        orders = [match.row for match in ranked] + [-1] * (top - len(ranked))
        assert made.person_orders[person].tolist() == orders
        assert made.person_scores[person].tolist() == [match.score for match in ranked] + [0] * (top - len(ranked))
        assert made.best[person] == orders[0]


def test_the_price_stands_beside_the_score_and_never_inside_it(problem: Problem) -> None:
    made = match_region(problem, top=4, exposure_cap=3)
    for order, shown in enumerate(made.shown):
        for match in shown:
            said = explain(problem, match.row, order)
            assert said.state is GateState.OPEN
            assert (match.score, match.price) == (said.match.score, made.prices[order])
            assert match.net == match.score - match.price
        assert all(one.score >= next_one.score for one, next_one in pairwise(shown))


def test_only_orders_sought_by_more_than_they_can_show_have_a_price(problem: Problem) -> None:
    assert not match_region(problem, top=400, exposure_cap=60).prices.any()
    made = match_region(problem, top=3, exposure_cap=60)
    assert 0 < made.prices.max() <= PRICE_CEILING
    assert made.prices.min() == 0


def test_prices_and_cap_spread_the_lists(problem: Problem) -> None:
    made = match_region(problem, top=6, exposure_cap=3)
    assert made.exposure.share > made.exposure_uncapped.share
    assert made.exposure.gini < made.exposure_uncapped.gini


@settings(max_examples=6)
@given(problems(people=60, orders=12))
def test_everyone_has_a_best_proposal_or_a_stated_reason(problem: Problem) -> None:
    made = match_region(problem, top=3, exposure_cap=2)
    for person in range(60):
        said = [explain(problem, person, order) for order in range(12)]
        reason, gate = Reason(made.reason[person]), int(made.reason_gate[person])
        if reason is Reason.PROPOSED:
            assert said[made.best[person]].state is GateState.OPEN
            assert gate == -1
            continue
        assert made.best[person] == -1
        assert all(each.state is not GateState.OPEN for each in said)
        inside = [each for each in said if each.states[Gate.PARTNERSHIP] is GateState.OPEN]
        asking = [each for each in inside if each.state is GateState.UNKNOWN]
        assert reason is (Reason.ASK if asking else Reason.CLOSED if inside else Reason.NO_ORDERS)
        if asking:
            assert any(Gate(gate) in each.gates(GateState.UNKNOWN) for each in asking)
        elif inside:
            closings = [sum(each.states[other] is GateState.CLOSED for each in inside) for other in Gate]
            assert closings[gate] == max(closings)
        else:
            assert gate == -1


def test_a_person_with_an_empty_profile_is_to_be_asked_about_the_profile() -> None:
    empty = {name: Csr.empty(1) for name in ("skills", "experience", "wished_occupations")}
    made = match_region(one_pair(empty | {"wished_industries": [0], "danish": [-1]}), top=3, exposure_cap=2)
    assert (made.reason[0], made.reason_gate[0]) == (Reason.ASK, Gate.PROFILE)


def test_without_orders_everyone_is_told_that_there_are_none() -> None:
    problem = replace(one_pair(), orders=Orders.blank(np.zeros(0, np.uint64)))
    made = match_region(problem, top=3, exposure_cap=2)
    assert made.reason.tolist() == [Reason.NO_ORDERS]
    assert (tuple(made.rankings), tuple(made.shown)) == ((), ())


def test_without_people_every_list_is_empty() -> None:
    problem = generate(people=0, orders=3, seed=1)
    assert tuple(match_region(problem, top=3, exposure_cap=2).shown) == ((), (), ())


def test_stop_is_asked_between_rounds_of_orders_and_the_result_covers_the_orders_done(problem: Problem) -> None:
    told: list[tuple[int, int]] = []
    with patch.object(region, "ROUND", 5):
        made = match_region(
            problem,
            top=3,
            exposure_cap=2,
            stop=lambda: len(told) == 2,
            progress=lambda done, orders: told.append((done, orders)),
        )
    assert told == [(10, 60), (20, 60)]
    assert made.orders_done == len(made.rankings) == len(made.shown) == 20
    assert {ranking.row for ranking in made.rankings} >= set(made.best[made.best >= 0].tolist())


def test_stopped_before_the_first_order_nothing_is_claimed(problem: Problem) -> None:
    made = match_region(problem, top=3, exposure_cap=2, stop=lambda: True)
    assert made.orders_done == 0
    assert set(made.reason.tolist()) == {Reason.NO_ORDERS}


def _same_region(one: RegionResult, other: RegionResult) -> None:
    assert tuple(one.rankings) == tuple(other.rankings)
    assert tuple(one.shown) == tuple(other.shown)
    for name in ("prices", "person_orders", "person_scores", "best", "reason", "reason_gate"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    for name in ("exposure", "exposure_uncapped"):
        was, now = getattr(one, name), getattr(other, name)
        assert (was.gini, was.share) == (now.gini, now.share)
        assert np.array_equal(was.times, now.times)


@given(problems(people=150, orders=14), st.integers(1, 5), st.integers(0, 3), st.data())
def test_the_region_is_the_one_that_keeps_every_pair_in_memory(
    problem: Problem, top: int, cap: int, data: st.DataObject
) -> None:
    before = np.array(data.draw(st.lists(st.integers(0, 2), min_size=150, max_size=150)), np.int32)
    _same_region(
        match_region(problem, top=top, exposure_cap=cap, shown_before=before),
        columnwise.match_region(problem, top=top, exposure_cap=cap, shown_before=before),
    )


def test_lists_that_run_out_are_fetched_further_until_the_order_has_shown_its_room() -> None:
    crowded = generate(people=900, orders=150, seed=9, unknown=0.0)
    fast, slow = (each(crowded, top=2, exposure_cap=1) for each in (match_region, columnwise.match_region))
    _same_region(fast, slow)
    passed = [
        order
        for order, shown in enumerate(fast.shown)
        if shown and [match.row for match in rank_people(crowded, order, top=6).ranked].count(shown[-1].row) == 0
    ]
    assert passed, "no order had to go beyond what it keeps"
