"""Words people write as they like. A number that looks like a CPR number is asked about before anything is saved.

The words stay on screen, one line says where the number stands, and saving again takes it out. Where only the case's
own staff read the words (`may_keep`), a tick keeps it; where others do, nothing does. Every form takes its words
through this field: tests/architecture/test_forms.py walks them all.

Words of health outside their wall (`asks_health`) are asked about in the same way, once: saving again keeps them."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.people import cpr_in_words, health_in_words
from tovholder.people.cpr_in_words import Found

_COVERED = re.compile(r"\s*•[• ./\u00a0\u2010-\u2015\u2212-]*•\s*")


class Typed(str):
    """What was typed, and what was answered about it: whether it was asked before, and whether it is to be kept."""

    asked = False
    keep = False
    health_asked = False


class _Asking(forms.Widget):
    """A control with, once there is a number in it, the tick that keeps it. Without the tick it is taken out."""

    asked = False
    health_asked = False
    may_keep = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.inner, self.template_name = self.template_name, "shared/components/free_text.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        told = {"inner": self.inner, "asked": self.asked, "may_keep": self.may_keep, "health_asked": self.health_asked}
        context["widget"] |= told | {"keep": getattr(value, "keep", False)}
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        typed = Typed(value)
        typed.asked, typed.keep = f"{name}_asked" in data, f"{name}_keep" in data
        typed.health_asked = f"{name}_health" in data
        return typed


class _Line(_Asking, forms.TextInput):
    pass


class _Lines(_Asking, forms.Textarea):
    pass


class FreeText(forms.CharField):
    """Words, in one line or in `rows`. `may_keep` only where nobody but the case's own staff reads them;
    `asks_health` where others read them than those inside the wall of health."""

    def __init__(self, *, rows: int = 0, may_keep: bool = False, asks_health: bool = False, **how: Any) -> None:
        self.has_lines, self.asks_health = rows > 0, asks_health
        widget = _Lines({"rows": rows}) if rows else _Line()
        widget.may_keep = self.may_keep = may_keep
        super().__init__(widget=widget, **how)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        asks = self._asks_health(text, value)
        try:
            text = self._without_number(text, value)
        except forms.ValidationError as asked:
            raise forms.ValidationError([asked, *asks]) from None
        if asks:
            raise forms.ValidationError(asks)
        return text

    def _asks_health(self, text: str, value: Any) -> list[forms.ValidationError]:
        found = health_in_words.find(text, on=timezone.localdate()) if self.asks_health else []
        self.widget.health_asked = bool(found)
        if not found or getattr(value, "health_asked", False):
            return []
        words = _("“%(word)s”: does this belong behind the wall of health? Others read this. Saving again keeps it.")
        return [forms.ValidationError(words, code="health", params={"word": ", ".join(found[:3])})]

    def _without_number(self, text: str, value: Any) -> str:
        on = timezone.localdate()
        found = cpr_in_words.find(text, on=on)
        if not found:
            return text
        self.widget.asked = True
        if self.may_keep and getattr(value, "keep", False):
            return text
        if getattr(value, "asked", False):
            return self._taken_out(cpr_in_words.without(text, on=on))
        raise forms.ValidationError(self._told(found, "\n" in text), code="cpr")

    def _taken_out(self, covered: str) -> str:
        """In a text the reader sees that something stood there; a name or a title is better off without."""
        if self.has_lines:
            return covered
        line = _COVERED.sub(" ", covered).strip(" ,;:-")
        if self.required and not line:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return line

    def _told(self, found: list[Found], has_lines: bool) -> str:
        return f"{_where(found[0], has_lines)}{_more(len(found) - 1)} {self._what_to_do()}"

    def _what_to_do(self) -> str:
        if self.may_keep:
            return _("Take it out. Saving again does it for you, unless you tick that you need it here.")
        return _("Take it out, others read this. Saving again does it for you. If it is a P-number, write so.")


def _where(found: Found, has_lines: bool) -> str:
    told = {"line": found.line, "before": found.before}
    if has_lines and found.before:
        return _("Line %(line)d, after “%(before)s”: this looks like a CPR number.") % told
    if has_lines:
        return _("Line %(line)d begins with what looks like a CPR number.") % told
    if found.before:
        return _("After “%(before)s”: this looks like a CPR number.") % told
    return _("It begins with what looks like a CPR number.")


def _more(number: int) -> str:
    if not number:
        return ""
    return " " + ngettext("There is %(n)d more.", "There are %(n)d more.", number) % {"n": number}
