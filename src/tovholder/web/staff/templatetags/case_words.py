"""Words about people: {{ person|danish }}, {% status column %}, {{ moment|days_ago:today }}, {{ item|reason }}."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms, template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.base.period import years_between
from tovholder.web.shared import names, sentences
from tovholder.web.shared.templatetags.pieces import COLOURS
from tovholder.web.staff import log_words
from tovholder.web.staff.language_names import name_of

register = template.Library()


def _language() -> str:
    return get_language() or "da"


@register.filter
def danish(person: object) -> str:
    """Danish education in short: the highest test passed, else track and module, else nothing."""
    test, track, module = (getattr(person, f"danish_{part}") for part in ("test", "track", "module"))
    if test and parameters.is_term("danish_tests", test):
        return parameters.term("danish_tests", test).label(_language())
    code = f"du{track}.{module}"
    if track and module and parameters.is_term("danish_modules", code):
        return parameters.term("danish_modules", code).label(_language())
    return gettext("Danish education {track}").format(track=track) if track else ""


@register.filter
def age(born_on: date | None, today: date) -> str:
    """Whole years, told as a number; nothing when the birth date is not known."""
    return "" if born_on is None else gettext("{years} years").format(years=years_between(born_on, today))


@register.filter
def days_ago(at: datetime | date | None, today: date) -> str:
    """How long ago in days, as one says it."""
    if at is None:
        return gettext("never")
    days = (today - (timezone.localdate(at) if isinstance(at, datetime) else at)).days
    if days <= 0:
        return gettext("today")
    return ngettext("{days} day ago", "{days} days ago", days).format(days=days)


@register.filter
def hours(amount: Decimal | None) -> str:
    """Weekly hours without needless decimals."""
    return "" if amount is None else number_format(amount, 1).removesuffix(".0").removesuffix(",0")


@register.filter
def reason(decision: Decision) -> str:
    """Why something is due, as a sentence."""
    return sentences.sentence(decision)


@register.filter
def late(decision: Decision) -> bool:
    """Whether it is overdue, and not only due."""
    return decision.refused


@register.filter
def source(decision: Decision) -> str:
    """The law, agreement or method behind it."""
    return sentences.say_reference(decision.reference, _language())


@register.filter
def source_text(decision: Decision) -> str:
    """What that place says, in plain words."""
    return decision.reference.text if decision.reference else ""


@register.filter
def purpose_word(code: str) -> str:
    """Why somebody read, as people call it: in a colleague's words, or as the citizen is told."""
    return capfirst(str(log_words.PURPOSES.get(code) or names.PURPOSES.get(code, code)))


@register.filter
def shown_word(code: str) -> str:
    """How much somebody saw."""
    return capfirst(str(log_words.SHOWN.get(code) or names.FIELDS.get(code, code)))


@register.filter
def written_word(code: str) -> str:
    """What somebody wrote."""
    return str(log_words.WRITTEN.get(code, code))


@register.filter
def language_name(code: str) -> str:
    """A language by its code (ISO 639), in the reader's language."""
    return name_of(code)


@register.filter
def colour(membership: Any) -> int:
    """The colour of a consultant on boards, 1 to 12, as the initials have it."""
    return int((membership.colour - 1) % COLOURS + 1)


@register.simple_tag
def cell(bound: Any) -> SafeString:
    """A control in a table's cell: its label is told to those who listen, its faults stand under it."""
    faults = format_html_join("", '<span class="form-error-message">{}</span>', ((fault,) for fault in bound.errors))
    return format_html("{}{}", faults, _checkbox(bound) if _is_checkbox(bound) else _plain(bound))


def _plain(bound: Any) -> SafeString:
    kind = "form-select" if hasattr(bound.field, "choices") else "form-input"
    return SafeString(bound.as_widget(attrs={"class": kind, "aria-label": str(bound.label)}))


def _is_checkbox(bound: Any) -> bool:
    return isinstance(bound.field.widget, forms.CheckboxInput)


def _checkbox(bound: Any) -> SafeString:
    """The design system draws the box at the label; a box without a label would not be seen."""
    control = bound.as_widget(attrs={"class": "form-checkbox"})
    label = format_html('<label for="{}"><span class="sr-only">{}</span></label>', bound.id_for_label, bound.label)
    return format_html('<span class="form-group-checkbox cell-checkbox">{}{}</span>', control, label)


@register.simple_tag
def move_options(targets: tuple[str, ...]) -> SafeString:
    """The columns a card may be moved to, as options. Many cards share the same ones."""
    return _options(tuple(targets), _language())


@lru_cache(maxsize=512)
def _options(targets: tuple[str, ...], language: str) -> SafeString:
    words = ((code, parameters.term("board_statuses", code).label(language)) for code in targets)
    return format_html_join("", '<option value="{}">{}</option>', words)
