"""The data dictionary has a line for every field of every room, with every cell filled, and none for what is gone."""

import re

from tools import data_dictionary
from tovholder import parameters

CLASSES = {"plain", "personal", "special", "protected", "staff", "secret", "technical"}


def written() -> str:
    return data_dictionary.FILE.read_text(encoding="utf-8")


def rows() -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (label, name, cells)
        for label, (_, table) in data_dictionary.sections(written())
        for name, cells in table.items()
    ]


def test_every_field_has_its_line_and_every_line_its_field() -> None:
    assert data_dictionary.rendered(written()) == written(), "run python -m tools.data_dictionary"


def test_no_cell_waits_for_words() -> None:
    assert [f"{label}.{name}" for label, name, cells in rows() if len(cells) != 3 or not all(cells)] == []


def test_every_field_has_a_class_that_the_page_explains() -> None:
    assert {cells[1] for _, _, cells in rows()} <= CLASSES
    assert set(re.findall(r"^\| `(\w+)` \|", written().split("\n## ")[0], flags=re.MULTILINE)) == CLASSES


def test_every_model_says_how_long_it_is_kept_by_a_period_that_exists() -> None:
    periods = {term.code for term in parameters.terms("retention")}
    for label, (intro, _) in data_dictionary.sections(written()):
        kept = re.search(r"^Kept: (?:`(\w+)`|as long as .+)", intro, flags=re.MULTILINE)
        assert kept, label
        assert kept.group(1) is None or kept.group(1) in periods, label
