"""A form that came when nobody was signed in any more: its words are given back, and nothing of it is kept here.

Only words that came from our own page are shown: a page elsewhere that sends a form here sees nothing of itself."""

import re
import sys
from collections.abc import Iterator
from types import ModuleType
from urllib.parse import urlsplit

from django.conf import settings
from django.forms import BaseForm, Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from tovholder.people import cpr_in_words
from tovholder.web.shared import acting
from tovholder.web.shared.rules_of_views import rule_of

MOST = 200_000  # signs of all fields, some sixty pages: nobody signed in for them, so what is read here is bounded
_SECRET = re.compile(r"pass|cpr|token|secret|otp|code|credential", re.IGNORECASE)
_NO_WORDS = re.compile(
    r"[a-z0-9_.,:/+\-]*|[\d\W_]*|True|False"
)  # numbers, dates, and what a choice or a hidden field holds


def is_of_members(request: HttpRequest) -> bool:
    """A form of a page one signs in for, as against the sign-in itself."""
    match = request.resolver_match
    rule = rule_of(match.func) if match else None
    return rule is not None and rule.roles is not None


def has_words(request: HttpRequest) -> bool:
    """Whether there is anything to give back."""
    return any(True for _each in _words(request))


def page(request: HttpRequest, why: str, *, had_files: bool = False) -> HttpResponse:
    """`why`: signed_out, no_organisation, another_organisation, old_page or language. Says so, and gives back what was
    written.

    What is sent again from here is for the membership it was first opened for, and no other."""
    own = came_from_here(request) and sum(len(value) for _name, value in _fields(request)) <= MOST
    may_again = acting.may_be_sent_again(request) and why != "language"
    words = list(_words(request)) if own else []
    answer = render(
        request,
        "shared/unsent.html",
        {
            "why": why,
            "words": words,
            "files": own and (had_files or bool(request.FILES)),
            "again": list(_fields(request)) if own and may_again and _is_whole(request) else [],
            "address": request.get_full_path(),
            "way_in": _way_in(why) if may_again else "",
            "may_again": may_again,
        },
        status=200 if why == "language" else 403,
    )
    add_never_cache_headers(answer)
    return answer


def came_from_here(request: HttpRequest) -> bool:
    """The browser says that the form stood on a page of ours. Says it nothing, it did not."""
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        parts = urlsplit(told)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _way_in(why: str) -> str:
    if why in ("no_organisation", "another_organisation"):
        return reverse("choose_organisation")
    return reverse("personas" if settings.DEMO else settings.LOGIN_URL) if why == "signed_out" else ""


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken":
            yield from ((name, str(value)) for value in values)


def _is_whole(request: HttpRequest) -> bool:
    """Can be sent again from here: no file, no secret and no CPR number would have to stand in the page."""
    on = timezone.localdate()
    return not request.FILES and not any(
        _SECRET.search(name) or cpr_in_words.is_in(value, on=on) for name, value in _fields(request)
    )


def _words(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """(label of the field, words); the label is '' where it cannot be told."""
    on, labels = timezone.localdate(), _labels(request)
    for name, value in _fields(request):
        if name != acting.FIELD and not _SECRET.search(name) and not _NO_WORDS.fullmatch(value.strip()):
            yield labels.get(_column(name), ""), cpr_in_words.without(value, on=on)


def _labels(request: HttpRequest) -> dict[str, str]:
    """Name -> label of the fields of the page's forms, where they agree. Of the forms with a name, those count that
    know most of what was sent: a page may add fields of the day to a form, and have lines beside it."""
    known = list(_known_fields(request))
    sent = {_column(name) for name, _value in _fields(request) if name != acting.FIELD}
    labels: dict[str, str] = {}
    for name in sent:
        having = [fields for fields in known if name in fields]
        most = max((len(sent & fields.keys()) for fields in having), default=0)
        told = {str(fields[name].label or "") for fields in having if len(sent & fields.keys()) == most}
        if len(told) == 1:
            labels[name] = told.pop()
    return labels


def _column(name: str) -> str:
    """The field of a line: `skills-0-skill` is `skill`."""
    return name.rpartition("-")[2]


def _known_fields(request: HttpRequest) -> Iterator[dict[str, Field]]:
    """Of each form that the page's own module knows, itself or by the name of its module."""
    match = request.resolver_match
    module = sys.modules.get(match.func.__module__) if match else None
    here = list(vars(module).values()) if module else []
    more = [value for each in here if isinstance(each, ModuleType) for value in vars(each).values()]
    for value in [*here, *more]:
        if isinstance(value, type) and issubclass(value, BaseForm):
            yield getattr(value, "base_fields", {})
