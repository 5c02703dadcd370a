"""The files of issued papers, encrypted in the home folder under names that say nothing."""

import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from tovholder.accounts.fields import decrypt, encrypt


def _folder() -> Path:
    folder = Path(settings.HOME) / "papers"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def keep(data: bytes) -> str:
    """Keep the file. Whole or not at all."""
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
