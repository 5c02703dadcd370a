"""What all tests share: how long property tests run, and which tests wait for the full run."""

import gc
import os
from datetime import date
from zlib import crc32

import pytest
from django.db import connections
from django.template import Template
from django.test.utils import instrumented_test_render
from django.utils import translation
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests import asked_of_postgresql

FULL = os.environ.get("TOVHOLDER_TEST_FULL") == "1"

# The same examples every time in the daily run, many new ones in the full run. No deadline: two cores are shared.
_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("daily", max_examples=25, derandomize=True, **_SHARED)
settings.register_profile("full", max_examples=500, **_SHARED)
settings.load_profile("full" if FULL else "daily")


def is_todays(place: int, of: int = 2) -> bool:
    """Whether the thing at this place is looked at today: every day another share of those that wait their turn, and
    in the full run all. Whatever is left out one day is asked the next, so that nothing is left out for good."""
    return FULL or (place + date.today().toordinal()) % of == 0  # noqa: DTZ011  # any clock will do


def is_todays_half(number: int) -> bool:
    """The same in the full run, for what several ask alike: half of it today, the other half the next day."""
    return (number + date.today().toordinal()) % 2 == 0  # noqa: DTZ011  # any clock will do


TOGETHER = (
    "test_killed_in_the_middle.py",
    "test_moving_to_postgresql.py",
    "test_both_paths.py",
    *(() if FULL else ("test_leaks.py",)),  # every viewer walks in the full run: more than one process can take
)
"""Files, or tests with parameters, that share something so dear that one process should run them all."""


READ_THE_SOURCE = ("architecture/test_models.py", "architecture/test_retention.py", "architecture/test_files.py")
"""They parse every module of the product, once for all of them."""


class _Apart(LoadScopeScheduling):  # type: ignore[misc]
    """Every test by itself, to whoever is free, but for the files that go together; those come first."""

    def _split_scope(self, nodeid: str) -> str:
        alike = nodeid.partition("[")[0]
        if any(name in alike for name in READ_THE_SOURCE):
            return READ_THE_SOURCE[0]
        return next((name for name in TOGETHER if name in alike), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _Apart:
    return _Apart(config, log)


ON_POSTGRESQL = "TOVHOLDER_TEST_DATABASE_URL" in os.environ


# Words and forms of pages: what their lists ask of PostgreSQL is asked of it every day in tests/integration/pages, what
# they write in the tests of the services.
PAGES = ("/test_the_pages_of_", "_pages.py", "/integration/shell/", "/integration/boards/")


def pytest_configure() -> None:
    """Reading five thousand tests makes much that stays, and nothing to sweep up."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: sweeping around it took a twentieth of the time."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What waits for another run is left out of this one, and reported as such by pytest."""
    waiting = [item for item in items if _waits(item)]
    if waiting:
        config.hook.pytest_deselected(items=waiting)
        items[:] = [item for item in items if not _waits(item)]


def _waits(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    if any(each in item.path.as_posix() for each in PAGES):
        marks.add("any_database")
    elsewhere = (ON_POSTGRESQL and "own_database" in marks) or _turns_to_the_other(item, marks)
    later = not FULL and ("full" in marks or (ON_POSTGRESQL and "any_database" in marks))
    return elsewhere or later or (ON_POSTGRESQL and not FULL and _is_asked_elsewhere(item))


WALKS = ("test_leaks.py", "test_forms.py", "test_every_page_of_every_role.py")
"""What goes everywhere as everybody, half an hour on each database: in the full run each walk on one of the two."""
ON_BOTH = os.environ.get("TOVHOLDER_TEST_ON_BOTH") == "1"


def _turns_to_the_other(item: pytest.Item, marks: set[str]) -> bool:
    """Whether today the other one of the two databases has this test, tomorrow this one."""
    in_turn = item.path.name in WALKS if FULL else "by_turns" in marks
    turn = crc32(item.nodeid.encode()) + date.today().toordinal()  # noqa: DTZ011  # any clock will do
    return ON_BOTH and in_turn and turn % 2 == ON_POSTGRESQL


ASKED_ELSEWHERE = asked_of_postgresql.elsewhere()


def _is_asked_elsewhere(item: pytest.Item) -> bool:
    makes_the_list = item.config.pluginmanager.has_plugin("tests.asked_of_postgresql")
    return item.nodeid in ASKED_ELSEWHERE and not makes_the_list


_RENDER = Template._render  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _contexts_are_not_kept(django_test_environment: None) -> None:
    """Django copies the context of every template for tests to look at: dear where a page is made of a hundred."""
    Template._render = _RENDER  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _in_the_language_of_the_installation() -> None:
    """A page asked for in Arabic leaves its thread in Arabic: the next request asks anew, the next test would not."""
    translation.deactivate()


@pytest.fixture
def keeps_contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """`response.context` is there in this test."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """SQLite gives rows nobody asked an order for backwards in tests: PostgreSQL may, some day, in any order."""
    for alias in connections:
        if connections[alias].vendor == "sqlite":
            options = connections[alias].settings_dict["OPTIONS"]
            options["init_command"] += "PRAGMA reverse_unordered_selects=ON;"
