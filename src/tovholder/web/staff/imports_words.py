"""An import and its rows as a page shows them: words for states, each fault beside its cell, numbers masked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tovholder.imports import faults, mapping, queries, staging, transitions
from tovholder.imports.columns import OF_KIND, by_name
from tovholder.imports.faults import Fault
from tovholder.imports.queries import Import, ImportRow
from tovholder.web.staff.imports_forms import KINDS

STATUSES = {
    transitions.UPLOADED: (gettext_lazy("choose columns"), "note"),
    transitions.STAGING: (gettext_lazy("being read"), "note"),
    transitions.STAGED: (gettext_lazy("ready to look at"), "note"),
    transitions.WRITING: (gettext_lazy("being made visible"), "note"),
    transitions.CHANGING: (gettext_lazy("visible, changes follow"), "note"),
    transitions.VISIBLE: (gettext_lazy("visible"), ""),
    transitions.UNDOING: (gettext_lazy("being undone"), "note"),
    transitions.UNDONE: (gettext_lazy("undone"), ""),
    transitions.REFUSED: (gettext_lazy("cannot be used"), "warn"),
    transitions.DROPPED: (gettext_lazy("thrown away"), ""),
}
MATCHES = {
    "new": gettext_lazy("New"),
    "same": gettext_lazy("Nothing new"),
    "changed": gettext_lazy("Changes"),
    "choose": gettext_lazy("Choose who"),
}
OUTCOMES = {
    "written": gettext_lazy("made visible"),
    "applied": gettext_lazy("changed"),
    "left_out": gettext_lazy("left out"),
    "undone": gettext_lazy("taken back"),
    "restored": gettext_lazy("turned back"),
    "kept": gettext_lazy("used since: stays"),
}
# Facts that stand in another column than the one of their name.
_OTHER_NAMES = {"municipality_code": "municipality", "hours_min": "hours", "hours_max": "hours"}
# Remarks on a cell that the reader can do something about right there.
_WITH_A_FIELD = ("order.title_unknown",)
_PAGES = {"orders": "staff:order", "companies": "staff:company"}
_TITLES = {"people": ("given_name", "family_name"), "companies": ("name",), "orders": ("title", "company_name")}


@dataclass(frozen=True)
class Listed:
    file: Import
    kind: Any
    status: Any
    mark: str


def listed(file: Import) -> Listed:
    words, mark = STATUSES[file.status]
    return Listed(file, KINDS[file.kind], words, mark)


@dataclass(frozen=True)
class CellShown:
    """One cell with a field to put it right."""

    name: str
    label: str
    value: str
    masked: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowShown:
    row: ImportRow
    title: str
    match: Any
    outcome: Any
    cells: tuple[CellShown, ...]
    faults: tuple[str, ...]  # of the row as a whole
    notes: tuple[str, ...]
    changes: tuple[str, ...]
    candidates: Sequence[tuple[int, str, date | None]] = field(default_factory=list)
    made: str = ""  # the address of what the row became, once it is visible
    can_correct: bool = False


def row_shown(
    file: Import, row: ImportRow, people: dict[int, tuple[str, date | None]], *, whole: bool = False
) -> RowShown:
    """`people`: name and birth date of candidates. `whole`: every cell, not only those with faults."""
    language = get_language() or "da"
    chosen = staging.columns_of(file)
    found = queries.faults_of(row)
    stops = [fault for fault in found if not fault.warning]
    cells = _cells(file, row, found, whole=whole)
    return RowShown(
        row=row,
        title=_title(file, row),
        match=MATCHES.get(row.match, "") if not row.is_faulty or row.match == "choose" else "",
        outcome=OUTCOMES.get(row.outcome, ""),
        cells=cells,
        faults=tuple(_worded(f, file, language) for f in stops if f.column not in chosen.values()),
        notes=tuple(_worded(f, file, language) for f in found if f.warning),
        changes=tuple(dict.fromkeys(_label(file, name, language) for name in row.changes)),
        candidates=[(pk, *people[pk]) for pk in row.candidates if pk in people],
        made=_made(file, row),
        can_correct=file.status == transitions.STAGED and (bool(cells) or bool(row.candidates)),
    )


def _made(file: Import, row: ImportRow) -> str:
    is_there = row.outcome in ("written", "applied") and file.status in (transitions.CHANGING, transitions.VISIBLE)
    return (
        reverse(_PAGES[file.kind], args=[row.target_id]) if is_there and file.kind in _PAGES and row.target_id else ""
    )


def _cells(file: Import, row: ImportRow, found: list[Fault], *, whole: bool) -> tuple[CellShown, ...]:
    language = get_language() or "da"
    stops = [fault for fault in found if not fault.warning]
    asked = {fault.column for fault in found if fault.code in _WITH_A_FIELD}
    written, ours = queries.cells_of(row), by_name(file.kind)
    shown = []
    for at, name in staging.columns_of(file).items():
        words = tuple(faults.words(fault, language) for fault in stops if fault.column == name)
        if (words or whole or name in asked) and at < len(written):
            value = mapping.shown(written[at], name)
            masked = value != written[at] and not ours[name].is_words  # of words only the number is covered
            label = f"{file.header[at]}" or ours[name].label(language)
            shown.append(CellShown(name, label, "" if masked else value, masked, words))
    return tuple(shown)


def _title(file: Import, row: ImportRow) -> str:
    places = {name: at for at, name in staging.columns_of(file).items()}
    cells = queries.cells_of(row)
    names = [name for name in _TITLES[file.kind] if name in places] or [n for n in ("full_name",) if n in places]
    words = [cells[places[name]] for name in names if places[name] < len(cells)]
    return mapping.shown(" ".join(filter(None, words))) or _("(no name)")


def _worded(fault: Fault, file: Import, language: str) -> str:
    place = f"{_label(file, fault.column, language)}: " if fault.column else ""
    return place + faults.words(fault, language)


def _label(file: Import, name: str, language: str) -> str:
    column = by_name(file.kind).get(_OTHER_NAMES.get(name, name))
    return column.label(language) if column else name


def columns_told(kind: str) -> dict[str, Any]:
    """The columns a kind of file may have, as the page lists them."""
    language = get_language() or "da"
    told = [
        {"label": each.label(language), "about": each.about[language.startswith("da")], "example": each.example}
        for each in OF_KIND[kind]
    ]
    return {"label": KINDS[kind], "columns": told}


def whole_file_faults(file: Import) -> list[str]:
    language = get_language() or "da"
    return [faults.line(queries.told(each), file.file_name, language) for each in file.faults]
