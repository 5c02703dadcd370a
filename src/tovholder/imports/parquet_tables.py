"""Parquet, where polars is installed (the extra `parquet`): its columns are the header, its values text as typed."""

import io
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import numpy as np

from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.plain_csv import LOST, MOST, Array, Named, Plain, Wanted, are_plain
from tovholder.imports.rows import MAX_COLUMNS, Row, row_of
from tovholder.imports.workbooks import text_of

_MARK = b"PAR1"
_AT_ONCE = 50_000


def is_there() -> bool:
    """Whether Parquet can be read and written here."""
    return find_spec("polars") is not None


def is_parquet(data: bytes) -> bool:
    return data[:4] == _MARK


def open_rows(data: bytes, most: int) -> tuple[Callable[[], Iterator[Row]], tuple[Fault, ...]]:
    """How to walk the rows; the names of the columns are row 1. Raises Unreadable, before it unpacks too many."""
    if not is_there():
        raise Unreadable(Fault("file.parquet"))
    frame = _frame(data, most)
    return lambda: _rows(frame), ()


def _frame(data: bytes, most: int) -> Any:
    import polars

    try:
        columns = polars.read_parquet_schema(io.BytesIO(data))
        count = polars.read_parquet(io.BytesIO(data), columns=[]).height if columns else 0
        if len(columns) <= MAX_COLUMNS and count <= most:
            return polars.read_parquet(io.BytesIO(data))
    except (polars.exceptions.PolarsError, OSError, ValueError, BaseExceptionGroup) as fault:
        raise Unreadable(Fault("file.damaged")) from fault
    if count > most:
        raise Unreadable(Fault("file.too_many_rows", facts={"limit": most}))
    raise Unreadable(Fault("file.too_many_columns", facts={"limit": MAX_COLUMNS}))


def _rows(frame: Any) -> Iterator[Row]:
    yield row_of(1, tuple(name.strip() for name in frame.columns))
    number = 1
    for part in frame.iter_slices(_AT_ONCE):
        for values in part.rows():
            number += 1
            yield row_of(number, tuple(map(text_of, values)))


def plain(data: bytes, wanted: Wanted) -> Plain | None:
    """The columns as arrays, of a file that `open_rows` has taken; None when only the rows can tell."""
    import polars

    frame = polars.read_parquet(io.BytesIO(data))
    texts = [column for column in frame.get_columns() if column.dtype == polars.String]
    if frame.is_empty() or any(column.str.contains_any(list(LOST)).any() for column in texts):
        return None
    names = {at: _named(frame.to_series(at), optional=at in wanted.optional) for at in wanted.names}
    numbers = {at: _whole(frame.to_series(at), optional=at in wanted.optional) for at in wanted.numbers}
    told = {at: each for at, each in names.items() if each is not None}
    counted = {at: each for at, each in numbers.items() if each is not None}
    return Plain(told, counted) if len(told) + len(counted) == len(names) + len(numbers) else None


def _named(column: Any, *, optional: bool) -> Named | None:
    import polars

    if column.dtype.is_integer():
        column = column.cast(polars.String)
    if column.dtype != polars.String or (column.has_nulls() and not optional):
        return None
    column = column.fill_null("")
    each = column.unique(maintain_order=True)
    names = tuple(each.to_list())
    if not are_plain(names) or ("" in names and not optional):
        return None
    return Named(names, column.cast(polars.Enum(each)).to_physical().to_numpy().astype(np.int32))


def _whole(column: Any, *, optional: bool) -> Array | None:
    import polars

    if not column.dtype.is_integer() or (column.has_nulls() and not optional):
        return None
    whole = column.fill_null(0)
    if whole.max() > MOST or whole.min() < -MOST:
        return None
    made: Array = whole.cast(polars.Int64).to_numpy()
    return made
