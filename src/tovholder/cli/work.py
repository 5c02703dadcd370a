"""The worker: lists touched by a change are made again within a minute, the whole region every night at two, and what
has been kept for its time is deleted.

What has to be done is read from the rows each time, so a worker that is killed leaves nothing behind that is stuck.
"""

import argparse
import logging
import signal
import threading
import time
from datetime import date

from django.db import close_old_connections, connections
from django.utils import timezone

from tovholder.accounts.actors import system
from tovholder.cli import database, lease
from tovholder.cli.complaint import Complaint
from tovholder.imports import services as imports
from tovholder.pathways import transfer_effect_services
from tovholder.proposals import closing, runs
from tovholder.retention import due
from tovholder.retention import services as retention

PAUSE = 15.0  # seconds between looks: well inside the minute that is promised
AT_ONCE = 5.0  # seconds of one look for deletion: lists that wait come first
log = logging.getLogger(__name__)
# Proposals that nobody can answer any more, by what ended under them.
_ENDS = (
    (closing.end_all_of_closed_orders, "of closed orders"),
    (closing.end_all_of_protected, "to others of protected people"),
    (closing.end_all_of_closed_cases, "of closed cases"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.add_argument("--retention", action="store_true", help="delete what has been kept for its time, then stop")
    parser.add_argument("--dry-run", action="store_true", help="with --retention: say what would go, and touch nothing")


def run(options: argparse.Namespace) -> int:
    _require_ready()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda received, frame: stop.set())
    if options.dry_run and not options.retention:
        raise Complaint("--dry-run belongs to --retention: ./tovholder work --retention --dry-run")
    if options.retention:
        return _told(timezone.localdate()) if options.dry_run else _deleted(stop)
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
    for end, whose in _ENDS:
        ended = end(actor=system("worker"), now=now)
        done += [f"ended {ended} proposals {whose}"] if ended else []
    moved = transfer_effect_services.carry_out_all(now=now)
    done += [f"carried out {moved} moves between municipalities"] if moved else []
    if runs.is_due(now=now):
        begun = time.perf_counter()
        runs.nightly(now=now, stop=stop.is_set)
        done.append(f"nightly run in {time.perf_counter() - begun:.1f} s")
    elif runs.refresh(now=now) is not None:
        done.append("refresh")
    done += [
        f"deleted {number} {name}" for name, number in retention.run(now=now, stop=stop.is_set, seconds=AT_ONCE).items()
    ]
    return done


def _deleted(stop: threading.Event) -> int:
    """All that is due, now. Refused while another worker is at it: that one does it."""
    with lease.held() as mine:
        if not mine:
            raise Complaint("the worker of this installation is running; it deletes what is due by itself.")
        went = retention.run(now=timezone.localtime(), stop=stop.is_set)
    print("\n".join(f"  {number:>7}  {name}" for name, number in went.items()) or "  Nothing is due.")
    return 0


def _told(today: date) -> int:
    """What would go today and in the next days, by kind and day. Counts of the whole installation."""
    coming = due.coming(today=today, ahead=due.AHEAD)
    kept = len(due.held(today=today))
    print(f"  Kept back by a legal hold: {kept} case(s). The next {due.AHEAD} days; today is what would go now:")
    lines = [
        f"  {each.on:%Y-%m-%d}  {each.number:>7}  {each.kind.name:<16} period {each.kind.period}" for each in coming
    ]
    strays = len(due.strays(now=timezone.localtime()))
    lines += [f"  {today:%Y-%m-%d}  {strays:>7}  {due.STRAYS:<16} period {due.STRAYS}"] if strays else []
    print("\n".join(lines) or "  Nothing.")
    return 0
