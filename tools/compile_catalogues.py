"""Compiles the .po files it is given. A program of its own because it needs Babel, which only the environment has."""

import re
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

# Babel forgives a quote that is never closed and loses the last letter; a translator wants to be told.
_WHOLE_LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*")?')


def compile_one(path: Path) -> None:
    """Write the .mo beside the .po. Raises SystemExit naming file and line of a fault in it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not _WHOLE_LINE.fullmatch(line.strip()):
            raise SystemExit(f"error: {path} line {number}: a text is not closed, or this is no line of a catalogue")
    try:
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parents[1].name, abort_invalid=True)
    except PoFileError as fault:
        raise SystemExit(f"error: {path} line {fault.lineno}: {fault}") from fault
    faults = [
        f"error: {path} line {message.lineno}: {problem}"
        for message, problems in catalogue.check()
        for problem in problems
    ]
    if faults:
        raise SystemExit("\n".join(faults))
    half = path.with_suffix(".mo.half")
    with half.open("wb") as target:
        write_mo(target, catalogue)
    half.replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_one(Path(name))
