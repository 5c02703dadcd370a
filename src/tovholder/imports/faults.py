"""What is wrong with a file or a cell: a code with its facts, told in one line with file, row, column and what to do.

The words are here and not at the edge, because the command line tells them without a database and without Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tovholder.imports.fault_words import WORDS

# A remark: the row names another municipality than the one it is read into. Somebody has to decide whose case it is.
OTHER_MUNICIPALITY = "person.other_municipality"


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` counts as in a spreadsheet, from 1; 0 is the file as a whole. A warning stops nothing.

    A fact that is a pair is (English, Danish)."""

    code: str
    row: int = 0
    column: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False


class Unreadable(Exception):
    """The file cannot be used at all."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


class NotUnderstood(Exception):
    """A cell that cannot be read; the caller knows where it stands."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def words(fault: Fault, language: str) -> str:
    """What is wrong and what to do, without the place."""
    danish = language.startswith("da")
    facts = {name: fact[danish] if isinstance(fact, tuple) else fact for name, fact in fault.facts.items()}
    return WORDS[fault.code][danish].format_map(facts)


def line(fault: Fault, file: str, language: str) -> str:
    """One whole line: file, row, column, what is wrong, what to do."""
    danish = language.startswith("da")
    place = [file]
    if fault.row:
        place.append(f"{'række' if danish else 'row'} {fault.row}")
    if fault.column:
        place.append(f"{'kolonne' if danish else 'column'} “{fault.column}”")
    note = ("note: ", "bemærk: ")[danish] if fault.warning else ""
    return f"{', '.join(place)}: {note}{words(fault, language)}"


def more(count: int, language: str) -> str:
    """After the first lines of many: how many were not told."""
    return f"og {count:,} flere".replace(",", ".") if language.startswith("da") else f"and {count:,} more"


def more_rows(count: int, language: str) -> str:
    """The same of rows with any."""
    return f"{more(count, language)} {'rækker' if language.startswith('da') else 'rows'}"
