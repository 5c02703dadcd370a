"""An answer is never written over a file it is made from, and never by halves."""

from pathlib import Path

import pytest

from tests.unit.cli.tables_on_disk import written
from tests.unit.cli.test_assign import PLACES, WEIGHTS
from tests.unit.cli.test_cohorts import laid
from tovholder.cli.__main__ import main


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of each command, and a shell that stands among them."""
    monkeypatch.chdir(tmp_path)
    laid(tmp_path)
    for name, cells in (("w", WEIGHTS), ("p", PLACES), ("keep-orders", PLACES), ("plan-seats", [("person",)])):
        written(tmp_path, name, cells)
    written(tmp_path, "ov", WEIGHTS, "xlsx")
    Path("folder.csv").mkdir()
    Path("link.csv").symlink_to("p.csv")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("assign w.csv p.csv --out p.csv", "p.csv"),
        ("assign w.csv p.csv --out in/../p.csv", "p.csv"),
        ("assign w.csv link.csv --out p.csv", "p.csv"),
        ("assign w.csv keep-orders.csv --out keep.csv", "keep-orders.csv"),
        ("assign w.csv p.csv --demands ov.xlsx --out ov.xlsx", "ov.xlsx"),
        ("assign w.csv p.csv --before ov.xlsx --out ov.xlsx", "ov.xlsx"),
        ("cohorts in --out in/people.csv", "people.csv"),
        ("cohorts in --before plan.csv --out plan.csv", "plan.csv"),
        ("cohorts in --before plan.csv --out plan-seats.csv", "plan-seats.csv"),
        ("cohorts in --wishes ov.xlsx --out ov.xlsx", "ov.xlsx"),
        ("match ov.xlsx w.csv --out ov.xlsx", "ov.xlsx"),
        ("match w.csv p.csv --weights ov.xlsx --out ov.xlsx", "ov.xlsx"),
    ],
)
def test_an_answer_over_a_file_that_is_read_is_refused_in_one_line_before_any_work(
    words: str, kept: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert main(words.split()) == 1
    told = capsys.readouterr()
    assert told.out == ""
    [line] = told.err.splitlines()
    assert kept in line
    assert "which is read; name another file with --out" in line
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_file_that_was_there_before_is_named_as_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    Path("answer-orders.csv").write_text("an older one", encoding="utf-8")
    assert main(["assign", "w.csv", "p.csv", "--out", "answer.csv"]) == 0
    assert "answer.csv, answer-orders.csv (replaced)" in capsys.readouterr().out
    assert main(["cohorts", "in", "--out", "plan.xlsx", "--time", "0.1"]) == 0
    assert "plan.xlsx\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("assign w.csv p.csv --out folder.csv", "folder.csv is a folder; name a file with --out."),
        ("assign folder.csv p.csv --out k.csv", "folder.csv: is a folder, not a file. Name the file."),
        ("assign w.csv p.csv --before in --out k.csv", "in: is a folder, not a file. Name the file."),
        ("cohorts in --people folder.csv --out k.csv", "folder.csv: is a folder, not a file. Name the file."),
        ("cohorts in --out folder.csv", "folder.csv is a folder; name a file with --out."),
    ],
)
def test_a_folder_where_a_file_is_meant_is_one_line(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 1
    assert capsys.readouterr().err.removesuffix("Nothing was written.\n").removeprefix("tovholder: ") == f"{said}\n"
    assert not list(Path().rglob(".*"))
    assert not Path("k.csv").exists()
