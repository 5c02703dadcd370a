"""Joint against alone, and what "nobody worse off than alone" costs."""

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.assignment.instances import PLAIN, problem, problems
from tovholder.engine.assignment import Problem, fairness, solve
from tovholder.engine.assignment.generator import generate


def test_the_price_of_nobody_worse_off_is_what_the_guarantee_takes() -> None:
    """Municipality 1 has an order that suits a person of 2 better: jointly its own person has to go elsewhere."""
    case = problem(
        [{0: 100, 1: 10}, {0: 195, 1: 90}], [1, 1], controller=np.array([1, 2]), owner=np.array([1, 2]), goals=PLAIN
    )
    joint = solve(case)
    assert joint.order.tolist() == [1, 0]
    report = fairness(case, joint)
    assert report.worse_off == (1,)
    assert report.guaranteed is not None
    assert report.guaranteed.order.tolist() == [0, 1]
    assert report.price_to == 15
    one, two = report.accounts
    assert (one.fit_alone, one.fit, one.sent, one.received) == (100, 10, 1, 1)
    assert (two.fit_alone, two.fit, two.served_alone, two.served) == (90, 195, 1, 1)


@settings(max_examples=60, deadline=None)
@given(problems(most_people=5, most_orders=4), st.integers(0, 2**32 - 1))
def test_the_price_lies_between_what_is_proved_and_what_is_found(case: Problem, seed: int) -> None:
    random = np.random.default_rng(seed)
    case = replace(
        case,
        goals=PLAIN,
        controller=random.integers(0, 2, case.people).astype(np.int32),
        owner=random.integers(0, 2, case.order_count).astype(np.int32),
    )
    joint = solve(case)
    report = fairness(case, joint, rounds=12)
    best = _best_guaranteed(case, joint.totals.served, report.alone.order)
    if best is None:
        assert report.guaranteed is None
        return
    true = joint.totals.fit - best
    assert report.price_from <= true
    if report.price_to is not None:
        assert true <= report.price_to


def _best_guaranteed(case: Problem, served: int, alone: np.ndarray) -> int | None:
    """The oracle: the most fit of all assignments that serve as many and leave no municipality below alone."""
    fits = [dict(_row(case, row)) for row in range(case.people)]
    choices = [[-1, *fits[row]] for row in range(case.people)]
    floor = _accounts(case, fits, alone.tolist())
    best = None
    for chosen in product(*choices):
        taken = [order for order in chosen if order >= 0]
        if len(taken) != served or any(taken.count(order) > case.places[order] for order in set(taken)):
            continue
        accounts = _accounts(case, fits, chosen)
        if all(made >= kept for made, kept in zip(accounts, floor, strict=True)):
            total = accounts[0] + accounts[1]
            best = total if best is None else max(best, total)
    return best


def _row(case: Problem, row: int) -> list[tuple[int, int]]:
    span = slice(case.indptr[row], case.indptr[row + 1])
    return list(zip(case.orders[span].tolist(), case.fit[span].tolist(), strict=True))


def _accounts(case: Problem, fits: list[dict[int, int]], chosen: "list[int] | tuple[int, ...]") -> list[int]:
    made = [0, 0, 0, 0]
    for row, order in enumerate(chosen):
        if order >= 0:
            made[case.controller[row]] += fits[row][order]
            made[2 + case.controller[row]] += 1
    return made


def test_a_region_gains_jointly_and_crowds_less() -> None:
    case = replace(generate(people=2000, orders=600, seed=1), goals=PLAIN)
    joint = solve(case)
    report = fairness(case, joint, rounds=8)
    assert sum(each.served for each in report.accounts) == joint.totals.served
    assert sum(each.fit_alone for each in report.accounts) == report.alone.totals.fit < joint.totals.fit
    assert report.crowding.gini_assigned < report.crowding.gini_wanted
    assert sum(each.sent for each in report.accounts) == sum(each.received for each in report.accounts)
