"""The worker: lists touched by a change are made again within a minute, the whole region every night at two.

What has to be done is read from the rows each time, so a worker that is killed leaves nothing behind that is stuck.
"""

import argparse
import logging
import signal
import threading
import time

from django.db import close_old_connections, connections
from django.utils import timezone

from tovholder.cli import database, lease
from tovholder.cli.complaint import Complaint
from tovholder.imports import services as imports
from tovholder.proposals import replays, runs

PAUSE = 15.0  # seconds between looks: well inside the minute that is promised
log = logging.getLogger(__name__)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(options: argparse.Namespace) -> int:
    _require_ready()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, frame: stop.set())
    if options.once:
        look(stop)
        return 0
    while not stop.is_set():
        guarded_look(stop)
        stop.wait(PAUSE)
    return 0


def _require_ready() -> None:
    """A worker brings no database up to date: two processes doing that at once would be one too many."""
    database.require_there()
    if any(database.unapplied(alias) for alias in database.aliases()):
        raise Complaint("the database is not up to date; ./tovholder serve (or demo) brings it there.")
    database.require_mode()


def guarded_look(stop: threading.Event) -> None:
    """One look; a fault is logged and the next look tries again."""
    try:
        look(stop)
    except Exception:
        log.exception("the worker's look failed and will be tried again")
        connections.close_all()
    finally:
        close_old_connections()


def look(stop: threading.Event) -> list[str]:
    """Do what is due, when no other worker is at it. Gives what was done."""
    with lease.held() as mine:
        return _due(stop) if mine else []


def _due(stop: threading.Event) -> list[str]:
    done: list[str] = []
    now = timezone.localtime()
    done += imports.work(now=now, stop=stop.is_set)
    if runs.is_due(now=now):
        begun = time.perf_counter()
        runs.nightly(now=now, stop=stop.is_set)
        done.append(f"nightly run in {time.perf_counter() - begun:.1f} s")
    elif runs.refresh(now=now) is not None:
        done.append("refresh")
    if replays.delete_expired_inputs(now=now):
        done.append("deleted inputs")
    return done
