"""The frozen instances, where they are at hand: the proved gap is within the goal after a few seconds of work."""

import csv
from pathlib import Path

import pytest

from tests.unit.engine.cohort_plans import faults
from tovholder.engine.cohorts import Effort, Problem, read, solve

FROZEN = Path(__file__).resolve().parents[4] / "shared" / "data" / "cohorts"


def frozen(people: int) -> Problem:
    folder = FROZEN / str(people)
    if not folder.is_dir():
        pytest.skip("the frozen instances are not part of the repository and not beside it")
    names = ("people", "courses", "sites", "travel", "demand")
    lines = {name: (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines() for name in names}
    return read({name: list(csv.DictReader(of_file)) for name, of_file in lines.items()})


@pytest.mark.parametrize(
    ("people", "rounds", "goal"), [(500, 4_000, 0.03), pytest.param(2_000, 1_500, 0.05, marks=pytest.mark.full)]
)
def test_the_proved_gap_is_within_its_goal(people: int, rounds: int, goal: float) -> None:
    problem = frozen(people)
    made = solve(problem, seed=1, effort=Effort(rounds=rounds, exact=150))
    assert faults(problem, made) == []
    assert made.gap <= goal
