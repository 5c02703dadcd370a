"""Questions to the shipped parameters. They are read once; no question knows today's date."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path

from tovholder.parameters.entry import Entry, NotInForceError, Term, UnknownParameterError, in_force
from tovholder.parameters.reading import Book, changed, read

FOLDER = Path(__file__).parent


_tried: ContextVar[Book | None] = ContextVar("the book that is tried", default=None)


@lru_cache(maxsize=1)
def _book() -> Book:
    return read(FOLDER)


def with_changes(text: str, *, name: str) -> Book:
    """The shipped parameters with the entries of `text` in place of theirs. Raises ParameterFaultsError."""
    return changed(_book(), text, name=name)


@contextmanager
def trying(book: Book) -> Iterator[None]:
    """Within the block every question is answered by this book. Nothing is written, and others see the shipped one."""
    before = _tried.set(book)
    try:
        yield
    finally:
        _tried.reset(before)


def is_trying() -> bool:
    """Whether another book than the shipped one answers here and now."""
    return _tried.get() is not None


def value(name: str, *, on: date) -> Entry:
    """The version of a limit that holds on `on`, the date its `selects_by` names.

    Raises UnknownParameterError for a name nobody wrote, NotInForceError when no version holds.
    """
    tried = _tried.get()
    return _shipped_value(name, on) if tried is None else _value(tried, name, on)


@lru_cache(maxsize=4096)
def _shipped_value(name: str, on: date) -> Entry:
    return _value(_book(), name, on)


def _value(book: Book, name: str, on: date) -> Entry:
    versions = book.limits.get(name)
    if versions is None:
        raise UnknownParameterError(name)
    for entry in versions:
        if in_force(entry.valid_from, entry.valid_to, on):
            return entry
    raise NotInForceError(f"{name} on {on.isoformat()}")


def terms(name: str, *, on: date | None = None) -> tuple[Term, ...]:
    """The rows of a list that hold on `on`, in the file's order; without a date, all rows ever."""
    tried = _tried.get()
    return _shipped_terms(name, on) if tried is None else _terms(tried, name, on)


@lru_cache(maxsize=1024)
def _shipped_terms(name: str, on: date | None) -> tuple[Term, ...]:
    return _terms(_book(), name, on)


def _terms(book: Book, name: str, on: date | None) -> tuple[Term, ...]:
    rows = book.lists.get(name)
    if rows is None:
        raise UnknownParameterError(name)
    if on is None:
        return rows
    return tuple(row for row in rows if in_force(row.valid_from, row.valid_to, on))


def term(name: str, code: str, *, on: date | None = None) -> Term:
    """One row by its code; without a date the newest, so that old cases keep their words.

    Raises UnknownParameterError for a code nobody wrote, NotInForceError when no version holds on `on`.
    """
    tried = _tried.get()
    return _shipped_term(name, code, on) if tried is None else _term(tried, name, code, on)


@lru_cache(maxsize=8192)
def _shipped_term(name: str, code: str, on: date | None) -> Term:
    return _term(_book(), name, code, on)


def _term(book: Book, name: str, code: str, on: date | None) -> Term:
    ever = [row for row in _terms(book, name, None) if row.code == code]
    if not ever:
        raise UnknownParameterError(f"{name}: {code}")
    if on is None:
        return max(ever, key=lambda row: row.valid_from or date.min)
    for row in ever:
        if in_force(row.valid_from, row.valid_to, on):
            return row
    raise NotInForceError(f"{name}: {code} on {on.isoformat()}")


def is_term(name: str, code: str, *, on: date | None = None) -> bool:
    """Whether the list has this code (on this date)."""
    return any(row.code == code for row in terms(name, on=on))


def limit_names() -> tuple[str, ...]:
    """All limits, for the page that shows them and for the tests."""
    return tuple(_book().limits)


def list_names() -> tuple[str, ...]:
    """All lists, for the page that shows them and for the tests."""
    return tuple(_book().lists)


@lru_cache(maxsize=512)
def versions(name: str) -> tuple[Entry, ...]:
    """All versions of one limit, oldest first. Raises UnknownParameterError."""
    found = _book().limits.get(name)
    if found is None:
        raise UnknownParameterError(name)
    return found
