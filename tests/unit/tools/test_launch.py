"""Help and words nobody knows change nothing: no version, no package, no set-up."""

import argparse

import pytest

from tools import launch, locking, python_packages, spark, steps
from tovholder.cli import bench

_done: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    _done.clear()
    monkeypatch.setattr(locking, "write", lambda: _done.append("lock"))
    monkeypatch.setattr(launch, "prepare", lambda purpose: _done.append(f"prepare {purpose}"))
    monkeypatch.setattr(launch, "hand_over", lambda words: _done.append("hand over"))
    monkeypatch.setattr(spark, "ensure", lambda: _done.append("spark"))
    monkeypatch.setattr(python_packages, "step", lambda purpose: purpose)
    monkeypatch.setattr(steps, "bring_up_to_date", lambda found: _done.append(f"packages {found[0]}"))


@pytest.mark.parametrize("command", ["lock", "setup"])
@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_is_told_and_nothing_is_done(capsys: pytest.CaptureFixture[str], command: str, word: str) -> None:
    assert launch.main([command, word]) == 0
    assert _done == []
    assert f"usage: ./tovholder {command}" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["lock", "extra"], ["setup", "bogus"], ["setup", "spark", "bogus"]])
def test_a_word_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert launch.main(words) == 1
    assert _done == []
    assert f"{words[0]} does not know '{words[-1]}'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "done"),
    [
        (["lock"], ["lock"]),
        (["setup"], ["prepare run"]),
        (["setup", "spark"], ["prepare run", "spark"]),
        (["bench", "--json", "pages"], ["prepare test", "hand over"]),
        (["bench", "bogus"], ["packages run", "hand over"]),
        (["bench"], ["packages run", "hand over"]),
        (["check"], ["prepare run", "hand over"]),
        ([], ["packages run", "hand over"]),
    ],
)
def test_what_is_asked_for_is_done(words: list[str], done: list[str]) -> None:
    assert launch.main(words) == 0
    assert _done == done


def test_the_launcher_knows_the_measurements_of_bench() -> None:
    parser = argparse.ArgumentParser()
    bench.arguments(parser)
    what = next(each for each in parser._actions if each.dest == "what")
    assert what.choices is not None
    assert set(what.choices) == launch.MEASUREMENTS
