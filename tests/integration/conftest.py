"""What integration tests share: the small region, and a browser signed in as one of its members."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.integration import region as regions
from tovholder.accounts.models import Membership


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The log of reads may be a database of its own: tests here use all there are."""
    for item in items:
        if "tests/integration/" in item.path.as_posix() or "tests/systems/" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db(databases="__all__"), append=False)


@pytest.fixture
def region(db: object) -> regions.Region:
    return regions.make()


@pytest.fixture
def signed_in() -> Callable[[Membership], Client]:
    """A client that acts as this member, as after the choice of organisation."""

    def enter(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        session = client.session
        session["membership"] = membership.pk
        session.save()
        return client

    return enter


@pytest.fixture(autouse=True)
def _own_home(settings: object, tmp_path: Path) -> None:
    """Files a run keeps lie in a folder of the test's own: two tests at once both have a run number 1."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _demo_sign_in(settings: object) -> None:
    """Personas need no second factor here; what the second factor guards has tests of its own."""
    settings.DEMO = True  # type: ignore[attr-defined]


@pytest.fixture
def all_queries() -> Callable[[], AbstractContextManager[list[int]]]:
    """Counts the questions to all databases together: the list holds the number when the block is left.

    The words that begin and end a savepoint ask nothing, and are left out here as in tests/integration/pages."""

    @contextmanager
    def counting() -> Iterator[list[int]]:
        found: list[int] = []
        with ExitStack() as stack:
            watched = [stack.enter_context(CaptureQueriesContext(each)) for each in connections.all()]
            yield found
            found.append(sum("SAVEPOINT" not in query["sql"] for each in watched for query in each.captured_queries))

    return counting
