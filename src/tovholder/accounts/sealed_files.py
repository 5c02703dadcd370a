"""Files of one kind, encrypted in the home folder under names that say nothing: papers, what was imported."""

import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from tovholder.accounts.fields import decrypt, encrypt


class SealedFiles:
    """The files of one folder. Who may read one, and when it goes, is decided by the room that keeps it."""

    def __init__(self, folder: str) -> None:
        self._name = folder

    def keep(self, data: bytes) -> str:
        """Keep the file; its name is all there is to find it by. Whole or not at all."""
        name = f"{secrets.token_hex(16)}.bin"
        unfinished = self._folder() / f"{name}.part"
        unfinished.write_bytes(encrypt(data))
        unfinished.chmod(0o600)
        unfinished.replace(self._folder() / name)
        return name

    def read(self, name: str) -> bytes:
        return decrypt((self._folder() / name).read_bytes())

    def delete(self, name: str) -> None:
        """Gone already, or no name at all, is gone."""
        if name:
            (self._folder() / name).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> list[str]:
        """The names of everything that was laid here before, unfinished files too."""
        return sorted(path.name for path in self._folder().iterdir() if path.stat().st_mtime < moment.timestamp())

    def _folder(self) -> Path:
        folder = Path(settings.HOME) / self._name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder
