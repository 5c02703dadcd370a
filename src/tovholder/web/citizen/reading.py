"""The language a citizen's page is read in: the fixed words of papers, which say when nobody has reviewed them."""

from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

from tovholder.documents import words
from tovholder.imports.lists import LANGUAGES
from tovholder.web.shared import own_languages
from tovholder.web.shared.requests import ActingRequest


def told(request: ActingRequest, person: Any) -> dict[str, Any]:
    """The language of the page with all its words."""
    code = own_languages.read_in(request, spoken=person.interpreter_language if person else "")
    chosen = words.of(code)
    return {
        "words": chosen.words,
        "language": code,
        "direction": chosen.direction,
    }


@lru_cache(maxsize=1)
def spoken_choices() -> list[tuple[str, str]]:
    """Languages an interpreter may be asked for: by their own name where it is known, and by the Danish one."""
    return [(code, _named(code, danish)) for code, (danish, _english) in LANGUAGES.items() if code != words.DANISH]


def _named(code: str, danish: str) -> str:
    try:
        own = Locale.parse(code).languages.get(code, "")
    except (UnknownLocaleError, ValueError):
        own = ""
    return f"\u2068{own}\u2069 – {danish}" if own and own.casefold() != danish else danish
