"""The files of an answer: never one that is read, and told by name with those that were there before."""

from collections.abc import Iterable, Sequence
from pathlib import Path

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
