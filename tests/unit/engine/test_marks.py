"""What marks promise: nothing that is held goes unmarked, and the most a pair can reach is never below its score."""

from typing import Any

import numba
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.engine.problems import problems
from tovholder.engine.matching import Problem, marks, records
from tovholder.engine.matching.lists import begin, end
from tovholder.engine.matching.prepared import corner_of, prepared
from tovholder.engine.matching.score import score_of


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _passed_over(at: int, world: Any, corner: Any, scores: Any) -> int:
    """How many are passed over though their score reaches the bar, which is that very score."""
    order, crowd, wrong = begin(at, world, corner), world.crowd, 0
    for row in range(scores.size):
        person = crowd.people[row]
        scores[row] = score_of(person, order, crowd, world.tables, corner.desk, -1, False)
        wrong += score_of(person, order, crowd, world.tables, corner.desk, scores[row], False) != scores[row]
    end(at, world, corner)
    return wrong


@settings(max_examples=20)
@given(problems(people=100, orders=12))
def test_nobody_whose_score_reaches_the_bar_is_passed_over(problem: Problem) -> None:
    world, corner, scores = prepared(problem).world, corner_of(problem, ranked=1, others=1), np.zeros(128, np.int64)
    for order in range(12):
        assert _passed_over(order, world, corner, scores) == 0
        assert scores[:100].any()


@given(st.data(), st.integers(2, 300))
def test_related_skills_share_a_mark(data: st.DataObject, skills: int) -> None:
    parent = np.array([data.draw(st.integers(-1, skill - 1)) for skill in range(skills)], np.int32)
    near, plain = marks.with_broader(np.arange(skills, dtype=np.int32), parent), marks.marks(np.arange(skills))
    for skill, broader in enumerate(parent):
        beside = np.flatnonzero(parent == broader) if broader >= 0 else np.array([skill])
        assert (near[beside] & near[skill] != 0).all()
        assert broader < 0 or near[broader] & near[skill]
        assert near[skill] & plain[skill]


def test_an_unknown_code_has_no_mark_and_the_two_halves_never_meet() -> None:
    codes = np.arange(-1, 500, dtype=np.int32)
    assert not any(each(codes)[0] for each in (marks.marks, marks.group_marks, marks.occupation_marks))
    assert not (marks.group_marks(codes)[:, None] & marks.occupation_marks(codes)).any()
    assert marks.group_marks(codes)[1:].all()
    assert marks.occupation_marks(codes)[1:].all()


@given(st.lists(st.lists(st.integers(0, 63), max_size=5), max_size=20))
def test_a_row_bears_the_marks_of_its_entries_and_no_others(rows: list[list[int]]) -> None:
    flat = np.array([1 << each for row in rows for each in row], np.uint64)
    many = np.array([len(row) for row in rows], np.int32)
    first = np.cumsum(many) - many
    expected = [sum({1 << each for each in row}) for row in rows]
    assert marks.gathered(flat, first, many).tolist() == expected


def test_a_person_begins_at_the_beginning_of_a_line_of_memory() -> None:
    assert records.PERSON.itemsize == 2 * records.LINE
    assert records.PERSON.fields["placed"][1] < records.LINE <= records.PERSON.fields["partnerships"][1]
    for count in (64, 128, 4_096):
        assert records.blank_people(count).ctypes.data % records.LINE == 0
        assert records.copied_people(records.blank_people(count)).ctypes.data % records.LINE == 0
