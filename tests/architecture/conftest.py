"""One region for all tests of a module that walk the pages: made once, thrown away at the end."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import override_settings

from tests.architecture import leak_region, leak_walk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The database is made for those who name it; the region lies in a transaction around each test's own."""
    for item in items:
        if "world" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(databases="__all__"), append=False)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[leak_region.World]:
    """The region of the walk, in demo mode, in transactions that are rolled back after the last test of the module."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())  # type: ignore[attr-defined]
        stack.enter_context(override_settings(DEMO=True, HOME=tmp_path_factory.mktemp("home")))
        for name in connections:
            stack.enter_context(leak_walk.rolled_back(name))
        yield leak_region.make()
