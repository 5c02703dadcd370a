"""A title of one long word, without a space to break at, pushes nothing out of the page."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).parents[3] / "assets/css/lists.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("selector", "declared"),
    [
        (".list-table tbody :is(th, td)", ("max-inline-size: 36rem", "overflow-wrap: break-word")),
        (".list-table--folds tbody :is(th, td)", ("max-inline-size: none", "overflow-wrap: anywhere")),
        (".due-line > div", ("min-inline-size: 0", "overflow-wrap: anywhere")),
    ],
)
def test_a_long_word_is_broken_in_tables_and_in_the_lines_of_the_day(selector: str, declared: tuple[str, ...]) -> None:
    rules = re.findall(re.escape(selector) + r" \{([^}]*)\}", SHEET)
    assert rules
    assert [words for words in declared if not any(words in rule for rule in rules)] == []
