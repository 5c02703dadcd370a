"""The score: exact, monotone, and never helped by what is missing."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.engine.problems import changed, one_pair, problems
from tovholder.engine.matching import (
    CAR,
    FULL,
    UNKNOWN_DAY,
    UNKNOWN_PLACE,
    Csr,
    GateState,
    Part,
    Problem,
    Travel,
    Weights,
    explain,
    rank_people,
)

UNKNOWN_VALUES = {
    "kinds_known": 0, "danish": -1, "licences_known": 0, "hours_min": -1, "hours_max": -1, "means": -1,
    "available_from": UNKNOWN_DAY, "available_before": UNKNOWN_DAY, "x": UNKNOWN_PLACE, "max_minutes": -1,
    "considerations_known": False, "step": -1, "wished_industries": 0, "wished_occupations": {}, "skills": {},
    "experience": {},
}  # fmt: skip


def _part(part: Part, person: dict[str, Any] | None = None, order: dict[str, Any] | None = None) -> int:
    return explain(one_pair(person, order), 0, 0).match.part(part)


@given(problems(), st.permutations([40, 20, 10, 10, 10, 5, 5, 0]))
def test_the_parts_times_the_weights_are_the_score_exactly(problem: Problem, weights: list[int]) -> None:
    problem = replace(problem, weights=Weights(**dict(zip(Weights().by_name(), weights, strict=True))))
    for match in rank_people(problem, 0, top=40).ranked:
        assert match.score == sum(weight * part for weight, part in zip(weights, match.parts, strict=True))
        assert all(0 <= part <= FULL for part in match.parts)


def test_a_pair_that_is_best_in_everything_scores_a_million() -> None:
    person = {"skills": Csr.of([{2: 3, 3: 3}]), "experience": Csr.of([{4: 24}]), "danish": [7]}
    said = explain(one_pair(person, {"x": [0], "y": [0]}), 0, 0)
    assert said.match.parts == (FULL,) * 8
    assert said.match.score == 1_000_000


@pytest.mark.parametrize(
    ("held", "credit"),
    [
        ({2: 3}, 10_000),
        ({2: 2}, 8_500),
        ({2: 1}, 6_000),
        ({0: 3}, 6_000),  # the broader skill
        ({3: 3}, 4_000),  # beside it, below the same broader skill
        ({3: 1}, 2_400),
        ({4: 3}, 0),  # below another
        ({1: 3}, 0),  # another without a broader one: two roots are not beside each other
        ({2: 1, 0: 3, 3: 3}, 6_000),  # the best one counts, they do not add up
    ],
)
def test_a_required_skill_is_credited_through_the_hierarchy(held: dict[int, int], credit: int) -> None:
    said = explain(one_pair({"skills": Csr.of([held])}), 0, 0)
    assert said.match.part(Part.REQUIRED_SKILLS) == said.required[0].credit == credit
    assert said.required[0].through == (-1 if credit == 0 else max(held, key=lambda own: (own == 2, own == 0)))


def test_a_broader_skill_asked_for_is_met_in_part_by_a_narrower_one() -> None:
    assert _part(Part.REQUIRED_SKILLS, {"skills": Csr.of([{3: 3}])}, {"required": Csr.of([[0]])}) == 6_000


def test_skills_asked_for_share_the_part_evenly() -> None:
    assert _part(Part.REQUIRED_SKILLS, {"skills": Csr.of([{2: 3}])}, {"required": Csr.of([[1, 2, 4]])}) == 3_333


def test_an_order_that_asks_for_no_skill_gives_nothing_for_skills() -> None:
    assert _part(Part.REQUIRED_SKILLS, None, {"required": Csr.empty(1)}) == 0


def test_a_wished_industry_gives_less_than_the_wished_occupation() -> None:
    assert _part(Part.WISH) == FULL
    assert _part(Part.WISH, {"wished_occupations": Csr.empty(1)}) == 6_000
    assert _part(Part.WISH, {"wished_occupations": Csr.empty(1), "wished_industries": [0b10]}) == 0
    assert _part(Part.WISH, {"wished_industries": [1 << 63]}, {"industries": [1 << 63], "occupation": [-1]}) == 6_000


def test_the_next_step_counts_only_kinds_that_are_offered_and_lawful() -> None:
    both = {"kinds": [0b11]}
    assert _part(Part.NEXT_STEP) == 10_000
    assert _part(Part.NEXT_STEP, both | {"step": [1]}, both) == 10_000
    assert _part(Part.NEXT_STEP, {"step": [1]}, both) == 3_000
    assert _part(Part.NEXT_STEP, both | {"step": [1]}) == 3_000
    assert _part(Part.NEXT_STEP, {"step": [-1]}) == 0


def test_hours_that_fit_give_half_and_room_to_grow_the_rest() -> None:
    assert _part(Part.HOURS, {"hours_max": [20]}) == 5_000
    assert _part(Part.HOURS, {"hours_max": [24]}) == 7_000
    assert _part(Part.HOURS, {"hours_max": [37]}) == FULL
    assert _part(Part.HOURS, {"hours_max": [19]}) == 0


def test_room_to_grow_is_counted_above_the_fewest_hours_of_a_span() -> None:
    span = {"hours": [20], "hours_most": [30]}
    assert _part(Part.HOURS, {"hours_max": [24]}, span) == 7_000
    assert _part(Part.HOURS, {"hours_min": [25], "hours_max": [30]}, span) == FULL
    assert _part(Part.HOURS, {"hours_min": [31], "hours_max": [37]}, span) == 0


def test_travel_is_scored_by_bands_so_that_a_score_tells_no_exact_minutes() -> None:
    scores = {_part(Part.TRAVEL, None, {"x": [metres], "y": [0]}) for metres in range(0, 800, 50)}
    assert scores == {FULL}
    assert _part(Part.TRAVEL, None, {"x": [60_000], "y": [0]}) == 0


def test_a_matrix_of_minutes_wins_where_it_holds_the_two_zones() -> None:
    travel = Travel(minutes=np.array([[[44, -1]]] * 4))
    for order_zone, minutes in ((0, 44), (1, 18), (-1, 18)):
        problem = one_pair({"zone": [0]}, {"zone": [order_zone]}, travel=travel)
        assert explain(problem, 0, 0).minutes == minutes


@given(problems(), st.data())
def test_one_more_skill_or_a_higher_level_never_lowers_a_score(problem: Problem, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(problem.people) - 1))
    held = dict(zip(*(each.tolist() for each in problem.people.skills.row(person)), strict=True))
    skill = data.draw(st.one_of(st.sampled_from(problem.orders.required.indices.tolist()), st.integers(0, 431)))
    better = changed(problem, "people", person, skills=held | {skill: min(held.get(skill, 0) + 1, 3)})
    _never_lower(problem, better, person)


@given(problems(), st.data())
def test_more_danish_never_lowers_a_score(problem: Problem, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(problem.people) - 1))
    assume(problem.people.danish[person] >= 0)
    _never_lower(problem, changed(problem, "people", person, danish=problem.people.danish[person] + 1), person)


@given(problems(), st.data())
def test_being_able_to_work_more_hours_never_lowers_a_score(problem: Problem, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(problem.people) - 1))
    assume(problem.people.hours_max[person] >= 0)
    _never_lower(problem, changed(problem, "people", person, hours_max=problem.people.hours_max[person] + 3), person)


@given(problems(), st.data())
def test_a_faster_way_never_lowers_a_score(problem: Problem, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(problem.people) - 1))
    faster = changed(problem, "people", person, means=CAR)
    order = data.draw(st.integers(0, len(problem.orders) - 1))
    was, now = explain(problem, person, order), explain(faster, person, order)
    assume(was.minutes < 0 or now.minutes <= was.minutes)
    assert now.match.score >= was.match.score


@given(problems(), st.data())
def test_more_experience_wishes_or_lawful_kinds_never_lower_a_score(problem: Problem, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(problem.people) - 1))
    months = dict(zip(*(each.tolist() for each in problem.people.experience.row(person)), strict=True))
    group = data.draw(st.integers(0, 44))
    better = changed(
        problem,
        "people",
        person,
        experience=months | {group: months.get(group, 0) + 6},
        wished_industries=problem.people.wished_industries[person] | np.uint64(1 << data.draw(st.integers(0, 8))),
        kinds=problem.people.kinds[person] | np.uint32(1 << data.draw(st.integers(0, 5))),
    )
    _never_lower(problem, better, person)


@given(problems(), st.sampled_from(sorted(UNKNOWN_VALUES)), st.data())
def test_forgetting_an_answer_never_helps(problem: Problem, column: str, data: st.DataObject) -> None:
    person = data.draw(st.integers(0, len(problem.people) - 1))
    forgotten = changed(problem, "people", person, **{column: UNKNOWN_VALUES[column]})
    for order in range(len(problem.orders)):
        knew, knows = explain(problem, person, order), explain(forgotten, person, order)
        assert knows.match.score <= knew.match.score
        if knows.state is GateState.OPEN:
            assert knew.state is GateState.OPEN


def _never_lower(was: Problem, now: Problem, person: int) -> None:
    for order in range(len(was.orders)):
        before, after = explain(was, person, order), explain(now, person, order)
        assert after.match.score >= before.match.score
        assert all(new >= old for new, old in zip(after.match.parts, before.match.parts, strict=True))
        if before.state is GateState.OPEN:
            assert after.state is GateState.OPEN
