"""Whoever stops a command finds no halves, and is told whether the answer stands."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.unit.cli.tables_on_disk import read_back, written
from tests.unit.cli.test_assign import PLACES, WEIGHTS
from tovholder.cli import assign_words, plain_tables
from tovholder.cli.__main__ import main

ALONE = ["p.csv", "temporary", "w.csv"]


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """A run in the background starts deaf to Ctrl-C; somebody at a terminal never is."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "w", WEIGHTS)
    written(tmp_path, "p", PLACES)
    Path("temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def stopped(*_: object, **__: object) -> Any:
    signal.raise_signal(signal.SIGINT)


def asked(out: str) -> int:
    return main(["assign", "w.csv", "p.csv", "--out", out])


def there() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("out", ["k.xlsx", "k.csv", "k.parquet"])
def test_one_who_is_stopped_while_writing_leaves_nothing_behind(
    number: signal.Signals, code: int, out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = {name: getattr(plain_tables, name) for name in ("_csv", "_parquet")}

    def second(name: str, path: Path, part: plain_tables.Part) -> None:
        whole[name](path, part)
        if part.name == "orders":
            signal.raise_signal(number)

    monkeypatch.setattr(plain_tables, "_csv", lambda *words: second("_csv", *words))
    monkeypatch.setattr(plain_tables, "_parquet", lambda *words: second("_parquet", *words))
    packed = xlsxwriter.packager.Packager._create_package

    def pieces(packager: Any) -> None:
        packed(packager)
        signal.raise_signal(number)

    monkeypatch.setattr(xlsxwriter.packager.Packager, "_create_package", pieces)
    assert asked(out) == code
    assert capsys.readouterr().err == "\ntovholder: stopped.\n"
    assert there() == ALONE
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_one_who_is_stopped_while_files_are_put_in_place_has_all_of_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replace, times = Path.replace, list[Path]()

    def first(self: Path, target: Path) -> Path:
        made = replace(self, target)
        times.append(self)
        if len(times) == 1:
            stopped()
        return made

    monkeypatch.setattr(Path, "replace", first)
    assert asked("k.csv") == 130
    assert capsys.readouterr().err == "\ntovholder: stopped; the answer is written.\n"
    assert there() == ["k-orders.csv", "k.csv", *ALONE]


def test_one_who_is_stopped_after_the_writing_is_told_that_the_answer_stands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assign_words, "totals", stopped)
    assert asked("k.csv") == 130
    assert capsys.readouterr().err == "\ntovholder: stopped; the answer is written.\n"
    assert len(read_back(Path("k.csv"))) == 4


@pytest.mark.parametrize("out", ["k.xlsx", "k.csv"])
def test_a_disk_that_takes_no_more_is_one_line(
    out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(plain_tables, "_csv", full)
    monkeypatch.setattr(xlsxwriter.packager.Packager, "_create_package", full)
    assert asked(out) == 1
    assert capsys.readouterr().err == f"tovholder: {out} cannot be written: No space left on device.\n"
    assert there() == ALONE
