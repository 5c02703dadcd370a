"""A demo that is thrown away takes its files with it: nobody would find them without the rows."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tovholder.accounts import sealed_files
from tovholder.cli import database

_SOURCE = Path(sealed_files.__file__).parents[1]


def test_originals_papers_and_inputs_of_runs_go_with_the_rows(db: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_sqlite", lambda: False)
    monkeypatch.setattr(database, "call_command", lambda *_, **__: None)
    home = Path(settings.HOME)
    for name in (*database.FOLDERS, "vocabulary"):
        (home / name).mkdir()
        (home / name / "0.bin").write_bytes(b"sealed")
    (home / "keys.json").write_text("{}")
    database.empty_demo()
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["0.bin", "keys.json"]
    assert (home / "vocabulary" / "0.bin").exists()


def test_every_folder_of_sealed_files_is_known() -> None:
    written = {
        name
        for path in _SOURCE.rglob("*.py")
        for name in re.findall(r'(?:SealedFiles\(|settings\.HOME\) / )"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert written == set(database.FOLDERS)
