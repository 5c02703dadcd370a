"""CSV as it comes out of Danish systems: UTF-8 with or without mark, Windows-1252, UTF-16; semicolon, comma or tab."""

import codecs
import csv
import io
import threading
from collections.abc import Callable, Iterator

from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.rows import MAX_CELL, Row, row_of

_CHUNK = 1_000_000
_DELIMITERS = ";\t,"
_limit = threading.Lock()


def open_rows(data: bytes) -> tuple[Callable[[], Iterator[Row]], tuple[Fault, ...]]:
    """How to walk the rows. Raises Unreadable for what is no text."""
    encoding, delimiter = written(data)
    return lambda: _rows(data, encoding, delimiter), ()


def written(data: bytes) -> tuple[str, str]:
    """Encoding and delimiter. Raises Unreadable for what is no text."""
    encoding = _encoding(data)
    return encoding, _delimiter(_first_lines(data, encoding))


def _encoding(data: bytes) -> str:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if b"\0" in data:
        raise Unreadable(Fault("file.binary"))
    return "utf-8-sig" if _is_utf8(data) else "windows-1252"


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline="")


def _first_lines(data: bytes, encoding: str) -> list[str]:
    text = _text(data[: 64_000 - 64_000 % 2], encoding)
    return [line for line in text.read().splitlines() if line.strip()][:10]


def _delimiter(lines: list[str]) -> str:
    """The separator that stands most often in the widest of the first lines; semicolon when none does."""
    counts = {mark: max((_outside_quotes(line).count(mark) for line in lines), default=0) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _rows(data: bytes, encoding: str, delimiter: str) -> Iterator[Row]:
    with _limit:
        csv.field_size_limit(MAX_CELL)
    reader = csv.reader(_text(data, encoding), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            # A quotation mark that is never closed swallows the rest of the file into one cell.
            code = "cell.too_long" if "field larger" in str(fault) and b'"' not in data else "file.quote"
            raise Unreadable(Fault(code, number, facts={"limit": MAX_CELL})) from fault
        yield row_of(number, tuple(cell.strip(" \t\r\n\ufeff\xa0") for cell in cells))
