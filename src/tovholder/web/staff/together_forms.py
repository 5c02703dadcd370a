"""Forms of what a partnership does together."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared import concepts
from tovholder.web.shared.choices import language
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText


def _industries() -> list[tuple[str, str]]:
    return [("", "–"), *concepts.choices("industry", language())]


class Agreement(DaysInOrder):
    """A service agreement with an employer."""

    title = FreeText(label=_("What it is about"), max_length=160)
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"))
    words = FreeText(label=_("What we have agreed"), rows=4, required=False)

    def facts(self) -> dict[str, Any]:
        """As the service takes it: periods end before a day, people say the last one."""
        told = dict(self.cleaned_data)
        last_day = told.pop("last_day")
        return told | {"ends_before": last_day + timedelta(days=1)}


class Forecast(forms.Form):
    """What the employer expects to need."""

    needed_on = DayField(label=_("Needed from"))
    occupation = forms.ChoiceField(label=_("Occupation"))
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=999)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = concepts.choices("occupation", language())  # type: ignore[attr-defined]


class Course(forms.Form):
    """Upskilling filled together."""

    title = FreeText(label=_("What it teaches"), max_length=160)
    starts_on = DayField(label=_("First day"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)


class Note(forms.Form):
    """What one knows of the local labour market."""

    industry = forms.ChoiceField(label=_("Industry"), required=False)
    words = FreeText(
        label=_("What should your colleagues know?"),
        help_text=_("About companies and trades. Never about citizens."),
        max_length=2_000,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = _industries()  # type: ignore[attr-defined]
