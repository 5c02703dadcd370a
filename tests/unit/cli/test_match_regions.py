"""A match taken apart by region and put together again is the match of the whole, in every list, count and price."""

from dataclasses import fields, replace

import numpy as np
import pytest

from tovholder.cli.match_regions import Region, matched, packed, regions, together
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.region import match_region
from tovholder.engine.matching.result import RegionResult


def in_partnerships(problem: Problem, circles: list[list[int]]) -> Problem:
    """The same people and orders, with these partnerships of municipalities in place of their own."""
    bits = np.zeros(64, np.uint64)
    for bit, circle in enumerate(circles):
        bits[circle] |= np.uint64(1 << bit)
    people = replace(problem.people, partnerships=bits[problem.people.controller])
    return replace(problem, people=people, orders=replace(problem.orders, partnerships=bits[problem.orders.controller]))


CIRCLES = [[0, 3, 5], [5, 7], [1, 2, 9], [4, 6, 8, 10, 11]]


def in_turn(problem: Problem, *, top: int, cap: int) -> RegionResult:
    answers = [(each, list(matched(packed(problem, each), top=top, cap=cap))) for each in regions(problem)]
    return together(problem, top, answers)


def assert_same(one: RegionResult, other: RegionResult) -> None:
    for each in fields(RegionResult):
        mine, yours = getattr(one, each.name), getattr(other, each.name)
        if isinstance(mine, np.ndarray):
            assert (mine.dtype, mine.tolist()) == (yours.dtype, yours.tolist()), each.name
        elif each.name in ("rankings", "shown"):
            assert list(mine) == list(yours), each.name
        elif each.name.startswith("exposure"):
            assert mine.times.tolist() == yours.times.tolist()
            assert (mine.gini, mine.share) == (yours.gini, yours.share)
        else:
            assert mine == yours


@pytest.mark.parametrize("seed", [1, 2])
def test_lists_counts_prices_and_reasons_are_those_of_the_whole(seed: int) -> None:
    problem = in_partnerships(generate(people=900, orders=60, seed=seed, partnerships=4), CIRCLES)
    whole = match_region(problem, top=5, exposure_cap=2)
    assert whole.prices.any()
    assert len(regions(problem)) > 10
    assert_same(in_turn(problem, top=5, cap=2), whole)


def test_municipalities_that_are_linked_through_another_are_one_region() -> None:
    problem = in_partnerships(generate(people=400, orders=40, seed=3), CIRCLES)
    homes = [set(problem.people.controller[each.people].tolist()) for each in regions(problem)]
    assert {0, 3, 5, 7} in homes
    assert {12} in homes
    assert sorted(np.concatenate([each.people for each in regions(problem)]).tolist()) == list(range(400))
    assert sorted(np.concatenate([each.orders for each in regions(problem)]).tolist()) == list(range(40))


def test_one_partnership_of_all_is_one_region_and_a_list_may_be_longer_than_there_are_orders() -> None:
    problem = generate(people=120, orders=3, seed=4)
    assert len(regions(problem)) == 1
    assert_same(in_turn(problem, top=5, cap=2), match_region(problem, top=5, exposure_cap=2))
    apart = in_partnerships(problem, [])
    assert any(isinstance(each, Region) and not each.orders.size for each in regions(apart))
    assert_same(in_turn(apart, top=5, cap=2), match_region(apart, top=5, exposure_cap=2))
