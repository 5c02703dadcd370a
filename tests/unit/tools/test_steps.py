"""A step of the set-up runs when it must and only then."""

import fcntl
from pathlib import Path

import pytest

from tools import places, programs, steps
from tools.steps import Step
from tools.trouble import Trouble


class Bench:
    """A step over one input and one output file, counting its runs."""

    def __init__(self, folder: Path) -> None:
        self.source, self.made = folder / "source", folder / "made"
        self.source.write_text("one")
        self.runs = 0
        self.fault: BaseException | None = None
        self.step = Step("Bench", folder / "stamp", lambda: steps.digest([self.source]), self.made.exists, self.work)

    def work(self) -> None:
        self.runs += 1
        if self.fault:
            raise self.fault
        self.made.write_text(self.source.read_text())

    def start(self) -> int:
        steps.bring_up_to_date([self.step])
        return self.runs


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    for name, place in {"ROOT": tmp_path, "VAR": tmp_path, "SETUP": tmp_path, "LOG": tmp_path / "setup.log"}.items():
        monkeypatch.setattr(places, name, place)
    return Bench(tmp_path)


def test_a_second_start_does_nothing(bench: Bench) -> None:
    assert bench.start() == 1
    assert bench.start() == 1


def test_a_changed_input_runs_it_again(bench: Bench) -> None:
    bench.start()
    bench.source.write_text("two")
    assert bench.start() == 2
    assert bench.made.read_text() == "two"


def test_a_lost_output_runs_it_again(bench: Bench) -> None:
    bench.start()
    bench.made.unlink()
    assert bench.start() == 2


def test_a_start_that_was_cut_off_leaves_no_stamp(bench: Bench) -> None:
    bench.start()
    bench.source.write_text("two")
    bench.fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        bench.start()
    bench.fault = None
    assert bench.start() == 3


def test_a_failed_program_becomes_one_line_with_the_step_and_the_log(bench: Bench) -> None:
    bench.fault = programs.Failed("much talk\nERROR: disk full\nbye\n")
    with pytest.raises(Trouble) as told:
        bench.start()
    assert str(told.value) == "Bench failed: ERROR: disk full (all of it: setup.log)"


def test_while_one_start_sets_up_no_other_can(bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def another_start_tries() -> None:
        with (tmp_path / "lock").open("a") as mine, pytest.raises(BlockingIOError):
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        bench.made.touch()

    steps.bring_up_to_date([Step("Slow", tmp_path / "slow", lambda: "x", bench.made.exists, another_start_tries)])
    assert "Slow" in capsys.readouterr().out
