"""Real files of the three formats for the tests, and answers read back."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars
import xlsxwriter

Cells = Sequence[Sequence[object]]
FORMATS = ("utf-8.csv", "windows-1252.csv", "xlsx", "parquet")


def written(folder: Path, name: str, cells: Cells, form: str = "utf-8.csv") -> Path:
    """The table as a file of that form; the first row is the header."""
    path = folder / f"{name}.{form.rsplit('.', maxsplit=1)[-1]}"
    if form.endswith(".csv"):
        encoding, delimiter = form.removesuffix(".csv"), ";" if form.startswith("w") else ","
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(cells)
    elif form == "xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for row, values in enumerate(cells):
                sheet.write_row(row, 0, values)
    else:
        polars.DataFrame({str(head): [row[at] for row in cells[1:]] for at, head in enumerate(cells[0])}).write_parquet(
            path
        )
    return path


def read_back(path: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    """Header and rows of an answer; numbers as they stand there."""
    if path.suffix == ".xlsx":
        return list(openpyxl.load_workbook(path).worksheets[sheet].iter_rows(values_only=True))
    if path.suffix == ".parquet":
        frame = polars.read_parquet(path)
        return [tuple(frame.columns), *frame.rows()]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row) for row in csv.reader(file, delimiter=";")]
