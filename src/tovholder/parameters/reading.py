"""Reads `limits/*.yaml` and `terms/*.yaml` and refuses anything it does not understand.

Every fault is one line: file, entry, what. All faults are told at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from tovholder.base.reference import Reference
from tovholder.parameters import shapes
from tovholder.parameters.entry import Entry, Term
from tovholder.parameters.yaml_text import BadYamlError, load

UNITS = frozenset(
    {
        "days",
        "weeks",
        "months",
        "years",
        "hours",
        "hours per week",
        "kr",
        "kr per hour",
        "percent",
        "lists per week",
        "minutes",
        "people",
        "as the parts are named",
    }
)
SELECTED_BY = frozenset(
    {
        "any date",
        "start of stay",
        "start of IGU",
        "takeover date",
        "visitation date",
        "day of the talk",
        "day looked at",
        "first day of benefit",
        "day of sharing",
        "day of closing",
        "first day away",
    }
)
_REFERENCE_KEYS = frozenset({"title", "paragraph", "text"})
_LONGEST, _MOST_ALIASES = 200_000, 20  # of a text somebody hands in: aliases of aliases grow without end
_SOURCE_KEYS = frozenset({"reference", "verified", "valid_from", "valid_to"})


# The part of a value that says over how many months a mean is taken: never over none.
_MEANS = {"ratio_rule": "months", "additional_employment": "months"}


class ParameterFaultsError(ValueError):
    """The parameter files are wrong. `faults` has one line for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Book:
    """All limits by name, versions oldest first; all lists by name, rows in the file's order."""

    limits: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    lists: dict[str, tuple[Term, ...]] = field(default_factory=dict)


