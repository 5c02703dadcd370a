"""Tables of any names: CSV, XLSX and Parquet read as rows of words, and answers of several tables written as one.

An answer is written beside its place first and put there whole. Text is text: nothing that came from a file is ever run
as a formula or followed as a link.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import xlsxwriter

from tovholder.cli import answers
from tovholder.cli.complaint import Complaint
from tovholder.imports import parquet_tables, reading_files, tables
from tovholder.imports.faults import Fault, Unreadable, line, more
from tovholder.imports.plain_csv import Plain, Progress, Wanted

SUFFIXES = (".csv", ".xlsx", ".parquet")
LIMITS = tables.Limits(size=1_500_000_000, rows=20_000_000, parquet=True)
MOST_LINES = 200  # of faults printed; the rest are counted
_MOST_ROWS_OF_A_SHEET = 1_048_576
_RISKY = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | float | None


def nobody_watches(_done: int, _all: int) -> None:
    """Progress that is not shown."""


@dataclass
class Sheet:
    """One file. `numbers` are those of the rows walked so far, as a spreadsheet counts; `faults` what was met."""

    name: str
    columns: dict[str, int] = field(default_factory=dict)
    numbers: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    table: tables.Table | None = None
    progress: Progress = nobody_watches  # told (rows, of all)
    counted: frozenset[str] = frozenset()  # columns of numbers

    def rows(self) -> Iterator[dict[str, str]]:
        """Each row by the names of the wanted columns that are there."""
        lines = self.table.lines if self.table else 0
        try:
            for row in self.table.rows() if self.table else ():
                self.faults += [line(fault, self.name, "en") for fault in row.stopping]
                self.numbers.append(row.number)
                if len(self.numbers) % 10_000 == 0:
                    self.progress(len(self.numbers), max(lines, len(self.numbers)))
                yield self._without_underscores({name: row.cells[at] for name, at in self.columns.items()})
        except Unreadable as fault:
            self.faults += [line(each, self.name, "en") for each in fault.faults]
        else:
            if not self.numbers and not self.faults:
                self.faults.append(line(Fault("file.no_rows"), self.name, "en"))

    def _without_underscores(self, row: dict[str, str]) -> dict[str, str]:
        """The row, with a fault for 1_0: Python takes it for ten, who wrote it may have meant something else."""
        for name in self.counted & row.keys():
            if "_" in row[name]:
                place = f"{self.name}, row {self.numbers[-1]}, column {name}"
                self.faults.append(f"{place}: {row[name]!r} is not a number; write its digits without anything between")
                row[name] = "0"
        return row

    def plain(self, names: Sequence[str], numbers: Sequence[str], optional: frozenset[str]) -> Plain | None:
        """Columns as arrays by where they are, of a CSV or Parquet that is plain; None: walk the rows. Those that are
        `optional` may be missing, and their cells empty."""
        if self.table is None or not {*names, *numbers} - optional <= self.columns.keys():
            return None
        places = [[self.columns[name] for name in each if name in self.columns] for each in (names, numbers, optional)]
        wanted = Wanted(len(self.table.header), places[0], places[1], frozenset(places[2]))
        return self.table.plain(wanted, self.progress)

    def number(self, row: int) -> int:
        """Where a row stands in the file, from where it would stand below a header in row 1 with no blank row."""
        return self.numbers[row - 2] if 2 <= row < len(self.numbers) + 2 else row


def sheet(
    path: Path,
    wanted: Iterable[str],
    progress: Progress = nobody_watches,
    *,
    counted: frozenset[str] = frozenset(),
    named: str = "",
) -> Sheet:
    """The file with those columns, in any order and among others. Never raises for what is wrong with the file.

    `counted`: those of the columns that hold numbers.
    `named`: of a workbook the sheet of that name, where there is one.
    """
    names = frozenset(wanted)
    try:
        data = reading_files.bytes_of(path, LIMITS)
        table = tables.open_table(data, is_known=lambda word: _key(word) in names, limits=replace(LIMITS, sheet=named))
    except Unreadable as fault:
        return Sheet(path.name, faults=[line(each, path.name, "en") for each in fault.faults])
    columns = {_key(word): at for at, word in enumerate(table.header) if _key(word) in names}
    return Sheet(path.name, columns, table=table, progress=progress, counted=counted)


def _key(word: str) -> str:
    return word.strip().casefold().replace(" ", "_")


def told(lines: Sequence[str]) -> bool:
    """Print every fault in a line of its own, and that nothing was written. Whether there was a fault."""
    for each in first_of(lines):
        print(each, file=sys.stderr)
    if lines:
        print("Nothing was written.", file=sys.stderr)
    return bool(lines)


def first_of(lines: Sequence[str], language: str = "en") -> list[str]:
    """As many lines as somebody reads, and how many more there are."""
    rest = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([more(rest, language)] if rest > 0 else [])]


@dataclass(frozen=True)
class Part:
    """One table of an answer: a sheet of the workbook, or a file of its own."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]


