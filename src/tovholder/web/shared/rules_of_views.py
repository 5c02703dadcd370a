"""Which rule a view carries."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

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
