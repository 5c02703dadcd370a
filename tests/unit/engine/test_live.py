"""A region kept up to date by changes reads like one that is matched anew."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.problems import seeds
from tovholder.engine.matching import Csr, Problem, rank_orders, rank_people
from tovholder.engine.matching.generator import generate
from tovholder.engine.matching.live import CannotFollow, Live

TOP = 3


def _exchanged(table: Any, row: int, new: Any, kept: tuple[str, ...]) -> tuple[Any, Any]:
    """(the table with that row as in `new`, the row alone); `kept` columns stay as they were."""
    other = new.take(np.array([row]))
    other = replace(other, **{name: getattr(table, name)[row : row + 1] for name in kept})
    columns: dict[str, Any] = {}
    for each in fields(table):
        was, now = getattr(table, each.name), getattr(other, each.name)
        if isinstance(was, Csr):
            rows = [was.row(at) if at != row else now.row(0) for at in range(was.rows)]
            lengths = [0, *np.cumsum([indices.size for indices, _ in rows])]
            columns[each.name] = Csr(
                np.array(lengths),
                np.concatenate([each[0] for each in rows]),
                np.concatenate([each[1] for each in rows]),
            )
        else:
            columns[each.name] = np.concatenate((was[:row], now, was[row + 1 :]))
    return type(table)(**columns), other


def _all_lists(problem: Problem) -> tuple[list[Any], list[Any]]:
    orders = [rank_people(problem, row, top=TOP).ranked for row in range(len(problem.orders))]
    people = [rank_orders(problem, row, top=TOP).ranked for row in range(len(problem.people))]
    return [[(each.row, each.score) for each in one] for one in orders], [
        [(each.row, each.score) for each in one] for one in people
    ]


@settings(max_examples=12)
@given(seeds, st.lists(st.tuples(st.booleans(), st.integers(0, 19)), min_size=1, max_size=12))
def test_after_any_changes_every_list_is_the_one_made_anew_and_those_untouched_are_told_so(
    seed: int, turns: list[tuple[bool, int]]
) -> None:
    problem, other = (generate(people=120, orders=20, seed=each, unknown=0.02) for each in (seed, seed + 1))
    live = Live(problem, top=TOP)
    was = _all_lists(problem)
    for is_order, row in turns:
        try:
            if is_order:
                orders, alone = _exchanged(problem.orders, row, other.orders, ("key",))
                problem = replace(problem, orders=orders)
                touched = live.change_order(row, alone)
            else:
                people, person = _exchanged(problem.people, row, other.people, ("key", "controller", "partnerships"))
                problem = replace(problem, people=people)
                touched = live.change_person(row, person)
        except CannotFollow:
            live, was = Live(problem, top=TOP), _all_lists(problem)
            continue
        now = _all_lists(problem)
        assert [[tuple(each) for each in live.order_list(at)] for at in range(20)] == now[0]
        assert [[tuple(each) for each in live.person_list(at)] for at in range(120)] == now[1]
        assert {at for at in range(20) if was[0][at] != now[0][at]} <= set(touched.orders)
        assert {at for at in range(120) if was[1][at] != now[1][at]} <= set(touched.people)
        was = now


def test_a_move_to_another_municipality_is_refused_and_changes_nothing() -> None:
    problem = generate(people=100, orders=10, seed=3)
    live, before = Live(problem, top=TOP), _all_lists(problem)[0]
    moved = replace(problem.people.take(np.array([4])), controller=problem.people.controller[4:5] + 1)
    with pytest.raises(CannotFollow):
        live.change_person(4, moved)
    assert [[tuple(each) for each in live.order_list(at)] for at in range(10)] == before
