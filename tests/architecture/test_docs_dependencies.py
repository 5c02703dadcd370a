"""The table of dependencies names what the files ask for, no more and no less, with every cell filled."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def named(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return found.group()


def asked_for() -> dict[str, set[str]]:
    """Heading of the table: names in the files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    package = json.loads((ROOT / "package.json").read_text())
    locks = [(ROOT / "tools" / "locks" / name).read_text() for name in ("uv.txt", "node.txt", "spark-builders.txt")]
    return {
        "Running": {named(each) for each in project["dependencies"]},
        "Testing": {named(each) for each in project["optional-dependencies"]["test"]},
        "On Spark": {named(each) for each in project["optional-dependencies"]["spark"]},
        "Front end": {*package["dependencies"], *package["devDependencies"]},
        "Setting up": {named(each) for each in locks},
    }


def told() -> dict[str, list[list[str]]]:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    tables = {}
    for section in text.split("\n## ")[1:]:
        lines = [line for line in section.splitlines() if line.startswith("| ")][1:]
        tables[section.splitlines()[0]] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return tables


def test_each_dependency_has_one_line_and_each_line_a_dependency() -> None:
    assert {title: sorted(row[0] for row in rows) for title, rows in told().items()} == {
        title: sorted(names) for title, names in asked_for().items()
    }


def test_each_line_says_what_for_what_else_how_large_and_under_which_licence() -> None:
    for rows in told().values():
        for row in rows:
            assert len(row) == 5, row
            assert all(row), row
            assert float(row[3]) > 0, row
