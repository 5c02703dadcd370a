"""Which faults of the five files are their own: one fault is told once, and not again by every row that leans on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from tovholder.engine.cohorts import Fault

NO_COLUMN = "the column is missing"
LOOKED_UP = {"people": ("municipality",), "courses": ("industry",), "travel": ("municipality", "site")}
"""Needed columns that the engine misses only row by row."""

_NAMES_LOST = (NO_COLUMN, "is empty", "there are no rows")
_NAMED_IN = {
    " is not a course": ("courses.csv", "course"),
    " is not a site": ("sites.csv", "site"),
    " is not an industry of demand.csv": ("demand.csv", "industry"),
    " is not a municipality of travel.csv": ("travel.csv", "municipality"),
}
_OF_TWO_CELLS = (" is before the first week, ", " is less than the minimum of ")


def missing(columns: Mapping[str, Iterable[str]]) -> list[Fault]:
    """Those of LOOKED_UP that are not among the columns of their file."""
    return [
        Fault(f"{file}.csv", 1, name, NO_COLUMN)
        for file, names in LOOKED_UP.items()
        for name in names
        if name not in columns[file]
    ]


def own(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Without those that only follow from a missing column, lost names or a cell that is told of already."""
    gone = {(each.file, each.column) for each in faults if each.text == NO_COLUMN}
    unnamed = {(each.file, each.column) for each in faults if each.text in _NAMES_LOST}
    told: set[tuple[str, int, str]] = set()
    for each in faults:
        if each.text != NO_COLUMN and (each.file, each.column) in gone:
            continue
        if not _follows(each, unnamed, told):
            told.add((each.file, each.row, each.column))
            yield each


def _follows(fault: Fault, unnamed: Set[tuple[str, str]], told: Set[tuple[str, int, str]]) -> bool:
    if any(fault.text.endswith(end) and place in unnamed for end, place in _NAMED_IN.items()):
        return True
    return any(word in fault.text for word in _OF_TWO_CELLS) and (fault.file, fault.row, fault.column) in told
