"""Web server and worker end together, with all they started, and the log says which of them ended first."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tovholder.cli import serving

_WITH_A_CHILD = "{before} sleep 60 & echo $! > {note}; wait"


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def started(folder: Path, name: str, before: str = "") -> tuple["subprocess.Popen[bytes]", int]:
    """A process as serving starts it, and the number of one that it has started itself."""
    note = folder / name
    child = serving._start(["sh", "-c", _WITH_A_CHILD.format(before=before, note=note)])
    for _ in range(200):
        if note.exists() and note.read_text():
            return child, int(note.read_text())
        time.sleep(0.02)
    raise AssertionError("the process did not start")


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_over(number: int) -> bool:
    """Within a second: the system takes a moment."""
    for _ in range(50):
        if not is_running(number):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("before", ["", "trap '' TERM;"])
def test_what_a_killed_child_left_behind_ends_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], before: str
) -> None:
    monkeypatch.setattr(serving, "_PATIENCE_WITH_REST", 0.3)
    web, left = started(tmp_path, "web", before)
    worker, of_worker = started(tmp_path, "worker")
    os.kill(web.pid, signal.SIGKILL)
    web.wait()
    assert serving._watch({"web server": web, "worker": worker}) == 1
    assert is_over(left)
    assert is_over(of_worker)
    assert capfd.readouterr().err.strip() == (
        "tovholder: the web server ended by itself (signal 9), so everything is stopped. Start it again."
    )


def test_the_code_of_one_that_ended_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    worker = serving._start(["sh", "-c", "exit 3"])
    web, _ = started(tmp_path, "web")
    worker.wait()
    assert serving._watch({"web server": web, "worker": worker}) == 1
    assert "the worker ended by itself (exit code 3)" in capfd.readouterr().err
