"""A file of handovers from an asylum centre: every row one person, families tied by a column. Whole or not at all.

The cells are read as those of an import of citizens; benefits, considerations and addresses are not read here. A dry
run writes everything and takes it back, so that it says what would happen and nothing less."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from tovholder import vocabulary
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.imports import cells, tables, translating
from tovholder.imports.cells import FactsOf, Reading
from tovholder.imports.columns import Column, by_name, key
from tovholder.imports.faults import Fault, NotUnderstood, Unreadable
from tovholder.imports.rows import Row
from tovholder.pathways import reception_file_services
from tovholder.pathways.reception_facts import HandoverFacts, MemberFacts
from tovholder.pathways.reception_file_services import Drafted, Family, RefusedMember
from tovholder.vocabulary import places
from tovholder.vocabulary.folding import fold

MAX_BYTES = 2_000_000
MAX_ROWS = 1_000
_OF_PEOPLE = (
    "cpr", "given_name", "family_name", "full_name", "born_on", "protected", "phone", "email", "municipality",
    "residence_from", "residence_group", "takeover_on", "danish", "danish_track", "danish_module", "literacy",
    "needs_interpreter", "interpreter_language", "languages", "skills", "experience", "wished_industries",
)  # fmt: skip
_RELATIONS = {
    "spouse": ("ægtefælle", "partner", "mand", "kone", "hustru", "spouse"),
    "child": ("barn", "søn", "datter", "child"),
    "parent": ("forælder", "far", "mor", "parent"),
    "sibling": ("søskende", "bror", "søster", "sibling"),
}


def _relation(cell: str, reading: Reading) -> FactsOf:
    wanted = fold(cell)
    for code, words in _RELATIONS.items():
        if wanted in (fold(word) for word in words):
            return {"relation": code}
    raise NotUnderstood("handover.relation")


_DAY = ("A date: day-month-year.", "En dato: dag-måned-år.")
_OWN = (
    Column("family", "Familie", "Family", cells.text("family", 40),
           ("The same word or number for all of a family.", "Samme ord eller tal for alle i en familie."),
           "1", ("familienr", "familienummer", "husstand")),
    Column("relation", "Relation", "Relation", _relation,
           ("What this person is to the first of the family.", "Hvad personen er til den første i familien."),
           "barn", ("slægtskab", "relation til hovedperson")),
    Column("assigned_on", "Visiteret til kommunen", "Assigned on", cells.day("assigned_on"), _DAY, "02-03-2026",
           ("visitationsdag", "visiteret dato", "boligplacering besluttet")),
    Column("moves_on", "Flytter", "Moves on", cells.day("moves_on"), _DAY, "01-04-2026",
           ("flyttedato", "flyttedag", "indflytning")),
    Column("consent_on", "Samtykke", "Consent on", cells.day("consent_on"), _DAY, "01-03-2026",
           ("samtykkedato", "samtykke givet")),
)  # fmt: skip
_PEOPLE = by_name("people")
COLUMNS: dict[str, Column] = {each.name: each for each in (*_OWN, *(_PEOPLE[name] for name in _OF_PEOPLE))}
_MOVE = ("municipality_code", "assigned_on", "takeover_on", "moves_on", "consent_on")


def _headers() -> dict[str, str]:
    found: dict[str, str] = {}
    for words in (lambda each: (each.da, each.en, each.name), lambda each: each.also):
        for column in COLUMNS.values():
            for word in words(column):
                found.setdefault(key(word), column.name)
    return found


HEADERS = _headers()


@dataclass(frozen=True)
class Line:
    """What becomes of one family of the file, by the row of its first."""

    row: int
    members: int
    receiver: str
    drafted: Drafted


@dataclass(frozen=True)
class Read:
    """What the file says, or every fault with its row and column; with any fault nothing is written."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()
    not_read: tuple[str, ...] = ()  # headers of columns nobody here reads

    @property
    def new(self) -> int:
        return sum(line.drafted.is_new for line in self.lines)

    @property
    def standing(self) -> int:
        return len(self.lines) - self.new


@dataclass
class _Household:
    rows: list[int] = field(default_factory=list)
    members: list[FactsOf] = field(default_factory=list)


class _TakenBackError(Exception):
    pass


def take(*, data: bytes, sender_id: int, actor: Actor, now: datetime, dry: bool) -> Read:
    """Read the file and write a draft for each family that stands in none yet; `dry`: say what would come of it."""
    try:
        table = tables.open_table(data, is_known=_is_known, limits=tables.Limits(size=MAX_BYTES, rows=MAX_ROWS))
        mapping, faults = _places(table.header)
        if faults:
            return Read(faults=faults)
        households, wrong = _households(table.rows(), mapping, table.header, localdate(now))
    except Unreadable as problem:
        return Read(faults=problem.faults)
    families, more = _families(households, _receivers(), table.header, mapping)
    told = {(each.row, each.column) for each in wrong}
    more = [each for each in more if (each.row, each.column) not in told]  # one line for one cell
    if wrong or more:
        return Read(faults=tuple(sorted((*wrong, *more), key=lambda fault: fault.row)))
    not_read = tuple(head for at, head in enumerate(table.header) if head and at not in mapping)
    return _written(households, families, not_read, dry=dry, sender_id=sender_id, actor=actor, now=now)


