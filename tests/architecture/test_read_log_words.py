"""The citizen reads the log of look-ups in words: every purpose and every amount shown has its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from tovholder.accounts.actors import SHOWS_MORE
from tovholder.placements import transitions
from tovholder.web.shared import names
from tovholder.web.shared.rules_of_views import rule_of
from tovholder.web.staff import log_words

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tovholder"
NOTED = re.compile(r"""(?:\bnoted\(|\.note\().*?(?:"(?P<first>[a-z ]+)"(?: if .*? else "(?P<second>[a-z ]+)")?\)|\n)""")


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[object]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.callback


def test_every_purpose_of_a_page_has_words() -> None:
    rules = [rule_of(view) for view in views(get_resolver().url_patterns)]
    purposes = {rule.purpose for rule in rules if rule is not None and rule.roles is not None}
    assert purposes <= names.PURPOSES.keys()


def test_every_amount_that_is_noted_has_words() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    noted = {word for found in NOTED.finditer(text) for word in found.groups() if word}
    assert {"case", "granted", "board"} <= noted
    assert noted | SHOWS_MORE.keys() <= names.FIELDS.keys()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES if code != "en"])
def test_the_citizen_reads_them_in_every_language(language: str) -> None:
    words = {**names.PURPOSES, **names.FIELDS}
    with override("en"):
        english = {code: str(word) for code, word in words.items()}
    with override(language):
        assert [told for code, told in english.items() if str(words[code]) == told] == []


ABOUT_A_CITIZEN = re.compile(r'"((?:person|proposal|placement|contact|access|status|bank|course)\.[a-z_]+)"')
WRITES = re.compile(r"audit\(|action=|action =|saved\(|_move\(|else \"")


def test_every_write_about_a_citizen_has_words_in_the_case() -> None:
    """Codes that stand on a line that audits, in the rooms that write about citizens; and every state of a stay."""
    found = {f"placement.{state}" for state in transitions.STATES}
    for room in ("people", "pathways", "placements", "proposals", "companies"):
        for path in (SOURCE / room).rglob(
            "*services*/*.py" if (SOURCE / room / "services").is_dir() else "*services.py"
        ):
            for line in path.read_text(encoding="utf-8").splitlines():
                if WRITES.search(line) and "NotAllowed" not in line:
                    found |= set(ABOUT_A_CITIZEN.findall(line))
    nobodys = {"course.plan", "person.cpr_not_found", "channel.another_has_it"}
    assert {"proposal.show", "placement.hours", "person.register", "bank.put_in", "contact.register"} <= found
    assert found - nobodys <= log_words.WRITTEN.keys()
