"""What a company said of being asked, for pages that would ask it: {% company_waits company_id %}."""

from typing import Any

from django import template
from django.template import Context

from tovholder.companies import pacts_queries

register = template.Library()


@register.inclusion_tag("staff/pacts/waits.html", takes_context=True)
def company_waits(context: Context, company_id: int) -> dict[str, Any]:
    """A line when the company is on pause or says not now; one question."""
    told = pacts_queries.told_to_wait(company_id, actor=context["actor"])
    newest = told[0] if told else None
    return {
        "status": newest.status if newest else "",
        "until": newest.ask_again_on if newest else None,
        "company_id": company_id,
    }
