"""For which membership a page was opened stands in each of its forms, beside the key against forms from elsewhere.

Takes the place of Django's own tag in every template (settings: builtins), so that no form can be without."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tovholder.web.shared import acting

register = template.Library()


class _KeyAndMembership(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        key = mark_safe(super().render(context))  # noqa: S308 - Django's own field
        opened_for = acting.membership_of(getattr(context, "request", None))
        if not opened_for:
            return key
        return format_html('{}<input type="hidden" name="{}" value="{}">', key, acting.FIELD, opened_for)


@register.tag
def csrf_token(parser: Parser, token: Token) -> _KeyAndMembership:
    """`{% csrf_token %}`: the key, and for somebody signed in the membership the page was opened for."""
    return _KeyAndMembership()
