"""A plan over every lawful pair of a region, though it starts from the lists: as good as over all pairs written out."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.engine.assignment.instances import by_flow
from tovholder.engine.assignment import Goals, Lawful, Priced, Problem, listed, solve, solve_over_all
from tovholder.engine.matching import generator
from tovholder.engine.matching import problem as matching
from tovholder.engine.matching.ranking import rank_orders
from tovholder.engine.matching.region import match_region

PLAIN = Goals(travel=False, kept=False)


def _region(seed: int, *, partnerships: int = 2) -> matching.Problem:
    return generator.generate(people=260, orders=50, seed=seed, unknown=0.01, partnerships=partnerships)


def _plan(region: matching.Problem, indptr: object, orders: object, fit: object, **more: object) -> Problem:
    places = np.random.default_rng(5).integers(0, 4, len(region.orders)).astype(np.int32)
    keys = {"people_key": region.people.key, "orders_key": region.orders.key}
    given = keys | {"indptr": indptr, "orders": orders, "fit": fit, "places": places, "goals": PLAIN} | more
    return Problem(**given)  # type: ignore[arg-type]


def _written_out(region: matching.Problem, **more: object) -> Problem:
    """Every lawful pair, asked for one person at a time."""
    rows = [
        sorted((each.row, each.score) for each in rank_orders(region, person, top=len(region.orders)).ranked)
        for person in range(len(region.people))
    ]
    pairs = np.array([pair for row in rows for pair in row], np.int64).reshape(-1, 2)
    indptr = np.cumsum([0, *map(len, rows)])
    return _plan(region, indptr, pairs[:, 0].astype(np.int32), pairs[:, 1], **more)


def _from_lists(region: matching.Problem, top: int, **more: object) -> Priced:
    start = listed(match_region(region, top=top, exposure_cap=3))
    return solve_over_all(_plan(region, *start, **more), Lawful(region, most=1), seed=1)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_outside_the_lists_would_have_been_better(seed: int) -> None:
    region = _region(seed)
    everything, priced = _written_out(region), _from_lists(region, 1)
    assert priced.proved
    assert priced.added > 0
    assert (priced.result.totals.served, priced.result.totals.fit) == by_flow(everything, everything.fit)


@pytest.mark.parametrize("seed", range(4))
def test_promises_count_in_pairs_that_were_not_listed_too(seed: int) -> None:
    region = _region(seed)
    goals = Goals(travel=False, promise=150_000)
    promised = np.random.default_rng(seed).integers(-1, len(region.orders), len(region.people)).astype(np.int32)
    whole = solve(_written_out(region, goals=goals, promised=promised), seed=1)
    priced = _from_lists(region, 1, goals=goals, promised=promised)
    assert priced.proved
    assert priced.result.totals.served == whole.totals.served
    assert priced.result.value * whole.unit == whole.value * priced.result.unit
    assert priced.result.totals.kept == whole.totals.kept


def test_pairs_come_from_the_lists_as_they_stand() -> None:
    region = _region(3)
    everything = _written_out(region)
    indptr, orders, fit = listed(match_region(region, top=50, exposure_cap=3))
    assert indptr.tolist() == everything.indptr.tolist()
    assert (orders.tolist(), fit.tolist()) == (everything.orders.tolist(), everything.fit.tolist())


def test_somebody_without_room_and_an_order_without_places_are_not_asked_about() -> None:
    region = _region(4)
    room = np.zeros(len(region.people), np.int32)
    priced = _from_lists(region, 1, room=room)
    assert (priced.result.totals.served, priced.added, priced.proved) == (0, 0, True)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_rows_does_not_matter(seed: int) -> None:
    region, random = _region(seed), np.random.default_rng(seed)
    places = random.integers(0, 4, len(region.orders)).astype(np.int32)
    people, orders = random.permutation(len(region.people)), random.permutation(len(region.orders))
    shuffled = replace(region, people=region.people.take(people), orders=region.orders.take(orders))
    once = _from_lists(region, 1, places=places)
    again = _from_lists(shuffled, 1, places=places[orders])
    assert _who_goes_where(region, once) == _who_goes_where(shuffled, again)


def _who_goes_where(region: matching.Problem, priced: Priced) -> dict[int, int]:
    order = priced.result.order
    placed = np.flatnonzero(order >= 0)
    keys = region.people.key[placed], region.orders.key[order[placed]]
    return dict(zip(*(each.tolist() for each in keys), strict=True))


def test_without_people_or_without_orders_nothing_is_planned() -> None:
    for people, orders in ((0, 3), (3, 0)):
        region = generator.generate(people=people, orders=orders, seed=1)
        priced = _from_lists(region, 1)
        assert (priced.result.totals.served, priced.added, priced.proved) == (0, 0, True)


def test_a_stop_in_the_middle_proves_nothing() -> None:
    region = _region(2)
    start = listed(match_region(region, top=1, exposure_cap=3))
    asked = iter([False, True])
    lawful = Lawful(region, stop=lambda: next(asked, True))
    priced = solve_over_all(_plan(region, *start), lawful, seed=1)
    assert not priced.proved
    assert priced.result.totals.served > 0


def test_travel_apart_from_the_score_is_refused() -> None:
    region = _region(1)
    with pytest.raises(ValueError, match="travel is in the score"):
        _from_lists(region, 1, goals=Goals())
