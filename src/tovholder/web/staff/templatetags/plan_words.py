"""Words of a plan: {{ line|line_name }}, {{ relation|relation_name }}, and what a stored day says."""

from datetime import date

from django import template

from tovholder import parameters
from tovholder.web.staff import plans_chart
from tovholder.web.staff.people_family import RELATIONS

register = template.Library()


register.filter(plans_chart.line_name)


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
