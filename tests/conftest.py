"""What all tests share: how long property tests run, and which tests wait for the full run."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import migrated

FULL = os.environ.get("TOVHOLDER_TEST_FULL") == "1"

# The same examples every time in the daily run, many new ones in the full run. No deadline: two cores are shared.
_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("daily", max_examples=60, derandomize=True, **_SHARED)
settings.register_profile("full", max_examples=2000, **_SHARED)
settings.load_profile("full" if FULL else "daily")


ON_POSTGRESQL = "TOVHOLDER_TEST_DATABASE_URL" in os.environ


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What waits for another run is left out of this one, and reported as such by pytest."""
    waiting = [item for item in items if _waits(item)]
    if waiting:
        config.hook.pytest_deselected(items=waiting)
        items[:] = [item for item in items if not _waits(item)]


def _waits(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    elsewhere = ON_POSTGRESQL and "own_database" in marks
    later = not FULL and ("full" in marks or (ON_POSTGRESQL and "any_database" in marks))
    return elsewhere or later


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with migrated.copied(tmp_path_factory):
        yield
