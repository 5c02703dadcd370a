"""What is typed after ./tovholder: known words run, others are refused in one line."""

import inspect
import re
from pathlib import Path

import pytest
from django.utils import translation

from tools import launch, steps
from tovholder.cli import __main__ as commands
from tovholder.web.shared.names import ROLES


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
    taken = set(re.findall(r'command == "(\w+)"', source)) | set(launch.OWN)
    assert {"test", "lock", "setup"} <= taken
    assert taken - {"bench"} == set(commands.OF_THE_LAUNCHER)


@pytest.mark.parametrize(
    ("words", "purpose", "is_compiled"),
    [("bench engine --help", "run", False), ("--help", "run", False), ("bench engine", "test", True)],
)
def test_help_comes_before_anything_is_compiled_and_without_the_packages_for_tests(
    monkeypatch: pytest.MonkeyPatch, words: str, purpose: str, is_compiled: bool
) -> None:
    done: list[str] = []
    handed: list[list[str]] = []
    monkeypatch.setattr(steps, "bring_up_to_date", lambda made: done.extend(each.title for each in made))
    monkeypatch.setattr(launch, "hand_over", handed.append)
    assert launch.main(words.split()) == 0
    assert handed == [words.split()]
    assert done[0].endswith("with those for tests") == (purpose == "test")
    assert ("The engine's kernels" in done) == is_compiled


@pytest.mark.parametrize("name", [name for name, command in commands.COMMANDS.items() if command.demo])
def test_commands_that_make_a_demo_run_in_demo_mode_only(name: str) -> None:
    assert name in {"demo", "simulate", "bench"}


def test_a_command_speaks_english_though_pages_are_danish_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("tovholder.cli.check.run", lambda _options: spoken.append(str(ROLES["caseworker"])) or 0)
    with translation.override("da"):
        assert commands.main(["check"]) == 0
        assert spoken == ["caseworker"] != [str(ROLES["caseworker"])]


@pytest.mark.parametrize(
    "path", sorted(Path(inspect.getfile(commands)).parent.glob("*.py")), ids=lambda path: path.name
)
def test_no_command_has_danish_sentences_of_its_own(path: Path) -> None:
    """Names of places may have Danish letters; a sentence in Danish says --language da beside it."""
    told = path.read_text("utf-8").replace("Helsingør Kommune", "").replace("Intet er skrevet.", "")
    assert not re.findall(r"[æøåÆØÅ]|\b(?:ikke|eller|filen|rækken|skriv|findes|og)\b", told)
