"""Words one needs at work beside a list of people, as text: {% trade_words industry=order.industry %}."""

from django import template

from tovholder.web.staff import trade_language

register = template.Library()


@register.inclusion_tag("staff/demand/trade_words.html")
def trade_words(industry: str) -> dict[str, object]:
    """The shipped situations of an industry, folded in; nothing for an industry without any."""
    return {"library": trade_language.shipped(industry), "industry": industry}
