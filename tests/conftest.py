"""What all tests share: how long property tests run, and which tests wait for the full run."""

import os

import pytest
from hypothesis import HealthCheck, settings

FULL = os.environ.get("TOVHOLDER_TEST_FULL") == "1"

# The same examples every time in the daily run, many new ones in the full run. No deadline: two cores are shared.
_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("daily", max_examples=60, derandomize=True, **_SHARED)
settings.register_profile("full", max_examples=2000, **_SHARED)
settings.load_profile("full" if FULL else "daily")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked `full` are left out of the daily run, and reported as such by pytest."""
    if FULL:
        return
    waiting = [item for item in items if item.get_closest_marker("full")]
    if waiting:
        config.hook.pytest_deselected(items=waiting)
        items[:] = [item for item in items if not item.get_closest_marker("full")]
