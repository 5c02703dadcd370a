"""Every sentence of the pages has its Danish, and the catalogues hold nothing else."""

from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from tools import messages


def _faults(tmp_path: Path, template: str, danish: str) -> list[str]:
    (tmp_path / "page.html").write_text("{% load i18n %}" + template)
    book = read_po(BytesIO(danish.encode()), locale="da")
    return messages.faults(messages.used(tmp_path), {"topic": book})


def test_every_sentence_has_its_danish_and_every_danish_its_sentence() -> None:
    assert messages.faults(messages.used(), messages.catalogues()) == []


def test_a_sentence_without_danish_is_found_with_its_place(tmp_path: Path) -> None:
    assert _faults(tmp_path, '{% translate "Open" %}', "") == ["page.html:1: no Danish for 'Open'"]


def test_an_empty_translation_is_no_translation(tmp_path: Path) -> None:
    assert _faults(tmp_path, '{% translate "Open" %}', 'msgid "Open"\nmsgstr ""\n') == [
        "page.html:1: no Danish for 'Open'"
    ]


def test_an_entry_nobody_uses_is_found(tmp_path: Path) -> None:
    assert _faults(tmp_path, "", 'msgid "Gone"\nmsgstr "Væk"\n') == ["topic: nobody uses 'Gone'"]


def test_a_lost_placeholder_is_found(tmp_path: Path) -> None:
    template = "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}"
    danish = 'msgid "Hello %(name)s"\nmsgstr "Hej"\n'
    assert _faults(tmp_path, template, danish) == ["topic: other placeholders in 'Hello %(name)s'"]


def test_the_same_english_has_one_danish() -> None:
    one = read_po(BytesIO('msgid "Open"\nmsgstr "Åbn"\n'.encode()), locale="da")
    other = read_po(BytesIO('msgid "Open"\nmsgstr "Åben"\n'.encode()), locale="da")
    used = [messages.Used(("", "Open"), "page.html:1")]
    assert messages.faults(used, {"one": one, "other": other}) == ["other and one do not agree on 'Open'"]
