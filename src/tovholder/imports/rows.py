"""One row of a file as text, and how much is taken."""

import re
from dataclasses import dataclass

from tovholder.imports.faults import Fault

MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 20_000  # characters

# What æ, ø and å look like when UTF-8 was read as Windows-1252, or DOS letters were.
_LOST = re.compile(r"\ufffd|Ã[¦¸¥†˜…]|[A-Za-z][›†‘][a-z]|^[›†‘][a-z]")
# What nobody sees and a terminal or a page obeys: control characters, and signs that turn the writing around.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def seen(text: str) -> str:
    """The text without them."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts as in a spreadsheet, from 1."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def stopping(self) -> tuple[Fault, ...]:
        """Without what is only a note."""
        return tuple(fault for fault in self.faults if not fault.warning)

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)

    def fitted(self, width: int) -> "Row":
        """As wide as the header; what stands beyond it is a fault, not something to drop."""
        if len(self.cells) < width:
            return Row(self.number, self.cells + ("",) * (width - len(self.cells)), self.faults)
        if not any(self.cells[width:]):
            return self if len(self.cells) == width else Row(self.number, self.cells[:width], self.faults)
        fault = Fault("row.too_long", self.number, facts={"found": len(self.cells), "wanted": width})
        return Row(self.number, self.cells[:width], (*self.faults, fault))


def row_of(number: int, cells: tuple[str, ...]) -> Row:
    """The row, with a fault where letters were lost on the way, and a note where signs nobody sees are left out."""
    faults: tuple[Fault, ...] = ()
    if any(_LOST.search(cell) for cell in cells if not cell.isascii()):
        faults = (Fault("row.encoding", number),)
    if not all(map(str.isprintable, cells)):
        kept = tuple(map(seen, cells))
        if kept != cells:
            return Row(number, kept, (*faults, Fault("row.unseen", number, warning=True)))
    return Row(number, cells, faults)
