"""Who uses the home folder. Whoever may write there shares a lock; what must be alone there asks for all of it.

The lock lies on the opened folder itself, so that looking makes nothing: the system lets go of it when the process
ends, however it ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tovholder.cli.complaint import Complaint


@contextmanager
def held() -> Iterator[None]:
    """Use the home folder beside others. Raises Complaint while somebody is alone with it."""
    with _folder() as folder:
        _share(folder)
        yield


def hold_until_the_end() -> None:
    """The same for as long as this process lives: a web process may outlive the command that started it."""
    _share(os.open(settings.HOME, os.O_RDONLY))


@contextmanager
def alone() -> Iterator[None]:
    """Keep everybody else out. Raises Complaint while anybody is there."""
    with _folder() as folder:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise Complaint(
                "a server, a worker or another command still uses this installation: stop it first."
            ) from fault
        yield


@contextmanager
def _folder() -> Iterator[int]:
    folder = os.open(settings.HOME, os.O_RDONLY)
    try:
        yield folder
    finally:
        os.close(folder)


def _share(folder: int) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        raise Complaint("this installation is being moved to PostgreSQL; start again when that has ended.") from fault


@contextmanager
def in_turn() -> Iterator[None]:
    """One start at a time makes tables and demo: two at once would both make the same. The second waits."""
    with (Path(settings.HOME) / "start.lock").open("a", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is getting this installation ready; waiting for it.", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
