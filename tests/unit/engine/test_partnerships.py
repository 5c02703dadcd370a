"""Outside the partnerships there is no pair: in no list, question, near miss or count, in neither direction."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.problems import one_pair, problems
from tovholder.engine.matching import (
    Gate,
    GateState,
    Orders,
    People,
    Problem,
    Ranking,
    Reason,
    explain,
    explain_to_owner,
    match_region,
    rank_orders,
    rank_people,
)
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.partnerships import bits

APART = {"controller": [2], "partnerships": [0b100]}


def together(people: People, orders: Orders) -> np.ndarray:
    """(people, orders) said anew here, from the columns alone."""
    same = people.controller[:, None] == orders.controller[None, :]
    return same | ((people.partnerships[:, None] & orders.partnerships[None, :]) != 0)


def mentioned(listed: Ranking) -> set[int]:
    asked, near = [each.match for each in listed.ask_first], [each.match for each in listed.near_misses]
    return {match.row for match in (*listed.ranked, *asked, *near)}


def alone(table: People | Orders, rows: np.ndarray) -> People | Orders:
    return table.take(np.flatnonzero(rows))


@given(problems(), st.integers(0, 7))
def test_an_orders_list_is_what_it_would_be_if_those_outside_did_not_exist(problem: Problem, order: int) -> None:
    inside = together(problem.people, problem.orders)[:, order]
    listed = rank_people(problem, order, top=9)
    only = rank_people(replace(problem, people=alone(problem.people, inside)), order, top=9)
    assert mentioned(listed) <= set(np.flatnonzero(inside).tolist())
    assert [match.key for match in listed.ranked] == [match.key for match in only.ranked]
    assert [each.match.key for each in listed.ask_first] == [each.match.key for each in only.ask_first]
    assert [each.match.key for each in listed.near_misses] == [each.match.key for each in only.near_misses]
    assert (listed.possible, listed.asking, listed.own, listed.others) == (
        only.possible,
        only.asking,
        only.own,
        only.others,
    )


@given(problems(), st.integers(0, 39))
def test_a_persons_list_is_what_it_would_be_if_orders_outside_did_not_exist(problem: Problem, person: int) -> None:
    inside = together(problem.people, problem.orders)[person]
    listed = rank_orders(problem, person, top=9)
    only = rank_orders(replace(problem, orders=alone(problem.orders, inside)), person, top=9)
    assert mentioned(listed) <= set(np.flatnonzero(inside).tolist())
    assert [match.key for match in listed.ranked] == [match.key for match in only.ranked]
    assert (listed.possible, listed.asking, listed.own, listed.others) == (
        only.possible,
        only.asking,
        only.own,
        only.others,
    )


@settings(max_examples=20)
@given(problems(people=60, orders=12), st.integers(1, 4), st.integers(1, 3))
def test_no_list_of_a_region_crosses_and_no_price_comes_from_outside(problem: Problem, top: int, cap: int) -> None:
    made = match_region(problem, top=top, exposure_cap=cap)
    inside = together(problem.people, problem.orders)
    for order, (ranking, shown) in enumerate(zip(made.rankings, made.shown, strict=True)):
        assert all(inside[match.row, order] for match in shown)
        assert all(inside[row, order] for row in mentioned(ranking))
    for person, orders in enumerate(made.person_orders):
        assert all(inside[person, order] for order in orders if order >= 0)


@settings(max_examples=20)
@given(problems(people=60, orders=12), st.integers(1, 4), st.integers(1, 3))
def test_two_partnerships_that_share_nobody_are_matched_as_if_each_were_alone(
    problem: Problem, top: int, cap: int
) -> None:
    """Prices, cap and exposure of one never come from the other."""

    def side(table: People | Orders) -> np.ndarray:
        return (table.controller % 2).astype(bool)

    people, orders = problem.people, problem.orders
    apart = replace(
        problem,
        people=replace(people, partnerships=1 + side(people).astype(np.uint64)),
        orders=replace(orders, partnerships=1 + side(orders).astype(np.uint64)),
    )
    both = match_region(apart, top=top, exposure_cap=cap)
    for half in (False, True):
        mine = side(orders) == half
        if not mine.any():
            continue
        one = replace(apart, people=alone(apart.people, side(people) == half), orders=alone(apart.orders, mine))
        only = match_region(one, top=top, exposure_cap=cap)
        assert both.prices[mine].tolist() == only.prices.tolist()
        assert both.reason[side(people) == half].tolist() == only.reason.tolist()
        assert both.reason_gate[side(people) == half].tolist() == only.reason_gate.tolist()
        shown = [each for each, here in zip(both.shown, mine, strict=True) if here]
        assert [[match.key for match in each] for each in shown] == [
            [match.key for match in each] for each in only.shown
        ]


def test_a_list_is_full_where_enough_stand_inside_however_many_better_stand_outside() -> None:
    made = generate(people=3_000, orders=1, seed=5, unknown=0.0)
    best = [match.row for match in rank_people(made, 0, top=3_000).ranked]
    ahead = len(best) // 3
    outside = np.full(3_000, 0b1, np.uint64)
    outside[best[:ahead]] = 0b10
    problem = replace(made, people=replace(made.people, partnerships=outside))
    inside = [
        row for row in best if row not in best[:ahead] or made.people.controller[row] == made.orders.controller[0]
    ]
    assert [match.row for match in rank_people(problem, 0, top=20).ranked] == inside[:20]
    assert len(match_region(problem, top=20, exposure_cap=5).shown[0]) == 20


@pytest.mark.parametrize("danish", [5, 0, -1])
def test_a_pair_outside_is_neither_a_match_nor_near_nor_asked_about_nor_counted(danish: int) -> None:
    problem = one_pair({"danish": [danish]}, APART)
    for listed in (rank_people(problem, 0, top=5), rank_orders(problem, 0, top=5)):
        assert listed.ranked == listed.ask_first == listed.near_misses == ()
        assert (listed.own.pairs, listed.others.pairs, listed.possible, listed.asking) == (0, 0, 0, 0)
        assert not any((listed.others.closed | listed.own.closed).values())
    assert explain_to_owner(problem, 0, 0) is None
    assert explain(problem, 0, 0).states[Gate.PARTNERSHIP] is GateState.CLOSED
    assert Gate.PARTNERSHIP not in {change.gate for change in explain(problem, 0, 0).changes}


def test_who_has_orders_outside_only_has_no_orders() -> None:
    made = match_region(one_pair({"danish": [0]}, APART), top=3, exposure_cap=2)
    assert (made.reason[0], made.reason_gate[0]) == (Reason.NO_ORDERS, -1)


def test_the_blank_row_takes_part_in_no_partnership() -> None:
    assert People.blank(np.array([1]), controller=[0]).partnerships[0] == 0
    assert Orders.blank(np.array([1])).partnerships[0] == 0


def test_a_partnership_within_another_needs_no_bit_and_one_alone_is_in_none() -> None:
    made = bits([frozenset({1, 2}), frozenset({1, 2, 3}), frozenset({3, 4}), frozenset({9}), frozenset({3, 4})])
    assert made == {1: 0b01, 2: 0b01, 3: 0b11, 4: 0b10}


def test_more_partnerships_than_can_be_told_apart_are_refused_rather_than_mixed() -> None:
    assert len(bits(frozenset({0, number}) for number in range(1, 65))) == 65
    with pytest.raises(ValueError, match="65 that lie in no other, at most 64"):
        bits(frozenset({0, number}) for number in range(1, 66))
