"""A column nobody knows is not passed over in silence: one note each, with the name that was perhaps meant."""

from datetime import date
from pathlib import Path

import pytest

from tovholder import vocabulary
from tovholder.imports import mapping
from tovholder.imports.cells import Reading
from tovholder.imports.columns import key
from tovholder.imports.faults import Fault, line
from tovholder.imports.reading_files import read_file
from tovholder.vocabulary import places

READING = Reading(vocabulary.load(None), places.load(None), date(2026, 3, 2))


def notes(kind: str, header: list[str]) -> list[Fault]:
    return mapping.unread(kind, header, mapping.guess(kind, header, []))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (["Fornavn", "Efternavn", "Kompetencer"], []),
        (["Fornavn", "", "Efternavn"], []),
        (
            ["Fornavn", "Efternavn", "Kompetanser"],
            ["f.csv, column “Kompetanser”: note: this column is not read. Rename it if you mean “Skills”."],
        ),
        (
            ["Fornavn", "Efternavn", "Skostørrelse"],
            [
                (
                    "f.csv, column “Skostørrelse”: note: this column is not read: no column is called that. "
                    "The columns are listed in docs/guide/import.md."
                )
            ],
        ),
        (
            ["Fornavn", "fornavne", "Efternavn"],
            [
                (
                    "f.csv, column “fornavne”: note: this column is not read: the column “Fornavn” gives “First name”. "
                    "Put both in one column."
                )
            ],
        ),
    ],
)
def test_each_column_that_is_not_read_is_told_once(header: list[str], told: list[str]) -> None:
    assert [line(note, "f.csv", "en") for note in notes("people", header)] == told


def test_a_name_that_is_given_already_is_not_proposed() -> None:
    assert [note.code for note in notes("people", ["Fornavn", "Fornavn 2", "Efternavn"])] == ["header.not_read"]


def test_what_the_organisation_chose_not_to_read_is_not_told() -> None:
    header = ["Navn", "Skostørrelse"]
    assert mapping.unread("people", header, {0: "full_name"}, {key(header[1]): ""}) == []


def test_a_header_that_is_a_row_tells_no_number() -> None:
    assert "010190" not in line(notes("people", ["Navn", "010190-1234 Bo"])[0], "f.csv", "en")


def test_match_tells_it_too(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Fornavn;Efternavn;Kompetanser\nBo;Prøve;rengøring 3\n", encoding="utf-8")
    read = read_file(file, "people", reading=READING, without_register=True)
    assert [(note.code, note.column) for note in read.warnings] == [("header.near", "Kompetanser")]
    file.write_text("Fornam;Eftrnavn\nBo;Prøve\n", encoding="utf-8")
    read = read_file(file, "people", reading=READING, without_register=True)
    assert [note.code for note in read.warnings] == ["header.near", "header.near"]
    assert [fault.code for fault in read.faults] == ["header.missing"]


def test_match_takes_a_row_whose_unseen_signs_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Fornavn;Efternavn\nBo\x1b;Prøve\n", encoding="utf-8")
    read = read_file(file, "people", reading=READING, without_register=True)
    assert (read.faults, [note.code for note in read.warnings]) == ((), ["row.unseen"])
    assert read.rows[0][1]["given_name"] == "Bo"
