"""Words of the parameters' lists in the citizen's own language, where there are any; else in English."""

from django.utils.translation import get_language

from tovholder import parameters
from tovholder.web.shared import own_languages


def own_word(terms: str, code: str) -> str:
    """The words of one row in the language of this page; '' for no code."""
    return own_languages.word_of(terms, code, get_language() or "da") if code else ""


def own_words(terms: str) -> list[tuple[str, str]]:
    """(code, words) of all rows of a list, in the language of this page."""
    return [(row.code, own_word(terms, row.code)) for row in parameters.terms(terms)]
