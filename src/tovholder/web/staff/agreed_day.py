"""The day agreed for the next talk, in a form that writes a talk down: left as it is it stands, emptied it is off."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class AgreedDay(forms.Form):
    """For a form with `next_on`. What comes out: `next_on`, a day that is new, and `called_off`, a day that was shown
    and emptied."""

    agreed_on = forms.DateField(required=False, widget=forms.HiddenInput)

    def stands(self, day: date | None) -> None:
        """Show the day that is agreed already."""
        if day is None:
            return
        self.initial = {**self.initial, "next_on": day, "agreed_on": day}
        self.fields["next_on"].help_text = _(
            "A talk is agreed for %(day)s. It stands until it is held: write another day to move it, "
            "or empty the field to call it off."
        ) % {"day": date_format(day, "DATE_FORMAT")}

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        shown, named = told.pop("agreed_on", None), told.get("next_on")
        told["called_off"] = shown if named is None and "next_on" not in self.errors else None
        if named is not None and named == shown:
            told["next_on"] = None  # nothing new was said
        return told
