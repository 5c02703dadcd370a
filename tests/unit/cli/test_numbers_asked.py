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
