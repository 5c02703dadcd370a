"""A table out of a file: its header and its rows as text, one row at a time. Nothing is calculated, nothing is guessed.

Raises Unreadable for a file that is no table. Faults of single rows travel with the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from tovholder.imports import csv_tables, parquet_tables, plain_csv, workbooks
from tovholder.imports.fault_words import OTHER_FILES
from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.rows import MAX_COLUMNS, MAX_ROWS, Row

MAX_BYTES = 40_000_000
_HEADER_WITHIN = 10  # a title and a blank line may stand above the header
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Table:
    """`header` as written; `header_row` is where it stands. `rows` may be walked once for each call."""

    header: tuple[str, ...]
    header_row: int
    warnings: tuple[Fault, ...]
    _source: Callable[[], Iterator[Row]]
    most_rows: int | None = None  # MAX_ROWS where nothing is said
    data: bytes = b""

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """The rows with something in them, as wide as the header, from the row after `after` on.

        Raises Unreadable when there are more than may be."""
        width, count, most = len(self.header), 0, self.most_rows or MAX_ROWS
        for row in self._source():
            if row.number <= self.header_row or row.is_blank:
                continue
            count += 1
            if count > most:
                raise Unreadable(Fault("file.too_many_rows", facts={"limit": most}))
            if row.number > after:
                yield row.fitted(width)

    @property
    def lines(self) -> int:
        """About how many rows a CSV has; 0 where nobody knows before they are walked."""
        return 0 if _is_workbook(self.data) or parquet_tables.is_parquet(self.data) else self.data.count(b"\n")

    def plain(self, wanted: plain_csv.Wanted, progress: plain_csv.Progress) -> plain_csv.Plain | None:
        """Columns of names and whole numbers at once, where CSV or Parquet is plain enough; None: walk the rows."""
        if _is_workbook(self.data):
            return None
        if parquet_tables.is_parquet(self.data):
            return parquet_tables.plain(self.data, wanted) if self.header_row == 1 else None
        return plain_csv.read(self.data, self.header_row, wanted, most=self.most_rows or MAX_ROWS, progress=progress)


@dataclass(frozen=True)
class Limits:
    """How much is taken, and whether Parquet is: a file from a browser is held to less than one of this machine."""

    size: int = MAX_BYTES
    rows: int | None = None  # MAX_ROWS where nothing is said
    parquet: bool = False
    sheet: str = ""  # of a workbook; the first where none has that name


FROM_A_BROWSER = Limits()


def open_table(data: bytes, *, is_known: Callable[[str], bool] = bool, limits: Limits = FROM_A_BROWSER) -> Table:
    """The table in the file. `is_known` says whether a word is the name of a column: it finds the header."""
    if len(data) > limits.size:
        raise Unreadable(Fault("file.too_large", facts={"limit": limits.size // 1_000_000}))
    if not data.strip():
        raise Unreadable(Fault("file.empty"))
    _refuse_other_files(data)
    source, warnings = _open(data, limits)
    try:
        header, header_row = _header(source(), is_known)
    except Unreadable as problem:
        raise Unreadable(*problem.faults, *warnings) from problem  # which sheet it is about
    table = Table(header, header_row, warnings, source, limits.rows, data)
    if limits.rows is None and table.lines > MAX_ROWS:
        for _ in table.rows():
            pass  # too many rows are told now, and not when all but one of them have been kept
    return table


def _is_workbook(data: bytes) -> bool:
    return data[:2] == b"PK"


def _open(data: bytes, limits: Limits) -> tuple[Callable[[], Iterator[Row]], tuple[Fault, ...]]:
    most = limits.rows or MAX_ROWS
    if limits.parquet and parquet_tables.is_parquet(data):
        return parquet_tables.open_rows(data, most)
    if _is_workbook(data):
        return workbooks.open_rows(data, limits.sheet, most)
    if b'"' not in data and data.count(b"\n") > most + _HEADER_WITHIN:
        raise Unreadable(Fault("file.too_many_rows", facts={"limit": most}))  # seen before a row is read
    return csv_tables.open_rows(data)


def _refuse_other_files(data: bytes) -> None:
    for start, what in OTHER_FILES.items():
        if data.lstrip()[: len(start)].lower() == start.lower():
            raise Unreadable(Fault("file.is_other", facts={"what": what}))
    if data[:4] == _OLD_EXCEL:
        raise Unreadable(Fault("file.old_excel"))


def _header(rows: Iterator[Row], is_known: Callable[[str], bool]) -> tuple[tuple[str, ...], int]:
    """The first row with a known column name, else the first row that is not blank."""
    first = None
    for row in chain(rows, ()):
        if row.number > _HEADER_WITHIN and first is not None:
            break
        if row.is_blank:
            continue
        first = first or row
        if sum(is_known(cell) for cell in row.cells) >= min(2, sum(map(bool, row.cells))):
            first = row
            break
    if first is None:
        raise Unreadable(Fault("file.empty"))
    header = first.cells
    while header and not header[-1]:
        header = header[:-1]
    if len(header) > MAX_COLUMNS:
        raise Unreadable(Fault("file.too_many_columns", facts={"limit": MAX_COLUMNS}))
    _refuse_duplicates(header, first.number)
    return header, first.number


def _refuse_duplicates(header: tuple[str, ...], row: int) -> None:
    seen: dict[str, int] = {}
    faults = []
    for at, name in enumerate(header, 1):
        key = name.strip().casefold()
        if key and key in seen:
            faults.append(Fault("header.duplicate", row, name, {"other": seen[key]}))
        seen.setdefault(key, at)
    if faults:
        raise Unreadable(*faults)
