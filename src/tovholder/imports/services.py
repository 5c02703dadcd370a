"""Every write of imports: receive a file, confirm its columns, put rows right, throw the switch, take it back.

Raises NotAllowed, Stale and OutOfReach like all services, and Unreadable for a file that is no table.
"""

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import islice

from django.db import IntegrityError, transaction

from tovholder import parameters
from tovholder.accounts import actors, audit
from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import SYSTEM_ROLE, Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.models import AuditEntry, Membership
from tovholder.imports import applying, mapping, originals, queries, staging, tables, transitions
from tovholder.imports.columns import key
from tovholder.imports.faults import Fault
from tovholder.imports.models import Import, ImportRow, KeptColumn
from tovholder.imports.rows import seen
from tovholder.imports.staged import CHANGED, CHOOSE, NEW, Work

SAMPLES = 5


def receive(
    *,
    data: bytes,
    name: str,
    kind: str,
    actor: Actor,
    now: datetime,
    organisation_id: int | None = None,
    request_key: str = "",
) -> Import:
    """Take a file in and guess its columns; a batch run says for which organisation. The same `request_key` twice is
    one import. Raises Unreadable with what is wrong with the file."""
    owner = organisation_id if actor.role == SYSTEM_ROLE else actor.organisation_id
    if kind not in queries.kinds(actor) or owner is None:
        raise NotAllowed("import.not_your_work")
    own = Import.objects.filter(organisation_id=owner, by_id=actor.membership_id)
    standing = own.filter(request_key=request_key).first() if request_key else None
    if standing is not None:
        return standing
    table = tables.open_table(data, is_known=lambda word: mapping.is_known(kind, word))
    samples = [list(row.cells) for row in islice(table.rows(), SAMPLES)]
    guessed = mapping.guess(kind, table.header, samples, queries.kept_columns(owner, kind))
    days = parameters.term("retention", "import_original").whole("days")
    made = Import(
        organisation_id=owner,
        by_id=actor.membership_id,
        by_name=actor.name,
        kind=kind,
        file_name=originals.shown_name(name),
        original=originals.files.keep(data),
        original_delete_on=now.date() + timedelta(days=days),
        header=list(table.header),
        samples=json.dumps(samples, ensure_ascii=False),
        mapping={str(at): column for at, column in guessed.items()},
        faults=queries.kept_faults(table.warnings),
        created_at=now,
        request_key=request_key,
    )
    return _saved_new(made, actor)


def _saved_new(made: Import, actor: Actor) -> Import:
    try:
        with transaction.atomic():
            made.save()
            _audit(actor, "import.receive", made)
    except IntegrityError:
        originals.files.delete(made.original)
        own = Import.objects.filter(organisation_id=made.organisation_id, by_id=made.by_id)
        return own.get(request_key=made.request_key)
    return made


def confirm_columns(
    *, import_id: int, version: int, chosen: Mapping[int, str], actor: Actor, now: datetime, remember: bool = True
) -> list[Fault]:
    """Say which column is which; a human's choice is kept for the organisation's next file. Gives what is missing;
    with none, the rows are read from here on by the worker."""
    with transaction.atomic():
        file = _current(import_id, version, actor)
        used = {at: name for at, name in chosen.items() if name}
        missing = mapping.faults(file.kind, used)
        if missing:
            return missing
        file.rows.all().delete()
        file.mapping, file.last_row = {str(at): name for at, name in used.items()}, 0
        if remember:
            _remember(file, chosen)
        _move(file, transitions.STAGING)
        _audit(actor, "import.confirm_columns", file)
    return []


def _remember(file: Import, chosen: Mapping[int, str]) -> None:
    for at, header in enumerate(file.header):
        if header and len(key(header)) <= 120:
            KeptColumn.objects.update_or_create(
                organisation_id=file.organisation_id,
                kind=file.kind,
                header=key(header),
                defaults={"name": chosen.get(at, "")},
            )


@transaction.atomic
def correct_row(
    *, import_id: int, row_id: int, cells: Mapping[str, str], actor: Actor, now: datetime, chosen: int | None = None
) -> ImportRow:
    """Put cells of a row right, by our column names, or say who is meant. The row is read and compared again."""
    file = queries.locked(import_id, actor=actor)
    if file.status != transitions.STAGED:
        raise NotAllowed("import.not_staged")
    row = queries.row(file, row_id)
    if chosen and chosen not in row.candidates:
        raise NotAllowed("import.no_such_candidate")
    places = {name: at for at, name in staging.columns_of(file).items()}
    written = queries.cells_of(row)
    number_is_new = "cpr" in cells and "cpr" in places and cells["cpr"].strip() != written[places["cpr"]]
    if number_is_new:
        _require_few_numbers(file, row, now)
    for name, text in cells.items():
        if name in places:
            written[places[name]] = seen(text).strip()
    if chosen is None and row.match != CHOOSE and row.candidates and row.target_id in row.candidates:
        chosen = row.target_id  # chosen before, and only other cells are put right now
    staging.restage(file, row, written, work_of(file, now), chosen=chosen)
    _audit(actor, "import.correct_row", file, row=row.number, number=number_is_new)
    return row


def _require_few_numbers(file: Import, row: ImportRow, now: datetime) -> None:
    """A row tells whether its number has a case: whoever writes one number after the other in it is stopped."""
    usual = parameters.value("row_number_corrections", on=now.date()).whole("corrections")
    written = AuditEntry.objects.filter(action="import.correct_row", target=f"import:{file.pk}")
    if written.filter(facts__row=row.number, facts__number=True).count() >= usual:
        raise NotAllowed("import.number_tried")


