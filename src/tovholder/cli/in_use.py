"""Who uses the home folder. Whoever may write there shares a lock; what must be alone there asks for all of it.

The lock lies on an open file: the system lets go of it when the process ends, however it ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from tovholder.cli.complaint import Complaint

_until_the_end: list[IO[str]] = []


@contextmanager
def held() -> Iterator[None]:
    """Use the home folder beside others. Raises Complaint while somebody is alone with it."""
    with _file() as file:
        _share(file)
        yield


def hold_until_the_end() -> None:
    """The same for as long as this process lives: a web process may outlive the command that started it."""
    file = _file()
    _share(file)
    _until_the_end.append(file)


@contextmanager
def alone() -> Iterator[None]:
    """Keep everybody else out. Raises Complaint while anybody is there."""
    with _file() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Complaint(
                "a server, a worker or another command still uses this installation: stop it first."
            ) from fault
        yield


@contextmanager
def in_turn() -> Iterator[None]:
    """One start at a time makes tables and demo: two at once would both make the same. The second waits."""
    with _file("start.lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is getting this installation ready; waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _file(name: str = "in-use.lock") -> IO[str]:
    return (Path(settings.HOME) / name).open("a", encoding="utf-8")


def _share(file: IO[str]) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        raise Complaint("this installation is being moved to PostgreSQL; start again when that has ended.") from fault
