"""Forms of a citizen's week."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.pathways.week_services import NewEntry
from tovholder.web.shared import weekdays
from tovholder.web.shared.choices import letter_languages, terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key


class Entry(DaysInOrder):
    """What stands at the same time on one or more days."""

    request_key = request_key()
    kind = forms.ChoiceField(label=_("What"))
    days = forms.TypedMultipleChoiceField(label=_("Days"), coerce=int, widget=forms.CheckboxSelectMultiple)
    begins_at = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    ends_at = forms.TimeField(label=_("Until"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    words = FreeText(
        asks_health=True,
        label=_("A few words, such as where"),
        max_length=80,
        required=False,
        help_text=_("The citizen reads it. Of an appointment nothing is kept but the time: write no health here."),
    )
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        kinds = [row for row in terms("week_kinds") if row[0] != "meeting"]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["days"].choices = list(weekdays.names().items())  # type: ignore[attr-defined]

    def entry(self) -> NewEntry:
        told = self.cleaned_data
        last = told["last_day"]
        return NewEntry(
            kind=told["kind"],
            weekdays=tuple(told["days"]),
            begins_at=told["begins_at"],
            ends_at=told["ends_at"],
            starts_on=told["starts_on"],
            ends_before=last + timedelta(days=1) if last else None,
            words=told["words"],
        )


class Print(forms.Form):
    """Which week, in which language."""

    monday = forms.DateField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["language"].choices = letter_languages(self["language"].value())  # type: ignore[attr-defined]
