"""`./tovholder move --to postgresql://…`: everything from SQLite into an empty PostgreSQL, and the proof of it.

One transaction on the target: stopped on its way, the target is as empty as before. The source is locked for writing
meanwhile, and is never changed.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, models, transaction

from tovholder.accounts import readlog
from tovholder.cli import database, fingerprints, in_use
from tovholder.cli.complaint import Complaint
from tovholder.cli.steps import step

TARGET = "target"
_BATCH = 5_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="ADDRESS", help="postgresql://user:password@host:5432/name")


def run(options: argparse.Namespace) -> int:
    if not database.is_sqlite():
        raise Complaint("this installation is on PostgreSQL already; move is for SQLite.")
    database.require_there()
    with in_use.alone():
        _move(options.to)
    print("\nThe same rows are on both sides. Start with TOVHOLDER_DATABASE_URL set to the new address,")
    print("with the same keys file; the SQLite files are untouched and may be kept as a copy.")
    return 0


def _move(address: str) -> None:
    with step("Source is up to date"):
        database.migrate()  # before the target is known here: this is for the SQLite files alone
    _connect(address)
    with step("Tables in PostgreSQL"):
        _make_tables(address)
    _refuse_filled()
    with _nobody_writes():
        _copy_all()
        _compare_all()


def _connect(address: str) -> None:
    try:
        config = settings.DATABASE_OF_ADDRESS(address)
    except ImproperlyConfigured as fault:
        raise Complaint(str(fault).replace("TOVHOLDER_DATABASE_URL", "--to")) from fault
    connections.databases[TARGET] = {**connections.databases[DEFAULT_DB_ALIAS], "OPTIONS": {}, **config}
    try:
        connections[TARGET].ensure_connection()
    except OperationalError as fault:
        raise Complaint(f"PostgreSQL does not answer: {str(fault).strip().splitlines()[0]}") from fault
    with connections[TARGET].cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")


def _make_tables(address: str) -> None:
    """The migrations, in a process of their own that sees only the target, with the read log in it."""
    done = subprocess.run(
        [sys.executable, "-m", "tovholder.cli", "manage", "migrate", "--verbosity", "0"],
        env=os.environ | {"TOVHOLDER_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Complaint(f"the tables could not be made: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}")


def tables() -> list[type[models.Model]]:
    """Every table of the product and of the libraries it uses; what migrations fill by themselves last."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted(found, key=lambda model: model._meta.db_table)


def made_by_migrations(model: type[models.Model]) -> bool:
    """Lists that every migrated database holds already: they are replaced by the source's, so that ids agree."""
    return model._meta.app_label in ("contenttypes", "auth")


def source_of(model: type[models.Model]) -> str:
    """On SQLite the log of reads is a file of its own."""
    return readlog.Router().db_for_read(model) or DEFAULT_DB_ALIAS


def _refuse_filled() -> None:
    for model in tables():
        if not made_by_migrations(model) and model._default_manager.using(TARGET).exists():
            raise Complaint(f"the target is not empty: {model._meta.db_table} has rows. Move into a new database.")


@contextmanager
def _nobody_writes() -> Iterator[None]:
    """SQLite's own lock, for those who do not share ours: readers go on, writers wait. Refused when it is held."""
    try:
        with transaction.atomic(), transaction.atomic(using=readlog.alias()):
            yield
    except OperationalError as fault:
        if "locked" in str(fault):
            raise Complaint("somebody is writing to the SQLite file: stop the server and its worker first.") from fault
        raise


def _copy_all() -> None:
    """All tables in one transaction; references are checked by PostgreSQL at its end."""
    found = tables()
    with step("Copying") as line, transaction.atomic(using=TARGET):
        _empty([model for model in found if made_by_migrations(model)])
        for done, model in enumerate(found, 1):
            _copy(model)
            line.progress(done, len(found))
        _number_on(found)


def _empty(found: list[type[models.Model]]) -> None:
    names = ", ".join(connections[TARGET].ops.quote_name(model._meta.db_table) for model in found)
    with connections[TARGET].cursor() as cursor:
        cursor.execute(f"TRUNCATE {names} CASCADE")


def _copy(model: type[models.Model]) -> None:
    """Row by row as SQLite keeps them, in PostgreSQL's own way of reading many rows. Ids stay what they are."""
    quote = connections[TARGET].ops.quote_name
    columns = [str(field.column) for field in model._meta.concrete_fields]
    listed = ", ".join(quote(column) for column in columns)
    table = quote(model._meta.db_table)
    with connections[source_of(model)].cursor() as rows, connections[TARGET].cursor() as cursor:
        rows.execute(f"SELECT {listed} FROM {table}")  # noqa: S608  names come from the models
        with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as writer:
            while batch := rows.fetchmany(_BATCH):
                for row in batch:
                    writer.write_row(row)


def _number_on(found: list[type[models.Model]]) -> None:
    """New rows get ids behind the highest that was copied."""
    statements = connections[TARGET].ops.sequence_reset_sql(no_style(), found)
    with connections[TARGET].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _compare_all() -> None:
    """Number of rows and checksum of every table on both sides. A difference takes everything back out again."""
    found, told, different = tables(), [], []
    with step("Comparing both sides") as line:
        for done, model in enumerate(found, 1):
            here, there = (fingerprints.of(model, using=alias) for alias in (source_of(model), TARGET))
            told.append(f"  {model._meta.db_table:<34} {there.rows:>10,}  {there.checksum[:16]}")
            if here != there:
                different.append(f"{model._meta.db_table} ({here.rows:,} rows here, {there.rows:,} there)")
            line.progress(done, len(found))
    if different:
        with transaction.atomic(using=TARGET):
            _empty(found)
        raise Complaint(f"not the same on both sides, so nothing was moved: {', '.join(different)}.")
    print("\n" + "\n".join(told))
