"""Keeps docs/data-dictionary.md equal to the models: `python -m tools.data_dictionary` adds the lines of new fields,
takes those of gone fields away, and leaves every word people have written. What a field is, people write."""

import os
import re
import sys
from collections.abc import Iterator

from tools import places

FILE = places.ROOT / "docs" / "data-dictionary.md"
HEAD = "| field | what it is | class | seen by |\n|---|---|---|---|"
EMPTY = ("", "", "")
Rows = dict[str, tuple[str, ...]]


def main() -> int:
    """Rewrites the file; returns 1 when some cell waits for words."""
    text = rendered(FILE.read_text(encoding="utf-8"))
    FILE.write_text(text, encoding="utf-8")
    waiting = [line for line in text.splitlines() if "|  |" in line]
    print("\n".join(waiting) or "Every field has its line.")
    return 1 if waiting else 0


def rendered(text: str) -> str:
    """The same document with exactly the models and fields that are there now, in their order."""
    preamble = text.partition("\n## ")[0].rstrip()
    written = dict(sections(text))
    parts = [preamble]
    room = ""
    for label, fields in models():
        if label.split(".")[0] != room:
            room = label.split(".")[0]
            parts.append(f"## {room}")
        intro, rows = written.get(label, ("", {}))
        lines = [f"| `{name}` | {' | '.join(rows.get(name, EMPTY))} |" for name in fields]
        parts.append("\n\n".join(part for part in (f"### {label}", intro, "\n".join([HEAD, *lines])) if part))
    return "\n\n".join(parts) + "\n"


def sections(text: str) -> Iterator[tuple[str, tuple[str, Rows]]]:
    """Each model's label with the words above its table and the cells of each field."""
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        label, _, body = section.partition("\n")
        body = body.partition("\n## ")[0]
        intro, _, table = body.partition("| field |")
        rows: Rows = {}
        for line in table.splitlines():
            if line.startswith("| `"):
                cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
                rows[cells[0].strip("`")] = tuple(cells[1:])
        yield label.strip(), (intro.strip(), rows)


def models() -> Iterator[tuple[str, list[str]]]:
    """Our own models with their own columns, rooms and models in the order of installation and definition."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if not config.name.startswith("tovholder."):
            continue
        for model in config.get_models():
            fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
            yield f"{config.label}.{model.__name__}", [field.name for field in fields if field.name != "id"]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
    os.environ.setdefault("TOVHOLDER_MODE", "test")
    django.setup()
    sys.exit(main())
