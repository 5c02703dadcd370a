"""Words for codes, in the reader's language.

{% word "placement_kinds" code %}, {% concept code %}, {{ decision|sentence }}, {{ decision|reference }}."""

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils.translation import get_language

from tovholder.accounts.conflicts import NotAllowed
from tovholder.base.decision import Decision
from tovholder.web.shared import concepts, days, names, own_languages, sentences

register = template.Library()


def _language() -> str:
    return get_language() or "da"


@register.simple_tag
def word(terms: str, code: str) -> str:
    """The words of a code in one of the parameters' lists; '' for no code. Raises UnknownParameter for a wrong one."""
    return own_languages.word_of(terms, code, _language()) if code else ""


@register.simple_tag
def concept(code: str) -> str:
    """The words of an occupation, a skill or an industry of the vocabulary; '' for no code."""
    return concepts.label(code, _language())


@register.filter
def job_title(order: Any) -> str:
    """What the job of an order is called, in the reader's language where the vocabulary knows the title."""
    return concepts.job_title(order.title, order.occupation, _language())


@register.filter
def sentence(decision: Decision) -> str:
    """What a rule answered, as a sentence fit to show the person it concerns."""
    return sentences.sentence(decision)


@register.filter
def refusal(refused: NotAllowed) -> str:
    """Why a service said no, as a sentence."""
    return sentences.refusal(refused.code, refused.facts)


@register.filter
def reference(decision: Decision) -> str:
    """The law or agreement behind an answer, in short; '' when there is none."""
    return sentences.say_reference(decision.reference, _language())


@register.filter
def deadline(at: datetime, form: str) -> str:
    """A moment to keep, the midnight of a day told as that day: {{ due|deadline:"DATETIME_FORMAT" }}."""
    return sentences.deadline(at, _language(), form)


@register.filter
def day_before(day: date) -> date:
    """Periods end before a day; people are told the last day: {{ hold.ends_before|day_before|date:"DATE_FORMAT" }}."""
    return day - timedelta(days=1)


@register.filter
def last_day(period: Any) -> date | None:
    """The last day of a stay, an agreement or a step, ended early or not: {{ stay|last_day|date:"DATE_FORMAT" }}."""
    return days.last_day(period)


@register.filter
def role_name(role: str) -> str:
    """A role as people call it."""
    return str(names.ROLES.get(role, role))


@register.filter
def organisation_kind(kind: str) -> str:
    """A kind of organisation as people call it."""
    return str(names.KINDS.get(kind, kind))
