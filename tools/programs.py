"""Starting other programs, with all they say kept in var/setup.log."""

import ctypes
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import places
from tools.trouble import Trouble

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


class Failed(Exception):
    """A program ended with an error; `said` is what it printed."""

    def __init__(self, said: str) -> None:
        super().__init__(last_words(said))
        self.said = said


def last_words(said: str, limit: int = 300) -> str:
    """The line that most likely names the fault: the last one with 'error' in it, else the last one at all."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower()] or lines or ["it said nothing"]
    return telling[-1][:limit]


def run(command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None) -> str:
    """Run quietly and return what was printed. Raises Failed when the program fails or cannot be started."""
    words = [str(word) for word in command]
    environment = places.environment() | dict(extra or {})
    try:
        done = subprocess.run(
            words,
            cwd=places.ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
            preexec_fn=end_with_parent,
        )
    except OSError as error:
        raise Failed(f"error: {words[0]} could not be started: {error.strerror}") from error
    note(f"$ {' '.join(words)}\n{done.stdout}[ended with {done.returncode}]\n")
    if done.returncode:
        raise Failed(done.stdout)
    return done.stdout


def end_with_parent() -> None:
    """For a child about to start: should this command be killed outright, the child is told to stop too (Linux)."""
    system = ctypes.CDLL(None)
    if hasattr(system, "prctl"):
        system.prctl(_DEATH_SIGNAL, signal.SIGTERM)


def answers(command: Sequence[str | Path]) -> str | None:
    """What a small question to a program prints, or None when it fails."""
    try:
        return run(command).strip()
    except Failed:
        return None


def note(text: str) -> None:
    """Add to the log."""
    try:
        places.VAR.mkdir(parents=True, exist_ok=True)
        with places.LOG.open("a", encoding="utf-8") as log:
            log.write(text)
    except PermissionError as error:
        raise Trouble(
            f"may not write to {places.VAR}; start as the folder's owner or clone into a folder of your own."
        ) from error
