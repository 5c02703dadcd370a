"""One worker at a time. The lease is held by the process itself: when it dies, however it dies, the lease is free."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

KEY = 7_290_841_663  # PostgreSQL: any number that nobody else in this database uses


@contextmanager
def held() -> Iterator[bool]:
    """Whether this process holds the lease, inside the block."""
    if connection.vendor == "postgresql":
        yield from _advisory_lock()
    else:
        yield from _file_lock(Path(settings.HOME) / "worker.lock")


def _advisory_lock() -> Iterator[bool]:
    """A lock of the session: PostgreSQL lets go of it when the connection ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


def _file_lock(path: Path) -> Iterator[bool]:
    """A lock on an open file: the system lets go of it when the process ends."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
