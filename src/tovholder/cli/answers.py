"""The files of an answer: never one that is read, written beside their places, and put there all or none."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from tovholder.cli.complaint import Complaint


def check(places: Sequence[Path], inputs: Iterable[Path | None]) -> None:
    """Say before the work what is in the way of the files: a folder, none, or a file that is read."""
    if not places[0].absolute().parent.is_dir():
        raise Complaint(f"the folder of {places[0]} does not exist; make it first.")
    read = [each for each in inputs if each is not None]
    for place in places:
        if place.is_dir():
            raise Complaint(f"{place} is a folder; name a file with --out.")
        if any(_same(place, each) for each in read):
            raise Complaint(f"the answer would be written over {place}, which is read; name another file with --out.")


def _same(place: Path, other: Path) -> bool:
    """Also by another name: a link, or a disk that does not tell capitals apart."""
    if place.resolve() == other.resolve():
        return True
    return place.exists() and other.exists() and place.samefile(other)


def named(places: Sequence[Path]) -> str:
    """In a line, with what was there before and will be no more: asked before they are written."""
    return ", ".join(f"{place} (replaced)" if place.exists() else str(place) for place in places)


@contextmanager
def put(places: Sequence[Path]) -> Iterator[list[Path]]:
    """Where to write what belongs in the places; put there when all of it is written, gone after any interruption."""
    unfinished = [place.with_name(f".{place.name}.part") for place in places]
    try:
        yield unfinished
        with standing():
            _moved(unfinished, places)
    except (OSError, XlsxWriterException) as fault:
        raise Complaint(f"{places[0]} cannot be written: {_reason(fault)}.") from fault
    finally:
        for each in unfinished:
            each.unlink(missing_ok=True)


def _moved(unfinished: Sequence[Path], places: Sequence[Path]) -> None:
    """Once begun, whoever stops it stops it after the last."""
    try:
        for each, place in zip(unfinished, places, strict=True):
            each.replace(place)
    except KeyboardInterrupt:
        for each, place in zip(unfinished, places, strict=True):
            if each.exists():
                each.replace(place)
        raise


@contextmanager
def standing() -> Iterator[None]:
    """Around what comes after the writing: whoever stops it is told that the answer stands."""
    try:
        yield
    except KeyboardInterrupt as stop:
        stop.args = ("the answer is written",)
        raise


@contextmanager
def scratch() -> Iterator[str]:
    """A folder for what a workbook is put together from, which is gone after any interruption too."""
    with tempfile.TemporaryDirectory(prefix="tovholder-") as folder:
        yield folder


def _reason(fault: Exception) -> str:
    cause = fault.args[0] if isinstance(fault, XlsxWriterException) and fault.args else fault
    return (getattr(cause, "strerror", None) or str(cause) or "no reason given").rstrip(".")
