"""The tables of lawful steps: closed, reachable, and silent about nothing."""

from types import ModuleType

import pytest

from tovholder.placements import transitions as placements
from tovholder.proposals import transitions as proposals

TABLES = [proposals, placements]


@pytest.mark.parametrize("room", TABLES)
def test_every_state_is_reached_from_the_start(room: ModuleType) -> None:
    seen, todo = {room.START}, [room.START]
    while todo:
        for state in room.next_states(todo.pop()):
            if state not in seen:
                seen.add(state)
                todo.append(state)
    assert seen == set(room.STATES)


@pytest.mark.parametrize("room", TABLES)
def test_no_step_is_listed_twice_and_none_stands_still(room: ModuleType) -> None:
    pairs = [(step.source, step.target) for step in room.TRANSITIONS]
    assert len(pairs) == len(set(pairs))
    assert all(source != target for source, target in pairs)


@pytest.mark.parametrize("room", TABLES)
def test_every_pair_outside_the_table_is_refused(room: ModuleType) -> None:
    lawful = {(step.source, step.target) for step in room.TRANSITIONS}
    for source in room.STATES:
        for target in room.STATES:
            assert room.may_move(source, target, reason="other").allowed is ((source, target) in lawful)


def test_a_company_never_sees_someone_who_has_not_said_yes() -> None:
    sources = {s.source for s in proposals.TRANSITIONS if s.target == proposals.SHOWN_TO_COMPANY}
    assert sources == {proposals.ACCEPTED_BY_CITIZEN}


def test_a_no_without_a_reason_is_refused() -> None:
    refused = proposals.may_move(proposals.INTERVIEW, proposals.NOT_CHOSEN, reason=" ")
    assert refused.allowed is False
    assert refused.code == "proposal.reason_missing"
    assert proposals.may_move(proposals.INTERVIEW, proposals.NOT_CHOSEN, reason="skills").allowed


def test_a_placement_cannot_start_before_it_is_agreed() -> None:
    assert placements.may_move(placements.PLANNED, placements.STARTED).allowed is False


def test_nothing_leaves_a_final_state() -> None:
    for room in (proposals, placements):
        assert all(room.next_states(state) == () for state in room.FINAL)
    assert sorted(placements.FINAL) == ["cancelled", "ended", "ended_early"]
    assert sorted(proposals.FINAL) == ["declined_by_citizen", "not_chosen", "withdrawn"]