@transaction.atomic
def make_visible(
    *, import_id: int, version: int, leave_out: bool, actor: Actor, now: datetime, leave_elsewhere: bool = False
) -> Import:
    """Throw the switch. Refused while rows have faults, unless they are to be left out, and when nothing is new.

    `leave_elsewhere` leaves out what names another municipality too: a human decides whose cases those are."""
    file = _current(import_id, version, actor)
    told = queries.summary(file)
    if told.faulty and not leave_out:
        raise NotAllowed("import.has_faults")
    rows = ImportRow.objects.filter(file=file, is_faulty=False)
    left = rows.filter(is_elsewhere=True).update(outcome="left_out") if leave_elsewhere else 0
    if not rows.filter(match__in=(NEW, CHANGED), outcome="").exists():
        raise NotAllowed("import.nothing_to_do")
    _move(file, transitions.WRITING)
    facts = {"new": told.new, "changed": told.changed, "same": told.same, "left_out": told.faulty + left}
    facts["elsewhere"] = told.elsewhere
    file.counts = facts
    file.save(update_fields=["counts"])
    _audit(actor, "import.make_visible", file, **facts)
    return file


@transaction.atomic
def undo(*, import_id: int, version: int, actor: Actor, now: datetime) -> Import:
    """Take the import back. Refused after the time for it."""
    file = _current(import_id, version, actor)
    if file.undo_until is None or now >= file.undo_until:
        raise NotAllowed("import.undo_too_late")
    _move(file, transitions.UNDOING)
    _audit(actor, "import.undo", file)
    return file


@transaction.atomic
def drop(*, import_id: int, version: int, actor: Actor) -> Import:
    """Throw away an import nobody has seen: rows and original."""
    file = _current(import_id, version, actor)
    _move(file, transitions.DROPPED)
    _forget(file)
    _audit(actor, "import.drop", file)
    return file


@transaction.atomic
def forget(*, import_id: int, actor: Actor) -> None:
    """Take an import away with all it holds, as if it had not been tried. Refused once its rows may have been seen."""
    file = queries.locked(import_id, actor=actor)
    unseen = (transitions.UPLOADED, transitions.STAGED, transitions.REFUSED)
    if file.status not in unseen and not (file.status == transitions.STAGING and queries.is_dry_run(file)):
        raise NotAllowed("import.no_such_step")
    _audit(actor, "import.forget", file)
    originals.files.delete(file.original)
    file.delete()


def work(
    *, now: datetime, stop: Callable[[], bool] = lambda: False, only: int | None = None, seconds: float | None = None
) -> list[str]:
    """Go on with what is under way. The worker calls it; a page may, for a second, with `only`.

    Everything it does is read from the rows: killed anywhere, the next call goes on after the last whole batch."""
    begun = time.monotonic()

    def enough() -> bool:
        return stop() or (seconds is not None and time.monotonic() - begun > seconds)

    waiting = Import.objects.filter(status__in=transitions.WORKING).order_by("pk")
    chosen = waiting.filter(pk=only) if only is not None else waiting.exclude(queries.DRY_RUNS)
    if only is None:
        _forget_dry_runs(now)
    return [f"import {file.pk}" for file in chosen if _go_on(file, now, enough)]


def _forget_dry_runs(now: datetime) -> None:
    """A dry run takes itself away; one that was killed could not."""
    age = timedelta(days=parameters.term("retention", "import_stray").whole("days"))
    for file in Import.objects.filter(queries.DRY_RUNS, created_at__lt=now - age):
        forget(import_id=file.pk, actor=actors.system("import"))


def _go_on(file: Import, now: datetime, enough: Callable[[], bool]) -> bool:
    """As many steps as there is time for. Whether anything was finished."""
    steps = {
        transitions.STAGING: staging.stage,
        transitions.WRITING: applying.write,
        transitions.CHANGING: applying.change,
        transitions.UNDOING: applying.undo,
    }
    finished = False
    while file.status in steps and steps[file.status](file, work_of(file, now), enough):
        finished = True
        before = file.status
        file.refresh_from_db()
        if file.status == before:
            break
    return finished


def forget_originals(ids: list[int]) -> int:
    """Delete originals, and what rows say: their date has come. What nobody made visible is dropped with them."""
    for import_id in ids:
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=import_id)
            if held.status in (transitions.UPLOADED, transitions.STAGED):
                _move(held, transitions.DROPPED)
            _forget(held)
    return len(ids)


def _forget(file: Import) -> None:
    originals.files.delete(file.original)
    file.original, file.samples = "", ""
    file.save(update_fields=["original", "samples"])
    file.rows.update(cells="", faults="", before="", key="", who="", born="", candidates=[])


def work_of(file: Import, now: datetime) -> Work:
    """On whose behalf the import goes on: the member who uploaded it, as long as it is one; else the system."""
    member = Membership.objects.select_related("organisation", "user").filter(pk=file.by_id, active=True).first()
    actor = accounts.actor_of(member).for_purpose("import") if member else actors.system("import")
    unit_id = member.unit_id if member else None
    own = (file.organisation.municipality_code, file.organisation.name)
    return Work(file.pk, file.organisation_id, actor, now, member.pk if member else None, unit_id, own)


def _current(import_id: int, version: int, actor: Actor) -> Import:
    file = queries.locked(import_id, actor=actor)
    if file.version != version:
        raise Stale
    return file


def _move(file: Import, target: str) -> None:
    decision = transitions.may_move(file.status, target)
    if decision.refused:
        raise NotAllowed(decision.code, **dict(decision.facts))
    file.status = target
    file.version += 1
    file.save()


def _audit(actor: Actor, action: str, file: Import, **facts: object) -> None:
    audit.record(actor=actor, action=action, target=f"import:{file.pk}", facts={"kind": file.kind, **facts})
