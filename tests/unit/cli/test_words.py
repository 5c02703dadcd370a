"""What is typed after ./tovholder: known words run, others are refused in one line."""

import inspect
import re

import pytest

from tools import launch
from tovholder.cli import __main__ as commands


def test_an_unknown_command_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["fly"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("tovholder: there is no command 'fly'")
    assert told.count("\n") == 1


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in commands.COMMANDS)
    assert all(f"  {name} " in told for name in ("test", "setup", "lock"))


def test_help_tells_of_every_word_the_launcher_takes_itself() -> None:
    source = inspect.getsource(launch.main)
    taken = set(re.findall(r'command == "(\w+)"', source))
    assert {"test", "lock", "setup"} <= taken
    assert taken - {"bench"} == set(commands.OF_THE_LAUNCHER)


@pytest.mark.parametrize("name", [name for name, command in commands.COMMANDS.items() if command.demo])
def test_commands_that_make_a_demo_run_in_demo_mode_only(name: str) -> None:
    assert name in {"demo", "simulate", "bench"}
