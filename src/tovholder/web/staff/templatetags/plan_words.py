"""Words of a plan: {{ line|line_name }}, {{ relation|relation_name }}, and what a stored day says."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language

from tovholder import parameters
from tovholder.web.staff.people_family import RELATIONS

register = template.Library()


@register.filter
def line_name(line: Any) -> str:
    """What runs: its kind, and where or which. Of health only the word."""
    language = get_language() or "da"
    stay_kind = line.stay.kind if line.stay else line.part.stay_kind
    kind = parameters.term(*(("placement_kinds", stay_kind) if stay_kind else ("plan_kinds", line.kind)))
    return ", ".join(part for part in (kind.label(language), line.words) if part)


@register.filter
def relation_name(code: str) -> str:
    """What somebody of the family is to the citizen."""
    return str(RELATIONS.get(code, code))


@register.filter
def role_of_step(step: parameters.Term) -> str:
    """Whose a step of a phase is: a role."""
    return step.text("role")


@register.filter
def iso_day(text: str) -> date:
    """A day as it is stored in a list of stays."""
    return date.fromisoformat(text)
