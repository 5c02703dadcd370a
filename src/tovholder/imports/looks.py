"""What a reader of rows learns of cases that are here: a row that says "nothing new" tells what the case holds. The
page notes it in the read log, as the case page notes a field that is shown."""

from collections.abc import Iterable

from tovholder.imports import queries
from tovholder.imports.models import Import, ImportRow
from tovholder.imports.staged import CHANGED, SAME
from tovholder.people.services import import_walls

# As the read log calls them, from the least to the most.
_FIELDS = {"health": import_walls.HEALTH, "address": import_walls.ADDRESS, "cpr": ("cpr",)}
_SHUT = {"health": import_walls.NO_HEALTH, "address": import_walls.NO_ADDRESS, "cpr": import_walls.NO_CPR}


def compared(file: Import, rows: Iterable[ImportRow]) -> dict[str, set[int]]:
    """Fields of the read log -> the people of whom these rows say whether the file is right about them."""
    found: dict[str, set[int]] = {fields: set() for fields in _FIELDS}
    for row in rows:
        if any(fault.code == "person.other_cpr" for fault in queries.faults_of(row)):
            found["cpr"] |= set(row.candidates)
        if row.target_id is None or row.match not in (SAME, CHANGED):
            continue
        shut = {fault.code for fault in queries.faults_of(row)}
        for fields, names in _FIELDS.items():
            if _SHUT[fields] not in shut and _says(file, row, names):
                found[fields].add(row.target_id)
    return found


def _says(file: Import, row: ImportRow, names: tuple[str, ...]) -> bool:
    cells = queries.cells_of(row)
    return any(name in names and int(at) < len(cells) and cells[int(at)] for at, name in file.mapping.items())
