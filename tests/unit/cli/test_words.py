"""What is typed after ./tovholder: known words run, others are refused in one line."""

import pytest

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


@pytest.mark.parametrize("name", [name for name, command in commands.COMMANDS.items() if command.demo])
def test_commands_that_make_a_demo_run_in_demo_mode_only(name: str) -> None:
    assert name in {"demo", "simulate", "bench"}
