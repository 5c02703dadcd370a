"""No change of a model is forgotten on its way into the database."""

from collections.abc import Callable
from copy import deepcopy
from io import StringIO
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from tovholder.accounts.management.commands import migrate

HOUSE = "tovholder."
asks_the_database = pytest.mark.django_db(databases="__all__")


def _asked() -> str:
    """What makemigrations would write, and nothing written. Only our own rooms: others' models are theirs."""
    ours = [room.label for room in apps.get_app_configs() if room.name.startswith(HOUSE)]
    told = StringIO()
    try:
        call_command("makemigrations", *ours, dry_run=True, check=True, stdout=told, stderr=told, no_color=True)
    except SystemExit:
        return told.getvalue()
    return ""


@asks_the_database
def test_no_model_has_a_change_without_a_migration() -> None:
    assert _asked() == ""


@asks_the_database
def test_a_change_without_a_migration_is_found() -> None:
    column = apps.get_model("companies", "Company")._meta.get_field("name")
    assert isinstance(column, models.CharField)
    before = column.max_length
    column.max_length = 161
    try:
        assert "Alter field name on company" in _asked()
    finally:
        column.max_length = before


CHANGES_ROWS_ALONE = {
    ("accounts", "0002_when_and_by_whom_a_membership_was_opened"),
    ("accounts", "0004_when_members_came_and_left"),
    ("companies", "0003_how_a_contact_signs_in"),
    ("companies", "0004_when_contacts_left"),
    ("pathways", "0012_seams_of_the_citizens_way"),
    ("pathways", "0017_moves_on_their_day_and_clocks_set_aside"),
    ("pathways", "0021_the_offer_before_a_move"),
    ("proposals", "0003_end_the_openings_that_nobody_closed"),
}
"""Whoever adds to this list has seen that an empty database, which is made without it, misses nothing."""


def test_an_empty_database_misses_no_step() -> None:
    """It is made from the models (accounts' command `migrate`): a step that writes rows or SQL would be left out."""
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if apps.get_app_config(key[0]).name.startswith(HOUSE):
            for operation in migration.operations:
                assert not isinstance(operation, RunSQL), key
                assert not isinstance(operation, RunPython) or key in CHANGES_ROWS_ALONE, key


@pytest.mark.full
@pytest.mark.usefixtures("django_db_setup")
def test_made_at_once_or_step_by_step_it_is_the_same_database(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        step_by_step = _shape("step by step", is_empty=lambda connection: False)
        assert step_by_step == _shape("at once", is_empty=migrate.is_empty)


# Nobody is in a group of Django's here; the number of a row there is as wide as the day's Django makes it.
UNUSED = "auth_group_permissions"


def _shape(name: str, is_empty: Callable[[BaseDatabaseWrapper], bool]) -> dict[str, object]:
    """Tables, columns and constraints of a database made for this, and what is written down as done."""
    alias = name.replace(" ", "_")
    settings = deepcopy(connections["default"].settings_dict)
    connections.databases[alias] = settings | {"TEST": settings["TEST"] | {"NAME": f"test_{alias}"}}
    connection = connections[alias]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"file:{alias}?mode=memory&cache=shared"
    before = connection.settings_dict["NAME"]
    with patch.object(migrate, "is_empty", is_empty):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with connection.cursor() as cursor:
            return {
                table: (_columns(connection, cursor, table), _constraints(connection, cursor, table))
                for table in connection.introspection.table_names(cursor)
                if table != UNUSED
            } | {"done": sorted(MigrationRecorder(connection).applied_migrations())}
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
        connection.close()
        del connections[alias], connections.databases[alias]


def _columns(connection: BaseDatabaseWrapper, cursor: Any, table: str) -> list[tuple[object, ...]]:
    """In no order: a column added later stands last."""
    described = connection.introspection.get_table_description(cursor, table)
    return sorted((each.name, each.type_code, each.display_size, each.null_ok, each.default) for each in described)


def _constraints(connection: BaseDatabaseWrapper, cursor: Any, table: str) -> list[str]:
    """With their names, but for those SQLite numbers itself."""
    found = connection.introspection.get_constraints(cursor, table)
    numbered = ("__", "fk_") if connection.vendor == "sqlite" else ()
    return sorted(f"{'' if name.startswith(numbered) else name} {sorted(what.items())}" for name, what in found.items())
