"""A number nobody can compute with is told in one line, whatever the command."""

from pathlib import Path

import pytest

from tests.unit.cli.tables_on_disk import written
from tests.unit.cli.test_assign import PLACES, WEIGHTS
from tests.unit.cli.test_cohorts import laid
from tovholder.cli.__main__ import main

COMMANDS = ("assign w.csv p.csv --out k.csv", "cohorts in --out k.csv", "match w.csv p.csv --out k.xlsx")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("seed", ["-1", "99999999999999999999999", "1_0", "1.5", "", "9" * 5_000])
def test_a_seed_is_a_whole_number_that_can_be_drawn_from(
    command: str, seed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), f"--seed={seed}"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line == f"tovholder: --seed must be a whole number from 0 to 18446744073709551615, and is {seed[:40]!r}."


def test_the_largest_seed_is_drawn_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    laid(tmp_path)
    written(tmp_path, "w", WEIGHTS)
    written(tmp_path, "p", PLACES)
    for command in COMMANDS[:2]:
        assert main([*command.split(), "--seed", str(2**64 - 1)]) == 0


@pytest.mark.parametrize("command", COMMANDS[:2])
@pytest.mark.parametrize("seconds", ["-1", "0", "nan", "inf", "1_0", "soon"])
def test_a_time_is_a_number_of_seconds_that_ends(
    command: str, seconds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), f"--time={seconds}"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line == f"tovholder: --time must be a number of seconds above 0, like 60 or 0.5, and is {seconds!r}."


def test_a_number_with_underscores_is_a_fault_of_its_row_in_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = written(tmp_path, "w", [("person", "order", "weight"), ("Bo_1", "lager_2", "1_0")])
    places = written(tmp_path, "p", [("order", "places", "least"), ("lager_2", "2_0", "")])
    before = written(tmp_path, "b", [("person", "order", "price"), ("Bo_1", "lager_2", "1_0")])
    words = ["assign", str(weights), str(places), "--before", str(before), "--out", str(tmp_path / "k.csv")]
    assert main(words) == 1
    said = "is not a number; write its digits without anything between"
    assert capsys.readouterr().err.splitlines() == [
        f"w.csv, row 2, column weight: '1_0' {said}",
        f"p.csv, row 2, column places: '2_0' {said}",
        f"b.csv, row 2, column price: '1_0' {said}",
        "Nothing was written.",
    ]
    laid(tmp_path, demand=[("industry", "max_trained"), ("lager", "1_6"), ("mad", 20)])
    assert main(["cohorts", str(tmp_path / "in"), "--out", str(tmp_path / "k.csv")]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"demand.csv, row 2, column max_trained: '1_6' {said}",
        "Nothing was written.",
    ]


@pytest.mark.parametrize("option", ["promise", "unit"])
@pytest.mark.parametrize("number", ["-1", "1099511627777", "999999999999999999999"])
def test_a_promise_and_a_unit_are_not_larger_than_a_weight_can_be(
    option: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMANDS[0].split(), f"--{option}", number]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"tovholder: --{option} must be a whole number from ")
    assert line.endswith(f" to 1099511627776, and is {number!r}.")


@pytest.mark.parametrize(
    ("command", "option"),
    [(1, "weeks"), (1, "missing"), (1, "moved"), (2, "top"), (2, "cap")],
)
@pytest.mark.parametrize("number", ["-1", "1_0", "99999999999999999999999"])
def test_a_length_nobody_can_make_is_told_in_one_line(
    command: int, option: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMMANDS[command].split(), f"--{option}={number}"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"tovholder: --{option} must be a whole number from ")
    assert line.endswith(f", and is {number!r}.")


def test_the_largest_promise_is_computed_with_or_refused_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "w", WEIGHTS)
    written(tmp_path, "p", PLACES)
    written(tmp_path, "b", [("person", "order"), ("Bo", "lager")])
    for more in ("--promise 1099511627776", "--promise 1099511627776 --unit 1000000", "--unit 1099511627776"):
        done = main([*COMMANDS[0].split(), "--before", "b.csv", *more.split()])
        assert len(capsys.readouterr().err.splitlines()) == done
