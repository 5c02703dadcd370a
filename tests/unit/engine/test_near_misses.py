"""Who is just outside, the shortest way in, and what other municipalities are not told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.engine.problems import changed, one_pair, problems
from tovholder.engine.matching import (
    TOLD_ACROSS,
    Change,
    ChangeCode,
    Gate,
    GateState,
    Problem,
    explain,
    explain_to_owner,
    may_tell,
    rank_orders,
    rank_people,
)

FOREIGN = {"controller": [2]}


def carried_out(problem: Problem, person: int, order: int, change: Change) -> Problem:
    """The problem after exactly what the change names."""
    people, orders = problem.people, problem.orders
    on_person: dict[ChangeCode, dict[str, Any]] = {
        ChangeCode.OFFER_KIND: {"kinds": int(people.kinds[person]) | change.bits & -change.bits},
        ChangeCode.DANISH_LEVELS: {"danish": int(people.danish[person]) + change.amount},
        ChangeCode.LICENCES: {"licences": int(people.licences[person]) | change.bits},
        ChangeCode.MORE_HOURS: {"hours_max": int(people.hours_max[person]) + change.amount},
        ChangeCode.FEWER_HOURS: {"hours_min": int(people.hours_min[person]) - change.amount},
        ChangeCode.TRAVEL_MINUTES: {"max_minutes": int(people.max_minutes[person]) + change.amount},
        ChangeCode.SHARE: {"shared": True},
    }
    on_order: dict[ChangeCode, dict[str, Any]] = {
        ChangeCode.START_LATER: {"start_before": int(orders.start_before[order]) + change.amount},
        ChangeCode.START_EARLIER: {"start_from": int(orders.start_from[order]) - change.amount},
        ChangeCode.TASK_STRAINS: {"strains": int(orders.strains[order]) & ~change.bits},
        ChangeCode.PLACES: {"places": int(orders.places[order]) + change.amount},
    }
    if change.code in on_person:
        return changed(problem, "people", person, **on_person[change.code])
    return changed(problem, "orders", order, **on_order[change.code])


CASES: list[tuple[dict[str, Any], dict[str, Any], Change]] = [
    ({}, {"danish": [9]}, Change(Gate.DANISH, ChangeCode.DANISH_LEVELS, amount=4)),
    ({}, {"licences": [0b111]}, Change(Gate.LICENCES, ChangeCode.LICENCES, bits=0b110)),
    ({"available_from": [124]}, {}, Change(Gate.START, ChangeCode.START_LATER, amount=15)),
    (
        {"available_from": [50], "available_before": [80]},
        {},
        Change(Gate.START, ChangeCode.START_EARLIER, amount=11),
    ),
    ({}, {"hours": [37]}, Change(Gate.HOURS, ChangeCode.MORE_HOURS, amount=7)),
    ({}, {"hours": [8]}, Change(Gate.HOURS, ChangeCode.FEWER_HOURS, amount=2)),
    ({}, {"hours": [5], "hours_most": [8]}, Change(Gate.HOURS, ChangeCode.FEWER_HOURS, amount=2)),
    ({"hours_min": [15]}, {"hours": [12], "hours_most": [14]}, Change(Gate.HOURS, ChangeCode.FEWER_HOURS, amount=1)),
    ({"max_minutes": [10]}, {}, Change(Gate.TRAVEL, ChangeCode.TRAVEL_MINUTES, amount=8)),
    ({}, {"strains": [0b110]}, Change(Gate.CONSIDERATIONS, ChangeCode.TASK_STRAINS, bits=0b10)),
    ({"kinds": [0b10]}, {}, Change(Gate.KINDS, ChangeCode.OFFER_KIND, bits=0b01)),
    ({}, {"places": [0]}, Change(Gate.PLACES, ChangeCode.PLACES, amount=1)),
]


@pytest.mark.parametrize(("person", "order", "change"), CASES)
def test_the_shortest_way_in_is_named_and_opens_the_gate(
    person: dict[str, Any], order: dict[str, Any], change: Change
) -> None:
    problem = one_pair(person, order)
    (near,) = rank_people(problem, 0, top=5).near_misses
    assert near.changes == (change,)
    assert [match.row for match in rank_people(carried_out(problem, 0, 0, change), 0, top=5).ranked] == [0]


@pytest.mark.parametrize(("person", "order", "change"), [case for case in CASES if case[2].amount > 1])
def test_a_little_less_than_what_is_named_does_not_open_the_gate(
    person: dict[str, Any], order: dict[str, Any], change: Change
) -> None:
    less = Change(change.gate, change.code, amount=change.amount - 1)
    problem = carried_out(one_pair(person, order), 0, 0, less)
    assert explain(problem, 0, 0).states[change.gate] is GateState.CLOSED


@given(problems(), st.integers(0, 7))
def test_changing_exactly_what_is_named_makes_every_near_miss_a_match(problem: Problem, order: int) -> None:
    for near in rank_people(problem, order, top=40).near_misses:
        assert 1 <= len(near.changes) <= 2
        after = problem
        for change in near.changes:
            after = carried_out(after, near.match.row, order, change)
        assert explain(after, near.match.row, order).state is GateState.OPEN


@given(problems(), st.integers(0, 39))
def test_a_persons_own_near_misses_open_as_named_too(problem: Problem, person: int) -> None:
    for near in rank_orders(problem, person, top=8).near_misses:
        after = problem
        for change in near.changes:
            after = carried_out(after, person, near.match.row, change)
            assert explain(after, person, near.match.row).states[change.gate] is GateState.OPEN
        assert explain(after, person, near.match.row).state is GateState.OPEN


@given(problems(), st.integers(0, 39), st.integers(0, 7))
def test_an_explanation_names_only_changes_that_open_their_gate(problem: Problem, person: int, order: int) -> None:
    said = explain(problem, person, order)
    assert {change.gate for change in said.changes} <= set(said.gates(GateState.CLOSED))
    for change in said.changes:
        after = explain(carried_out(problem, person, order, change), person, order)
        assert after.states[change.gate] is GateState.OPEN


def test_someone_outside_by_three_gates_is_not_near() -> None:
    assert rank_people(one_pair({"danish": [0], "kinds": [0b10]}, {"hours": [37]}), 0, top=5).near_misses == ()


def test_someone_outside_by_one_gate_with_another_unknown_is_neither_near_nor_asked() -> None:
    listed = rank_people(one_pair({"danish": [0], "max_minutes": [-1]}), 0, top=5)
    assert listed.near_misses == listed.ask_first == listed.ranked == ()


@pytest.mark.parametrize(("person", "order", "change"), CASES)
def test_across_municipalities_only_the_gates_that_may_be_told_make_a_near_miss(
    person: dict[str, Any], order: dict[str, Any], change: Change
) -> None:
    listed = rank_people(one_pair(person, order | FOREIGN), 0, top=5)
    assert bool(listed.near_misses) == may_tell(change.gate, foreign=True) == (change.gate in TOLD_ACROSS)


@pytest.mark.parametrize("gate", [Gate.KINDS, Gate.CONSIDERATIONS, Gate.PROTECTION, Gate.POOL, Gate.PARTNERSHIP])
def test_benefit_consideration_protection_pool_and_partnership_are_never_told_across(gate: Gate) -> None:
    assert not may_tell(gate, foreign=True)
    assert may_tell(gate, foreign=False)


@given(problems(), st.integers(0, 7))
def test_no_list_tells_an_untold_gate_of_another_municipalitys_citizen(problem: Problem, order: int) -> None:
    listed = rank_people(problem, order, top=40)
    told = [(each.match, each.gates) for each in listed.ask_first]
    told += [(each.match, tuple(change.gate for change in each.changes)) for each in listed.near_misses]
    assert all(set(gates) <= TOLD_ACROSS for match, gates in told if match.foreign)


def test_a_foreign_citizen_with_an_unknown_consideration_is_not_in_the_ask_first_list() -> None:
    person = {"considerations_known": [False]}
    assert len(rank_people(one_pair(person), 0, top=5).ask_first) == 1
    assert rank_people(one_pair(person, FOREIGN), 0, top=5).ask_first == ()


def test_across_municipalities_the_minutes_are_told_in_whole_bands_and_still_open_the_gate() -> None:
    problem = one_pair({"max_minutes": [10]}, FOREIGN)
    (near,) = rank_people(problem, 0, top=5).near_misses
    assert near.changes[0].amount == 15
    assert near.match.within_minutes == 30
    assert explain(carried_out(problem, 0, 0, near.changes[0]), 0, 0).state is GateState.OPEN


@given(problems(), st.integers(0, 39), st.integers(0, 7))
def test_the_owner_of_an_order_elsewhere_reads_no_untold_gate_and_no_exact_minutes(
    problem: Problem, person: int, order: int
) -> None:
    whole, told = explain(problem, person, order), explain_to_owner(problem, person, order)
    if not whole.match.foreign:
        assert told == whole
        return
    in_the_way = {gate for gate, state in whole.states.items() if state is not GateState.OPEN}
    assert (told is None) == bool(in_the_way - TOLD_ACROSS)
    if told is not None:
        assert set(told.states) == TOLD_ACROSS
        assert told.minutes == -1
        assert all(change.amount % 15 == 0 for change in told.changes if change.gate is Gate.TRAVEL)


def test_the_own_municipality_is_told_that_sharing_would_open_an_order_elsewhere() -> None:
    (near,) = rank_orders(one_pair({"shared": [False]}, FOREIGN), 0, top=5).near_misses
    assert near.changes == (Change(Gate.POOL, ChangeCode.SHARE),)


def test_no_way_in_is_named_past_a_protected_address() -> None:
    problem = one_pair({"protected": [True]}, FOREIGN)
    assert rank_orders(problem, 0, top=5).near_misses == ()
    assert explain(problem, 0, 0).changes == ()


@pytest.mark.parametrize(("metres", "is_near"), [(2_000, True), (2_200, False), (300_000, False)])
def test_who_lives_half_an_hour_too_far_off_is_not_near(metres: int, is_near: bool) -> None:
    problem = one_pair({"max_minutes": [10]}, {"x": [metres]})
    way = explain(problem, 0, 0).minutes
    assert is_near == (way <= 10 + problem.rules.travel.near_minutes)
    assert bool(rank_people(problem, 0, top=5).near_misses) is is_near
    assert bool(rank_orders(problem, 0, top=5).near_misses) is is_near


def test_who_has_not_said_how_far_is_asked_however_far_off() -> None:
    problem = one_pair({"max_minutes": [-1]}, {"x": [300_000]})
    assert len(rank_people(problem, 0, top=5).ask_first) == len(rank_orders(problem, 0, top=5).ask_first) == 1


@given(problems(), st.integers(0, 7))
def test_nobody_is_near_whose_way_is_longer_by_more_than_that(problem: Problem, order: int) -> None:
    for near in rank_people(problem, order, top=40).near_misses:
        said = explain(problem, near.match.row, order)
        assert said.minutes <= problem.people.max_minutes[near.match.row] + problem.rules.travel.near_minutes
