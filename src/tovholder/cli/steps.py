"""Says what a command is doing and how long each step took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Line:
    """One line that is written over while the step goes on; plain lines where nobody watches a screen."""

    def __init__(self, what: str, note: str = "") -> None:
        self.what, self.note = what, note
        self._live = sys.stdout.isatty()
        self._told = 0.0

    def progress(self, done: int, total: int) -> None:
        now = time.perf_counter()
        if self._live and (now - self._told > 0.1 or done == total):
            self._told = now
            print(f"\r  {self.what} {done:,} / {total:,}", end="", flush=True)

    def running(self, gone: float, seconds: float | None) -> None:
        """How long it has gone on, where nobody knows how much is left."""
        now = time.perf_counter()
        if self._live and now - self._told > 0.5:
            self._told = now
            most = "" if seconds is None else f" / {seconds:.0f}"
            print(f"\r  {self.what} {gone:.0f}{most} s", end="", flush=True)

    def done(self, seconds: float) -> None:
        start = "\r\x1b[K" if self._live else ""
        print(f"{start}  {self.what:<34} {seconds:6.1f} s  {self.note}".rstrip(), flush=True)


@contextmanager
def step(what: str, note: str = "") -> Iterator[Line]:
    """Time a step. A step that fails says nothing: the fault does."""
    line = Line(what, note)
    begun = time.perf_counter()
    yield line
    line.done(time.perf_counter() - begun)
