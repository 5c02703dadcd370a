"""A file of names and values beside the tables, told in one line with an example when it is none."""

import json
from pathlib import Path
from typing import Any

from tovholder.cli.complaint import Complaint


def object_of(path: Path, example: str) -> dict[str, Any]:
    """What the file says by name; `example` is what such a file may look like."""
    try:
        given = json.loads(_text(path))
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise Complaint(f"{path.name}: cannot be read as JSON at {place}; write it like {example}") from fault
    except (UnicodeDecodeError, RecursionError) as fault:
        raise Complaint(f"{path.name}: cannot be read as JSON in UTF-8; write it like {example}") from fault
    if not isinstance(given, dict):
        raise Complaint(f"{path.name}: must be an object of names and values, like {example}")
    return given


def _text(path: Path) -> str:
    if path.is_dir():
        raise Complaint(f"{path.name}: is a folder, not a file. Name the file.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as fault:
        raise Complaint(f"{path.name}: there is no such file. Check the name.") from fault
    except OSError as fault:
        raise Complaint(f"{path.name}: the file cannot be read. Check that you may read it.") from fault
