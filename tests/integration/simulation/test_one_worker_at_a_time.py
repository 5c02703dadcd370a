"""The worker's lease: one holds it, and a worker that is killed outright leaves it free."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from tovholder.cli import lease

_HOLDER = """
import sys, time
import django
django.setup()
from tovholder.cli import lease
with lease.held() as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


def holder() -> "subprocess.Popen[str]":
    """Another process that holds the lease of this test's installation."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "TOVHOLDER_HOME": str(settings.HOME)}
    root = Path(__file__).parents[3]
    return subprocess.Popen(
        [sys.executable, "-c", _HOLDER], env=environment, cwd=root, stdout=subprocess.PIPE, text=True
    )


def test_a_second_worker_finds_the_lease_taken_until_the_first_is_killed() -> None:
    if connection.vendor == "postgresql":
        # There the lease is a lock of the database session: another session of this database plays the other worker.
        _two_sessions()
        return
    other = holder()
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "True"
    with lease.held() as mine:
        assert not mine
    other.send_signal(signal.SIGKILL)
    other.wait()
    other.stdout.close()
    with lease.held() as mine:
        assert mine


def _two_sessions() -> None:
    second = connection.copy()
    with second.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [lease.KEY])
        with lease.held() as mine:
            assert not mine
    second.close()  # as when its process dies; the server notices a moment later
    assert any(_mine_after_a_moment() for _ in range(50))


def _mine_after_a_moment() -> bool:
    time.sleep(0.1)
    with lease.held() as mine:
        return mine
