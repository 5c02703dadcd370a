"""Opens the files of an ESCO download, a folder or a zip as the portal ships it, and says in one line what is wrong."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# The largest file of ESCO 1.2 in 28 languages is far below; more is not ESCO, or a zip made to fill the disk.
LARGEST_FILE = 200_000_000
# RuntimeError: a member that asks for a password.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
_NAME = re.compile(r"(?P<table>[A-Za-z]+)(?:_(?P<language>[a-z]{2}))?\.csv")


class UnreadableEscoError(ValueError):
    """The download cannot be used. `faults` holds one line per fault, with file and line where there is one."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class EscoFile:
    """One CSV file of the download; `language` is empty where the name carries none."""

    name: str
    table: str
    language: str
    open: Callable[[], BinaryIO]

    def rows(self, *columns: str) -> Iterator[dict[str, str]]:
        """The rows, read as they come. Raises UnreadableEscoError for missing columns or a broken file."""
        try:
            with io.TextIOWrapper(self.open(), encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                missing = [column for column in columns if column not in (reader.fieldnames or ())]
                if missing:
                    raise UnreadableEscoError([f"{self.name}, line 1: missing column {name}" for name in missing])
                for row in reader:
                    if any(row[column] is None for column in columns):
                        raise UnreadableEscoError([f"{self.name}, line {reader.line_num}: the row is too short"])
                    yield row
        except (*_BROKEN, UnicodeDecodeError, csv.Error) as fault:
            raise UnreadableEscoError([f"{self.name}: not a readable CSV file in UTF-8 ({fault})"]) from None


def files(source: Path) -> list[EscoFile]:
    """The CSV files of a folder (and of zips in it) or of a zip, in the order of their names."""
    if source.is_dir():
        inside = sorted(path for path in source.iterdir() if path.is_file())
        found = [_from_folder(path) for path in inside if path.suffix.lower() == ".csv"]
        zipped = [path for path in inside if path.suffix.lower() == ".zip"]
    elif source.is_file():
        found, zipped = [], [source]
    else:
        raise UnreadableEscoError([f"{source.name}: no such folder or file"])
    found += [file for path in zipped for file in _from_zip(path)]
    if not found:
        raise UnreadableEscoError([f"{source.name}: holds no CSV files"])
    return found


def _from_folder(path: Path) -> EscoFile:
    return _named(path.name, lambda: path.open("rb"))


def _from_zip(path: Path) -> Iterator[EscoFile]:
    if not zipfile.is_zipfile(path):
        raise UnreadableEscoError([f"{path.name}: not a zip file (download the CSV package from the ESCO portal)"])
    try:
        with zipfile.ZipFile(path) as archive:
            inside = sorted(archive.infolist(), key=lambda info: info.filename)
    except _BROKEN:
        raise UnreadableEscoError([f"{path.name}: the zip file is broken; download it again"]) from None
    for info in inside:
        if info.filename.lower().endswith(".csv"):
            if info.file_size > LARGEST_FILE:
                raise UnreadableEscoError([f"{path.name}: {info.filename} is larger than any ESCO file"])
            yield _named(Path(info.filename).name, _opener(path, info.filename))


def _opener(path: Path, name: str) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        # The archive lives as long as the member that is read from it.
        return io.BufferedReader(zipfile.ZipFile(path).open(name))  # type: ignore[type-var]

    return opened


def _named(name: str, opened: Callable[[], BinaryIO]) -> EscoFile:
    parts = _NAME.fullmatch(name)
    table, language = (parts["table"], parts["language"] or "") if parts else ("", "")
    return EscoFile(name, table, language, opened)
