"""Catalogues are compiled whole or refused with the line at fault."""

import gettext
from pathlib import Path

import pytest

from tools.compile_catalogues import compile_one

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'


def written(folder: Path, body: str) -> Path:
    place = folder / "da" / "LC_MESSAGES"
    place.mkdir(parents=True)
    path = place / "django.po"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def test_a_sentence_can_be_read_back(tmp_path: Path) -> None:
    path = written(tmp_path, 'msgid "My day"\nmsgstr "Min dag på øen"\n')
    compile_one(path)
    with path.with_suffix(".mo").open("rb") as made:
        assert gettext.GNUTranslations(made).gettext("My day") == "Min dag på øen"


def test_a_doubtful_translation_is_not_shown(tmp_path: Path) -> None:
    path = written(tmp_path, '#, fuzzy\nmsgid "My day"\nmsgstr "Din nat"\n')
    compile_one(path)
    with path.with_suffix(".mo").open("rb") as made:
        assert gettext.GNUTranslations(made).gettext("My day") == "My day"


@pytest.mark.parametrize(
    "body",
    [
        'msgid "My day"\nmsgstr "Min dag\n',
        '#, python-format\nmsgid "%(number)s found"\nmsgstr "%(antal)s fundet"\n',
    ],
    ids=["a quote never closed", "a placeholder misspelt"],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_written(tmp_path: Path, body: str) -> None:
    path = written(tmp_path, body)
    with pytest.raises(SystemExit, match=r"django\.po line [45]:"):
        compile_one(path)
    assert not path.with_suffix(".mo").exists()
