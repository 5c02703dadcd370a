"""Words of sheets in the language they are read in: {{ line|named:language }}, {{ question|asked:language }},
{{ words|said:language }}, {{ sheet|step:value }}."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import get_language

from tovholder.base.decision import Decision
from tovholder.pathways.progress_sheet import Question, Sheet, Words
from tovholder.pathways.progress_sheet import said as said_in

register = template.Library()


@register.filter
def named(what: Any, language: str) -> str:
    """A question, or the line of one, in short."""
    return str(what.name(language))


@register.filter
def asked(question: Question, language: str) -> str:
    """The question as it is put."""
    return question.label(language)


@register.filter
def said(words: Words, language: str) -> str:
    return said_in(words, language)


@register.filter
def step(sheet: Sheet, value: int | None) -> str:
    """The words of a step of the scale in the language of the page; '' for no answer."""
    return said_in(sheet.scale[value - 1], get_language() or "da") if value and value <= sheet.top else ""


@register.filter
def moved(words: Mapping[str, str], decision: Decision) -> str:
    """Which way it has gone, in the fixed words of the page; a caution where nobody can say."""
    return words.get(decision.code.removeprefix("progress."), words.get("few", ""))


@register.filter
def titled(measurement: Any, language: str) -> str:
    """The title of the sheet somebody answers."""
    return said_in(measurement.sheet.content["title"], language)
