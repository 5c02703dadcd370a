"""Test databases on SQLite are copies of one that was migrated: every process of every part would wait for the same."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.creation import BaseDatabaseCreation

from tests.made_once import made_once


def reversed_unless_ordered() -> None:
    """SQLite gives rows nobody asked an order for backwards in tests: PostgreSQL may, some day, in any order."""
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            options = connections[alias].settings_dict["OPTIONS"]
            options["init_command"] += "PRAGMA reverse_unordered_selects=ON;"


@contextmanager
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Within the block Django's test databases are copied instead of migrated, but for the first of each."""
    create = BaseDatabaseCreation.create_test_db

    def create_test_db(self: BaseDatabaseCreation, *words: Any, **options: Any) -> Any:
        with patch("django.core.management.call_command", partial(_copy, tmp_path_factory)):
            return create(self, *words, **options)

    with patch.object(BaseDatabaseCreation, "create_test_db", create_test_db):
        yield


def _copy(tmp_path_factory: pytest.TempPathFactory, command: str, *words: str, **options: Any) -> None:
    alias = options.get("database", "default")
    migrate: Callable[[], None] = partial(call_command, command, *words, **options)
    if command != "migrate" or connections[alias].vendor != "sqlite":
        migrate()
        return
    place = made_once(f"migrated-{alias}", partial(_migrate, alias, migrate), tmp_path_factory)
    with sqlite3.connect(place / "database.sqlite3") as kept:
        kept.backup(_opened(alias))
    kept.close()


def _migrate(alias: str, migrate: Callable[[], None], place: Path) -> None:
    migrate()
    with sqlite3.connect(place / "database.sqlite3") as kept:
        _opened(alias).backup(kept)
    kept.close()


def _opened(alias: str) -> sqlite3.Connection:
    connections[alias].ensure_connection()
    opened: sqlite3.Connection = connections[alias].connection
    return opened
