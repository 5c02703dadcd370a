"""The pieces pages are made of: a form field, a column head that sorts, a person's name, a consultant's initials."""

from datetime import time
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.utils.formats import time_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tovholder.accounts.access_rules import permits
from tovholder.people import queries as people
from tovholder.web.shared.lists import Page
from tovholder.web.shared.rules_of_views import rules_of_addresses

register = template.Library()

_CHECKBOX = (forms.CheckboxInput,)
_MANY = (forms.CheckboxSelectMultiple,)
_CHOICES = (forms.RadioSelect, *_MANY)
COLOURS = 12
_ARABIC_LETTERS = ("ar", "fa")  # of the languages pages are in, those whose comma is another


@register.simple_tag(takes_context=True)
def may_open(context: Context, address: str) -> bool:
    """Whether the reader's role may open what this name of an address leads to: {% may_open "staff:hearing" as may %}.
    Raises KeyError for a name no address has."""
    rule = rules_of_addresses()[address]
    actor = context.request.actor  # type: ignore[attr-defined]  # whatever a page calls "request" among its own words
    return rule is not None and permits(rule, actor.role if actor else None, actor.kind if actor else "")


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, (*_CHECKBOX, *_MANY)):
        return "form-checkbox"
    if isinstance(widget, forms.RadioSelect):
        return "form-radio"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-input"


def _described_by(field: BoundField) -> str:
    ids = [f"{field.id_for_label or field.auto_id}-hint"] if field.help_text else []
    if field.errors:
        ids.append(f"{field.id_for_label or field.auto_id}-error")
    return " ".join(ids)


@register.inclusion_tag("shared/components/icon.html")
def icon(name: str, kind: str = "") -> dict[str, str]:
    """One of the design system's pictures, for the eye only: {% icon "warning" "alert-icon" %}."""
    return {"name": name, "kind": kind}


@register.filter
def leading(label: str) -> str:
    """A label before what is said of it: with a colon, where it does not end a sentence itself."""
    return str(label) if str(label).rstrip().endswith(("?", "؟", "!", ".", ":")) else f"{label}:"


@register.filter
def of_day(names: dict[int, str], number: int) -> str:
    """A day of the week by its number: {{ weekdays|of_day:lesson.weekday }}."""
    return names.get(number, "")


@register.filter
def clock(at: time) -> str:
    """A time of day: {{ lesson.begins_at|clock }}."""
    return str(time_format(at, "CLOCK_FORMAT"))


@register.simple_tag
def comma(language: str = "") -> str:
    """The comma between words of the page's language, or of the one named."""
    written = (language or get_language() or "").partition("-")[0]
    return "،" if written in _ARABIC_LETTERS else ","


@register.filter
def control_id(field: BoundField) -> str:
    """The id of the control that a line in the list of faults leads to."""
    if isinstance(field.field.widget, _CHOICES):
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


def _control(field: BoundField) -> SafeString:
    attributes: dict[str, str | bool] = {
        "class": _class_of(field.field.widget),
        "aria-describedby": _described_by(field),
    }
    if field.errors:
        attributes["aria-invalid"] = "true"
    own = field.field.widget.attrs.get("class")
    if own:
        attributes["class"] = f"{attributes['class']} {own}"
    return field.as_widget(attrs={name: value for name, value in attributes.items() if value})


@register.inclusion_tag("shared/components/field.html")
def field(field: BoundField) -> dict[str, object]:
    """One field with its label, hint and faults, tied together for those who listen: {% field form.name %}."""
    widget = field.field.widget
    many = isinstance(widget, _MANY)
    if isinstance(widget, _CHOICES):
        shape = "choices"
        widget.attrs["class"] = _class_of(widget)
    else:
        shape = "checkbox" if isinstance(widget, _CHECKBOX) else "plain"
    return {
        "field": field,
        "shape": shape,
        "many": many,
        "id": field.id_for_label or field.auto_id,
        "described_by": _described_by(field),
        "control": "" if shape == "choices" else _control(field),
    }


@register.inclusion_tag("shared/components/sort_head.html")
def sort_head(page: Page, sort: str, label: str, number: bool = False) -> dict[str, object]:
    """A column head that sorts the list: {% sort_head page "name" _("Name") %}."""
    return {"label": label, "address": page.sort_address(sort), "direction": page.direction(sort), "number": number}


@register.inclusion_tag("shared/components/person_name.html", takes_context=True)
def person_name(context: Context, person: Any, address: str = "") -> dict[str, object]:
    """A person's name; for staff in the own case with the mark that name and address are protected. A mentor or
    whoever else the person is opened to needs the name, and does not learn of the protection. Not for pages of
    companies, which read no name from the register. The page must note the read."""
    actor = context.get("actor")
    marked = bool(person.protected and actor and people.is_own_case(person, actor=actor))
    return {"person": person, "address": address, "marked": marked}


@register.inclusion_tag("shared/components/consultant.html")
def consultant(membership: Any) -> dict[str, object]:
    """Colour and initials of a member of staff; the name for those who listen. Needs the membership with its user."""
    if membership is None:
        return {"membership": None}
    initials = membership.initials or "".join(word[0] for word in membership.user.name.split()[:2]).upper()
    return {"membership": membership, "initials": initials, "colour": (membership.colour - 1) % COLOURS + 1}
