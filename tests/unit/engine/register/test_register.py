"""Measures over spells are what counting week by week gives, by hand and by DuckDB."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engine.register import Spells, first_week_in, share_in, weeks_in
from tovholder.engine.register.bench import generate, measure, zero_of

Row = tuple[int, int, int]


@st.composite
def registers(draw: st.DrawFn) -> list[list[Row]]:
    """Up to five people's (begins, ends, state), some with none."""
    people = []
    for _ in range(draw(st.integers(0, 5))):
        week, rows = draw(st.integers(-5, 5)), []
        for _ in range(draw(st.integers(0, 5))):
            week += draw(st.integers(0, 3))
            long = draw(st.integers(1, 6))
            rows.append((week, week + long, draw(st.sampled_from((0, 1, 5, 63)))))
            week += long
        people.append(rows)
    return people


def spells_of(people: list[list[Row]]) -> Spells:
    rows = np.array([row for each in people for row in each], np.int64).reshape(-1, 3)
    first = np.cumsum([0, *map(len, people)])
    return Spells(first=first, begins=rows[:, 0], ends=rows[:, 1], state=rows[:, 2].astype(np.int8))


def weeks_of(rows: list[Row]) -> Iterator[tuple[int, int]]:
    """(week, state), one after the other."""
    for begins, ends, state in rows:
        for week in range(begins, ends):
            yield week, state


@settings(max_examples=200)
@given(registers(), st.integers(-3, 6), st.integers(0, 8), st.integers(0, 12))
def test_weeks_and_shares_are_what_counting_week_by_week_gives(
    people: list[list[Row]], zero: int, start: int, long: int
) -> None:
    spells, zeros, window = spells_of(people), np.full(len(people), zero, np.int32), (start, start + long)
    inside = [[state for week, state in weeks_of(rows) if start <= week - zero < start + long] for rows in people]
    asked = [sum(state in (1, 63) for state in each) for each in inside]
    assert weeks_in(spells, 1, 63, zero=zeros, window=window).tolist() == asked
    group = np.arange(len(people), dtype=np.int32) % 3 - 1
    share = share_in(spells, 1, 63, zero=zeros, window=window, group=group, groups=2)
    for where in range(2):
        mine = [at for at in range(len(people)) if group[at] == where]
        known = [len(inside[at]) for at in mine]
        told = share.weeks_in[where], share.weeks_known[where], share.people[where]
        assert told == (sum(asked[at] for at in mine), sum(known), sum(each > 0 for each in known))


@settings(max_examples=200)
@given(registers(), st.integers(-3, 6), st.integers(0, 15), st.integers(1, 4))
def test_the_first_week_is_the_one_found_by_looking_from_week_to_week(
    people: list[list[Row]], zero: int, horizon: int, least: int
) -> None:
    zeros = np.full(len(people), zero, np.int32)
    found = first_week_in(spells_of(people), 1, 63, zero=zeros, horizon=horizon, least=least)
    for rows, told in zip(people, found.tolist(), strict=True):
        weeks = range(zero, zero + horizon)
        begun = (
            week - zero
            for week in weeks
            for begins, ends, state in rows
            if state in (1, 63) and max(begins, zero) == week and ends - week >= least
        )
        assert told == next(begun, -1)


def test_duckdb_counts_the_same_over_a_made_up_register() -> None:
    duckdb = pytest.importorskip("duckdb")
    spells, zero = generate(people=3_000, seed=2), zero_of(people=3_000, seed=2)
    owner = np.repeat(np.arange(3_000), np.diff(spells.first))
    columns = {"person": owner, "begins": spells.begins, "ends": spells.ends, "state": spells.state}
    connection = duckdb.connect()
    connection.register("spells", {**columns, "zero": zero[owner]})
    inside = "greatest(0, least(ends, zero + 312) - greatest(begins, zero + 52))"
    told = connection.execute(f"select sum({inside}) filter (state in (3, 4, 7)), sum({inside}) from spells").fetchone()
    share = share_in(spells, 3, 4, 7, zero=zero, window=(52, 312))
    assert (int(share.weeks_in[0]), int(share.weeks_known[0])) == tuple(map(int, told))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"ends": [3, 3]}, "ends: row 1 ends before it begins"),
        ({"state": [0, 64]}, "state: row 1 is not one of"),
        ({"begins": [1, 2]}, "begins: row 0 lies over the next"),
        ({"first": [0, 1]}, "first: must start at 0"),
        ({"ends": [3]}, "must be as many as begins"),
    ],
)
def test_what_cannot_be_is_refused_by_row(columns: dict[str, list[int]], words: str) -> None:
    given = {"first": [0, 2], "begins": [1, 3], "ends": [3, 5], "state": [0, 1]} | columns
    with pytest.raises(ValueError, match=words):
        Spells(**{name: np.array(values) for name, values in given.items()})


def test_whoever_is_not_in_a_group_or_a_window_backwards_counts_nothing() -> None:
    spells = spells_of([[(0, 9, 1)]])
    zero = np.zeros(1, np.int32)
    assert share_in(spells, 1, zero=zero, window=(0, 9), group=np.array([-1], np.int32)).people.tolist() == [0]
    assert weeks_in(spells, 1, zero=zero, window=(9, 0)).tolist() == [0]
    with pytest.raises(ValueError, match="group: must be one below 1"):
        share_in(spells, 1, zero=zero, window=(0, 9), group=np.array([1], np.int32))
    with pytest.raises(ValueError, match="state 64"):
        weeks_in(spells, 64, zero=zero, window=(0, 9))


def test_the_bench_tells_the_slowest_question_and_the_same_seed_gives_the_same_register() -> None:
    ticks = iter(range(1_000_000))
    made = measure(clock=lambda: float(next(ticks)), people=500, runs=3)
    assert made["median_ms"] == 1_000.0
    assert made["person_weeks"] > 300 * 500
    once, again = generate(people=400, seed=5), generate(people=400, seed=5)
    assert np.array_equal(once.begins, again.begins)
    assert np.array_equal(once.state, again.state)
