"""A whole file read at once, for the command line: the usable rows, and every fault and warning with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from tovholder.imports import mapping, tables, translating
from tovholder.imports.cells import FactsOf, Reading
from tovholder.imports.faults import Fault, Unreadable

SAMPLES = 50
_OF_A_REGISTER = frozenset({"person.nothing_to_know_by"})  # only an import would know somebody again


@dataclass(frozen=True)
class FileRead:
    """`rows` are (number in the file, facts). With any fault the rows are not to be used."""

    name: str
    rows: tuple[tuple[int, FactsOf], ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


ON_THIS_MACHINE = tables.Limits(parquet=True)


def bytes_of(path: Path, limits: tables.Limits = ON_THIS_MACHINE) -> bytes:
    """The file's content. Raises Unreadable for one that is a folder, not there or too large, before it is read."""
    if path.is_dir():
        raise Unreadable(Fault("file.folder"))
    if not path.is_file():
        raise Unreadable(Fault("file.missing"))
    if path.stat().st_size > limits.size:
        raise Unreadable(Fault("file.too_large", facts={"limit": limits.size // 1_000_000}))
    return path.read_bytes()


def read_file(path: Path, kind: str, *, reading: Reading, without_register: bool = False) -> FileRead:
    """Read a file by its own headers. Never raises for what is wrong with the file: that is in `faults`."""
    try:
        data = bytes_of(path)
        table = tables.open_table(data, is_known=lambda word: mapping.is_known(kind, word), limits=ON_THIS_MACHINE)
        samples = [row.cells for row in islice(table.rows(), SAMPLES)]
        chosen = mapping.guess(kind, table.header, samples)
        missing = mapping.faults(kind, chosen, without_register=without_register)
        if missing:
            notes = [*table.warnings, *mapping.unread(kind, table.header, chosen)]
            return FileRead(path.name, faults=tuple(missing), warnings=tuple(notes))
        read = _translated(path.name, kind, table, chosen, reading)
        return _once(read) if without_register and kind == "people" else read
    except Unreadable as problem:
        return FileRead(path.name, faults=problem.faults)


def _translated(name: str, kind: str, table: tables.Table, chosen: Mapping[int, str], reading: Reading) -> FileRead:
    rows: list[tuple[int, FactsOf]] = []
    faults: list[Fault] = []
    warnings: list[Fault] = [*table.warnings, *mapping.unread(kind, table.header, chosen)]
    for row in table.rows():
        found = translating.translate(kind, chosen, row.cells, number=row.number, reading=reading)
        faults += [*row.stopping, *by_header(found.faults, chosen, table.header)]
        warnings += [fault for fault in row.faults if fault.warning]
        warnings += by_header(found.warnings, chosen, table.header)
        if not row.stopping and found.is_usable:
            rows.append((row.number, found.facts))
    if not rows and not faults:
        faults.append(Fault("file.no_rows"))
    return FileRead(name, tuple(rows), tuple(faults), tuple(warnings))


def _once(read: FileRead) -> FileRead:
    """Nobody twice, as an import has it. One name and birth date may be two people: a note, which stops nothing."""
    first: dict[tuple[str, ...], int] = {}
    faults, notes = list(read.faults), [each for each in read.warnings if each.code not in _OF_A_REGISTER]
    for number, person in read.rows:
        key = _key(person)
        other = first.setdefault(key, number) if key else number
        if other != number:
            is_note, facts = len(key) > 1, {"other": other}
            code = "row.maybe_same_as" if is_note else "row.same_as"
            (notes if is_note else faults).append(Fault(code, number, facts=facts, warning=is_note))
    return replace(read, faults=tuple(faults), warnings=tuple(notes))


def _key(facts: FactsOf) -> tuple[str, ...]:
    """What makes two rows the same person; empty where nothing does."""
    if facts.get("cpr"):
        return (facts["cpr"],)
    names = [facts.get(name, "") for name in ("given_name", "family_name", "born_on")]
    return tuple(each.casefold() for each in names) if all(names) else ()


def by_header(faults: Sequence[Fault], chosen: Mapping[int, str], header: Sequence[str]) -> list[Fault]:
    """The same faults with the file's own header as their column."""
    places = {name: header[at] for at, name in chosen.items()}
    return [replace(fault, column=places.get(fault.column, fault.column)) for fault in faults]
