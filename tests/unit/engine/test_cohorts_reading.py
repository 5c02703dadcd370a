"""Files of cohorts: what is read, and every fault named by file, row and column."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from tests.unit.engine.cohort_plans import QUICK, faults
from tovholder.engine.cohorts import WHAT_IF, FaultyFiles, bench, read, solve
from tovholder.engine.cohorts.generator import generate

Files = dict[str, list[dict[str, str]]]


@pytest.fixture
def files() -> Files:
    people = [
        {"person": str(each), "municipality": "north", "travel_limit_min": "45", "courses": "welding:3 care",
         "first_week": "1", "last_week": "4", "priority": "10,5"}
        for each in range(14)
    ]  # fmt: skip
    return {
        "people": people,
        "courses": [
            {"course": "welding", "industry": "metal", "weeks": "3", "teachers": "1"},
            {"course": "care", "industry": "health", "weeks": "2", "teachers": "1"},
        ],
        "sites": [{"site": "school", "rooms": "1", "courses_offered": "welding"}],
        "travel": [{"municipality": "north", "site": "school", "minutes": "30"}],
        "demand": [{"industry": "metal", "max_trained": "20"}, {"industry": "health", "max_trained": "20"}],
    }


def test_rows_become_a_problem_and_a_plan(files: Files) -> None:
    problem = read(files)
    made = solve(problem, seed=1, effort=QUICK)
    assert faults(problem, made) == []
    assert made.objective == 14 * (10_500 + 3_000 - 900) - 40_000
    assert made.objective == made.bound


def test_every_fault_is_named_at_once_with_file_row_and_column(files: Files) -> None:
    files["people"][0]["priority"] = "much"
    files["people"][1]["municipality"] = "south"
    files["people"][2]["courses"] = "welding:3 dancing"
    files["people"][3]["last_week"] = "0"
    files["people"][4]["person"] = "1"
    files["people"][5]["courses"] = "welding:best"
    files["courses"][1]["industry"] = "gold"
    files["courses"][0]["weeks"] = "2.5"
    files["sites"][0]["rooms"] = "-1"
    files["travel"][0]["site"] = "harbour"
    for row in files["demand"]:
        del row["max_trained"]
    with pytest.raises(FaultyFiles) as raised:
        read(files)
    said = {(fault.file, fault.row, fault.column) for fault in raised.value.faults}
    assert said == {
        ("people.csv", 2, "priority"), ("people.csv", 3, "municipality"), ("people.csv", 4, "courses"),
        ("people.csv", 5, "last_week"), ("people.csv", 6, "person"), ("people.csv", 7, "courses"),
        ("courses.csv", 3, "industry"), ("courses.csv", 2, "weeks"), ("sites.csv", 2, "rooms"),
        ("travel.csv", 2, "site"), ("demand.csv", 1, "max_trained"),
    }  # fmt: skip
    assert "people.csv, row 4, column courses: dancing is not a course" in str(raised.value)


def test_a_file_that_is_not_there_is_named(files: Files) -> None:
    del files["demand"]
    with pytest.raises(FaultyFiles, match=r"demand\.csv"):
        read(files)


def test_generated_problems_are_the_same_for_the_same_seed_and_version() -> None:
    first, second = generate(people=80, seed=3, social=0.2), generate(people=80, seed=3, social=0.2)
    assert np.array_equal(first.people.key, second.people.key)
    digest = sha256(first.people.priority.tobytes() + first.people.courses.indices.tobytes()).hexdigest()
    assert digest == sha256(second.people.priority.tobytes() + second.people.courses.indices.tobytes()).hexdigest()
    assert not np.array_equal(first.people.key, generate(people=80, seed=4).people.key)


def ticking() -> Callable[[], float]:
    """A clock that goes on by a tenth each time it is looked at."""
    ticks: Iterator[float] = iter(np.arange(0, 1e6, 0.1).tolist())
    return lambda: next(ticks)


def test_the_bench_measures_plan_greed_library_what_if_and_drop_outs() -> None:
    made = bench.measure(
        clock=ticking(), processor=ticking(), problems={"small": generate(people=80, seed=2)}, seconds=0.3,
        library_seconds=1,
    )["small"]  # fmt: skip
    assert set(made) == {"size", "plan", "greedy", "what_if", "drop_out", "highs"}
    assert made["plan"]["objective"] <= made["plan"]["bound"] + 1e-9
    assert made["plan"]["objective"] >= made["greedy"]["pooled"]
    if "objective" in made["highs"]:
        assert made["highs"]["objective"] <= made["plan"]["bound"] + 1e-6


def test_what_a_planner_asks_is_answered_from_the_last_answer_with_a_plan_that_holds_and_a_bound() -> None:
    problem = generate(people=120, seed=2, sizes=(4, 8))
    first = solve(problem, seed=1, effort=QUICK)
    asked = list(bench.questions(first))
    assert len(asked) >= 4
    for wishes in asked:
        question = replace(problem, wishes=wishes)
        assert faults(question, solve(question, seed=1, effort=replace(WHAT_IF, rounds=200), warm=first.warm)) == []
