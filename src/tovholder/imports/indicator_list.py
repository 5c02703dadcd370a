"""A file of indicators of municipalities: kept whole, or not at all with one line for each fault."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.imports import tables
from tovholder.imports.cells import decimal_of
from tovholder.imports.faults import Fault, NotUnderstood, Unreadable
from tovholder.imports.rows import Row
from tovholder.learning import indicator_services
from tovholder.learning.indicator_rules import Figure
from tovholder.learning.indicator_services import Told
from tovholder.vocabulary.folding import fold
from tovholder.vocabulary.places import Places

HEADERS: dict[str, tuple[str, ...]] = {
    "indicator": ("indikator", "indicator"),
    "municipality": ("kommune", "municipality", "område", "area"),
    "baseline_when": ("baseline periode", "udgangspunkt periode", "baseline period"),
    "baseline": ("baseline", "udgangspunkt"),
    "latest_when": ("seneste periode", "latest period"),
    "latest": ("seneste", "latest"),
}
NATIONAL = frozenset({"hele landet", "landsgennemsnit", "national", "whole country"})
PROJECT = frozenset({"projektet", "projektgennemsnit", "project"})
# What stands where a figure is not told because few people are behind it.
SUPPRESSED = frozenset({"*", "-", "–", "..", ".", "skjult", "suppressed"})
MAX_BYTES = 2_000_000
_MOST_PERIOD = 40


@dataclass(frozen=True)
class Read:
    """What the file says, or every fault with its place. With a fault nothing is kept."""

    rows: tuple[Told, ...] = ()
    faults: tuple[Fault, ...] = ()


def take(*, data: bytes, name: str, places: Places, actor: Actor, now: datetime) -> Read:
    """Read it and keep all of it; with any fault nothing is kept."""
    read = read_all(data, places)
    if read.faults:
        return read
    try:
        indicator_services.keep(name=name, rows=read.rows, actor=actor, now=now)
    except NotAllowed as refused:
        return Read(faults=(Fault("indicator.refused", facts={"refused": refused}),))
    return read


def read_all(data: bytes, places: Places) -> Read:
    """The rows of the file, or its faults."""
    try:
        table = tables.open_table(
            data, is_known=lambda head: bool(_column(head)), limits=tables.Limits(size=MAX_BYTES, rows=2_000)
        )
        at = {name: place for place, head in enumerate(table.header) if (name := _column(head))}
        missing = [HEADERS[name][0] for name in HEADERS if name not in at]
        if missing:
            return Read(faults=tuple(Fault("indicator.no_column", facts={"wanted": each}) for each in missing))
        return _rows(table.rows(), at, places)
    except Unreadable as problem:
        return Read(faults=problem.faults)


def _column(head: str) -> str:
    return next((name for name, words in HEADERS.items() if head.strip().casefold() in words), "")


def _rows(rows: Iterable[Row], at: Mapping[str, int], places: Places) -> Read:
    told: list[Told] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        cells = {name: row.cells[place].strip() for name, place in at.items()}
        found = row.stopping[0] if row.stopping else _told(cells, row.number, places)
        if isinstance(found, Told):
            other = seen.setdefault((found.indicator, found.area, found.municipality_code), row.number)
            if other == row.number:
                told.append(found)
                continue
            found = Fault("indicator.twice", row.number, facts={"other": other})
        faults.append(found)
    if not faults and _are_fractions(told):
        faults.append(Fault("indicator.fractions"))
    if not told and not faults:
        faults.append(Fault("file.no_rows"))
    return Read(tuple(told), tuple(faults))


def _are_fractions(told: Iterable[Told]) -> bool:
    """Whether every share of the file lies in 0 to 1: a spreadsheet keeps 30 % as 0.3, and it would be read as that."""
    shares = [share for row in told for share in (row.figure.baseline, row.figure.latest) if share is not None]
    return bool(shares) and 0 < max(shares) <= 1


def _told(cells: Mapping[str, str], number: int, places: Places) -> Told | Fault:
    indicator = _indicator(cells["indicator"])
    if not indicator:
        known = tuple(", ".join(words) for words in zip(*_labels(), strict=True))
        return Fault("indicator.unknown", number, HEADERS["indicator"][0], {"known": known})
    whom = _whom(cells["municipality"], places)
    if whom is None:
        return Fault("indicator.municipality", number, HEADERS["municipality"][0])
    shares: dict[str, Decimal | None] = {}
    for name in ("baseline", "latest"):
        if not cells[f"{name}_when"]:
            return Fault("indicator.no_period", number, HEADERS[f"{name}_when"][0])
        try:
            shares[name] = _share(cells[name])
        except NotUnderstood:
            return Fault("indicator.no_share", number, HEADERS[name][0])
    when = {f"{name}_when": cells[f"{name}_when"][:_MOST_PERIOD] for name in ("baseline", "latest")}
    return Told(indicator, *whom, Figure(shares["baseline"], shares["latest"], **when))


def _indicator(cell: str) -> str:
    wanted = fold(cell)
    for term in parameters.terms("method_indicators"):
        if wanted in {term.code, *(fold(word) for word in (term.da, term.en, *term.words("says")))}:
            return term.code
    return ""


def _labels() -> list[tuple[str, str]]:
    return [(term.en, term.da) for term in parameters.terms("method_indicators")]


def _whom(cell: str, places: Places) -> tuple[str, str] | None:
    """(area, code of the municipality); None for what is neither a municipality nor an average."""
    word = cell.casefold()
    if word in NATIONAL:
        return "national", ""
    if word in PROJECT:
        return "project", ""
    found = places.municipality(cell)
    return ("municipality", found.code) if found else None


def _share(cell: str) -> Decimal | None:
    """A share in per cent with one decimal; None where the file says it is suppressed. An empty cell is neither."""
    if cell.casefold() in SUPPRESSED:
        return None
    found = decimal_of(re.sub(r"\s*(%|pct\.?|procent)$", "", cell, flags=re.IGNORECASE))
    is_fraction = 0 < found < 1 and found != round(found, 1)  # a spreadsheet keeps 34,5 % as 0.345
    if is_fraction or not 0 <= found <= 100:
        raise NotUnderstood("number.out_of_range", least=0, most=100)
    return round(found, 1)
