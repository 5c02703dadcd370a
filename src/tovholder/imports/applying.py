"""Make an import seen, and take it back: new rows by one switch, changes of what was here one case at a time.

New rows are written hidden in short batches; one statement shows them all. Changes follow after the switch, each case
in a transaction of its own, so that nobody ever reads half a case; how far it is stands on the import's page.
"""

import json
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from tovholder import parameters
from tovholder.accounts.conflicts import NotAllowed
from tovholder.imports import queries, staging, transitions
from tovholder.imports.cells import FactsOf
from tovholder.imports.faults import Fault
from tovholder.imports.models import Import, ImportRow
from tovholder.imports.staged import CHANGED, NEW, Work
from tovholder.people.queries import NoSuchPerson

BATCH = 250
_MISSING = {"people": "person.cpr_taken", "companies": "company.p_number_taken", "orders": "order.no_workplace"}


def write(file: Import, work: Work, stop: Callable[[], bool]) -> bool:
    """Write the new rows hidden, then throw the switch. Whether it was thrown."""
    while True:
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=file.pk)
            if held.status != transitions.WRITING:
                return True
            rows = list(_waiting(file, NEW)[:BATCH])
            if not rows:
                _switch(held, work)
                return True
            _write_batch(file, rows, work)
        if stop():
            return False


def _waiting(file: Import, match: str) -> "queries.QuerySet[ImportRow]":
    return ImportRow.objects.filter(file_id=file.pk, match=match, is_faulty=False, outcome="").order_by("number")


def _facts(file: Import, row: ImportRow, work: Work) -> FactsOf:
    with_words = staging.reading(work)
    return staging.translated(file, row.number, queries.cells_of(row), (), with_words).facts


def _write_batch(file: Import, rows: list[ImportRow], work: Work) -> None:
    facts = [_facts(file, row, work) for row in rows]
    made = staging.TARGETS[file.kind].write(facts, [row.target_id for row in rows], work)
    for row, target_id in zip(rows, made, strict=True):
        row.target_id = target_id
        row.outcome = "written" if target_id is not None else "left_out"
        if target_id is None:
            _add_fault(row, _MISSING[file.kind])
            row.save(update_fields=["faults"])
    ImportRow.objects.bulk_update(rows, ["target_id", "outcome"])


def _add_fault(row: ImportRow, code: str) -> None:
    faults = [*queries.faults_of(row), Fault(code, row.number)]
    row.faults = json.dumps(queries.kept_faults(faults), ensure_ascii=False)


def _switch(held: Import, work: Work) -> None:
    staging.TARGETS[held.kind].show(work)
    held.status, held.shown_at = transitions.CHANGING, work.now
    held.undo_until = work.now + timedelta(days=parameters.term("retention", "import_undo").whole("days"))
    ImportRow.objects.filter(file=held, is_faulty=True, outcome="").update(outcome="left_out")
    held.save(update_fields=["status", "shown_at", "undo_until"])


def change(file: Import, work: Work, stop: Callable[[], bool]) -> bool:
    """Change what was here, one case at a time. Whether all is done."""
    while not stop():
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=file.pk)
            row = _waiting(file, CHANGED).first() if held.status == transitions.CHANGING else None
            if row is None:
                _end(held, transitions.CHANGING, transitions.VISIBLE)
                return True
            _change_one(file, row, work)
    return False


def _change_one(file: Import, row: ImportRow, work: Work) -> None:
    try:
        assert row.target_id is not None  # noqa: S101 - a changed row has something it changes
        facts = _facts(file, row, work)
        if file.kind == "people":  # what was closed when the row was read stays so, whoever goes on with it
            facts = {name: value for name, value in facts.items() if name in row.changes}
        done = staging.TARGETS[file.kind].change(row.target_id, facts, work)
    except (NoSuchPerson, NotAllowed) as refused:
        done = None
        code = getattr(refused, "code", "")
        _add_fault(row, code if code in _MISSING.values() else "person.changed_meanwhile")
    row.outcome = "applied" if done else "left_out"
    if done:
        row.before, row.target_version = json.dumps(done[0], ensure_ascii=False), done[1]
    row.save()


def _end(held: Import, source: str, target: str) -> None:
    if held.status == source:
        held.status = target
        held.save(update_fields=["status"])


def undo(file: Import, work: Work, stop: Callable[[], bool]) -> bool:
    """Take the import back: unused new rows out of sight in one statement, then deleted; untouched changes restored."""
    target = staging.TARGETS[file.kind]
    if file.hidden_at is None:
        _hide(file, work)
    while not stop():
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=file.pk)
            if held.status != transitions.UNDOING:
                return True
            if target.delete_hidden(work, limit=BATCH):
                continue
            row = ImportRow.objects.filter(file_id=file.pk, outcome="applied").order_by("-number").first()
            if row is None:
                _end(held, transitions.UNDOING, transitions.UNDONE)
                return True
            _restore_one(file, row, work)
    return False


@transaction.atomic
def _hide(file: Import, work: Work) -> None:
    held = Import.objects.select_for_update().get(pk=file.pk)
    if held.hidden_at is not None or held.status != transitions.UNDOING:
        return
    target = staging.TARGETS[file.kind]
    written = ImportRow.objects.filter(file=held, outcome="written")
    target.hide_unused(written.values("target_id"), work)
    hidden = target.hidden(work)
    gone = [row for row in written.values_list("pk", "target_id") if row[1] in hidden]
    for start in range(0, len(gone), 5_000):
        ImportRow.objects.filter(pk__in=[row_id for row_id, _ in gone[start : start + 5_000]]).update(outcome="undone")
    written.filter(outcome="written").update(outcome="kept")
    held.hidden_at = file.hidden_at = work.now
    held.save(update_fields=["hidden_at"])


def _restore_one(file: Import, row: ImportRow, work: Work) -> None:
    try:
        done = staging.TARGETS[file.kind].restore(
            row.target_id or 0, json.loads(row.before), row.target_version or 0, work
        )
    except NoSuchPerson:
        done = False
    row.outcome = "restored" if done else "kept"
    row.save(update_fields=["outcome"])
