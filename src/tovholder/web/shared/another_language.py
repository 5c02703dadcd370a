"""Change the language in the middle of a form: the page comes again in the other language, with what was written.

The button of a language sends the form that is being written in to its own page, under a name of its own. Here that
becomes a plain look at the page, before anything could be written; the words are put back into the answer. Nothing is
kept, and nothing of it stands in an address."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import escape
from django.utils.translation import check_for_language

from tovholder.web.shared import unsent, written_in

BUTTON = "in_language"  # the button's name when it takes a form along
_PLAIN = re.compile(r'name="language" (value="[a-z]+" lang="[a-z]+"(?: aria-current="true")?) data-to="([^"]*)"')
_FORM = "being-written"
Respond = Callable[[HttpRequest], HttpResponse]


class AnotherLanguage:
    """Stands before what chooses the language and before the guard of forms: what comes here never is a step."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and BUTTON in request.POST:
            return self._again(request)
        return _able_to_carry(request, self.respond(request))

    def _again(self, request: HttpRequest) -> HttpResponse:
        typed, had_files = request.POST.copy(), bool(request.FILES)
        language = typed.pop(BUTTON)[-1]
        # A form that another site sends here would fill in a page of ours: it gets the page, and nothing else.
        own = unsent.came_from_here(request) and check_for_language(str(language))
        if own:
            request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = str(language)
        _as_a_look(request)
        answer = self.respond(request)
        if not own:
            return answer
        answer = _with_words(request, answer, typed, had_files=had_files)
        name, httponly = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_HTTPONLY
        answer.set_cookie(name, str(language), httponly=httponly, secure=request.is_secure(), samesite="Lax")
        return answer


def _as_a_look(request: HttpRequest) -> None:
    request.method = request.META["REQUEST_METHOD"] = "GET"
    request._post, request._files = QueryDict(), MultiValueDict()  # type: ignore[attr-defined]


def _with_words(request: HttpRequest, answer: HttpResponse, typed: QueryDict, *, had_files: bool) -> HttpResponse:
    """The answer with the words in its form; where no form takes them, a page that gives them back to copy."""
    told = {name: [str(each) for each in values] for name, values in typed.lists() if name != written_in.KEY}
    if _is_page(answer) and answer.status_code == 200:
        filled = written_in.refilled(answer.text, told)
        if filled:
            _say(answer, filled)
            return _able_to_carry(request, answer)
    if answer.status_code not in (200, 301, 302, 405):  # not for this reader: nothing of the form is told either
        return answer
    request._post = typed  # type: ignore[attr-defined]  # for the page that gives words back; nobody else reads it now
    given_back = unsent.page(request, "language", had_files=had_files)
    return given_back if unsent.has_words(request) or had_files else _able_to_carry(request, answer)


def _is_page(answer: HttpResponse) -> bool:
    return not answer.streaming and answer.get("Content-Type", "").startswith("text/html")


def _able_to_carry(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The buttons of the languages belong to the one form of a page to write in. With several the script sees which one
    is written in (assets/js/forms.js); without it, it is the one that was refused, or the page's own."""
    if not _is_page(answer) or b'data-to="' not in answer.content or b'method="post"' not in answer.content:
        return answer
    page = answer.text
    form = _the_one(written_in.forms_of(page), request.path)
    if form is None or "hx-post" in form.facts:
        return answer
    name, at = form.facts.get("id") or _FORM, form.start
    if "id" not in form.facts:
        page = f'{page[:at]}<form id="{_FORM}"{page[at + len("<form") :]}'
    page = _PLAIN.sub(
        rf'name="{BUTTON}" \1 form="{escape(name)}" formaction="\2" formmethod="post" formnovalidate data-to="\2"', page
    )
    return _say(answer, page)


def _the_one(forms: list[written_in.PostForm], path: str) -> written_in.PostForm | None:
    written = [form for form in forms if form.is_written_in]
    marked = [form for form in forms if form.is_marked]
    own = [
        form for form in written if form.holds_words and urlsplit(form.facts.get("action") or path).path in ("", path)
    ]
    return next((some[0] for some in (marked, written, own) if len(some) == 1), None)


def _say(answer: HttpResponse, page: str) -> HttpResponse:
    answer.content = page.encode()
    if "Content-Length" in answer:
        answer["Content-Length"] = str(len(answer.content))
    return answer
