"""What a server or worker saved after the copy would be missing in PostgreSQL: a move refuses while one is there."""

import argparse
import importlib

import pytest

from tovholder.cli import __main__ as commands
from tovholder.cli import database, move
from tovholder.cli.complaint import Complaint

pytestmark = pytest.mark.own_database  # what is moved from is a file of SQLite's, whatever the tests run on
_ASKED = argparse.Namespace(to="postgresql://nobody@127.0.0.1:1/nothing")
_WORDS = {"demo": [], "serve": [], "work": [], "import": ["people", "a.csv"], "simulate": []}


@pytest.fixture(autouse=True)
def _as_on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOVHOLDER_MODE", "test")
    monkeypatch.setattr(database, "is_sqlite", lambda: True)
    monkeypatch.setattr(database, "migrate", lambda: False)
    monkeypatch.setattr(move, "_connect", _went_on)


def _went_on(address: str) -> None:
    raise AssertionError("the move went on")


@pytest.mark.parametrize("name", sorted(_WORDS))
def test_a_move_refuses_while_the_command_runs(db: object, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    told: list[str] = []

    def run(options: argparse.Namespace) -> int:
        with pytest.raises(Complaint) as complaint:
            move.run(_ASKED)
        told.append(str(complaint.value))
        return 0

    monkeypatch.setattr(importlib.import_module(commands.COMMANDS[name].module), "run", run)
    assert commands.main([name, *_WORDS[name]]) == 0
    assert told == ["a server, a worker or another command still uses this installation: stop it first."]
    with pytest.raises(AssertionError, match="went on"):
        move.run(_ASKED)


def test_no_command_that_writes_starts_while_a_move_runs(
    db: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers: list[int] = []
    monkeypatch.setattr(move, "_connect", lambda address: answers.append(commands.main(["work", "--once"])))
    monkeypatch.setattr(move, "_make_tables", lambda address: None)
    monkeypatch.setattr(move, "_refuse_filled", lambda: None)
    monkeypatch.setattr(move, "_copy_all", lambda: None)
    monkeypatch.setattr(move, "_compare_all", lambda: None)
    assert move.run(_ASKED) == 0
    assert answers == [1]
    assert "is being moved to PostgreSQL" in capsys.readouterr().err
