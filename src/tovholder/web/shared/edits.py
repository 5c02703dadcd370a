"""Two people wrote at once: what the page needs to show both texts and lose neither."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext


@dataclass(frozen=True)
class Difference:
    """One field that is not the same in the form and in the database."""

    label: str
    theirs: str
    yours: str


def differences(form: forms.Form, saved: Mapping[str, object]) -> list[Difference]:
    """The visible fields of a bound form whose words differ from what is saved now.

    `saved` maps field names to values as the form's `initial` would. Call after Stale, then give the
    form the new version (see `renewed`) so that saving again is a choice and not an accident.
    """
    found = []
    for field in form.visible_fields():
        if field.name not in saved:
            continue
        theirs, yours = _words(form, field.name, saved[field.name]), _words(form, field.name, form[field.name].value())
        if theirs != yours:
            found.append(Difference(str(field.label), theirs, yours))
    return found


def renewed(form: forms.Form, name: str, value: object) -> forms.Form:
    """The same form with the user's words and, in its hidden field `name`, the version that is saved now."""
    data = cast(QueryDict, form.data).copy()
    data[form.add_prefix(name)] = str(value)
    form.data = data
    return form


def still_here() -> str:
    """What a page says below "somebody else was first" when the words of the reader are still on it."""
    return gettext("What you wrote stands below. It is not saved.")


def _words(form: forms.Form, name: str, value: object) -> str:
    """A value as the reader knows it: the label of a choice, not its code."""
    if value is None:
        return ""
    field = form.fields[name]
    values = [str(part) for part in value] if isinstance(value, list | tuple) else [str(field.prepare_value(value))]
    choices = {str(code): str(label) for code, label in getattr(field, "choices", [])}
    return ", ".join(choices.get(part, part) for part in values)
