"""Deletes what is due, in short batches. Killed anywhere, the next call finds what is left: nothing is queued.

One batch is one transaction and one line of the audit log with the numbers of it, by a named actor of the system."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from tovholder.accounts import actors, audit, readlog
from tovholder.documents import retention as documents
from tovholder.imports import retention as imports
from tovholder.pathways import retention as pathways
from tovholder.retention import due
from tovholder.retention.kinds import KINDS, Kind, is_separate

ACTOR = "retention"
log = logging.getLogger(__name__)


@dataclass
class _Round:
    """One kind's turn: how many at a time, and which rows could not be deleted this time."""

    kind: Kind
    now: datetime
    size: int
    failed: list[Any] = field(default_factory=list)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


def run(*, now: datetime, stop: Callable[[], bool] = lambda: False, seconds: float | None = None) -> dict[str, int]:
    """Delete or pseudonymise what is due on the day of `now`. How many of each kind went."""
    begun = monotonic()

    def enough() -> bool:
        return stop() or (seconds is not None and monotonic() - begun > seconds)

    done = {kind.name: _all_of(_Round(kind, now, kind.size), enough) for kind in KINDS}
    done[due.STRAYS] = 0 if enough() else _strays(now)
    went = {name: number for name, number in done.items() if number}
    if went:
        _overwrite_what_was_written_meanwhile()
    return went


def _all_of(each: _Round, enough: Callable[[], bool]) -> int:
    went = 0
    while not enough():
        ids = _next(each)
        if not ids:
            break
        try:
            went += _told_first(each, ids) if is_separate(each.kind) else _batch(each)
        except DatabaseError:
            _smaller(each, ids)
    return went


def _smaller(each: _Round, ids: list[Any]) -> None:
    """One row that cannot go must not keep the others here: try them one by one, and leave it for tomorrow."""
    if each.size > 1:
        each.size = 1
        return
    each.failed += ids
    log.exception("retention: %s %s could not be deleted and will be tried again", each.kind.name, ids)


def _next(each: _Round, *, locked: bool = False) -> list[Any]:
    found = due.rows(each.kind, today=each.today, kept=due.held(today=each.today)).exclude(pk__in=each.failed)
    if locked:
        found = found.select_for_update(of=("self",))
    return [row.pk for row in found.only("pk")[: each.size]]


@transaction.atomic
def _batch(each: _Round) -> int:
    """Looked at again under lock: a case opened again, or held, since a moment ago stays."""
    ids = _next(each, locked=True)
    if ids:
        gone = each.kind.forget(ids)
        _record(each, dict(gone))
    return len(ids)


def _told_first(each: _Round, ids: list[Any]) -> int:
    """Of another database, where no transaction spans both: told, then done. What is gone has always been told."""
    _record(each, {"accounts.ReadEvent": len(ids)})
    each.kind.forget(ids)
    return len(ids)


def _strays(now: datetime) -> int:
    """Files that no row names. Told, then done, as everything that no transaction spans."""
    names = due.strays(now=now)
    if names:
        _tell(due.STRAYS, due.STRAYS, {"files": len(names)}, now)
        imports.forget_strays(names)
        documents.forget_strays(names)
        pathways.forget_strays(names)
    return len(names)


def _record(each: _Round, gone: dict[str, int]) -> None:
    """The line of one batch, at the clock that was handed in: this log is itself deleted by it."""
    _tell(each.kind.name, each.kind.period, {name: number for name, number in sorted(gone.items()) if number}, each.now)


def _tell(name: str, period: str, rows: dict[str, int], now: datetime) -> None:
    audit.record(
        actor=actors.system(ACTOR),
        action="retention.delete",
        target=f"retention:{name}",
        facts={"period": period, "rows": rows},
        at=now,
    )


def _overwrite_what_was_written_meanwhile() -> None:
    """SQLite keeps older pages beside the file until they are copied back: bring them there, and empty that file."""
    for alias in {"default", readlog.alias()}:
        if connections[alias].vendor == "sqlite" and not connections[alias].in_atomic_block:
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
