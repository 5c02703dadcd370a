"""Read an import's rows in short batches: each is translated, compared with what is here, and kept. A worker that is
killed goes on after the last whole batch."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from django.conf import settings
from django.db import transaction

from tovholder import vocabulary
from tovholder.imports import claims, mapping, originals, queries, tables, transitions, translating, trials
from tovholder.imports.cells import Reading
from tovholder.imports.companies_target import CompaniesTarget, OrdersTarget
from tovholder.imports.faults import Fault, Unreadable
from tovholder.imports.models import Import, ImportRow
from tovholder.imports.people_target import PeopleTarget
from tovholder.imports.rows import Row
from tovholder.imports.staged import CHOOSE, Staged, Target, Work
from tovholder.vocabulary import places

BATCH = 500
TARGETS: dict[str, Target] = {"people": PeopleTarget(), "companies": CompaniesTarget(), "orders": OrdersTarget()}


def reading(work: Work) -> Reading:
    """What cells are read with in this installation."""
    folder = settings.VOCABULARY_FOLDER
    return Reading(vocabulary.load(folder), places.load(folder), work.on, work.own)


def stage(file: Import, work: Work, stop: Callable[[], bool]) -> bool:
    """Stage until done or told to stop. Whether it is done."""
    try:
        table = tables.open_table(
            originals.files.read(file.original), is_known=lambda word: mapping.is_known(file.kind, word)
        )
        rows = table.rows(after=file.last_row)
        with_words = reading(work)
        while batch := list(islice(rows, BATCH)):
            if stop() or not _stage_batch(file, batch, work, with_words):
                return False
    except Unreadable as problem:
        _refuse(file, problem.faults)
        return True
    return _finish(file, with_words)


@transaction.atomic
def _stage_batch(file: Import, batch: Sequence[Row], work: Work, with_words: Reading) -> bool:
    """False when somebody else has gone on with the import meanwhile."""
    held = Import.objects.select_for_update().get(pk=file.pk)
    if held.status != transitions.STAGING or held.last_row != file.last_row:
        return False
    staged = [translated(file, row.number, row.cells, row.faults, with_words) for row in batch]
    compare(file, staged, work)
    ImportRow.objects.bulk_create(
        _kept(ImportRow(file_id=file.pk, number=row.number), row, here.cells)
        for row, here in zip(staged, batch, strict=True)
    )
    held.last_row = file.last_row = batch[-1].number
    held.save(update_fields=["last_row"])
    return True


def translated(file: Import, number: int, cells: Sequence[str], faults: Iterable[Fault], with_words: Reading) -> Staged:
    """One row read by the import's columns."""
    chosen = columns_of(file)
    found = translating.translate(file.kind, chosen, cells, number=number, reading=with_words)
    return Staged(number, found.facts, [*faults, *found.faults, *found.warnings])


def columns_of(file: Import) -> dict[int, str]:
    return {int(at): name for at, name in file.mapping.items()}


def compare(file: Import, staged: Sequence[Staged], work: Work, *, but_row: int = 0) -> None:
    """What each row is to what is here, and to the other rows of the file."""
    readable = [row for row in staged if not row.is_faulty]
    TARGETS[file.kind].match(readable, work)
    keys = {row.key for row in staged if row.key}
    others = ImportRow.objects.filter(file_id=file.pk, key__in=keys).exclude(number=but_row)
    first = dict(others.order_by("-number").values_list("key", "number"))
    for row in staged:
        if row.key and row.key in first:
            row.fault("row.same_as", other=first[row.key])
        elif row.key:
            first[row.key] = row.number


def _kept(row: ImportRow, staged: Staged, cells: Sequence[str]) -> ImportRow:
    row.cells = json.dumps(list(cells), ensure_ascii=False)
    row.faults = json.dumps(queries.kept_faults(staged.faults), ensure_ascii=False) if staged.faults else ""
    row.is_elsewhere = staged.is_elsewhere
    row.is_faulty, row.match = staged.is_faulty, staged.match
    row.key, row.who, row.born = staged.key, staged.who, staged.born
    row.target_id, row.candidates, row.changes = staged.target_id, staged.candidates, staged.changes
    return row


@transaction.atomic
def _finish(file: Import, with_words: Reading) -> bool:
    """Nobody sees a row before this: first here it is known whether the file tries numbers."""
    held = Import.objects.select_for_update().get(pk=file.pk)
    if held.status == transitions.STAGING and held.last_row == file.last_row:
        empty = file.last_row == 0
        for fault, ids in trials.of_file(file):
            _shut(file, ids, fault, with_words)
        for row, fault in claims.of_file(file):
            row.faults = json.dumps(queries.kept_faults([*queries.faults_of(row), fault]), ensure_ascii=False)
            row.is_faulty = True
            row.save(update_fields=["faults", "is_faulty"])
        held.status = transitions.REFUSED if empty else transitions.STAGED
        held.faults = queries.kept_faults([Fault("file.no_rows")]) if empty else held.faults
        held.save(update_fields=["status", "faults"])
    return True


def _shut(file: Import, ids: Sequence[int], fault: Fault, with_words: Reading) -> None:
    """Make these rows a fault that tells nothing of what is here: only what stands in their own cells is left."""
    fields = ["faults", "is_elsewhere", "is_faulty", "match", "target_id", "candidates", "changes"]
    for start in range(0, len(ids), BATCH):
        rows = list(ImportRow.objects.filter(pk__in=ids[start : start + BATCH]))
        for row in rows:
            cells = queries.cells_of(row)
            _kept(row, _untold(file, row, cells, fault, with_words), cells)
        ImportRow.objects.bulk_update(rows, fields)


def _untold(file: Import, row: ImportRow, cells: Sequence[str], fault: Fault, with_words: Reading) -> Staged:
    told = translated(file, row.number, cells, (), with_words)
    told.key, told.who, told.born = row.key, row.who, row.born
    told.fault(fault.code, fault.column, **fault.facts)
    return told


@transaction.atomic
def _refuse(file: Import, faults: Sequence[Fault]) -> None:
    """The file turned out to be no table on the way: nothing of it is kept but the original and what is wrong."""
    held = Import.objects.select_for_update().get(pk=file.pk)
    if held.status == transitions.STAGING:
        held.rows.all().delete()
        held.status, held.faults = transitions.REFUSED, queries.kept_faults(faults)
        held.save(update_fields=["status", "faults"])


def restage(file: Import, row: ImportRow, cells: Sequence[str], work: Work, *, chosen: int | None = None) -> None:
    """Read one corrected row again and compare it. `chosen`: 0 for somebody new, an id for one of the candidates."""
    with_words = reading(work)
    staged = translated(file, row.number, cells, (), with_words)
    if chosen is not None and not staged.is_faulty:
        staged.match, staged.target_id = (CHOOSE, None) if chosen == 0 else ("", chosen)
    compare(file, [staged], work, but_row=row.number)
    if claims.is_taken(file, row, staged.key):
        staged.faults.append(claims.fault(row.number))
    if chosen == 0 and staged.match == CHOOSE:
        staged.match = "new"
    _kept(row, staged, cells).save()
    for fault, ids in trials.with_row(file, row):
        _shut(file, ids, fault, with_words)
    row.refresh_from_db()