def _written(
    households: Sequence[_Household], families: Sequence[Family], not_read: tuple[str, ...], *, dry: bool, **told: Any
) -> Read:
    try:
        with transaction.atomic():
            made = reception_file_services.draft_families(families=families, **told)
            names = dict(accounts.municipalities().values_list("pk", "name"))
            rows = zip(households, families, made, strict=True)
            found = tuple(
                Line(each.rows[0], len(each.rows), names[family.move.receiver_id], drafted)
                for each, family, drafted in rows
            )
            if dry:
                raise _TakenBackError
    except _TakenBackError:
        pass
    except RefusedMember as refused:
        row = households[int(str(refused.facts.pop("line")))].rows[refused.place]
        return Read(faults=(Fault("handover.refused", row, facts={"refused": refused}),))
    return Read(found, not_read=not_read)


def _is_known(head: str) -> bool:
    return key(head) in HEADERS


def _places(header: Sequence[str]) -> tuple[dict[int, str], tuple[Fault, ...]]:
    mapping: dict[int, str] = {}
    for at, head in enumerate(header):
        name = HEADERS.get(key(head))
        if name is not None and name in mapping.values():
            return {}, (Fault("handover.column_twice", column=head),)
        if name is not None:
            mapping[at] = name
    given = set(mapping.values())
    missing = [] if given & {"full_name", "given_name"} else ["full_name"]
    missing += [] if "municipality" in given else ["municipality"]
    wanted = [(COLUMNS[name].en, COLUMNS[name].da) for name in missing]
    return mapping, tuple(Fault("handover.no_column", facts={"wanted": each}) for each in wanted)


def _households(
    rows: Iterable[Row], mapping: Mapping[int, str], header: Sequence[str], on: date
) -> tuple[list[_Household], list[Fault]]:
    """Rows by family, in the file's order; a row without a family is one of its own."""
    folder = settings.VOCABULARY_FOLDER
    reading = Reading(vocabulary.load(folder), places.load(folder), on)
    named = {name: header[at] for at, name in mapping.items()}
    found: dict[str, _Household] = {}
    faults: list[Fault] = []
    for row in rows:
        faults += row.stopping
        told = translating.translate("people", mapping, row.cells, number=row.number, reading=reading, ours=COLUMNS)
        faults += [Fault(each.code, each.row, named.get(each.column, each.column), each.facts) for each in told.faults]
        family = str(told.facts.pop("family", "")).strip() or f"row {row.number}"
        household = found.setdefault(family.casefold(), _Household())
        household.rows.append(row.number)
        household.members.append(told.facts)
    if not found and not faults:
        faults.append(Fault("file.no_rows"))
    return list(found.values()), faults


def _receivers() -> dict[str, int]:
    return {each.municipality_code: each.pk for each in accounts.municipalities() if each.municipality_code}


def _families(
    households: Sequence[_Household], receivers: Mapping[str, int], header: Sequence[str], mapping: Mapping[int, str]
) -> tuple[list[Family], list[Fault]]:
    named = {name: header[at] for at, name in mapping.items()}
    seen: dict[object, int] = {}
    faults: list[Fault] = []
    found = []
    for household in households:
        wrong = _faults_of(household, receivers, named, seen)
        faults += wrong
        if not wrong and all("given_name" in each for each in household.members):
            first = household.members[0]
            move = _move(first, receivers[str(first["municipality_code"])])
            found.append(Family(move, tuple(_member(each) for each in household.members)))
    return found, faults


def _faults_of(
    household: _Household, receivers: Mapping[str, int], named: Mapping[str, str], seen: dict[object, int]
) -> list[Fault]:
    faults, first = list[Fault](), household.members[0]
    if first.get("municipality_code", "") not in receivers:
        faults.append(Fault("handover.no_municipality", household.rows[0], named["municipality"]))
    for row, each in zip(household.rows, household.members, strict=True):
        if row != household.rows[0] and "relation" not in each:
            faults.append(Fault("handover.relation_missing", row, named.get("relation", "")))
        if any(each.get(name, first.get(name)) != first.get(name) for name in _MOVE):
            faults.append(Fault("handover.other_move", row, facts={"other": household.rows[0]}))
        who = each.get("cpr") or (each.get("given_name"), each.get("family_name"), each.get("born_on"))
        other = seen.setdefault(who, row)
        if other != row and (each.get("cpr") or each.get("born_on")):
            faults.append(Fault("handover.twice", row, facts={"other": other}))
    return faults


def _move(facts: FactsOf, receiver_id: int) -> HandoverFacts:
    days: dict[str, Any] = {
        name: _day(facts, name) for name in ("assigned_on", "takeover_on", "moves_on", "consent_on")
    }
    return HandoverFacts(receiver_id=receiver_id, **days)


def _day(facts: FactsOf, name: str) -> date | None:
    return date.fromisoformat(facts[name]) if facts.get(name) else None


_PLAIN = (
    "given_name", "family_name", "relation", "phone", "email", "residence_group", "literacy", "interpreter_language",
)  # fmt: skip


def _member(facts: FactsOf) -> MemberFacts:
    plain: dict[str, Any] = {name: str(facts.get(name, "")) for name in _PLAIN}
    return MemberFacts(
        **plain,
        cpr=str(facts.get("cpr", "")),
        born_on=_day(facts, "born_on"),
        protected=bool(facts.get("protected")),
        residence_from=_day(facts, "residence_from"),
        needs_interpreter=facts.get("needs_interpreter"),
        danish_track=facts.get("danish_track"),
        danish_module=facts.get("danish_module"),
        languages=tuple(facts.get("languages", ())),
        skills=tuple(code for code, _level in facts.get("skills", ())),
        work=tuple((title, months) for title, _occupation, months in facts.get("experience", ())),
        wishes=tuple(facts.get("wished_industries", ())),
    )
