"""Days as forms take them: with the browser's calendar, and within the years that people and agreements are from."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
_CHECK = _("Check the year: it must be from 1900 to 2100.")


def last_day(period: Any) -> date | None:
    """The last day inside a period, which is what people are told: of a stay that has ended, the day it ended on.

    None when it is open."""
    ended_on: date | None = getattr(period, "ended_on", None)
    if ended_on is not None or period.ends_before is None:
        return ended_on
    before: date = period.ends_before
    return before - timedelta(days=1)


class DayField(forms.DateField):
    """A day. A slip of the finger such as the year 0202 is told beside the field."""

    default_validators = [MinValueValidator(FIRST, message=_CHECK), MaxValueValidator(LAST, message=_CHECK)]

    def __init__(self, **how: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **how)


class BirthField(DayField):
    """A birth: not to come. One before the other days there can be is read, so that it can be asked about."""

    default_validators = [MinValueValidator(date(1800, 1, 1), message=_CHECK)]

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("The birth date lies in the future."))
        return day


class DaysInOrder(forms.Form):
    """For forms with a first and a last day, `starts_on` and `last_day`: the last is not before the first."""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This day is before the first one."))
        return told
