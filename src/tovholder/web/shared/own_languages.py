"""Citizens read their pages in eight languages; everybody else in Danish or English.

The browser may ask for Arabic: a caseworker still gets Danish or English, because only the citizen's pages are there in
the other languages. What such a page has no words for is told in English."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import trans_real

from tovholder import parameters
from tovholder.web.shared import rules_of_views

OF_ALL = ("da", "en")
IN_ADDRESS = "laes"
# Languages of interpreters that the words have under another code.
_SAME_WORDS = {"prs": "fa", "ku": "kmr"}
Respond = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])


def in_all_languages(view: View) -> View:
    """Mark a page that citizens read before they have signed in."""
    view.speaks_all = True  # type: ignore[attr-defined]
    return view


def offered(request: HttpRequest) -> list[parameters.Term]:
    """The languages the reader of this page may choose."""
    rows = parameters.terms("own_languages")
    return [row for row in rows if row.code in OF_ALL or getattr(request, "speaks_all", False)]


def word_of(terms: str, code: str, language: str) -> str:
    """The words of a code in any of the languages; in English where no list has them in the reader's own."""
    row = parameters.term(terms, code)
    if language in OF_ALL:
        return row.label(language)
    own = f"{terms}.{code}"
    told = (
        parameters.term("own_translations", own).text(language) if parameters.is_term("own_translations", own) else ""
    )
    return row.text(language) or told or row.label(language)


def read_in(request: HttpRequest, *, spoken: str = "") -> str:
    """The one language of a citizen's page: what its address asks for, else what was chosen by the buttons, else what
    one speaks with an interpreter, else what the browser asks for. The frame around the page follows."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    asked = _known(request.GET.get(IN_ADDRESS, "")) or ("" if chosen else _known(spoken))
    _speak(request, asked or translation.get_language() or "da")
    return translation.get_language() or "da"


def remember(request: HttpRequest, answer: HttpResponse, *, spoken: str) -> None:
    """At sign-in: from now on the pages are in what one speaks with an interpreter, until a button says else."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        _keep(request, answer, _known(spoken))


def choose(request: HttpRequest, answer: HttpResponse) -> None:
    """From now on the pages are in the language that the address asks for, as if its button had been pressed."""
    _keep(request, answer, _known(request.GET.get(IN_ADDRESS, "")))


def _keep(request: HttpRequest, answer: HttpResponse, language: str) -> None:
    if language:
        name, httponly = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_HTTPONLY
        answer.set_cookie(name, language, httponly=httponly, secure=request.is_secure(), samesite="Lax")


def in_each(words: str) -> list[tuple[str, bool, str]]:
    """(language, whether it is read from the right, the words) for each language of citizens: what a page says before
    it knows what they read. `words` are the English ones."""
    found = []
    for row in parameters.terms("own_languages"):
        if row.code not in OF_ALL:
            _else_english(row.code)
        with translation.override(row.code):
            found.append((row.code, row.flag("right_to_left"), translation.gettext(words)))
    return found


def _known(code: str) -> str:
    code = _SAME_WORDS.get(code, code)
    return code if parameters.is_term("own_languages", code) else ""


def address_without(request: HttpRequest) -> str:
    """Where the buttons lead back to: an address that asks for a language itself would win over them, and one that
    belongs to a button is no page, so that what stands after a refused step leads to the page of the step."""
    page = rules_of_views.page_at(request.path)
    if page != request.path:
        return page
    asked = request.GET.copy()
    asked.pop(IN_ADDRESS, None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def is_unreviewed() -> bool:
    """Whether the page is in a language whose words nobody has checked."""
    code = translation.get_language() or "da"
    return parameters.is_term("own_languages", code) and not parameters.term("own_languages", code).flag("reviewed")


class OwnLanguages:
    """Stands after the wall that says who acts, and before every page."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.asked_language = translation.get_language() or "da"  # type: ignore[attr-defined]
        actor = getattr(request, "actor", None)
        request.speaks_all = actor is not None and actor.is_citizen  # type: ignore[attr-defined]
        _speak(request, request.asked_language)  # type: ignore[attr-defined]
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: list[object], kwargs: dict[str, object]) -> None:
        if getattr(view, "speaks_all", False):
            request.speaks_all = True  # type: ignore[attr-defined]
            _speak(request, request.asked_language)  # type: ignore[attr-defined]


def _speak(request: HttpRequest, language: str) -> None:
    if language not in OF_ALL:
        if request.speaks_all:  # type: ignore[attr-defined]
            _else_english(language)
        else:
            language = _of_all(request)
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _of_all(request: HttpRequest) -> str:
    """The first of Danish and English that the browser asks for."""
    asked = trans_real.parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    known = (code.split("-")[0] for code, _weight in asked)
    return next((code for code in known if code in OF_ALL), settings.LANGUAGE_CODE)


@lru_cache(maxsize=16)
def _else_english(language: str) -> None:
    """Django falls back to the installation's own language, Danish; a newcomer reads English sooner."""
    trans_real.translation(language)._fallback = None  # type: ignore[attr-defined]
