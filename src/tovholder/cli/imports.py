"""`./tovholder import people | companies | orders FILE`, and `esco PATH`, `places FILE` for the words and the map.

The same services as the pages: all rows or none. With a fault nothing is written, and the file waits on the page of
imports, where it can be put right."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tovholder import vocabulary
from tovholder.accounts import actors
from tovholder.accounts import queries as accounts
from tovholder.accounts.conflicts import NotAllowed
from tovholder.cli import database, plain_tables, steps
from tovholder.cli.complaint import Complaint
from tovholder.imports import faults, mapping, queries, reading_files, services, transitions
from tovholder.imports.columns import KINDS
from tovholder.imports.fault_words import WORDS
from tovholder.imports.faults import Unreadable
from tovholder.imports.queries import Import
from tovholder.vocabulary import places
from tovholder.vocabulary.esco_source import UnreadableEscoError
from tovholder.vocabulary.postcodes import UnreadablePostcodesError
from tovholder.web.shared import sentences


def arguments(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for kind in KINDS:
        one = words.add_parser(kind, help=f"{kind} from a CSV or XLSX file (docs/guide/import.md)")
        one.add_argument("file", type=Path)
        one.add_argument("--organisation", metavar="CODE", help="the municipality's four digits; not needed when one")
        one.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        one.add_argument("--language", choices=("da", "en"), default="en", help="of the faults (en)")
    esco = words.add_parser("esco", help="the ESCO classification, a folder or zip from the ESCO portal")
    esco.add_argument("file", type=Path)
    map_ = words.add_parser("places", help="postcode areas: a CSV with postnr, by, lat, lon, kommuner")
    map_.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    if options.what == "esco":
        return _esco(options.file)
    if options.what == "places":
        return _places(options.file)
    database.require_there()
    database.migrate()
    database.require_mode()
    return _rows(options)


def _esco(path: Path) -> int:
    try:
        with steps.step("reading ESCO"):
            summary = vocabulary.import_esco(path, settings.VOCABULARY_FOLDER)
    except UnreadableEscoError as problem:
        return _told(problem.faults)
    print(f"{summary.occupations:,} occupations, {summary.skills:,} skills, {summary.relations:,} ties between them")
    print(f"in Danish: {summary.danish_occupations:,} occupations, {summary.danish_skills:,} skills")
    print(summary.attribution)
    return 0


def _places(path: Path) -> int:
    try:
        count = places.import_places(path, settings.VOCABULARY_FOLDER)
    except UnreadablePostcodesError as problem:
        return _told(problem.faults)
    print(f"{count:,} postcode areas")
    return 0


def _told(lines: list[str]) -> int:
    for each in lines[: plain_tables.MOST_LINES]:
        print(each, file=sys.stderr)
    if len(lines) > plain_tables.MOST_LINES:
        print(f"… +{len(lines) - plain_tables.MOST_LINES}", file=sys.stderr)
    return 1


def _rows(options: argparse.Namespace) -> int:
    now, actor = timezone.localtime(), actors.system("import")
    organisation_id = _organisation(options.organisation)
    try:
        file = services.receive(
            data=reading_files.bytes_of(options.file),
            name=options.file.name,
            kind=options.what,
            actor=actor,
            now=now,
            organisation_id=organisation_id,
            request_key=queries.dry_run_key() if options.dry_run else "",
        )
    except Unreadable as problem:
        return _told([faults.line(fault, options.file.name, options.language) for fault in problem.faults])
    try:
        return _received(file, options, now)
    except KeyboardInterrupt as stop:
        raise type(stop)(_where_it_stands(file)) from stop


def _where_it_stands(file: Import) -> str:
    """After a stop: what has become of the import, and who goes on with it."""
    held = Import.objects.filter(pk=file.pk).first()
    page = f"/import/{file.pk}/"
    if held is None or queries.is_dry_run(held) or held.status in (transitions.UPLOADED, transitions.REFUSED):
        if held is not None:
            _drop(held)
        return "nothing was written, and nothing of the import is kept"
    if held.status == transitions.STAGING:
        return f"nothing is visible; a worker (./tovholder work) reads the file on, and then it waits at {page}"
    if held.status == transitions.STAGED:
        return f"nothing is visible; the file waits at {page}"
    if held.status in (transitions.WRITING, transitions.CHANGING):
        return (
            f"the import is under way, a worker (./tovholder work) goes on with it, and then it can be undone at {page}"
        )
    return f"the import is visible, and can be undone at {page}"


def _received(file: Import, options: argparse.Namespace, now: datetime) -> int:
    actor = actors.system("import")
    chosen = {int(at): name for at, name in file.mapping.items()}
    notes = mapping.unread(file.kind, file.header, chosen, queries.kept_columns(file.organisation_id, file.kind))
    _told([faults.line(note, options.file.name, options.language) for note in notes])
    missing = services.confirm_columns(
        import_id=file.pk, version=file.version, chosen=chosen, actor=actor, now=now, remember=False
    )
    if missing:
        of_sheet = [queries.told(each) for each in file.faults]
        _drop(file)
        return _told([faults.line(fault, options.file.name, options.language) for fault in (*of_sheet, *missing)])
    with steps.step(f"reading {file.file_name}"):
        services.work(now=now, only=file.pk)
    file.refresh_from_db()
    return _after_reading(file, options, now)


def _after_reading(file: Import, options: argparse.Namespace, now: datetime) -> int:
    found = queries.summary(file)
    _tell_faults(file, options.language)
    print(f"{found.new:,} new, {found.changed:,} changed, {found.same:,} unchanged, {found.faulty:,} with faults")
    if found.elsewhere:
        print(f"{found.elsewhere:,} name another municipality than the one they are read into: see the notes above.")
    if file.status == transitions.REFUSED or found.faulty:
        if options.dry_run or file.status == transitions.REFUSED:
            _drop(file)
        else:
            print(f"Nothing was written. Put the rows right at /import/{file.pk}/ or in the file.", file=sys.stderr)
        return 1
    if options.dry_run:
        _drop(file)
        print("Nothing was written: this was a dry run.")
        return 0
    return _make_visible(file, now)


def _make_visible(file: Import, now: datetime) -> int:
    try:
        services.make_visible(
            import_id=file.pk, version=file.version, leave_out=False, actor=actors.system("import"), now=now
        )
    except NotAllowed as refusal:
        _drop(file)
        print(sentences.worded(refusal.code, refusal.facts, "en"))
        return 0
    with steps.step("writing"):
        services.work(now=now, only=file.pk)
    file.refresh_from_db()
    return _outcome(file)


def _outcome(file: Import) -> int:
    """What came of it, which is not always what the reading promised: somebody else may have been first."""
    found = queries.summary(file)
    print(f"{found.done:,} made visible, {found.left_out:,} left out.")
    for code, count in queries.why_left_out(file).most_common():
        told = WORDS.get(code, ("{",))[0]
        why = "see the rows." if "{" in told else told  # one sentence for all: none that names somebody
        print(f"  {count:,} left out: {why}", file=sys.stderr)
    if found.left_out:
        print(f"They are at /import/{file.pk}/?vis=left_out", file=sys.stderr)
    if found.done:
        print(f"Visible. It can be undone at /import/{file.pk}/ until {file.undo_until:%Y-%m-%d}.")
    return 1 if found.left_out else 0


def _tell_faults(file: Import, language: str) -> None:
    """Faults and notes with the file's own headers, of so many rows as give the lines that are printed; the other rows
    are counted."""
    chosen = {int(at): name for at, name in file.mapping.items()}
    found = [queries.told(each) for each in file.faults]
    with_any = queries.rows(file).exclude(faults="")
    told = 0
    for row in with_any.order_by("number")[: plain_tables.MOST_LINES]:
        if len(found) >= plain_tables.MOST_LINES:
            break
        found += reading_files.by_header(queries.faults_of(row), chosen, file.header)
        told += 1
    for fault in found:
        print(faults.line(fault, file.file_name, language), file=sys.stderr)
    left = with_any.count() - told
    if left:
        print(f"… {faults.more_rows(left, language)}", file=sys.stderr)


def _drop(file: Import) -> None:
    """A dry run, and a file that cannot be used, leave nothing behind."""
    file.refresh_from_db()
    services.forget(import_id=file.pk, actor=actors.system("import"))


def _organisation(code: str | None) -> int:
    known = {row.municipality_code: row.pk for row in accounts.municipalities()}
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code is None or code.zfill(4) not in known:
        names = ", ".join(sorted(known)) or "none; see ./tovholder organisation"
        raise Complaint(f"say for which municipality: --organisation CODE ({names})")
    return known[code.zfill(4)]
