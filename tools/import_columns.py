"""Keeps docs/guide/import.md equal to the columns the code reads: `python -m tools.import_columns` writes them."""

import sys

from tools import places
from tovholder.imports.columns import OF_KIND, Column

FILE = places.ROOT / "docs" / "guide" / "import.md"
TITLES = {"people": "People", "companies": "Companies", "orders": "Job orders"}
START = "<!-- columns: written by python -m tools.import_columns -->"


def main() -> int:
    """Rewrites the tables; what stands above them stays."""
    FILE.write_text(rendered(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def rendered(text: str) -> str:
    """The guide with the tables of today's columns."""
    return f"{text.partition(START)[0].rstrip()}\n\n{START}\n\n{tables()}"


def tables() -> str:
    return "\n".join(_table(kind) for kind in OF_KIND)


def _table(kind: str) -> str:
    head = f"### {TITLES[kind]}\n\n| column | in English | what | example | also known as |\n|---|---|---|---|---|\n"
    return head + "".join(_line(column) for column in OF_KIND[kind])


def _line(column: Column) -> str:
    name = f"**{column.da}**" if column.required else column.da
    return f"| {name} | {column.en} | {column.about[0]} | {column.example} | {', '.join(column.also)} |\n"


if __name__ == "__main__":
    sys.exit(main())