class _Faults:
    """Collects lines; `at` says where."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, where: str, what: str) -> None:
        self.lines.append(f"{where}: {what}")


def read(folder: Path) -> Book:
    """All parameters under `folder`. Raises ParameterFaultsError with every fault found."""
    faults, book = _Faults(), Book()
    for path in sorted(folder.glob("limits/*.yaml")):
        for name, written in _entries(path, faults):
            _add_limit(book, f"{path.name}: {name}", name, written, faults)
    for path in sorted(folder.glob("terms/*.yaml")):
        for name, written in _entries(path, faults):
            _add_list(book, f"{path.name}: {name}", name, written, faults)
    if not book.limits and not book.lists:
        faults.add(folder.name, "no parameters found")
    if faults.lines:
        raise ParameterFaultsError(faults.lines)
    return book


def changed(book: Book, text: str, *, name: str) -> Book:
    """Another book in which the entries written in `text` stand in place of those of the same name.

    An entry with `versions` is a limit, one with `rows` a list, each written whole as in our own files. Raises
    ParameterFaultsError for what is not understood, and for a name nobody knows: a slip would change nothing."""
    faults = _Faults()
    limits, lists = dict(book.limits), dict(book.lists)
    tried = Book(limits, lists)
    if len(text) > _LONGEST or text.count("*") > _MOST_ALIASES:
        raise ParameterFaultsError([f"{name}: is too large to be tried"])
    for entry, written in _content(text, name, faults):
        where = f"{name}: {entry}"
        known = limits.pop(entry, None)
        if known is not None:
            _add_limit(tried, where, entry, written, faults)
            _check_same_parts(known, tried.limits.get(entry, ()), where, faults)
        elif lists.pop(entry, None) is not None:
            _add_list(tried, where, entry, written, faults)
        else:
            faults.add(where, "is no parameter we know")
    if faults.lines:
        raise ParameterFaultsError(faults.lines)
    return tried


def _check_same_parts(known: Sequence[Entry], given: Sequence[Entry], where: str, faults: _Faults) -> None:
    """Rules ask for the parts they know: a value that is tried has those of the shipped one, each of its kind."""
    if not known:
        return
    pattern = known[-1].value
    for number, entry in enumerate(given, 1):
        shapes.check_like(pattern, entry.value, entry.unit, f"{where}: version {number}", faults.add)


def _entries(path: Path, faults: _Faults) -> list[tuple[str, Mapping[str, object]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        faults.add(path.name, str(error))
        return []
    return _content(text, path.name, faults)


def _content(text: str, name: str, faults: _Faults) -> list[tuple[str, Mapping[str, object]]]:
    try:
        content = load(text)
    except BadYamlError as error:
        faults.add(name, str(error))
        return []
    if not isinstance(content, dict):
        faults.add(name, "must be a mapping from names to entries")
        return []
    found: list[tuple[str, Mapping[str, object]]] = []
    for entry, written in content.items():
        if isinstance(written, dict):
            found.append((str(entry), written))
        else:
            faults.add(f"{name}: {entry}", "must be a mapping")
    return found


def _add_limit(book: Book, where: str, name: str, written: Mapping[str, object], faults: _Faults) -> None:
    if name in book.limits:
        faults.add(where, "is written twice")
        return
    shapes.check_keys(written, {"about", "unit", "selects_by", "versions"}, where, faults.add)
    unit, selects_by = written.get("unit"), written.get("selects_by")
    if unit not in UNITS:
        faults.add(where, f"unit {unit!r} is not one of: {', '.join(sorted(UNITS))}")
    if selects_by not in SELECTED_BY:
        faults.add(where, f"selects_by {selects_by!r} is not a date we know")
    found = []
    for number, version in enumerate(shapes.rows(written, "versions", where, faults.add), 1):
        here = f"{where}: version {number}"
        shapes.check_keys(version, {"value"}, here, faults.add, optional=_SOURCE_KEYS)
        source = _source(version, {}, here, faults)
        if source is not None:
            given = shapes.frozen(version.get("value"), here, faults.add)
            since, until = source[1]
            shapes.check_amounts(given, str(unit), here, faults.add, mean_over=_MEANS.get(name, ""))
            about = str(written.get("about") or "").strip()
            found.append(Entry(name, given, str(unit), source[0], str(selects_by), since, until, about))
    found.sort(key=lambda entry: entry.valid_from or date.min)
    for before, after in pairwise(found):
        if before.valid_to is None or after.valid_from is None or before.valid_to >= after.valid_from:
            faults.add(where, f"two versions hold on {after.valid_from}")
    book.limits[name] = tuple(found)


def _add_list(book: Book, where: str, name: str, written: Mapping[str, object], faults: _Faults) -> None:
    if name in book.lists:
        faults.add(where, "is written twice")
        return
    shapes.check_keys(
        written,
        {"about", "selects_by", "rows"},
        where,
        faults.add,
        optional={"attributes", "reference", "verified", "valid_from"},
    )
    if written.get("selects_by") not in SELECTED_BY:
        faults.add(where, f"selects_by {written.get('selects_by')!r} is not a date we know")
    declared = shapes.declared_attributes(written, where, faults.add)
    found: list[Term] = []
    for number, row in enumerate(shapes.rows(written, "rows", where, faults.add), 1):
        here = f"{where}: {row.get('code') or f'row {number}'}"
        term = _term(row, written, declared, here, faults)
        if term is None:
            continue
        if any(shapes.overlap(term, other) for other in found if other.code == term.code):
            faults.add(here, "is written twice for the same dates")
        found.append(term)
    book.lists[name] = tuple(found)


def _term(
    row: Mapping[str, object],
    defaults: Mapping[str, object],
    declared: Mapping[str, str],
    where: str,
    faults: _Faults,
) -> Term | None:
    shapes.check_keys(row, {"code", "da", "en"}, where, faults.add, optional=_SOURCE_KEYS | set(declared))
    texts = [row.get(key) for key in ("code", "da", "en")]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        faults.add(where, "code, da and en must be texts (quote true, false, dates and numbers)")
        return None
    source = _source(row, defaults, where, faults)
    attributes = shapes.attributes(row, declared, where, faults.add)
    if source is None:
        return None
    code, da, en = (str(text) for text in texts)
    return Term(code, da, en, source[0], *source[1], attributes)


def _source(
    row: Mapping[str, object], defaults: Mapping[str, object], where: str, faults: _Faults
) -> tuple[Reference, tuple[date | None, date | None]] | None:
    written = row.get("reference", defaults.get("reference"))
    if not isinstance(written, dict) or not isinstance(written.get("title"), str):
        faults.add(where, "has no reference with a title")
        return None
    shapes.check_keys(written, {"title"}, f"{where}: reference", faults.add, optional=_REFERENCE_KEYS)
    verified = row.get("verified", defaults.get("verified"))
    if not isinstance(verified, bool):
        faults.add(where, "verified must be true or false")
        return None
    days: list[date | None] = []
    for key in ("valid_from", "valid_to"):
        given = row.get(key, defaults.get(key))
        if given is not None and not shapes.is_day(given):
            faults.add(where, f"{key} {given!r} is not a date like 2026-03-04")
            return None
        days.append(given if isinstance(given, date) else None)
    since, until = days
    if since is not None and until is not None and until < since:
        faults.add(where, f"ends on {until}, before it starts on {since}")
    title, paragraph, text = (str(written.get(key) or "") for key in ("title", "paragraph", "text"))
    return Reference(title, paragraph, text, since, verified), (since, until)
