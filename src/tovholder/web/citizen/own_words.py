"""Words of the parameters' lists in the citizen's own language, where the list has them; else in English."""

from django.utils.translation import get_language

from tovholder import parameters


def of_term(term: parameters.Term) -> str:
    """The words of one row in the language of this page."""
    language = get_language() or "da"
    return term.text(language) or term.label(language)


def own_words(terms: str) -> list[tuple[str, str]]:
    """(code, words) of all rows of a list, in the language of this page."""
    return [(row.code, of_term(row)) for row in parameters.terms(terms)]
