"""Languages by the names people use for them: shown by name, written by name, kept by code (ISO 639)."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder.imports.faults import NotUnderstood
from tovholder.imports.lists import LANGUAGES, language_of

_WRITTEN_IN = ("da", "en")


def name_of(code: str) -> str:
    """The language in the reader's language; the code itself when nobody has named it."""
    reader = get_language() or "da"
    if code in LANGUAGES:
        return LANGUAGES[code][0 if reader.startswith("da") else 1]
    return str(Locale.parse(reader, sep="-").languages.get(code, code))


def code_of(typed: str) -> str | None:
    """The code of a language written by name or code; None when no list knows it."""
    try:
        return language_of(typed)
    except NotUnderstood:
        return _listed(typed.strip().casefold())


def _listed(wanted: str) -> str | None:
    for language in _WRITTEN_IN:
        for code, name in Locale.parse(language).languages.items():
            if wanted in (code, name.casefold()):
                return str(code)
    return None


class LanguageField(forms.CharField):
    """A language by its name; cleans to its code."""

    def __init__(self, **how: Any) -> None:
        super().__init__(required=False, max_length=60, **how)

    def prepare_value(self, value: Any) -> Any:
        return name_of(value) if value else value

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        code = code_of(typed) if typed else ""
        if code is None:
            raise forms.ValidationError(
                _("We do not know that language. Write its name in Danish, such as “tigrinya”.")
            )
        return code
