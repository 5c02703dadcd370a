"""The fast way and plain Python say the same of every pair and every list."""

import numpy as np
from hypothesis import given, settings

from tests.unit.engine.problems import problems
from tovholder.engine.matching import TOLD_ACROSS, Gate, GateState, Problem, explain, plain, rank_orders, rank_people
from tovholder.engine.matching.generator import generate


def _same_lists(problem: Problem, top: int) -> None:
    rows = plain.PlainProblem.of(problem)
    for order in range(len(problem.orders)):
        fast, slow = rank_people(problem, order, top=top), plain.rank(rows, order, top)
        assert [(each.row, each.score, each.parts) for each in fast.ranked] == [
            (each.person, each.score, each.parts) for each in slow
        ]


@given(problems())
def test_an_orders_list_is_the_brute_force_list(problem: Problem) -> None:
    _same_lists(problem, top=7)


def test_the_lists_agree_on_a_larger_problem_with_many_ties() -> None:
    _same_lists(generate(people=1_500, orders=6, seed=11, unknown=0.0), top=20)


@settings(max_examples=15)
@given(problems(people=25, orders=5))
def test_lists_explanations_and_brute_force_agree_pair_by_pair(problem: Problem) -> None:
    rows = plain.PlainProblem.of(problem)
    for person in range(len(problem.people)):
        listed = {match.row: match for match in rank_orders(problem, person, top=5).ranked}
        for order in range(len(problem.orders)):
            said, slow = explain(problem, person, order), plain.pair(rows, person, order)
            assert said.states == slow.states
            assert (said.match.parts, said.match.score) == (slow.parts, slow.score)
            assert (order in listed) == (slow.state is GateState.OPEN)
            assert listed.get(order, said.match) == said.match


@given(problems())
def test_a_persons_list_is_the_brute_force_list(problem: Problem) -> None:
    rows = plain.PlainProblem.of(problem)
    for person in range(0, len(problem.people), 5):
        pairs = [plain.pair(rows, person, order) for order in range(len(problem.orders))]
        slow = sorted(
            (each for each in pairs if each.state is GateState.OPEN), key=lambda each: (-each.score, -each.lot)
        )
        assert [match.row for match in rank_orders(problem, person, top=3).ranked] == [each.order for each in slow[:3]]


@given(problems())
def test_counts_by_gate_are_those_of_brute_force(problem: Problem) -> None:
    rows = plain.PlainProblem.of(problem)
    listed = rank_people(problem, 0, top=3)
    pairs = [plain.pair(rows, person, 0) for person in range(len(problem.people))]
    people = problem.people
    foreign = people.controller != problem.orders.controller[0]
    together = (people.partnerships & problem.orders.partnerships[0]) != 0
    in_pool = foreign & together & people.shared & ~people.protected
    for counts, among in ((listed.own, ~foreign), (listed.others, in_pool)):
        said = [pairs[row].states for row in np.flatnonzero(among)]
        assert counts.pairs == len(said)
        assert set(counts.closed) == (set(Gate) - {Gate.PARTNERSHIP} if counts is listed.own else TOLD_ACROSS)
        for gate in counts.closed:
            assert counts.closed[gate] == sum(each[gate] is GateState.CLOSED for each in said)
            assert counts.unknown[gate] == sum(each[gate] is GateState.UNKNOWN for each in said)
    assert listed.possible == sum(each.state is GateState.OPEN for each in pairs)
