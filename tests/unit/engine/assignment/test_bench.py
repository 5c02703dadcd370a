"""The bench reports every figure, by the clocks it is handed."""

from dataclasses import replace
from itertools import count

import numpy as np

from tests.unit.engine.assignment.instances import PLAIN
from tovholder.engine.assignment import bench, practice, solve
from tovholder.engine.assignment.dense import Dense
from tovholder.engine.assignment.generator import generate
from tovholder.engine.assignment.pricing import solve_over_all


def test_the_bench_reports_times_proof_and_baselines_by_the_clocks_it_is_handed() -> None:
    wall, ran = count(), count()
    made = bench.measure(
        clock=lambda: float(next(wall)), processor=lambda: float(next(ran)), peak=lambda: 7.0,
        people=300, orders=90, runs=3, plain_people=100, all_pairs_people=100,
    )  # fmt: skip
    assert list(made) == [
        "size", "solve", "all_goals", "warm", "ortools_min_cost_flow", "practice", "plain_python", "dropouts",
        "orders_of_the_day", "all_lawful_pairs", "all_matched_pairs",
    ]  # fmt: skip
    assert made["solve"]["median_seconds"] == made["solve"]["p95_cpu_seconds"] == 1.0
    assert made["solve"]["gap"] == 0.0
    assert made["solve"]["peak_mb_after"] == 7.0
    assert made["ortools_min_cost_flow"]["equal"] == 1.0
    assert made["all_lawful_pairs"]["proved"] == made["all_matched_pairs"]["proved"] == 1.0


def test_greedy_in_plain_python_chooses_what_greedy_in_kernels_chooses() -> None:
    case = generate(people=200, orders=50, seed=3)
    assert sorted(practice.plain_best_edge_first(case)) == np.flatnonzero(practice.best_edge_first(case)).tolist()


def test_what_is_done_without_an_optimiser_is_lawful_and_never_better() -> None:
    case = replace(generate(people=400, orders=100, seed=3), goals=PLAIN)
    best = solve(case).totals
    own = case.controller[case.persons] == case.owner[case.orders]
    for chosen in (practice.first_come(case, seed=1), practice.first_come(case, seed=1, own_only=True)):
        assert (np.bincount(case.orders[chosen], minlength=case.order_count) <= case.places).all()
        assert (np.bincount(case.persons[chosen], minlength=case.people) <= 1).all()
        assert (int(chosen.sum()), int(case.fit[chosen].sum())) <= (best.served, best.fit)
    assert own[practice.first_come(case, seed=1, own_only=True)].all()


def test_the_same_seed_gives_the_same_problem() -> None:
    once, again, other = (generate(people=200, orders=60, seed=seed) for seed in (4, 4, 5))
    assert np.array_equal(once.fit, again.fit)
    assert np.array_equal(once.orders, again.orders)
    assert not np.array_equal(once.fit[:50], other.fit[:50])


def test_a_dense_region_priced_out_is_as_good_as_with_every_pair_listed() -> None:
    region = Dense.drawn(people=120, orders=40, seed=2)
    everything = solve(region.listed(40))
    priced = solve_over_all(region.listed(3), region)
    assert priced.proved
    assert priced.result.totals == everything.totals
    assert priced.result.bound == everything.value
