"""`migrate`: an empty database is made at once as the models are now, not through every step they once took.

Django draws all models anew at each step: seventeen seconds for what takes a quarter of one (docs/adr/0013)."""

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Django's own command for every database that has a table; its words are the same."""

    def handle(self, *words: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        if _asks_for_all(options) and is_empty(connection):
            make(connection, verbosity=options["verbosity"], interactive=options["interactive"])
            return None
        return super().handle(*words, **options)


def _asks_for_all(options: dict[str, Any]) -> bool:
    """Whether the words ask for the last state of everything, and for nothing else."""
    others = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "fake_initial", "prune")
    return not any(options[other] for other in others)


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    return not connection.introspection.table_names()


def make(connection: BaseDatabaseWrapper, *, verbosity: int = 0, interactive: bool = False) -> None:
    """Make all tables in one transaction, and write down every migration as done: what they do to rows needs rows.

    A machine that dies in the middle leaves an empty database. tests/architecture/test_migrations.py compares."""
    emit_pre_migrate_signal(verbosity, interactive, connection.alias)
    applied = MigrationRecorder(connection).Migration
    with connection.schema_editor(atomic=True) as editor:
        editor.create_model(applied)
        for model in _models(connection):
            editor.create_model(model)
        applied.objects.using(connection.alias).bulk_create(
            applied(app=app, name=name) for app, name in sorted(MigrationLoader(None).disk_migrations)
        )
    emit_post_migrate_signal(verbosity, interactive, connection.alias)


def _models(connection: BaseDatabaseWrapper) -> list[type[Any]]:
    """Those that live in this database and that migrations look after."""
    there = [room for room in apps.get_app_configs() if room.models_module is not None]
    models = [model for room in there for model in router.get_migratable_models(room, connection.alias)]
    return [model for model in models if model._meta.can_migrate(connection)]
