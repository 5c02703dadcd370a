"""Which rule a view carries."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tovholder.accounts.access_rules import Rule
from tovholder.web.shared.signin import rule_of_foreign_view


def rule_of(view: object) -> Rule | None:
    """The rule a view carries, also behind a class-based view; the sign-in pages of allauth have theirs by table."""
    rule = getattr(view, "rule", None) or getattr(getattr(view, "view_class", None), "rule", None)
    return rule or rule_of_foreign_view(view)


@lru_cache(maxsize=1)
def rules_of_addresses() -> dict[str, Rule | None]:
    """{full name of an address: its rule}, so that a page leads nobody where the rule says no."""
    return dict(_rules(get_resolver().url_patterns, ""))


def _rules(patterns: list[Any], space: str) -> Iterator[tuple[str, Rule | None]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _rules(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", rule_of(pattern.callback)


def page_at(path: str) -> str:
    """The path itself when it can be opened as a page or is nobody's, else the nearest page above it: that of the
    step `/forlob/5/end/` is `/forlob/5/`."""
    try:
        if _opens(resolve(path).func):
            return path
    except Resolver404:
        return path
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            if _opens(resolve(path).func):
                return path
        except Resolver404:
            continue
    return path


def _opens(view: Any) -> bool:
    """False for a view that only takes what a button sends: Django's `require_POST` keeps what it takes in itself."""
    while view is not None:
        code = getattr(view, "__code__", None)
        if code is not None and "request_method_list" in code.co_freevars:
            return "GET" in view.__closure__[code.co_freevars.index("request_method_list")].cell_contents
        view = getattr(view, "__wrapped__", None)
    return True
