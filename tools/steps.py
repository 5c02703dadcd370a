"""Steps of the set-up: each runs only when its inputs changed or its outputs are gone, one set-up at a time."""

import contextlib
import fcntl
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import places, programs
from tools.trouble import Trouble


@dataclass(frozen=True)
class Step:
    """`mark()` names the state of the inputs; the stamp holds the mark that was last reached."""

    title: str
    stamp: Path
    mark: Callable[[], str]
    is_there: Callable[[], bool]
    work: Callable[[], None]

    def is_current(self) -> bool:
        try:
            return self.stamp.read_text(encoding="utf-8") == self.mark() and self.is_there()
        except OSError:
            return False


def digest(paths: Iterable[Path], *words: str) -> str:
    """A mark over the contents of files (folders are walked) and some words."""
    total = hashlib.sha256()
    for path in sorted(_files(paths)):
        total.update(str(path.relative_to(places.ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    for word in words:
        total.update(b"\0" + word.encode())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (inner for inner in path.rglob("*") if inner.is_file())
        else:
            yield path


def bring_up_to_date(steps: list[Step]) -> None:
    """Do what is not current, in order. Raises Trouble with the step that failed."""
    if all(step.is_current() for step in steps):
        return
    with only_one_at_a_time():
        due = [step for step in steps if not step.is_current()]
        for number, step in enumerate(due, start=1):
            _perform(step, f"[{number}/{len(due)}] {step.title}")


def _perform(step: Step, label: str) -> None:
    began = time.monotonic()
    say(f"{label:<52}", end="")
    programs.note(f"\n== {label} {time.strftime('%Y-%m-%d %H:%M:%S')}\n")
    try:
        step.stamp.unlink(missing_ok=True)
        step.work()
        step.stamp.parent.mkdir(parents=True, exist_ok=True)
        step.stamp.write_text(step.mark(), encoding="utf-8")
    except programs.Failed as fault:
        say(" failed")
        raise Trouble(f"{step.title} failed: {fault} (all of it: {places.LOG.relative_to(places.ROOT)})") from fault
    except BaseException as stop:
        say(" failed" if isinstance(stop, Trouble) else " stopped")
        raise
    say(f" {time.monotonic() - began:5.1f} s")


@contextlib.contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Hold the folder's set-up lock; the system lets go of it when the process ends in whatever way."""
    try:
        places.SETUP.mkdir(parents=True, exist_ok=True)
        lock = (places.SETUP / "lock").open("a")
    except PermissionError as error:
        raise Trouble(
            f"may not write to {places.VAR}; start as the folder's owner or clone into a folder of your own."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is setting up this folder; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _shorten_log()
        yield


def _shorten_log() -> None:
    if places.LOG.exists() and places.LOG.stat().st_size > 2_000_000:
        places.LOG.unlink()


def say(text: str, end: str = "\n") -> None:
    print(text, end=end, flush=True)
