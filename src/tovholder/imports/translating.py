"""From a row of text to facts: each mapped cell read, each fault beside its cell, and what only shows across cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tovholder.imports import lists
from tovholder.imports.cells import FactsOf, Reading
from tovholder.imports.columns import Column, by_name
from tovholder.imports.faults import OTHER_MUNICIPALITY, Fault, NotUnderstood
from tovholder.people import cpr_in_words
from tovholder.people import rules as people_rules

_EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#I/T", "#VÆRDI!", "#NAVN?")


@dataclass(frozen=True)
class Translated:
    """`facts` holds only what the file says; `faults` name the column by our name (the caller knows the header)."""

    facts: FactsOf
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()

    @property
    def is_usable(self) -> bool:
        return not self.faults


@dataclass
class _Row:
    kind: str
    number: int
    reading: Reading
    facts: FactsOf = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def fault(self, code: str, column: str = "", **facts: object) -> None:
        self.faults.append(Fault(code, self.number, column, facts))


def translate(
    kind: str,
    mapping: Mapping[int, str],
    cells: Sequence[str],
    *,
    number: int,
    reading: Reading,
    ours: Mapping[str, Column] | None = None,
) -> Translated:
    """Read one row. `mapping` is place in the file -> our column; `ours` where a file has columns of its own."""
    ours = ours or by_name(kind)
    row = _Row(kind, number, reading)
    for at, name in mapping.items():
        _read_cell(row, ours[name], cells[at] if at < len(cells) else "")
    _across(row, set(mapping.values()))
    return Translated(row.facts, tuple(row.faults), tuple(row.warnings))


def _read_cell(row: _Row, column: Column, cell: str) -> None:
    if not cell:
        if column.required:
            row.fault("cell.empty", column.name)
        return
    if cell.startswith("="):
        row.fault("cell.formula", column.name)
        return
    if cell in _EXCEL_ERRORS:
        row.fault("cell.excel_error", column.name)
        return
    if column.is_words and cpr_in_words.find(cell, on=row.reading.on):
        row.fault("cpr.in_words", column.name)
        return
    row.reading.warnings.clear()
    try:
        told = column.read(cell, row.reading)
    except NotUnderstood as problem:
        row.fault(problem.code, column.name, **problem.facts)
        return
    row.facts |= told
    row.warnings += [Fault(code, row.number, column.name, facts, warning=True) for code, facts in row.reading.warnings]


def _across(row: _Row, columns: set[str]) -> None:
    """What two cells say together."""
    facts = row.facts
    if row.kind == "people":
        _person(row, columns)
    for code, _first, last in crossed(facts):
        row.fault(code, last)
    if row.kind == "orders":
        _order(row)
    if row.kind == "companies":
        _company(row, columns)


_SPANS = (("available_from", "available_until"), ("start_earliest", "start_latest"))
_AFTER_BIRTH = ("residence_from", "takeover_on", "visited_on")


def crossed(facts: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Days in the wrong order, as (fault, earlier, later); dates are text that sorts as the days do."""
    wrong = [("dates.crossed", first, last) for first, last in _SPANS]
    wrong += [("dates.before_birth", "born_on", name) for name in _AFTER_BIRTH]
    return [
        (code, first, last)
        for code, first, last in wrong
        if facts.get(first) and facts.get(last) and facts[first] > facts[last]
    ]


def _company(row: _Row, columns: set[str]) -> None:
    unsaid = "municipality_code" not in row.facts and all(fault.column != "municipality" for fault in row.faults)
    if "p_number" in row.facts and unsaid:
        row.fault("company.no_municipality", "municipality" if "municipality" in columns else "p_number")


def _person(row: _Row, columns: set[str]) -> None:
    facts = row.facts
    full = facts.pop("full_name", "")
    faulty = {fault.column for fault in row.faults}
    if full and not (facts.get("given_name") and facts.get("family_name")):
        given, _, family = _reordered(full).rpartition(" ")
        if given:
            facts |= {"given_name": given.strip()[:80], "family_name": family[:80]}
        else:
            row.fault("name.one_word", "full_name")
    elif not (facts.get("given_name") and facts.get("family_name")) and not faulty & {"given_name", "family_name"}:
        empty = next((name for name in ("given_name", "family_name") if not facts.get(name)), "full_name")
        row.fault("name.missing", empty if empty in columns else "full_name")
    born = people_rules.birth_date(facts["cpr"]) if facts.get("cpr") else None
    if born is not None and facts.get("born_on", born.isoformat()) != born.isoformat():
        row.fault("cpr.other_birth", "born_on")
    if born is not None:
        facts.setdefault("born_on", born.isoformat())
    if not facts.get("cpr") and not facts.get("born_on") and not faulty & {"cpr", "born_on"}:
        row.warnings.append(Fault("person.nothing_to_know_by", row.number, warning=True))
    _whose(row)
    if "skills" in facts:
        held = lists.licences_of_skills([code for code, _ in facts["skills"]], row.reading)
        if held:
            facts["licences"] = list(dict.fromkeys([*facts.get("licences", []), *held]))


def _whose(row: _Row) -> None:
    """A remark and no fault: a citizen who has moved may be here rightly, and only people know."""
    theirs, (own, name) = row.facts.get("municipality_code", ""), row.reading.own
    if own and theirs and theirs != own:
        facts = {"theirs": row.reading.places.municipalities[theirs].name, "own": name}
        row.warnings.append(Fault(OTHER_MUNICIPALITY, row.number, "municipality", facts, warning=True))


def _reordered(name: str) -> str:
    """`Prøve, Amina` is Amina Prøve."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name.strip()


def _passed(row: _Row) -> None:
    """A remark and no fault: an order may still hold although its own days are over, and only the company knows."""
    last = "start_latest" if row.facts.get("start_latest") else "start_earliest"
    for name in (last, "answer_by"):
        if row.facts.get(name) and row.facts[name] < row.reading.on.isoformat():
            row.warnings.append(Fault("order.day_passed", row.number, name, warning=True))


def _order(row: _Row) -> None:
    """The occupation is in the title when no column says it."""
    facts = row.facts
    _passed(row)
    if "title" in facts and "occupation" not in facts and not any(f.column == "occupation" for f in row.faults):
        try:
            facts["occupation"] = lists.occupation_of(facts["title"], row.reading)
        except NotUnderstood:
            told = {"word": facts["title"]}
            row.warnings.append(Fault("order.title_unknown", row.number, "title", told, warning=True))
    if "occupation" in facts and "industry" not in facts:
        known = row.reading.words.occupation(facts["occupation"])
        facts["industry"] = known.industry if known else ""
    if "required_skills" in facts:
        held = lists.licences_of_skills(facts["required_skills"], row.reading)
        if held:
            facts["licences"] = list(dict.fromkeys([*facts.get("licences", []), *held]))
