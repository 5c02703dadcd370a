"""Words for codes, in the reader's language.

{% word "placement_kinds" code %}, {% concept code %}, {{ decision|sentence }}, {{ role|role_name }}."""

from importlib import import_module

from django import template
from django.utils.translation import get_language

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.web.shared import concepts, names

register = template.Library()


def _language() -> str:
    return get_language() or "da"


@register.simple_tag
def word(terms: str, code: str) -> str:
    """The words of a code in one of the parameters' lists; '' for no code. Raises UnknownParameter for a wrong one."""
    return parameters.term(terms, code).label(_language()) if code else ""


@register.simple_tag
def concept(code: str) -> str:
    """The words of an occupation, a skill or an industry of the vocabulary; '' for no code."""
    return concepts.label(code, _language())


@register.filter
def sentence(decision: Decision) -> str:
    """What a rule answered, as a sentence fit to show the person it concerns."""
    sentences = import_module("tovholder.web.shared.sentences")
    return str(sentences.sentence(decision))


@register.filter
def role_name(role: str) -> str:
    """A role as people call it."""
    return str(names.ROLES.get(role, role))


@register.filter
def organisation_kind(kind: str) -> str:
    """A kind of organisation as people call it."""
    return str(names.KINDS.get(kind, kind))
