"""Files that are kept encrypted: one way for papers and for what was imported."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tovholder.accounts.sealed_files import SealedFiles
from tovholder.documents import keeping
from tovholder.imports import originals


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Path:
    settings.HOME = str(tmp_path)  # type: ignore[attr-defined]
    return tmp_path


def test_a_file_is_read_as_it_was_kept_and_lies_encrypted_for_its_owner_alone(home: Path) -> None:
    files = SealedFiles("tried")
    name = files.keep(b"Amina")
    lying = home / "tried" / name
    assert files.read(name) == b"Amina"
    assert b"Amina" not in lying.read_bytes()
    assert (lying.stat().st_mode & 0o777, lying.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_is_deleted_is_gone_and_no_name_deletes_nothing(home: Path) -> None:
    files = SealedFiles("tried")
    name, other = files.keep(b"a"), files.keep(b"b")
    for gone in (name, name, ""):
        files.delete(gone)
    assert [path.name for path in (home / "tried").iterdir()] == [other]


def test_what_was_laid_before_is_told_unfinished_files_too(home: Path) -> None:
    files = SealedFiles("tried")
    name = files.keep(b"a")
    (home / "tried" / "x.bin.part").write_bytes(b"cut off")
    now = datetime.now(tz=UTC)
    assert files.older_than(now - timedelta(hours=1)) == []
    assert files.older_than(now + timedelta(minutes=1)) == sorted([name, "x.bin.part"])


def test_papers_and_imports_each_have_a_folder_of_their_own(home: Path) -> None:
    keeping.files.keep(b"paper")
    originals.files.keep(b"list")
    assert sorted(path.name for path in home.iterdir()) == ["imports", "papers"]
