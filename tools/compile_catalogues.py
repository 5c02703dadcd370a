"""Compiles the .po files it is given. A program of its own because it needs Babel, which only the environment has."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


def compile_one(path: Path) -> None:
    """Write the .mo beside the .po. Raises SystemExit naming file and line of a fault in it."""
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
