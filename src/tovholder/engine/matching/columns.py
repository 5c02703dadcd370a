"""Typed, read-only columns: how arrays enter a Problem, and what is refused at the door."""

# ruff: noqa: RUF009 - column() describes a field, as dataclasses.field() does

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Self, TypeAlias

import numpy as np
import numpy.typing as npt

Bool: TypeAlias = npt.NDArray[np.bool_]
I8: TypeAlias = npt.NDArray[np.int8]
I16: TypeAlias = npt.NDArray[np.int16]
I32: TypeAlias = npt.NDArray[np.int32]
F64: TypeAlias = npt.NDArray[np.float64]
I64: TypeAlias = npt.NDArray[np.int64]
U16: TypeAlias = npt.NDArray[np.uint16]
U32: TypeAlias = npt.NDArray[np.uint32]
U64: TypeAlias = npt.NDArray[np.uint64]
Index: TypeAlias = slice | npt.NDArray[np.intp]

UNKNOWN = -1
"""Levels, hours, minutes, places, table rows: not known."""

UNKNOWN_DAY = -(2**31)
"""Days since 1970-01-01: not known."""

NO_END = 2**31 - 1
"""Days since 1970-01-01: known to have no end."""

UNKNOWN_PLACE = -(2**31)
"""Metres: not known."""


def column(dtype: type[np.generic], unknown: int | bool) -> Any:
    """A dataclass field that holds one value per row; `unknown` is the value that says nothing about the row."""
    return field(metadata={"dtype": np.dtype(dtype), "unknown": unknown})


def rows_column(dtype: type[np.generic] | None = None) -> Any:
    """A dataclass field that holds a `Csr`: any number of entries per row, with values of `dtype` or without."""
    return field(metadata={"csr": True, "dtype": None if dtype is None else np.dtype(dtype)})


def settled(name: str, values: npt.ArrayLike, dtype: np.dtype[Any]) -> npt.NDArray[Any]:
    """`values` as a read-only array of `dtype`; ValueError names the column when a value does not fit."""
    given = np.asarray(values)
    made = np.ascontiguousarray(given).astype(dtype, copy=False) if given.size else np.zeros(given.shape, dtype)
    if given.dtype != dtype and given.size and not np.array_equal(made, given):
        raise ValueError(f"{name}: a value does not fit {dtype.name}")
    view = made.view()
    view.flags.writeable = False
    return view


@dataclass(frozen=True, eq=False)
class Csr:
    """Any number of entries per row: row i owns ``indices[indptr[i]:indptr[i + 1]]``, strictly increasing.

    indptr (rows + 1,) int64; indices (entries,) int32; values (entries,) int16 (a level 1..3, months) or all ones.
    """

    indptr: I64
    indices: I32
    values: I16

    def __post_init__(self) -> None:
        for name, dtype in (("indptr", np.int64), ("indices", np.int32), ("values", np.int16)):
            object.__setattr__(self, name, settled(name, getattr(self, name), np.dtype(dtype)))
        if self.indptr.ndim != 1 or self.indptr.size == 0 or self.indptr[0] != 0 or (np.diff(self.indptr) < 0).any():
            raise ValueError("indptr: must start at 0 and never fall")
        if self.indptr[-1] != self.indices.size or self.indices.shape != self.values.shape:
            raise ValueError("indices, values: must be as long as the last entry of indptr")
        within = np.ones(self.indices.size, bool)
        within[self.indptr[:-1][self.indptr[:-1] < self.indices.size]] = False
        if self.indices.size and (self.indices.min() < 0 or (np.diff(self.indices, prepend=-1)[within] <= 0).any()):
            raise ValueError("indices: must be 0 or more and strictly increasing within a row")

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.indptr.size - 1

    @cached_property
    def lengths(self) -> I64:
        """(rows,) entries of each row."""
        return np.diff(self.indptr)

    def row(self, row: int) -> tuple[I32, I16]:
        """Indices and values of one row."""
        span = slice(int(self.indptr[row]), int(self.indptr[row + 1]))
        return self.indices[span], self.values[span]

    def owners(self) -> I32:
        """(entries,) the row that owns each entry."""
        return np.repeat(np.arange(self.rows, dtype=np.int32), self.lengths)

    def inverted(self, size: int) -> "Csr":
        """The same entries by index: row i lists the rows that hold index i. `size`: number of indices."""
        order = np.argsort(self.indices, kind="stable")
        starts = np.searchsorted(self.indices[order], np.arange(size + 1))
        return Csr(starts, self.owners()[order], self.values[order])

    def take(self, rows: npt.NDArray[np.intp]) -> "Csr":
        """The rows asked for, in that order."""
        lengths = self.lengths[rows]
        indptr = np.concatenate(([0], np.cumsum(lengths)))
        entries = np.arange(indptr[-1]) + np.repeat(self.indptr[:-1][rows] - indptr[:-1], lengths)
        return Csr(indptr, self.indices[entries], self.values[entries])

    @classmethod
    def empty(cls, rows: int) -> "Csr":
        """`rows` rows without entries."""
        return cls(np.zeros(rows + 1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int16))

    @classmethod
    def of(cls, rows: Iterable[Mapping[int, int] | Iterable[int]]) -> "Csr":
        """From one mapping (index -> value) or one collection of indices per row; sorted here."""
        indptr, indices, values = [0], [], []
        for entries in rows:
            held = dict(entries) if isinstance(entries, Mapping) else dict.fromkeys(entries, 1)
            for index in sorted(held):
                indices.append(index)
                values.append(held[index])
            indptr.append(len(indices))
        return cls(np.array(indptr, np.int64), np.array(indices, np.int64), np.array(values, np.int64))


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """Columns of one length. `key` comes first: a keyed pseudonymous id, unique, used for ties and for nothing else."""

    key: U64 = column(np.uint64, 0)

    def __post_init__(self) -> None:
        table = type(self).__name__.lower()
        for each in fields(self):
            self._settle(f"{table}.{each.name}", each.name, each.metadata)
        if np.unique(self.key).size != self.key.size:
            raise ValueError(f"{table}.key: the same key is given twice")

    def _settle(self, label: str, name: str, about: Mapping[str, Any]) -> None:
        value = getattr(self, name)
        if about.get("csr"):
            rows = value.rows
        else:
            value = settled(label, value, about["dtype"])
            rows = value.shape[0] if value.ndim == 1 else -1
            object.__setattr__(self, name, value)
        if rows != len(self):
            raise ValueError(f"{label}: has {rows} rows where key has {len(self)}")

    def __len__(self) -> int:
        return int(np.asarray(self.key).shape[0])

    @classmethod
    def blank(cls, key: npt.ArrayLike, **columns: Any) -> Self:
        """Rows of which nothing is known but what is given: columns left out hold their "unknown"."""
        count = np.asarray(key).shape[0]
        for each in fields(cls):
            if each.name == "key" or each.name in columns:
                continue
            if each.metadata.get("csr"):
                columns[each.name] = Csr.empty(count)
            else:
                columns[each.name] = np.full(count, each.metadata["unknown"], each.metadata["dtype"])
        return cls(key=np.asarray(key), **columns)

    def take(self, rows: npt.NDArray[np.intp]) -> Self:
        """The rows asked for, in that order."""
        return type(self)(
            **{
                each.name: getattr(self, each.name).take(rows)
                if each.metadata.get("csr")
                else getattr(self, each.name)[rows]
                for each in fields(self)
            }
        )
