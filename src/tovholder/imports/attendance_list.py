"""A list of who came, from a language centre or a school: read whole, told whole, or not at all with one line a fault.

People are found among those opened to the teller, and nowhere else: a number of somebody else is as unknown as none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.imports import tables
from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.rows import Row
from tovholder.pathways import attendance_queries, attendance_services
from tovholder.pathways.attendance_services import Day
from tovholder.people import queries as people
from tovholder.people import rules as people_rules
from tovholder.vocabulary.folding import fold

HEADERS: dict[str, tuple[str, ...]] = {
    "cpr": ("cpr", "cpr-nummer", "cprnr", "cpr nr"),
    "name": ("navn", "name", "deltager", "kursist"),
    "on": ("dato", "date", "dag"),
    "there": ("mødt", "moedt", "til stede", "present"),
    "reason": ("årsag", "aarsag", "grund", "reason"),
}
_YES = frozenset({"ja", "j", "x", "1", "yes", "y", "mødt", "til stede"})
_NO = frozenset({"nej", "n", "0", "no", "væk", "ikke mødt", "udeblevet"})
_DAYS = ("%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class Read:
    """What the file says: days to tell, or every fault with its row. With a fault no day is to be told."""

    days: tuple[Day, ...] = ()
    rows: tuple[int, ...] = ()  # where each day stands
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class _Known:
    """Whom the teller may tell of."""

    by_cpr: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, list[int]] = field(default_factory=dict)


def take(*, data: bytes, activity: str, actor: Actor, now: datetime) -> Read:
    """Read the list and tell all of it; with any fault nothing is told. The faults say where."""
    read = _read(data, activity, actor)
    if read.faults:
        return read
    try:
        attendance_services.tell_many(days=read.days, actor=actor, now=now)
    except NotAllowed as refused:
        line = refused.facts.get("line")
        row = read.rows[line - 1] if isinstance(line, int) else 0
        return Read(faults=(Fault("attendance.refused", row, facts={"refused": refused}),))
    return read


def _read(data: bytes, activity: str, actor: Actor) -> Read:
    try:
        table = tables.open_table(data, is_known=_is_known, limits=tables.Limits(size=MAX_BYTES, rows=5_000))
        places = {name: at for at, head in enumerate(table.header) if (name := _column(head))}
        missing = _missing(places)
        if missing:
            return Read(faults=missing)
        return _days(table.rows(), places, activity, _known(actor))
    except Unreadable as problem:
        return Read(faults=problem.faults)


def _column(head: str) -> str:
    return next((name for name, words in HEADERS.items() if head.strip().casefold() in words), "")


def _is_known(head: str) -> bool:
    return bool(_column(head))


def _missing(places: Mapping[str, int]) -> tuple[Fault, ...]:
    wanted = [name for name in ("on", "there") if name not in places]
    if "cpr" not in places and "name" not in places:
        wanted.insert(0, "name")
    return tuple(Fault("attendance.no_column", facts={"wanted": HEADERS[name][0]}) for name in wanted)


def _known(actor: Actor) -> _Known:
    by_cpr: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for person_id, cpr, name in attendance_queries.tellable(actor=actor).values_list("pk", "cpr_lookup", "name_key"):
        by_name.setdefault(name, []).append(person_id)
        if cpr:
            by_cpr[cpr] = person_id
    return _Known(by_cpr, by_name)


def _days(rows: Iterable[Row], places: Mapping[str, int], activity: str, known: _Known) -> Read:
    days: list[Day] = []
    numbers: list[int] = []
    faults: list[Fault] = []
    seen: dict[tuple[int, date], int] = {}
    for row in rows:
        cells = {name: row.cells[at].strip() for name, at in places.items()}
        found = row.stopping[0] if row.stopping else _day(cells, row.number, activity, known)
        if isinstance(found, Day):
            other = seen.setdefault((found.person_id, found.on), row.number)
            if other == row.number:
                days.append(found)
                numbers.append(row.number)
                continue
            found = Fault("attendance.twice", row.number, facts={"other": other})
        faults.append(found)
    if not days and not faults:
        faults.append(Fault("file.no_rows"))
    return Read(tuple(days), tuple(numbers), tuple(faults))


def _day(cells: Mapping[str, str], number: int, activity: str, known: _Known) -> Day | Fault:
    person_id = _person(cells, known)
    if person_id is None:
        return Fault("attendance.nobody", number, "navn" if cells.get("name") else "cpr")
    on = _on(cells["on"])
    if on is None:
        return Fault("attendance.no_day", number, "dato")
    there = fold(cells["there"])
    if there not in {fold(word) for word in _YES | _NO}:
        return Fault("attendance.came_or_not", number, "mødt")
    is_there = there in {fold(word) for word in _YES}
    reason = "" if is_there else _reason(cells.get("reason", ""))
    if reason is None:
        return Fault("attendance.other_reason", number, "årsag", {"reasons": _reasons()})
    return Day(person_id, activity, on, is_there, reason)


def _person(cells: Mapping[str, str], known: _Known) -> int | None:
    cpr = people_rules.parse_cpr(cells.get("cpr", ""))
    if cpr is not None:
        return known.by_cpr.get(people.cpr_lookup(cpr.digits))
    name = cells.get("name", "")
    found = known.by_name.get(people.name_key(name, ""), []) if name else []
    return found[0] if len(found) == 1 else None


def _on(cell: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(cell, form).date()  # noqa: DTZ007 a day has no clock
        except ValueError:
            continue
    return None


def _reason(cell: str) -> str | None:
    """The code of a reason in words; no word for an empty cell, None for what nobody knows."""
    if not cell:
        return "no_word"
    wanted = fold(cell)
    for term in parameters.terms("absence_reasons"):
        if wanted in (fold(term.da), fold(term.en), term.code):
            return term.code
    return None


def _reasons() -> tuple[str, str]:
    terms = parameters.terms("absence_reasons")
    return ", ".join(term.en for term in terms), ", ".join(term.da for term in terms)
