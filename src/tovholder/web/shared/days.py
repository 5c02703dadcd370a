"""Days as forms take them: with the browser's calendar, and within the years that people and agreements are from."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.dateparse import parse_datetime
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


def on_the_clock(naive: datetime) -> datetime | None:
    """A time as a Danish clock shows it. None for one it never shows: in spring an hour is left out.

    In autumn an hour comes twice; the first one is meant, so that no deadline is reckoned too late."""
    found = naive.replace(tzinfo=timezone.get_current_timezone(), fold=0)
    is_shown = found.astimezone(UTC).astimezone(found.tzinfo).replace(tzinfo=None) == naive
    return found if is_shown else None


class MomentField(forms.DateTimeField):
    """A day and a time."""

    def __init__(self, **how: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **how)

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except forms.ValidationError as fault:
            if fault.code != "ambiguous_timezone":
                raise
        found = on_the_clock(self._as_written(str(value).strip()))
        if found is None:
            raise forms.ValidationError(
                _("There is no such hour that night: the clocks go forward. Choose another time.")
            )
        return found

    def _as_written(self, value: str) -> datetime:
        """What the field could read and the clock does not show, or shows twice."""
        readings = (_read(value, str(form)) for form in self.input_formats or ())
        return parse_datetime(value) or next(found for found in readings if found is not None)


def _read(value: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(value, form)  # noqa: DTZ007 the clock of the house is put on by the caller
    except ValueError:
        return None


class DaysInOrder(forms.Form):
    """For forms with a first and a last day, `starts_on` and `last_day`: the last is not before the first."""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This day is before the first one."))
        return told
