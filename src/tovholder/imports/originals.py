"""The files as they came, encrypted in the home folder until the date they are deleted."""

import re
import secrets
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from tovholder.accounts.fields import decrypt, encrypt
from tovholder.people import cpr_in_words


def _folder() -> Path:
    folder = Path(settings.HOME) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def keep(data: bytes) -> str:
    """Keep the file under a name that says nothing. Whole or not at all."""
    name = f"{secrets.token_hex(16)}.bin"
    unfinished = _folder() / f"{name}.part"
    unfinished.write_bytes(encrypt(data))
    unfinished.chmod(0o600)
    unfinished.replace(_folder() / name)
    return name


def read(name: str) -> bytes:
    return decrypt((_folder() / name).read_bytes())


def delete(name: str) -> None:
    if name:
        (_folder() / name).unlink(missing_ok=True)


def older_than(moment: datetime) -> list[str]:
    """The names of everything that was laid here before, unfinished files too."""
    return sorted(path.name for path in _folder().iterdir() if path.stat().st_mtime < moment.timestamp())


def shown_name(name: str) -> str:
    """A file's name without what may be a CPR number, and without a path."""
    plain = re.sub(r"\d{6}[-_ ]?\d{4}", "••••••-••••", Path(name.replace("\\", "/")).name)
    return cpr_in_words.without(plain, on=date.max)[:120] or "fil"
