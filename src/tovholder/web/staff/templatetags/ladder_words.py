"""Words of the reports on stays: {{ names|named:code }}, and a year without a stop in it: {{ year|plain_year }}."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[str, object], code: str) -> object:
    """The words of a code in a mapping of the page."""
    return names.get(code, code)


@register.filter
def plain_year(year: int) -> str:
    """A year as people write it, in every language."""
    return str(year)
