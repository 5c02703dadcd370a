"""The sheet for VITAS in words: what each field is called there, its value as people write it, and whom to ask."""

from collections.abc import Iterator

from django.utils.translation import get_language

from tovholder import parameters
from tovholder.placements.vitas import VitasField, VitasSheet
from tovholder.web.shared import sentences


def _word(terms: str, code: str) -> str:
    return parameters.term(terms, code).label(get_language() or "da")


def value(field: VitasField) -> str:
    """The value as it is written into VITAS; empty where it is missing."""
    if field.missing:
        return ""
    language = get_language() or "da"
    if field.terms:
        return parameters.term(field.terms, str(field.value)).label(language)
    return sentences.shown_fact("", field.value, language)


def parts(sheet: VitasSheet) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """(heading, [(label, value, whom to ask)]) of each part."""
    for part, fields in sheet.parts:
        yield _word("vitas_parts", part), [_row(each) for each in fields]


def _row(each: VitasField) -> tuple[str, str, str]:
    return _word("vitas_fields", each.code), value(each), _word("vitas_asked", each.ask) if each.ask else ""


def as_text(sheet: VitasSheet) -> str:
    """All that is known, a line for each field, for copying."""
    known = [each for _part, fields in sheet.parts for each in fields if not each.missing]
    return "\n".join(f"{_word('vitas_fields', each.code)}: {value(each)}" for each in known)
