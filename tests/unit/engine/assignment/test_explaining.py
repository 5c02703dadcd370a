"""What prices say: to a person, of an order, and of an order that arrives during the day."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.assignment.instances import PLAIN, problem, problems
from tovholder.engine.assignment import OrderEdges, Problem, Why, explain, serve_order, solve
from tovholder.engine.assignment.problem import edges_of


def test_a_place_was_worth_more_to_two_others() -> None:
    case = problem([{0: 90}, {0: 80}, {0: 70, 1: 20}], [2, 1], goals=PLAIN)
    told = explain(case, solve(case), person=2)
    assert (told.order, told.pairs) == (1, 2)
    held, other = told.alternatives
    assert (held.why, held.fit) == (Why.HELD, 20)
    assert (other.why, other.order, other.fit, other.holders) == (Why.OUTBID, 0, 70, (0, 1))
    assert other.price >= 50


def test_an_order_tells_who_came_nearest() -> None:
    case = problem([{0: 90}, {0: 80}, {0: 70}], [1], goals=PLAIN)
    told = explain(case, solve(case), order=0)
    assert (told.places, told.taken) == (1, 1)
    assert [each.person for each in told.held] == [0]
    assert [each.person for each in told.next] == [1, 2]
    assert told.next[0].lacks <= 10


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 2**32 - 1))
def test_a_pair_that_fits_worse_than_it_lacks_changes_nothing(case: Problem, seed: int) -> None:
    """`lacks` is a number of the proof: below it, the same assignment stays as good as any; others may be as good."""
    case = replace(case, goals=PLAIN)
    result = solve(case)
    for person in range(case.people):
        for each in explain(case, result, person=person).alternatives:
            if each.lacks > 1:
                fit = case.fit.copy()
                fit[case.edge(person, each.order)] += each.lacks - 1
                now = solve(replace(case, fit=fit)).totals
                assert (now.served, now.fit) == (result.totals.served, result.totals.fit)


def test_what_closed_a_pair_is_said() -> None:
    case = problem([{0: 9, 1: 8, 2: 7}, {0: 5}], [1, 0, 1], room=np.array([1, 0]), goals=PLAIN)
    case = replace(case, pinned=edges_of(np.array([[0, 2]]), case), banned=edges_of(np.array([[0, 0]]), case))
    result = solve(case)
    assert {each.order: each.why for each in explain(case, result, person=0).alternatives} == {
        2: Why.PINNED, 0: Why.BANNED, 1: Why.NO_PLACES,
    }  # fmt: skip
    assert [each.why for each in explain(case, result, person=1).alternatives] == [Why.NO_ROOM]
    free = problem([{0: 9, 1: 8}], [1, 1], goals=PLAIN)
    assert explain(free, solve(free), person=0).alternatives[1].why is Why.ELSEWHERE


@settings(max_examples=100, deadline=None)
@given(problems(), st.integers(0, 2**32 - 1), st.booleans())
def test_an_order_of_the_day_is_served_and_the_loss_is_bounded(case: Problem, seed: int, may_move: bool) -> None:
    case = replace(case, goals=PLAIN)
    random, result = np.random.default_rng(seed), solve(case)
    people = np.flatnonzero(random.random(case.people) < 0.7).astype(np.int32)
    fit = random.integers(0, 50, people.size)
    edges = OrderEdges(people, fit, np.zeros(people.size, np.int32), places=2)
    served = serve_order(case, result, edges, may_move=may_move)
    assert len(served.people) <= 2
    assert set(served.people) <= set(people.tolist())
    assert served.loss >= 0
    if not may_move:
        assert all(result.order[person] < 0 for person in served.people)
    anew = solve(_with_order(case, people, fit))
    reached = result.value + result.serving * result.totals.served + served.gain
    assert anew.value + result.serving * anew.totals.served <= reached + served.loss


def _with_order(case: Problem, people: np.ndarray, fit: np.ndarray) -> Problem:
    rows = [
        {int(case.orders[edge]): int(case.fit[edge]) for edge in range(case.indptr[row], case.indptr[row + 1])}
        for row in range(case.people)
    ]
    for person, worth in zip(people.tolist(), fit.tolist(), strict=True):
        rows[person][case.order_count] = worth
    return problem(rows, [*case.places.tolist(), 2], goals=PLAIN)
