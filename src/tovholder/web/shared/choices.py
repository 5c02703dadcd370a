"""Lists of the parameters as choices of a form, in the reader's language."""

from datetime import date

from django import forms
from django.utils.translation import get_language

from tovholder import parameters
from tovholder.documents import words


def language() -> str:
    return get_language() or "da"


def terms(name: str, *, on: date | None = None) -> list[tuple[str, str]]:
    """(code, words) of a list of the parameters."""
    return [(term.code, term.label(language())) for term in parameters.terms(name, on=on)]


def letter_languages(known: object) -> list[tuple[str, str]]:
    """Languages of a letter to a citizen. Where nobody has told which, one must be chosen: Danish is no default."""
    return [*([] if known else [("", "–")]), *words.choices(citizens=True)]


def danish_levels() -> list[tuple[int, str]]:
    return [(term.whole("level"), term.label(language())) for term in parameters.terms("danish_levels")]


class NeededWithSome(forms.ChoiceField):
    """Needed with some of the answers to another question: the form says with which, and nobody reads "optional"."""

    needed_with_some = True
