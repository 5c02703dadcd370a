"""Every read of imports: the own organisation's, for those who may import that kind of file."""

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import OutOfReach
from tovholder.accounts.roles import Role
from tovholder.imports.faults import Fault
from tovholder.imports.models import Import, ImportRow, KeptColumn
from tovholder.imports.staged import CHANGED, CHOOSE, NEW, SAME
from tovholder.imports.transitions import STAGING
from tovholder.people import case_scope

PEOPLE_ROLES = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
ROLES = PEOPLE_ROLES | {Role.COMPANY_CONSULTANT}

_DRY_RUN = "dry-run:"
DRY_RUNS = Q(by__isnull=True, request_key__startswith=_DRY_RUN)
"""Files a command only tries: its own process reads them, and nobody goes on with them when it ends."""


def dry_run_key() -> str:
    """What marks a dry run, and no other."""
    return _DRY_RUN + uuid.uuid4().hex


def is_dry_run(file: Import) -> bool:
    return file.by_id is None and file.request_key.startswith(_DRY_RUN)


def kinds(actor: Actor) -> tuple[str, ...]:
    """The kinds of file the actor may import. People only with the whole organisation's cases in sight: matching must
    see them all."""
    if actor.role == SYSTEM_ROLE:
        return ("people", "companies", "orders")
    if actor.kind != "municipality" or actor.role not in ROLES:
        return ()
    people = ("people",) if actor.role in PEOPLE_ROLES and actor.scope == "organisation" else ()
    return (*people, "companies", "orders")


def visible(*, actor: Actor) -> QuerySet[Import]:
    """The organisation's imports. A file of people holds what its rows say of everybody in it, and is compared in its
    sender's case scope: others read on in it only when all cases are theirs to work in."""
    found = Import.objects.filter(kind__in=kinds(actor))
    if actor.role == SYSTEM_ROLE:
        return found
    found = found.exclude(DRY_RUNS)
    own = found.filter(organisation_id=actor.organisation_id)
    return own if case_scope.is_within_all(actor) else own.exclude(~Q(by_id=actor.membership_id), kind="people")


def one(import_id: int, *, actor: Actor) -> Import:
    found = visible(actor=actor).filter(pk=import_id).first()
    if found is None:
        raise OutOfReach("import")
    return found


def locked(import_id: int, *, actor: Actor) -> Import:
    found = visible(actor=actor).select_for_update(of=("self",)).filter(pk=import_id).first()
    if found is None:
        raise OutOfReach("import")
    return found


def kept_columns(organisation_id: int, kind: str) -> dict[str, str]:
    """Header -> our column, as the organisation chose before."""
    return dict(KeptColumn.objects.filter(organisation_id=organisation_id, kind=kind).values_list("header", "name"))


def rows(file: Import, *, only: str = "") -> QuerySet[ImportRow]:
    """The rows, all or only the faulty, the new, the changed, those to choose, those that name another municipality,
    or those left out. None while the file is being read: what the last row says may close the first one."""
    found = _read(file)
    filters: dict[str, dict[str, Any]] = {
        "faults": {"is_faulty": True},
        "elsewhere": {"is_elsewhere": True},
        "left_out": {"outcome__in": ("left_out", "kept")},
        **{match: {"match": match, "is_faulty": False} for match in (NEW, SAME, CHANGED)},
        CHOOSE: {"match": CHOOSE, "is_faulty": True},
    }
    chosen = found.filter(**filters[only]) if only in filters else found
    return chosen.exclude(outcome="left_out") if only in (NEW, SAME, CHANGED) else chosen


def _read(file: Import) -> QuerySet[ImportRow]:
    found = ImportRow.objects.filter(file=file)
    return found.none() if file.status == STAGING else found


def row(file: Import, row_id: int) -> ImportRow:
    found = _read(file).filter(pk=row_id).first()
    if found is None:
        raise OutOfReach("row")
    return found


@dataclass(frozen=True)
class Summary:
    """What the switch would do, or has done: numbers of rows. One left out is new, changed or the same no more."""

    new: int = 0
    changed: int = 0
    same: int = 0
    faulty: int = 0
    passed_over: int = 0  # without a fault of reading, and left out all the same
    elsewhere: int = 0  # of all these: name another municipality than the one they are read into
    done: int = 0
    left_out: int = 0

    @property
    def total(self) -> int:
        return self.new + self.changed + self.same + self.faulty + self.passed_over


def summary(file: Import) -> Summary:
    """One query."""
    counted = _read(file).order_by().values_list("is_faulty", "match", "outcome", "is_elsewhere")
    numbers: dict[str, int] = {}
    for is_faulty, match, outcome, is_elsewhere, count in counted.annotate(n=Count("pk")):
        name = "faulty" if is_faulty else "passed_over" if outcome == "left_out" else match
        numbers[name] = numbers.get(name, 0) + count
        numbers["elsewhere"] = numbers.get("elsewhere", 0) + (count if is_elsewhere else 0)
        if outcome in ("written", "applied", "undone", "restored"):
            numbers["done"] = numbers.get("done", 0) + count
        if outcome in ("left_out", "kept"):
            numbers["left_out"] = numbers.get("left_out", 0) + count
    return Summary(**{name: numbers.get(name, 0) for name in Summary.__dataclass_fields__})


def why_left_out(file: Import) -> Counter[str]:
    """What stopped the rows that were left out, and how many each, as codes of faults; "" where nobody noted it."""
    found: Counter[str] = Counter()
    for each in rows(file, only="left_out").filter(outcome="left_out").iterator(chunk_size=2_000):
        stopping = [fault.code for fault in faults_of(each) if not fault.warning]
        found[stopping[-1] if stopping else ""] += 1
    return found


def cells_of(kept: ImportRow) -> list[str]:
    """What the row says; empty once it was deleted with its original."""
    return json.loads(kept.cells) if kept.cells else []


def faults_of(kept: ImportRow) -> list[Fault]:
    return [told(each, kept.number) for each in json.loads(kept.faults)] if kept.faults else []


def told(each: dict[str, Any], number: int = 0) -> Fault:
    """A fault out of its JSON."""
    facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in each["facts"].items()}
    return Fault(each["code"], each.get("row", number), each["column"], facts, each["warning"])


def kept_faults(faults: Sequence[Fault]) -> list[dict[str, Any]]:
    """Faults as JSON."""
    return [
        {"code": f.code, "row": f.row, "column": f.column, "facts": dict(f.facts), "warning": f.warning} for f in faults
    ]
