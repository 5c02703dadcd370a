"""Each gate: when it is open, closed, or hangs on something unknown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.engine.problems import one_pair, problems
from tovholder.engine.matching import (
    NO_END,
    UNKNOWN_DAY,
    UNKNOWN_PLACE,
    Csr,
    Gate,
    GateState,
    Problem,
    explain,
    rank_people,
)
from tovholder.engine.matching.gates import questions_of_order

OPEN, CLOSED, UNKNOWN = GateState.OPEN, GateState.CLOSED, GateState.UNKNOWN

FOREIGN = {"controller": [2]}
EMPTY: dict[str, Any] = {"skills": Csr.empty(1), "experience": Csr.empty(1), "wished_occupations": Csr.empty(1)}

CASES: list[tuple[Gate, dict[str, Any], dict[str, Any], GateState]] = [
    (Gate.KINDS, {"kinds": [0b10]}, {}, CLOSED),
    (Gate.KINDS, {"kinds": [0], "kinds_known": [0b10]}, {}, UNKNOWN),
    (Gate.KINDS, {"kinds": [0b01], "kinds_known": [0]}, {}, OPEN),
    (Gate.KINDS, {"kinds": [0], "kinds_known": [0b01]}, {"kinds": [0b11]}, UNKNOWN),
    (Gate.KINDS, {}, {"kinds": [0]}, UNKNOWN),
    (Gate.DANISH, {"danish": [4]}, {}, OPEN),
    (Gate.DANISH, {"danish": [3]}, {}, CLOSED),
    (Gate.DANISH, {"danish": [-1]}, {}, UNKNOWN),
    (Gate.DANISH, {"danish": [-1]}, {"danish": [0]}, OPEN),
    (Gate.DANISH, {}, {"danish": [-1]}, UNKNOWN),
    (Gate.LICENCES, {}, {"licences": [0b10]}, CLOSED),
    (Gate.LICENCES, {}, {"licences": [0b1000]}, UNKNOWN),
    (Gate.LICENCES, {}, {"licences": [0b1010]}, CLOSED),
    (Gate.LICENCES, {"licences": [0], "licences_known": [0]}, {"licences": [0]}, OPEN),
    (Gate.LICENCES, {"licences_known": [0]}, {}, OPEN),
    (Gate.HOURS, {}, {"hours": [30]}, OPEN),
    (Gate.HOURS, {}, {"hours": [31]}, CLOSED),
    (Gate.HOURS, {}, {"hours": [9]}, CLOSED),
    (Gate.HOURS, {"hours_min": [30]}, {"hours": [20], "hours_most": [37]}, OPEN),
    (Gate.HOURS, {}, {"hours": [5], "hours_most": [10]}, OPEN),
    (Gate.HOURS, {}, {"hours": [5], "hours_most": [9]}, CLOSED),
    (Gate.HOURS, {}, {"hours": [31], "hours_most": [37]}, CLOSED),
    (Gate.HOURS, {"hours_max": [-1]}, {"hours": [5], "hours_most": [9]}, CLOSED),
    (Gate.HOURS, {"hours_min": [-1]}, {"hours": [31]}, CLOSED),
    (Gate.HOURS, {"hours_min": [-1]}, {}, UNKNOWN),
    (Gate.HOURS, {"hours_max": [-1]}, {"hours": [9]}, CLOSED),
    (Gate.HOURS, {}, {"hours": [-1]}, UNKNOWN),
    (Gate.START, {"available_from": [109]}, {}, OPEN),
    (Gate.START, {"available_from": [110]}, {}, CLOSED),
    (Gate.START, {"available_from": [80], "available_before": [90]}, {}, CLOSED),
    (Gate.START, {"available_from": [80], "available_before": [91]}, {}, OPEN),
    (Gate.START, {"available_from": [UNKNOWN_DAY]}, {}, UNKNOWN),
    (Gate.START, {"available_from": [UNKNOWN_DAY]}, {"start_before": [NO_END]}, OPEN),
    (Gate.START, {"available_from": [UNKNOWN_DAY], "available_before": [90]}, {}, CLOSED),
    (Gate.START, {}, {"start_from": [UNKNOWN_DAY]}, OPEN),
    (Gate.START, {"available_before": [200]}, {"start_from": [UNKNOWN_DAY]}, UNKNOWN),
    (Gate.TRAVEL, {"max_minutes": [18]}, {}, OPEN),  # 1,000 m * 130 % / 75 m a minute = 17.3
    (Gate.TRAVEL, {"max_minutes": [17]}, {}, CLOSED),
    (Gate.TRAVEL, {"max_minutes": [-1]}, {}, UNKNOWN),
    (Gate.TRAVEL, {"means": [-1]}, {}, UNKNOWN),
    (Gate.TRAVEL, {"x": [UNKNOWN_PLACE]}, {}, UNKNOWN),
    (Gate.TRAVEL, {}, {"y": [UNKNOWN_PLACE]}, UNKNOWN),
    (Gate.CONSIDERATIONS, {}, {"strains": [0b110]}, CLOSED),
    (Gate.CONSIDERATIONS, {"considerations_known": [False]}, {"strains": [0b110]}, CLOSED),
    (Gate.CONSIDERATIONS, {"considerations_known": [False]}, {}, UNKNOWN),
    (Gate.CONSIDERATIONS, {"considerations_known": [False]}, {"strains": [0]}, OPEN),
    (Gate.CONSIDERATIONS, {}, {"strains": [0], "strains_known": [False]}, UNKNOWN),
    (Gate.CONSIDERATIONS, {"considerations": [0]}, {"strains": [0], "strains_known": [False]}, OPEN),
    (Gate.PROTECTION, {"protected": [True]}, {}, OPEN),
    (Gate.PROTECTION, {"protected": [True]}, FOREIGN, CLOSED),
    (Gate.PROTECTION, {"protected": [True]}, {"controller": [-1]}, CLOSED),
    (Gate.POOL, {"shared": [False]}, {}, OPEN),
    (Gate.POOL, {"shared": [False]}, FOREIGN, CLOSED),
    (Gate.POOL, {}, FOREIGN, OPEN),
    (Gate.PARTNERSHIP, {}, FOREIGN, OPEN),
    (Gate.PARTNERSHIP, {"partnerships": [0b110]}, FOREIGN | {"partnerships": [0b101]}, OPEN),
    (Gate.PARTNERSHIP, {"partnerships": [0b10]}, FOREIGN | {"partnerships": [0b01]}, CLOSED),
    (Gate.PARTNERSHIP, {"partnerships": [0]}, FOREIGN, CLOSED),
    (Gate.PARTNERSHIP, {"partnerships": [0]}, {"partnerships": [0]}, OPEN),
    (Gate.PLACES, {}, {"places": [0]}, CLOSED),
    (Gate.PLACES, {}, {"places": [-1]}, UNKNOWN),
    (Gate.PROFILE, EMPTY | {"wished_industries": [0]}, {}, UNKNOWN),
    (Gate.PROFILE, EMPTY, {}, OPEN),
]


@pytest.mark.parametrize(("gate", "person", "order", "state"), CASES)
def test_the_gate_is_as_said_and_every_other_gate_stays_open(
    gate: Gate, person: dict[str, Any], order: dict[str, Any], state: GateState
) -> None:
    said = explain(one_pair(person, order), 0, 0)
    assert said.states == dict.fromkeys(Gate, OPEN) | {gate: state}
    assert said.state is state


def test_a_pair_that_fits_in_everything_is_listed() -> None:
    assert [match.row for match in rank_people(one_pair(), 0, top=5).ranked] == [0]


def test_a_person_of_whom_nothing_is_known_is_asked_about_and_never_listed() -> None:
    listed = rank_people(one_pair(EMPTY | {"wished_industries": [0]}), 0, top=5)
    assert listed.ranked == ()
    assert [each.gates for each in listed.ask_first] == [(Gate.PROFILE,)]


def test_what_the_company_has_not_said_is_a_question_to_the_company() -> None:
    silent = one_pair(None, {"danish": [-1], "places": [-1], "x": [UNKNOWN_PLACE]})
    assert questions_of_order(one_pair().orders, 0) == ()
    assert questions_of_order(silent.orders, 0) == (Gate.DANISH, Gate.TRAVEL, Gate.PLACES)


@given(problems(), st.data())
def test_no_list_holds_a_pair_with_a_closed_or_unknown_gate(problem: Problem, data: st.DataObject) -> None:
    order = data.draw(st.integers(0, len(problem.orders) - 1))
    listed = rank_people(problem, order, top=10)
    for match in listed.ranked:
        assert explain(problem, match.row, order).state is OPEN
    for asked in listed.ask_first:
        said = explain(problem, asked.match.row, order)
        assert said.state is UNKNOWN
        assert said.gates(UNKNOWN) == asked.gates


@given(problems(), st.data())
def test_nobody_sees_a_protected_or_unshared_person_of_another_municipality(
    problem: Problem, data: st.DataObject
) -> None:
    order = data.draw(st.integers(0, len(problem.orders) - 1))
    listed = rank_people(problem, order, top=len(problem.people))
    shown = [*listed.ranked, *(each.match for each in (*listed.ask_first, *listed.near_misses))]
    for match in shown:
        assert match.foreign == (problem.people.controller[match.row] != problem.orders.controller[order])
        if match.foreign:
            assert problem.people.shared[match.row]
            assert not problem.people.protected[match.row]
