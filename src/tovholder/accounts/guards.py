"""Walls in the database itself: a status moves only along the lawful steps of a room's transition table.

A service asks the table first and answers with a reason; this is for everything that forgets to ask. The guard is put
up after every migration (SQLite loses triggers when a table is rebuilt), from the same table the services read.
"""

from collections.abc import Sequence

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tovholder.base.transition import Transition

_FUNCTION = """
CREATE OR REPLACE FUNCTION tovholder_refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: no step from % to %', TG_TABLE_NAME, OLD.status, NEW.status
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def install(*, using: str, table: str, steps: Sequence[Transition]) -> None:
    """Let `table.status` change only along `steps`; anything else raises IntegrityError. May be run again."""
    connection = connections[using]
    if table not in connection.introspection.table_names():
        return  # the database of the read log has none of the other tables
    with connection.cursor() as cursor:
        for statement in statements(vendor=connection.vendor, table=table, steps=steps):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the guard down, for a migration that changes the status column."""
    with connection.cursor() as cursor:
        cursor.execute(_drop(connection.vendor, table))


def statements(*, vendor: str, table: str, steps: Sequence[Transition]) -> list[str]:
    """The SQL of the guard on SQLite or PostgreSQL. Names come from code, never from a user."""
    lawful = ", ".join(f"'{step.source}>{step.target}'" for step in steps)
    broken = f"NEW.status <> OLD.status AND (OLD.status || '>' || NEW.status) NOT IN ({lawful})"
    head = f"CREATE TRIGGER {_name(table)} BEFORE UPDATE OF status ON {table} FOR EACH ROW WHEN ({broken})"
    if vendor == "sqlite":
        refuse = f"SELECT RAISE(ABORT, '{table}: no such step')"
        return [_drop(vendor, table), f"{head} BEGIN {refuse}; END"]
    return [_FUNCTION, _drop(vendor, table), f"{head} EXECUTE FUNCTION tovholder_refuse_step()"]


def _name(table: str) -> str:
    return f"{table}_lawful_steps"


def _drop(vendor: str, table: str) -> str:
    on = "" if vendor == "sqlite" else f" ON {table}"
    return f"DROP TRIGGER IF EXISTS {_name(table)}{on}"
