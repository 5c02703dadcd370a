"""The bench of the engine: every goal in a line, met or not, beside baselines that give the same answer."""

import json
from pathlib import Path

import pytest

from tovholder.cli import bench_engine, bench_frames
from tovholder.cli.__main__ import main
from tovholder.cli.bench_engine import Row
from tovholder.engine.matching import best_people, generator


@pytest.mark.full
def test_a_small_run_gives_every_room_with_goals_and_baselines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOVHOLDER_MODE", "test")
    assert main(["bench", "engine", "--size", "300", "--seconds", "0.5", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert set(made) == {"match", "assign", "cohorts", "register"}
    assert all(room["peak_mb"] > 0 for room in made.values())
    beside = {row["what"]: set(row["baselines"]) for room in made.values() for row in room["rows"]}
    assert beside["one order -> explained top 20"] == {"numpy", "plain python", "polars", "duckdb"}
    assert beside["assignment"] == {"best pair first", "first come", "ortools min-cost flow"}
    assert "greedy, all together" in beside["cohorts: objective, never below greedy"]
    assert any("proved gap" in line and "met" in line for line in bench_engine.room_lines("assign", made["assign"]))
    assert "goals met" in bench_engine.verdict(made)[-1]
    assert beside["a register measure, one thread"] == {"duckdb, all cores"}


@pytest.mark.parametrize("prepare", [bench_frames.polars_scores, bench_frames.duckdb_scores])
def test_the_baselines_give_the_scores_of_the_engine(prepare: object) -> None:
    problem = generator.generate(people=400, orders=25, seed=7)
    assert callable(prepare)
    ask = prepare(problem, 20)
    found = [ask(order) for order in range(25)]
    assert found == [[match.score for match in best_people(problem, order, top=20)] for order in range(25)]
    assert sum(map(bool, found)) > 5


def test_a_goal_that_is_missed_is_said_plainly() -> None:
    rows = [
        Row("fast enough", 9, "ms", 1.0, 1.9, goal=2.0, value=1.9),
        Row("slow at the end", 9, "ms", 1.0, 2.1, goal=2.0, value=2.1, baselines={"numpy": 3.0}),
        Row("below greedy", 9, "points", 5.0, goal=6.0, more=True),
        Row("no goal of this size", 9, "s", 5.0),
    ]
    assert [row.met for row in rows] == [True, False, False, None]
    shown = [bench_engine.asdict(row) | {"met": row.met} for row in rows]
    figures = {"match": {"peak_mb": 1.0, "rows": shown}}
    told = bench_engine.room_lines("match", figures["match"])
    assert [line for line in told if "NOT MET" in line] == [told[2], told[4]]
    assert "3.00 times that" in told[3]
    assert bench_engine.verdict(figures)[-1] == "1 of 3 goals met; not: slow at the end; not: below greedy"


def test_the_frozen_cohorts_are_used_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOVHOLDER_SHARED_DATA", str(tmp_path))
    assert bench_engine.frozen_folder() is None
    (tmp_path / "cohorts").mkdir()
    assert bench_engine.frozen_folder() == tmp_path / "cohorts"


def test_a_size_nobody_can_measure_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOVHOLDER_MODE", "test")
    assert main(["bench", "engine", "--size", "5"]) == 1
    assert capsys.readouterr().err == "tovholder: --size must be 100 or more, --seconds above 0\n"
