"""A large CSV of names and whole numbers as arrays, in a tenth of the time that walking its rows takes.

Only where every line is plain: as many cells as the header, no blank line, no lost letters, no blanks around a name,
whole numbers written as such, quotation marks around whole cells only. Else None, and whoever asked walks the rows:
they name what is wrong, or read what is merely unusual.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tovholder.imports import csv_tables
from tovholder.imports.rows import MAX_CELL, row_of

Array = npt.NDArray[Any]
Progress = Callable[[int, int], None]

LOST = "\ufffdÃ›†‘"
"""What lost letters leave behind, see rows.py: whether they did is seen row by row."""

MOST = 10**18
_AT_ONCE = 8_000_000  # bytes
_LONGEST_NAME, _MOST_DIGITS = 64, 18  # bytes
_BLANKS = " \t\r\n\ufeff\xa0"
_MIXING = np.uint64(0x9E3779B97F4A7C15)
_LINE, _QUOTE, _MINUS, _ZERO = b'\n"-0'


@dataclass(frozen=True)
class Wanted:
    """Where the columns are. A cell of `optional` may be empty: no name, or 0."""

    width: int
    names: Sequence[int]
    numbers: Sequence[int]
    optional: frozenset[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Named:
    """A column of names, each once, and which of them each line has."""

    names: tuple[str, ...]
    rows: Array  # (lines,) int32


@dataclass(frozen=True, eq=False)
class Plain:
    names: dict[int, Named]
    numbers: dict[int, Array]  # (lines,) int64


def are_plain(names: Sequence[str]) -> bool:
    """No blanks around them, no letters lost."""
    return all(name == name.strip(_BLANKS).strip() for name in names) and not row_of(0, tuple(names)).faults


class _Unusual(Exception):
    """Not plain."""


def read(data: bytes, header_row: int, wanted: Wanted, *, most: int, progress: Progress) -> Plain | None:
    """The columns below line `header_row`; None when anything is not plain. `progress` is told (lines, of all)."""
    encoding, delimiter = csv_tables.written(data)
    try:
        content = _uniform(data, encoding)
        start = _after_lines(content, header_row)
        lines = content.count(b"\n", start)
        if not 0 < lines <= most:
            return None
        return _walked(content, start, ord(delimiter), wanted, lambda done: progress(done, lines))
    except _Unusual:
        return None


def _uniform(data: bytes, encoding: str) -> bytes:
    """As UTF-8 with plain line ends, the last of them there and no blank lines after it."""
    if not data.isascii():
        text = data.decode(encoding, errors="replace")
        if any(mark in text for mark in LOST):
            raise _Unusual
        data = text.encode()
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if b"\r" in data:
            raise _Unusual
    return data.rstrip(b"\n") + b"\n"


def _after_lines(content: bytes, lines: int) -> int:
    at = 0
    for _ in range(lines):
        at = content.find(b"\n", at) + 1
        if not at:
            raise _Unusual
    return at


def _walked(content: bytes, start: int, delimiter: int, wanted: Wanted, told: Callable[[int], None]) -> Plain:
    names = {at: _Names() for at in wanted.names}
    numbers: dict[int, list[Array]] = {at: [] for at in wanted.numbers}
    done = 0
    while start < len(content):
        end = content.rfind(b"\n", start, start + _AT_ONCE) + 1 or content.find(b"\n", start) + 1
        cells = _Cells.of(content[start:end], delimiter, wanted.width)
        for at, known in names.items():
            known.add(*cells.words(at, optional=at in wanted.optional))
        for at, made in numbers.items():
            made.append(cells.numbers(at, optional=at in wanted.optional))
        start, done = end, done + len(cells.starts)
        told(done)
    return Plain(
        {at: known.all() for at, known in names.items()},
        {at: np.concatenate(made) for at, made in numbers.items()},
    )


@dataclass(frozen=True, eq=False)
class _Cells:
    """Where the cells of some lines start and end."""

    held: Array  # bytes, with room behind, so that a cell of the greatest width can be taken anywhere
    starts: Array  # (lines, width)
    ends: Array

    @classmethod
    def of(cls, piece: bytes, delimiter: int, width: int) -> "_Cells":
        held = np.frombuffer(piece + bytes(_LONGEST_NAME), np.uint8)
        marks = np.flatnonzero((held == delimiter) | (held == _LINE))
        if marks.size % width:
            raise _Unusual
        ends: Array = marks.reshape(-1, width)
        if (held[ends[:, -1]] != _LINE).any() or (held[ends[:, :-1]] == _LINE).any():
            raise _Unusual
        starts = np.concatenate(([0], marks[:-1] + 1)).reshape(ends.shape)
        if (ends - starts).max() > MAX_CELL:
            raise _Unusual
        return cls(held, *_unquoted(held, starts, ends))

    def matrix(self, at: int, most: int) -> tuple[Array, Array]:
        """The bytes of a column, 0 behind the end of a cell, and the lengths."""
        starts, sizes = self.starts[:, at], self.ends[:, at] - self.starts[:, at]
        width = int(sizes.max())
        if width > most:
            raise _Unusual
        width = -(-max(width, 1) // 8) * 8
        taken = np.lib.stride_tricks.sliding_window_view(self.held, width)[starts]
        taken[np.arange(width) >= sizes[:, None]] = 0
        return taken, sizes

    def words(self, at: int, *, optional: bool) -> tuple[Array, Array]:
        """(lines, words) the names as words of eight bytes, and one number for each name."""
        taken, sizes = self.matrix(at, _LONGEST_NAME)
        if not optional and not sizes.all():
            raise _Unusual
        words = taken.view(np.uint64)
        mixed = words[:, 0].copy()
        for column in range(1, words.shape[1]):
            mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIXING + words[:, column]
        return words, mixed

    def numbers(self, at: int, *, optional: bool) -> Array:
        taken, sizes = self.matrix(at, _MOST_DIGITS)
        below = taken[:, 0] == _MINUS
        if (sizes == below).any() and not (optional and (sizes[sizes == below] == 0).all()):
            raise _Unusual
        made = np.zeros(sizes.size, np.int64)
        for column in range(int(sizes.max())):
            inside = (sizes > column) & ~below if column == 0 else sizes > column
            digit = taken[:, column] - np.uint8(_ZERO)  # what lies below 0 turns into a large number
            if (inside & (digit > 9)).any():
                raise _Unusual
            made = np.where(inside, made * 10 + digit, made)
        return np.where(below, -made, made)


def _unquoted(held: Array, starts: Array, ends: Array) -> tuple[Array, Array]:
    """Without the quotation marks around whole cells."""
    quotes = int((held == _QUOTE).sum())
    if not quotes:
        return starts, ends
    before, behind = held[starts] == _QUOTE, held[ends - 1] == _QUOTE
    behind &= ends - starts > 1
    if (before != behind).any() or 2 * int(before.sum()) != quotes:
        raise _Unusual
    return starts + before, ends - behind


class _Names:
    """A column's names while it is read."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.rows: list[Array] = []

    def add(self, words: Array, mixed: Array) -> None:
        _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
        if (words[first[which]] != words).any():  # two names that mix to one number
            raise _Unusual
        names = [each.tobytes().rstrip(b"\0").decode() for each in words[first]]
        if not are_plain(names):
            raise _Unusual
        places = [self.known.setdefault(name, len(self.known)) for name in names]
        self.rows.append(np.array(places, np.int32)[which])

    def all(self) -> Named:
        return Named(tuple(self.known), np.concatenate(self.rows))
