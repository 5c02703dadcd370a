"""`./tovholder check`: one page on how this installation stands. Exit code 1 when something has to be done."""

import argparse
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import DatabaseError, OperationalError, connections

from tovholder.accounts import installation
from tovholder.cli import database

LEAST_FREE = 2 * 1024**3  # bytes on the disk of the home folder


@dataclass(frozen=True)
class Finding:
    """`well` is False when somebody has to do something, None when it is only worth knowing."""

    what: str
    told: str
    well: bool | None = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: it looks at the installation that the environment names."""


def run(options: argparse.Namespace) -> int:
    findings = [finding for check in CHECKS for finding in _safely(check)]
    signs = {True: "ok", False: "!!", None: "--"}
    for finding in findings:
        print(f"  {signs[finding.well]}  {finding.what:<14} {finding.told}")
    return 0 if all(finding.well is not False for finding in findings) else 1


def _safely(check: Callable[[], list[Finding]]) -> list[Finding]:
    """A check that cannot be made is a finding of its own."""
    try:
        return check()
    except (DatabaseError, OSError) as fault:
        name = check.__name__.strip("_").replace("_", " ")
        return [Finding(name, f"could not be looked at: {str(fault).strip().splitlines()[0]}", False)]


def _python() -> list[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return [Finding("Python", version, (3, 11) <= sys.version_info[:2] < (3, 13))]


def _database() -> list[Finding]:
    if not settings.DATABASES["default"].get("HOST") and not database.is_there():
        return [Finding("database", database.not_there(), False)]
    found = []
    for alias in database.aliases():
        try:
            connections[alias].ensure_connection()
        except OperationalError as fault:
            found.append(Finding("database", f"{alias}: {str(fault).strip().splitlines()[0]}", False))
            continue
        found.append(Finding("database", f"{alias}: {connections[alias].vendor}, {_where(alias)}"))
        behind = database.unapplied(alias)
        told = "up to date" if not behind else f"{behind} to apply; ./tovholder serve (or demo) applies them"
        found.append(Finding("migrations", f"{alias}: {told}", not behind))
    return found


def _where(alias: str) -> str:
    config = connections[alias].settings_dict
    return f"{config['HOST']}/{config['NAME']}" if config["HOST"] else str(config["NAME"])


def _mark() -> list[Finding]:
    if not database.is_there():
        return []  # said already
    row = installation.mark()
    if row is None:
        return [Finding("mark", "none: nobody has used this database yet", None)]
    otherwise = database.mismatch(row.kind)
    half = installation.is_half_made(row)
    told = f"{row.kind}, made {row.made_at:%Y-%m-%d}" + (", half made: ./tovholder demo makes it again" if half else "")
    told = f"{told}, but the mode is {settings.MODE}: {otherwise}" if otherwise else told
    return [Finding("mark", told, not otherwise and not half)]


def _keys() -> list[Finding]:
    """Whether the keys open what is kept: the newest number is decrypted, and shown to nobody."""
    from tovholder.people.models import Person

    if not database.is_there():
        return [Finding("keys", f"{len(settings.FIELD_KEYS)} field key(s); nothing is kept with them yet")]
    try:
        newest = Person.objects.exclude(cpr="").order_by("-pk").first()
    except InvalidTag:
        return [Finding("keys", "do not open what is kept: the keys file belongs to another database", False)]
    told = "open what is kept" if newest else "are there; nothing is kept with them yet"
    return [Finding("keys", f"{len(settings.FIELD_KEYS)} field key(s), {told}")]


def _translations() -> list[Finding]:
    sources = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/django.po")]
    stale = [path for path in sources if not _is_compiled(path)]
    told = f"{len(sources)} catalogues" + (f", {len(stale)} not compiled: ./tovholder setup" if stale else "")
    return [Finding("translations", told, not stale)]


def _is_compiled(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def _vocabulary() -> list[Finding]:
    from tovholder.vocabulary import shipped

    occupations, skills = (sum(1 for _ in shipped.rows(name)) for name in ("occupations.csv", "skills.csv"))
    imported = Path(settings.VOCABULARY_FOLDER).exists()
    more = "ESCO imported" if imported else "ESCO not imported"
    return [Finding("vocabulary", f"{occupations} occupations, {skills} skills shipped; {more}")]


def _disk() -> list[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    return [Finding("disk", f"{free / 1024**3:.1f} GB free at {settings.HOME}", free >= LEAST_FREE)]


CHECKS = (_python, _database, _mark, _keys, _translations, _vocabulary, _disk)