def places_of(path: Path, names: Sequence[str]) -> list[Path]:
    """The files of an answer of tables of those names: one workbook, or one each, FILE and FILE-<name>."""
    if path.suffix.lower() == ".xlsx":
        return [path]
    return [path, *(path.with_name(f"{path.stem}-{name}{path.suffix}") for name in names[1:])]


def check_out(path: Path, names: Sequence[str], inputs: Iterable[Path | None]) -> None:
    """Say before the work, not after it, that the answer could not be written, or would be over a file it reads."""
    if path.suffix.lower() not in SUFFIXES:
        raise Complaint("--out must end in .csv, .xlsx or .parquet")
    answers.check(places_of(path, names), inputs)
    if path.suffix.lower() == ".parquet" and not parquet_tables.is_there():
        raise Complaint(line(Fault("file.parquet"), path.name, "en").replace("save the table as", "write"))


def write(path: Path, parts: Sequence[Part]) -> str:
    """The files written, by name and with what was there before."""
    places = places_of(path, [part.name for part in parts])
    told = answers.named(places)
    with answers.put(places) as unfinished:
        if path.suffix.lower() == ".xlsx":
            _workbook(unfinished[0], parts)
        else:
            for place, part in zip(unfinished, parts, strict=True):
                (_csv if path.suffix.lower() == ".csv" else _parquet)(place, part)
    return told


def harmless(text: str) -> str:
    """Text that stays text also where somebody saves the sheet as CSV and opens it again."""
    return f"'{text}" if text.startswith(_RISKY) else text


def as_given(text: str) -> str:
    """What `harmless` was handed."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_RISKY) else text


def _csv(path: Path, part: Part) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(part.heads)
        writer.writerows([harmless(each) if isinstance(each, str) else each for each in row] for row in part.rows)


def _parquet(path: Path, part: Part) -> None:
    import polars

    columns = {head: [row[at] for row in part.rows] for at, head in enumerate(part.heads)}
    polars.DataFrame(columns, strict=False).write_parquet(path)


def _workbook(path: Path, parts: Sequence[Part]) -> None:
    if too_long := [part for part in parts if len(part.rows) >= _MOST_ROWS_OF_A_SHEET]:
        raise Complaint(f"a sheet cannot hold the {len(too_long[0].rows):,} rows; let --out end in .csv or .parquet")
    plain: dict[str, object] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with answers.scratch() as folder:
        book = xlsxwriter.Workbook(str(path), plain | {"tmpdir": folder})
        bold = book.add_format({"bold": True})
        for part in parts:
            sheet = book.add_worksheet(part.name)
            sheet.write_row(0, 0, part.heads, bold)
            for number, row in enumerate(part.rows, 1):
                for column, value in enumerate(row):
                    _cell(sheet, number, column, value)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(part.rows), 1), len(part.heads) - 1)
            sheet.set_column(0, len(part.heads) - 1, 16)
        book.close()


def _cell(sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, harmless(value))
    elif value is not None:
        sheet.write_number(row, column, value)
