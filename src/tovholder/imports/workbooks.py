"""XLSX, read as a stream and never calculated. A workbook that unpacks to far more than it says is not unpacked."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl

from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.rows import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, row_of

MAX_UNPACKED = 400_000_000
MAX_TEXTS = 60_000_000  # the table of shared texts is the one part that is held in memory
MAX_PARTS = 2_000
_BLANK_ROWS_AT_END = 10_000
_ABOVE_ROWS = 10  # a title and a header
_SHORTEST_ROW = 20  # bytes: <row><c><v>1</v></c></row> is longer
_CHUNK = 1_000_000

Opened = tuple[Callable[[], Iterator[Row]], tuple[Fault, ...]]


def open_rows(data: bytes, wanted: str = "", most: int = MAX_ROWS) -> Opened:
    """How to walk the rows of the sheet `wanted`, or else of the first that is shown and has anything in it.

    Raises Unreadable for what is no workbook, one that expands, and one that is seen to have more rows than `most`.
    """
    _look_inside(data)
    book = _load(data)
    try:
        names = [sheet.title for sheet in book.worksheets]
        at = names.index(wanted) if wanted in names else _first_with_anything(data, book)
        if _rows_seen(data, book.worksheets[at], most) > most + _ABOVE_ROWS:
            raise Unreadable(Fault("file.too_many_rows", facts={"limit": most}))
    finally:
        book.close()
    is_told = len(names) > 1 and wanted not in names
    more = (Fault("file.more_sheets", facts={"sheet": names[at]}, warning=True),) if is_told else ()
    return lambda: _rows(data, at), more


def _first_with_anything(data: bytes, book: Any) -> int:
    """A hidden sheet holds lists and notes of whoever made the file. The first of all when none has anything."""
    if len(book.worksheets) == 1:
        return 0
    shown = [at for at, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible"]
    filled = (at for at in shown if any(not row.is_blank for row in _rows(data, at)))
    return next(filled, shown[0] if shown else 0)


def _rows_seen(data: bytes, sheet: Any, most: int) -> int:
    """Rows with a value in them, counted without reading a cell: reading takes a minute for what is refused then."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        part = next((each for each in packed.infolist() if each.filename == sheet._worksheet_path), None)
        if part is None or part.file_size < most * _SHORTEST_ROW:
            return 0
        count, rest = 0, b""
        try:
            with packed.open(part) as stream:
                while count <= most + _ABOVE_ROWS and (piece := stream.read(_CHUNK)):
                    *rows, rest = (rest + piece).split(b"</row>")
                    count += sum(b"<v>" in row or b"<is>" in row for row in rows)
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error) as fault:
            raise Unreadable(Fault("file.damaged")) from fault
    return count


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
