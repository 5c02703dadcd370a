"""`./tovholder rules-dry-run FILE`: a coming law tried against the stays of today. Nothing is written."""

import argparse
from datetime import date
from pathlib import Path

from django.utils import timezone

from tovholder import parameters
from tovholder.accounts.actors import system
from tovholder.cli import database
from tovholder.cli.complaint import Complaint
from tovholder.cli.days import day
from tovholder.placements import dry_run
from tovholder.web.shared import sentences

_SHOWN = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="parameters in the form of our own files, to be tried")
    parser.add_argument("--as-if-on", type=day, metavar="YYYY-MM-DD", help="ask as if every stay began on this day")


def run(options: argparse.Namespace) -> int:
    text = _read(options.file)
    database.require_there()
    print(_told(options.file.name, text, options.as_if_on))
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise Complaint(f"{path} cannot be read: {getattr(fault, 'strerror', None) or 'it is no text'}.") from fault


def _told(name: str, text: str, as_if_on: date | None) -> str:
    try:
        book = parameters.with_changes(text, name=name)
    except parameters.ParameterFaultsError as wrong:
        raise Complaint("\n".join(wrong.faults)) from wrong
    outcome = dry_run.of(book=book, actor=system("rules-dry-run"), on=timezone.localdate(), as_if_on=as_if_on)
    lines = [f"{outcome.asked} stays asked, {len(outcome.affected)} would be affected. Nothing is written."]
    for heading, counted in (("Newly in the way", outcome.new_by_code), ("No longer in the way", outcome.gone_by_code)):
        lines += [f"{heading}: {number} × {code.code}  ({sentences.say(code, 'en')})" for code, number in counted]
    numbers = [str(each.placement.pk) for each in outcome.affected]
    if numbers:
        more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
        lines.append(f"Stays by number: {', '.join(numbers[:_SHOWN])}{more}")
    return "\n".join(lines)
