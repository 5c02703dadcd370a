"""The database as the commands need it: migrated, and what it is marked as."""

import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor

from tovholder.accounts import installation
from tovholder.cli.complaint import Complaint


def aliases() -> list[str]:
    """The databases of this installation: one PostgreSQL, or two SQLite files."""
    return list(settings.DATABASES)


def unapplied(alias: str) -> int:
    """How many migrations the database has not had yet."""
    executor = MigrationExecutor(connections[alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_there() -> bool:
    """Whether anybody has set this installation up. Looks for the file first: SQLite would make an empty one."""
    default = connections["default"]
    if is_sqlite() and not default.is_in_memory_db() and not Path(str(default.settings_dict["NAME"])).exists():  # type: ignore[attr-defined]
        return False
    return "django_migrations" in default.introspection.table_names()


def not_there() -> str:
    """What to do where there is nothing: it may be that the demo was meant."""
    if settings.DEMO:
        return "there is no demo here yet; ./tovholder demo makes one."
    if settings.DEMO_BESIDE:
        return (
            "there is no live installation here, only a demo. For the demo, write TOVHOLDER_MODE=demo before the "
            "command; ./tovholder serve starts a live one."
        )
    return "there is no installation here yet; ./tovholder demo makes a simulated one, ./tovholder serve a live one."


def require_there() -> None:
    """Refuses to work on nothing, and makes no empty database on the way."""
    try:
        there = is_there()
    except OperationalError as fault:
        raise Complaint(f"the database does not answer: {str(fault).strip().splitlines()[0]}") from fault
    if not there:
        raise Complaint(not_there())


def mismatch(kind: str) -> str:
    """What to write instead when a database of this kind is looked at in the other mode; "" when they fit."""
    if (kind == "demo") == settings.DEMO:
        return ""
    if kind == "demo":
        return "this database is a demo for ever; write TOVHOLDER_MODE=demo before the command."
    return "this database is a live installation and no demo; take TOVHOLDER_MODE=demo away."


def require_mode() -> None:
    """Refuses to write to a demo as if it were live, and the other way round."""
    row = installation.mark()
    if row is not None and mismatch(row.kind):
        raise Complaint(mismatch(row.kind))


def migrate() -> bool:
    """Bring all databases up to date. Whether anything had to be done."""
    _make_for_owner_alone()
    try:
        behind = [alias for alias in aliases() if unapplied(alias)]
    except OperationalError as fault:
        raise Complaint(f"the database does not answer: {str(fault).strip().splitlines()[0]}") from fault
    for alias in behind:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        with connections[alias].cursor() as cursor:
            cursor.execute("ANALYZE")  # a new index without statistics may be passed over, or taken where it is slow
    return bool(behind)


def _make_for_owner_alone() -> None:
    """New SQLite files may be read by nobody else, as the keys; SQLite would let others. What it lays beside a file
    is as the file. Files that are there stay as somebody set them."""
    for alias in aliases():
        connection = connections[alias]
        if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
            Path(str(connection.settings_dict["NAME"])).touch(mode=0o600)


def is_sqlite() -> bool:
    return connections["default"].vendor == "sqlite"


def require_demo() -> bool:
    """Whether the demo is there and whole. Refuses a database that is neither empty nor marked as a demo."""
    row = installation.mark()
    if row is None and installation.is_empty():
        return False
    if row is None or row.kind != "demo":
        raise Complaint("this database is not a demo; demo and --reset touch no other. Use ./tovholder serve for it.")
    return not installation.is_half_made(row)


def require_live() -> None:
    """Refuses a demo: it has personas who sign in without a password."""
    row = installation.mark()
    if row is not None and row.kind != "live":
        raise Complaint("this database is a demo for ever; start it with ./tovholder demo.")


FOLDERS = ("imports", "papers", "handovers", "absence", "runs")
"""Of the home folder: what is kept beside the rows, which nobody finds without them."""


def empty_demo() -> None:
    """Throw a demo away, its files first: cut off there, it is still marked, and thrown away whole the next time. The
    caller has seen the mark."""
    for name in FOLDERS:
        shutil.rmtree(Path(settings.HOME) / name, ignore_errors=True)
    if not is_sqlite():
        for alias in aliases():
            call_command("flush", database=alias, verbosity=0, interactive=False)
        return
    files = [Path(str(connections[alias].settings_dict["NAME"])) for alias in aliases()]
    connections.close_all()
    for file in files:
        for ending in ("", "-wal", "-shm"):
            Path(f"{file}{ending}").unlink(missing_ok=True)
    migrate()


def write_fast() -> None:
    """For the making of a demo only: SQLite need not wait for the disk, a half-made demo is made again anyway."""
    if is_sqlite():
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def write_safely() -> None:
    """Back to waiting for the disk. What was written meanwhile is brought there first."""
    if is_sqlite():
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA optimize")


def sqlite_version() -> str:
    return sqlite3.sqlite_version
