"""Opens the data files that lie beside the code. Only this room's own files; a broken one is a fault of the product."""

import csv
import io
from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one shipped CSV file. Raises ValueError for a row with too many or too few cells."""
    source = resources.files("tovholder.vocabulary").joinpath("data", name)
    reader = csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"), newline=""))
    for row in reader:
        if None in row or None in row.values():
            raise ValueError(f"{name}, line {reader.line_num}: the row does not fit the header")
        yield row


def words(cell: str) -> tuple[str, ...]:
    """The words of a cell that holds several, parted by `|`."""
    return tuple(word.strip() for word in cell.split("|") if word.strip())
