"""XLSX, read as a stream and never calculated. A workbook that unpacks to far more than it says is not unpacked."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl

from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.rows import MAX_CELL, MAX_COLUMNS, Row, row_of

MAX_UNPACKED = 400_000_000
MAX_TEXTS = 60_000_000  # the table of shared texts is the one part that is held in memory
MAX_PARTS = 2_000
_BLANK_ROWS_AT_END = 10_000


def open_rows(data: bytes, wanted: str = "") -> tuple[Callable[[], Iterator[Row]], tuple[Fault, ...]]:
    """How to walk the rows of the sheet `wanted`, or else the first.

    Raises Unreadable for what is no workbook, or one that expands.
    """
    _look_inside(data)
    book = _load(data)
    names = book.sheetnames
    book.close()
    if wanted in names:
        return lambda: _rows(data, names.index(wanted)), ()
    more = (Fault("file.more_sheets", facts={"sheet": names[0]}, warning=True),) if len(names) > 1 else ()
    return lambda: _rows(data), more


def _look_inside(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as fault:
        raise Unreadable(Fault("file.damaged")) from fault
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Unreadable(Fault("file.not_a_workbook"))
    texts = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if sum(part.file_size for part in parts) > MAX_UNPACKED or texts > MAX_TEXTS or len(parts) > MAX_PARTS:
        raise Unreadable(Fault("file.expands", facts={"limit": MAX_UNPACKED // 1_000_000}))


def _load(data: bytes) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        if not book.worksheets:
            raise Unreadable(Fault("file.empty"))
    except Unreadable:
        raise
    except Exception as fault:  # the library fails in many ways on what is no workbook; for us they are one
        raise Unreadable(Fault("file.damaged")) from fault
    return book


def _rows(data: bytes, at: int = 0) -> Iterator[Row]:
    book = _load(data)
    sheet = book.worksheets[at]
    sheet.reset_dimensions()  # what the file says of its own size is not trusted
    blanks = number = 0
    try:
        for values in sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True):
            number += 1
            cells = tuple(map(text_of, values))
            blanks = 0 if any(cells) else blanks + 1
            if blanks > _BLANK_ROWS_AT_END:
                return
            yield row_of(number, cells)
    except Unreadable:
        raise
    except Exception as fault:
        raise Unreadable(Fault("file.damaged", number + 1)) from fault
    finally:
        book.close()


def text_of(value: object) -> str:
    """A cell as somebody would have typed it. A formula stays the text it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip(" \t\r\n\xa0")[:MAX_CELL]
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return f"={value}"[:MAX_CELL]  # formulas of several cells come as objects
