"""kill -9 in a save, in a file coming in and in the night's job: nothing half-written, nothing acknowledged lost."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.dying.victim import GIVEN_NAME, PEOPLE_IN_FILE
from tests.integration.small_region import environment, small_region

pytestmark = pytest.mark.own_database
FULL = pytest.mark.full  # moments at which the full run kills too

VICTIM = Path(__file__).with_name("victim.py")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_region(tmp_path_factory)


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the small region for each test."""
    copy = tmp_path / "home"
    shutil.copytree(made, copy)
    yield copy
    shutil.rmtree(copy)


def killed(home: Path, work: str, *, after: int, starting: str, within: float = 0.05) -> list[int]:
    """What the work had acknowledged when it was killed, at a random moment after `after` lines that begin so.

    Work that stops by itself, with a fault, fails here and in its own words; what it left behind would be a riddle.
    """
    command = [sys.executable, str(VICTIM), work]
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        assert process.stdout is not None
        heard = []
        for line in process.stdout:
            heard.append(line)
            if sum(each.startswith(starting) for each in heard) >= after:
                break
            assert len(heard) < 2_000, f"the work never came to '{starting}'"
        time.sleep(random.random() * within)
        process.kill()
        heard += process.stdout.readlines()
        ended = process.wait()
        said.seek(0)
        # A file that is done ends by itself; everything else is killed here. A fault ends with 1, and somebody else's
        # signal with that signal: on a machine that many share, an old process number may be another process by now.
        assert ended in (-signal.SIGKILL, 0), f"{work} ended with {ended} after {heard[-3:]}: {said.read()[-3_000:]}"
        assert sum(each.startswith(starting) for each in heard) >= after, f"{work} never came to '{starting}'"
    return [int(line.split()[1]) for line in heard if line.startswith("did ") and line.endswith("\n")]


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "tovholder.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("after", [pytest.param(1, marks=FULL), pytest.param(7, marks=FULL), 23])
def test_a_saved_conversation_survives_and_has_its_trace(home: Path, after: int) -> None:
    acknowledged = killed(home, "notes", after=after, starting="did")
    kept = {row[0] for row in rows(home, "SELECT id FROM pathways_contact WHERE words = 'ord'")}
    assert set(acknowledged) <= kept
    assert len(kept) - len(acknowledged) <= 1  # at most the one that was being told about
    traced = rows(home, "SELECT target FROM accounts_auditentry WHERE action = 'contact.register'")
    assert {f"contact:{pk}" for pk in kept} <= {target for (target,) in traced}


@pytest.mark.parametrize(("after", "starting"), [pytest.param(1, "at", marks=FULL), (9, "at"), (1, "did")])
def test_a_night_that_died_leaves_whole_lists_and_is_done_again(home: Path, after: int, starting: str) -> None:
    finished = killed(home, "night", after=after, starting=starting)
    listed = rows(home, "SELECT run_id, json_valid(entries) FROM proposals_ranking")
    ended = {row[0] for row in rows(home, "SELECT id FROM proposals_matchrun WHERE finished_at IS NOT NULL")}
    assert set(finished) <= ended
    assert all(valid == 1 for _, valid in listed)
    open_orders = rows(home, "SELECT count(*) FROM companies_joborder WHERE status = 'open'")
    killed(home, "night", after=1, starting="did")
    assert rows(home, "SELECT count(*) FROM proposals_ranking") == open_orders


FROM_FILE = f"FROM people_person WHERE given_name LIKE '{GIVEN_NAME}%'"
VISIBLE = f"SELECT count(*) {FROM_FILE} AND pending_import IS NULL"


@pytest.mark.parametrize("starting", ["at uploaded", pytest.param("at staged", marks=FULL), "at writing"])
@pytest.mark.parametrize("within", [0.05, pytest.param(0.8, marks=FULL)])
def test_a_file_that_was_coming_in_is_seen_whole_or_not_at_all_and_goes_on(
    home: Path, starting: str, within: float
) -> None:
    killed(home, "file", after=1, starting=starting, within=within)
    assert rows(home, VISIBLE) in ([(0,)], [(PEOPLE_IN_FILE,)])
    killed(home, "file", after=1, starting="did")
    assert rows(home, VISIBLE) == [(PEOPLE_IN_FILE,)]
    assert rows(home, "SELECT count(*) FROM people_person WHERE pending_import IS NOT NULL") == [(0,)]
    twice = f"SELECT cpr_lookup {FROM_FILE} GROUP BY cpr_lookup HAVING count(*) > 1"
    assert rows(home, twice) == []


KEPT_OF_STAYS = """
    SELECT (SELECT count(*) FROM placements_placement) + (SELECT coalesce(sum(number), 0) FROM placements_staycount)
"""
TOLD = """
    SELECT coalesce(sum(json_extract(facts, '$.rows."people.Person"')), 0) FROM accounts_auditentry
    WHERE target = 'retention:case'
"""


@pytest.mark.parametrize(("after", "within"), [(1, 0.01), pytest.param(3, 0.03, marks=FULL), (6, 0.05)])
def test_a_deletion_that_died_has_deleted_whole_cases_told_each_and_goes_on(
    home: Path, after: int, within: float
) -> None:
    [(people,)], [(stays,)] = rows(home, "SELECT count(*) FROM people_person"), rows(home, KEPT_OF_STAYS)
    killed(home, "deletion", after=after, starting="at", within=within)
    [(left,)], [(told,)] = rows(home, "SELECT count(*) FROM people_person"), rows(home, TOLD)
    assert 0 < left < people or (after, left) == (1, people)
    assert told == people - left  # type: ignore[operator]
    assert rows(home, KEPT_OF_STAYS) == [(stays,)]
    assert killed(home, "deletion", after=1, starting="did", within=0) == [0]
    assert rows(home, "SELECT count(*) FROM people_person") == [(0,)]
    assert rows(home, TOLD) == [(people,)]
    assert rows(home, KEPT_OF_STAYS) == [(stays,)]


def test_the_files_of_the_database_hold_no_name_of_those_who_were_deleted(home: Path) -> None:
    names = {str(name).encode() for (name,) in rows(home, "SELECT email FROM people_person WHERE email <> ''")}
    names |= {str(phone).encode() for (phone,) in rows(home, "SELECT phone FROM people_person WHERE phone <> ''")}
    before = b"".join(file.read_bytes() for file in home.glob("*.sqlite3*"))
    assert names
    assert [name for name in names if name in before]
    killed(home, "deletion", after=1, starting="did", within=0)
    after = b"".join(file.read_bytes() for file in home.glob("*.sqlite3*"))
    assert [name for name in names if name in after] == []


def test_a_file_whose_reader_died_before_its_row_was_saved_goes_by_itself(home: Path) -> None:
    killed(home, "receiving", after=1, starting="at", within=0)
    folder = home / "imports"
    assert (len(list(folder.iterdir())), rows(home, "SELECT count(*) FROM imports_import")) == (1, [(0,)])
    assert killed(home, "later", after=1, starting="did", within=0) == [1]
    assert list(folder.iterdir()) == []
    told = "SELECT json_extract(facts, '$.rows.files') FROM accounts_auditentry WHERE target = 'retention:import_stray'"
    assert rows(home, told) == [(1,)]
