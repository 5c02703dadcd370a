"""A command on a machine with nothing, or with only a demo, says in one line what to write, and makes nothing."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler

from tovholder.accounts import installation
from tovholder.cli import check, database
from tovholder.cli.complaint import Complaint
from tovholder.config import environment

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def typed(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command as it is typed, live, in a home of its own."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("TOVHOLDER_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "tovholder.cli", *words],
        env=told | {"TOVHOLDER_HOME": str(home), "TOVHOLDER_MODE": "live"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.own_database
@pytest.mark.parametrize(
    "words",
    ["work --once", "replay", "organisation list", "import people x.csv", "move --to postgresql://u:p@127.0.0.1:1/x"],
)
def test_a_command_on_nothing_says_so_in_one_line_and_makes_no_database(tmp_path: Path, words: str) -> None:
    done = typed(tmp_path, *words.split())
    assert done.returncode == 1
    assert done.stderr.strip().startswith("tovholder: there is no installation here yet")
    assert len(done.stderr.strip().splitlines()) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.own_database
def test_check_on_nothing_has_one_complaint_and_makes_no_database(tmp_path: Path) -> None:
    done = typed(tmp_path, "check")
    assert (done.returncode, done.stdout.count("!!")) == (1, 1)
    assert "there is no installation here yet" in done.stdout
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_a_demo_in_its_usual_folder_is_seen_unless_another_place_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TOVHOLDER_HOME", "TOVHOLDER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment, "_usual_home", lambda mode: tmp_path / mode)
    assert not environment.has_demo_beside("live")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "tovholder.sqlite3").touch()
    assert environment.has_demo_beside("live")
    assert not environment.has_demo_beside("demo")
    monkeypatch.setenv("TOVHOLDER_HOME", str(tmp_path))
    assert not environment.has_demo_beside("live")


def test_the_line_names_the_mode_when_only_the_demo_is_there(settings: Any) -> None:
    settings.DEMO, settings.DEMO_BESIDE = False, True
    assert "TOVHOLDER_MODE=demo" in database.not_there()


def test_a_demo_is_not_written_to_as_if_it_were_live(settings: Any) -> None:
    installation.begin_demo(now=NOW, facts={})
    installation.finish_demo(facts={})
    settings.DEMO, settings.MODE = False, "live"
    with pytest.raises(Complaint, match="TOVHOLDER_MODE=demo"):
        database.require_mode()
    found = check._mark()[0]
    assert found.well is False
    assert "TOVHOLDER_MODE=demo" in found.told
    settings.DEMO, settings.MODE = True, "demo"
    database.require_mode()
    assert check._mark()[0].well


def test_a_live_installation_is_not_written_to_as_if_it_were_a_demo(settings: Any) -> None:
    installation.mark_live(now=NOW)
    settings.DEMO = True
    with pytest.raises(Complaint, match="take TOVHOLDER_MODE=demo away"):
        database.require_mode()


def test_a_new_database_can_be_read_by_nobody_but_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a folder others may look into, and what SQLite lays beside it. What somebody has set stays."""
    monkeypatch.delenv("TOVHOLDER_DATABASE_URL", raising=False)
    tmp_path.chmod(0o755)
    opened = ConnectionHandler(environment.databases(tmp_path))
    monkeypatch.setattr(database, "connections", opened)
    monkeypatch.setattr(database, "aliases", lambda: ["default", "readlog"])
    monkeypatch.setattr(database, "unapplied", lambda alias: opened[alias].cursor().execute("CREATE TABLE a (b)") and 0)
    database.migrate()
    made = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    opened.close_all()
    assert made.keys() >= {"tovholder.sqlite3", "tovholder.sqlite3-wal", "readlog.sqlite3"}
    assert set(made.values()) == {0o600}
    (tmp_path / "tovholder.sqlite3").chmod(0o640)
    monkeypatch.setattr(database, "unapplied", lambda _alias: 0)
    database.migrate()
    assert (tmp_path / "tovholder.sqlite3").stat().st_mode & 0o777 == 0o640
