"""The same question has the same answer, in whatever order the rows come."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.engine.problems import problems
from tovholder.engine.matching import Match, Problem, Ranking, fingerprint, match_region, rank_orders, rank_people
from tovholder.engine.matching.columnwise.parts import lots
from tovholder.engine.matching.generator import generate


def _shuffled(problem: Problem, seed: int) -> tuple[Problem, np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    people, orders = random.permutation(len(problem.people)), random.permutation(len(problem.orders))
    made = replace(problem, people=problem.people.take(people), orders=problem.orders.take(orders))
    return made, np.argsort(people), np.argsort(orders)


def _by_key(match: Match) -> Match:
    return replace(match, row=0)


def _told(ranking: Ranking) -> Ranking:
    return replace(
        ranking,
        row=0,
        ranked=tuple(_by_key(each) for each in ranking.ranked),
        ask_first=tuple(replace(each, match=_by_key(each.match)) for each in ranking.ask_first),
        near_misses=tuple(replace(each, match=_by_key(each.match)) for each in ranking.near_misses),
    )


@given(problems(), st.integers(0, 99))
def test_lists_do_not_depend_on_the_order_of_the_rows(problem: Problem, seed: int) -> None:
    shuffled, people, orders = _shuffled(problem, seed)
    for order in range(len(problem.orders)):
        was, now = rank_people(problem, order, top=6), rank_people(shuffled, int(orders[order]), top=6)
        assert _told(was) == _told(now)
    was, now = rank_orders(problem, 3, top=4), rank_orders(shuffled, int(people[3]), top=4)
    assert _told(was) == _told(now)


@given(problems(), st.integers(0, 99))
def test_the_region_does_not_depend_on_the_order_of_the_rows(problem: Problem, seed: int) -> None:
    shuffled, people, orders = _shuffled(problem, seed)
    was, now = (match_region(each, top=4, exposure_cap=2) for each in (problem, shuffled))
    assert np.array_equal(was.prices, now.prices[orders])
    assert np.array_equal(was.reason, now.reason[people])
    assert np.array_equal(was.reason_gate, now.reason_gate[people])
    assert np.array_equal(was.person_scores, now.person_scores[people])
    for order, at in enumerate(orders):
        assert [_by_key(each) for each in was.shown[order]] == [_by_key(each) for each in now.shown[at]]


def test_the_same_seed_gives_the_same_problem_and_the_same_answer() -> None:
    once, again, other = (generate(people=200, orders=10, seed=seed) for seed in (4, 4, 5))
    assert fingerprint(once) == fingerprint(again) != fingerprint(other)
    assert [rank_people(once, order, top=5) for order in range(10)] == [
        rank_people(again, order, top=5) for order in range(10)
    ]


def test_the_generator_still_makes_what_its_version_made() -> None:
    assert fingerprint(generate(people=50, orders=5, seed=1)).startswith("1f73306f0ad68d88")


def test_equals_are_settled_by_the_key_and_not_by_the_smallest_id() -> None:
    people, order = np.arange(1, 1_001, dtype=np.uint64), np.array([77], np.uint64)
    drawn = {tie_key: np.argsort(lots(people, order, tie_key)) for tie_key in (1, 2)}
    assert not np.array_equal(drawn[1], drawn[2])
    for ranked in drawn.values():
        assert abs(float(np.corrcoef(ranked, people)[0, 1])) < 0.1


def test_another_order_draws_other_lots() -> None:
    people = np.arange(1, 1_001, dtype=np.uint64)
    one, other = (lots(people, np.array([key], np.uint64), 9) for key in (1, 2))
    assert not (one == other).any()
    assert abs(float(np.corrcoef(one, other)[0, 1])) < 0.1
