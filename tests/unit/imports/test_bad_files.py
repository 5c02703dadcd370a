"""Every kind of bad file gets one clear line with file, row and column; nothing is calculated."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from tovholder.imports import rows as row_limits
from tovholder.imports import tables, workbooks
from tovholder.imports.faults import Unreadable, line
from tovholder.imports.mapping import is_known

HEADER = "CPR-nummer;Fornavn;Efternavn\n"


def known(word: str) -> bool:
    return is_known("people", word)


def lines(data: bytes, name: str = "borgere.csv") -> list[str]:
    with pytest.raises(Unreadable) as caught:
        list(tables.open_table(data, is_known=known).rows())
    return [line(fault, name, "da") for fault in caught.value.faults]


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in tables.open_table(data, is_known=known).rows()]


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_danish_letters_survive_every_encoding_and_separator(encoding: str, mark: str) -> None:
    text = f"Fornavn{mark}Efternavn\r\nSøren{mark}Ærø Åkjær\r\n"
    assert cells(text.encode(encoding)) == [("Søren", "Ærø Åkjær")]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    assert lines(data) == ["borgere.csv: filen er tom. Lav udtrækket igen."]


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"<!doctype html>"])
def test_a_picture_named_xlsx_is_no_table(start: bytes) -> None:
    (told,) = lines(start + b"0" * 200, "borgere.xlsx")
    assert told.startswith("borgere.xlsx: dette er e")
    assert "Gem tabellen som CSV eller XLSX" in told


def test_an_old_excel_file_or_one_with_a_password_is_told() -> None:
    assert "gammel .xls-fil" in lines(b"\xd0\xcf\x11\xe0" + b"0" * 100)[0]


def test_a_file_that_was_cut_off_is_told() -> None:
    assert "beskadiget eller afbrudt" in lines(workbook(["Fornavn", "Efternavn"], ["A", "B"])[:-400])[0]


def test_a_zip_of_something_else_is_no_workbook() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")
    assert "ikke en Excel-projektmappe" in lines(made.getvalue())[0]


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)
    monkeypatch.setattr(workbooks, "MAX_UNPACKED", 2_000_000)
    assert len(made.getvalue()) < 10_000
    assert "fylder for meget pakket ud" in lines(made.getvalue())[0]


def test_a_table_of_bytes_is_no_text() -> None:
    assert "filen er ikke tekst" in lines(b"a;b\0\0\1\n")[0]


def test_a_duplicated_header_is_told_with_both_places() -> None:
    assert lines(b"Fornavn;Efternavn;Fornavn\nA;B;C\n") == [
        (
            "borgere.csv, række 1, kolonne “Fornavn”: overskriften står to gange (også i kolonne 1). "
            "Omdøb eller slet den ene."
        )
    ]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row() -> None:
    assert lines(f'{HEADER}1;"A;B\n2;C;D\n'.encode())[0].startswith("borgere.csv, række 2: et citationstegn åbnes")


def test_wrong_letters_are_told_on_their_row() -> None:
    dos = HEADER.encode("cp850") + "1;Søren;Sørensen\n".encode("cp850")
    twice = (HEADER + "1;Søren;Sørensen\n").encode().decode("latin-1").encode()
    for data in (dos, twice):
        (row,) = tables.open_table(data, is_known=known).rows()
        assert [line(fault, "b.csv", "da") for fault in row.faults] == [
            "b.csv, række 2: bogstaver er gået tabt (forkert tegnsæt). Gem filen som CSV UTF-8."
        ]


def test_a_row_with_more_cells_than_the_header_is_told_and_not_cut() -> None:
    (row,) = tables.open_table(f"{HEADER}1;Bo;Prøve;over\n".encode(), is_known=known).rows()
    assert line(row.faults[0], "b.csv", "en").startswith("b.csv, row 2: the row has 4 cells where the header has 3.")


def test_blank_lines_and_a_title_above_the_header_are_passed_over() -> None:
    table = tables.open_table(f"Borgerliste, marts\n\n{HEADER}\n1;Bo;Prøve\n;;\n2;Al;Prøve\n".encode(), is_known=known)
    assert (table.header_row, [row.number for row in table.rows()]) == (3, [5, 7])


def test_more_rows_than_the_limit_are_refused_and_the_limit_itself_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert len(cells((HEADER + "1;Bo;Prøve\n" * 3).encode())) == 3
    assert "flere end 3 rækker" in lines((HEADER + "1;Bo;Prøve\n" * 4).encode())[0]
    assert row_limits.MAX_ROWS >= 200_000


def test_a_workbook_gives_its_cells_as_somebody_would_have_typed_them() -> None:
    book = workbook(
        ["CPR-nummer", "Fornavn", "Født", "Timer", "Beskyttet"],
        [101990001, "Bo", datetime(1990, 1, 10), 37.0, False],  # noqa: DTZ001 - workbooks know no zones
        [None, "Al", date(1990, 2, 1), 25.5, True],
    )
    assert cells(book) == [("101990001", "Bo", "1990-01-10", "37", "nej"), ("", "Al", "1990-02-01", "25,5", "ja")]


def test_a_formula_in_a_workbook_is_kept_as_the_text_it_is() -> None:
    assert cells(workbook(["Fornavn", "Efternavn"], ["=1+1", '=HYPERLINK("http://x")'])) == [
        ("=1+1", '=HYPERLINK("http://x")')
    ]


def test_merged_cells_leave_the_others_blank() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Fornavn", "Efternavn"], ["Bo", ""], ["Al", "Prøve"]):
        sheet.append(row)
    sheet.merge_cells("A2:B2")
    made = io.BytesIO()
    book.save(made)
    assert cells(made.getvalue()) == [("Bo", ""), ("Al", "Prøve")]


def test_a_workbook_that_lies_about_its_size_is_read_all_the_same() -> None:
    made = io.BytesIO(workbook(["Fornavn", "Efternavn"], ["Bo", "Prøve"], ["Al", "Prøve"]))
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:A1"'))
    assert cells(out.getvalue()) == [("Bo", "Prøve"), ("Al", "Prøve")]


def sheets(*made: tuple[str, str, list[list[str]]]) -> bytes:
    """A workbook of sheets: name, state, rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, state, rows in made:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_PEOPLE = [["Fornavn", "Efternavn"], ["Bo", "Prøve"]]


