"""An operator moves an installation from SQLite to PostgreSQL, and sees that the same rows are on both sides."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.integration.small_region import environment, small_region
from tools import postgres

pytestmark = pytest.mark.own_database

PYTHON = (sys.executable, "-m", "tovholder.cli")


@pytest.fixture(scope="module")
def target() -> Iterator[str]:
    """An empty PostgreSQL of one's own, whichever database the rest of the run is on."""
    with postgres.running() as address:
        yield address


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small installation on SQLite; moving leaves it as it is."""
    return small_region(tmp_path_factory)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation on SQLite with nothing in it."""
    place = tmp_path_factory.mktemp("bare")
    for database in ("default", "readlog"):
        done = tovholder(place, "manage", "migrate", "--verbosity=0", f"--database={database}")
        assert done.returncode == 0, done.stderr
    return place


def tovholder(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*PYTHON, *words], env=environment(home), capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.full
def test_everything_is_there_and_new_rows_get_new_ids_and_a_second_move_is_refused(home: Path, target: str) -> None:
    moved = tovholder(home, "move", "--to", target)
    assert moved.returncode == 0, moved.stderr
    assert "The same rows are on both sides" in moved.stdout
    with psycopg.connect(target) as connection:
        people, highest = connection.execute("SELECT count(*), max(id) FROM people_person").fetchone() or (0, 0)
        following = connection.execute("SELECT nextval(pg_get_serial_sequence('people_person', 'id'))").fetchone()
    assert people == 100
    assert following == (highest + 1,)
    again = tovholder(home, "move", "--to", target)
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_an_address_that_is_no_postgresql_is_refused_in_one_line(bare: Path) -> None:
    refused = tovholder(bare, "move", "--to", "mysql://somewhere/else")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "postgresql://" in refused.stderr


def test_a_server_that_does_not_answer_is_told_in_one_line(bare: Path) -> None:
    refused = tovholder(bare, "move", "--to", "postgresql://nobody@127.0.0.1:9/none")
    assert refused.returncode == 1
    assert refused.stderr.startswith("tovholder: PostgreSQL does not answer")
    assert refused.stderr.count("\n") == 1
