"""The language a citizen's page is read in: the fixed words of papers, which say when nobody has reviewed them."""

from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from tovholder.documents import words
from tovholder.imports.lists import LANGUAGES
from tovholder.web.shared.requests import ActingRequest

# Languages of interpreters that the words have under another code.
_SAME_WORDS = {"prs": "fa", "ku": "kmr"}


def told(request: ActingRequest, person: Any) -> dict[str, Any]:
    """The one chosen here, else the language of one's interpreter, else that of the pages; with all its words."""
    spoken = person.interpreter_language if person else ""
    offered = (request.GET.get("laes", ""), _SAME_WORDS.get(spoken, spoken), (get_language() or "da")[:2])
    code = next((each for each in offered if each in words.LANGUAGES), words.DANISH)
    chosen = words.of(code)
    return {
        "words": chosen.words,
        "language": code,
        "direction": chosen.direction,
        "is_machine": not chosen.reviewed,
        "danish": words.of(words.DANISH).words,
        "languages": words.choices(citizens=True),
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