@pytest.mark.parametrize(
    "before",
    [
        ("Valg", "hidden", [["ja"], ["nej"]]),
        ("Valg", "veryHidden", [["ja"]]),
        ("Forside", "visible", []),
        ("Forside", "visible", [["", ""]]),
    ],
)
def test_the_first_sheet_that_is_shown_and_has_anything_is_read(before: tuple[str, str, list[list[str]]]) -> None:
    table = tables.open_table(sheets(before, ("Borgere", "visible", _PEOPLE)), is_known=known)
    assert [row.cells for row in table.rows()] == [("Bo", "Prøve")]
    assert [line(note, "b.xlsx", "en") for note in table.warnings] == [
        (
            "b.xlsx: note: only the sheet “Borgere” is read, the first one that is shown and has anything in it; "
            "there are more."
        )
    ]


def test_a_fault_of_the_header_says_which_sheet_it_is_about() -> None:
    told = lines(sheets(("Liste", "visible", [["Fornavn", "Fornavn"]]), ("Mere", "visible", [])))
    assert "overskriften står to gange" in told[0]
    assert "arket “Liste”" in told[1]


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x7f", "\u202e", "\u2066"])
def test_signs_nobody_sees_are_left_out_and_said(sign: str) -> None:
    (row,) = tables.open_table(f"Fornavn;Efternavn\nBo{sign};Prøve\n".encode(), is_known=known).rows()
    assert row.cells == ("Bo", "Prøve")
    assert [line(note, "b.csv", "en") for note in row.faults] == [
        "b.csv, row 2: note: signs that cannot be seen, or that turn the writing around, are left out."
    ]


def test_line_breaks_tabs_and_hard_spaces_inside_a_cell_stay() -> None:
    assert cells('Fornavn;Efternavn\n"Bo\n\tIb";Von\xa0Prøve\n'.encode()) == [("Bo\n\tIb", "Von\xa0Prøve")]


@pytest.mark.parametrize("quote", ["", '"'])
def test_one_row_too_many_is_told_when_the_file_is_opened(monkeypatch: pytest.MonkeyPatch, quote: str) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    file = HEADER + f"{quote}1{quote};Bo;Prøve\n" * 3
    assert len(cells(file.encode())) == 3
    with pytest.raises(Unreadable, match=r"file\.too_many_rows"):
        tables.open_table((file + "1;Bo;Prøve\n").encode(), is_known=known)


def test_a_workbook_of_far_too_many_rows_is_told_before_a_cell_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 30)
    rows: list[list[object]] = [["Fornavn", "Efternavn"], *([f"Bo{number}", "Prøve"] for number in range(60))]
    assert len(cells(workbook(*rows[:31]))) == 30
    monkeypatch.setattr(workbooks, "_rows", lambda *_: pytest.fail("cells were read"))
    with pytest.raises(Unreadable, match=r"file\.too_many_rows"):
        tables.open_table(workbook(*rows), is_known=known)
