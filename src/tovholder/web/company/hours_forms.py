"""One week as the company tells it, and the weeks there are to tell of."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from tovholder.placements import ladder_queries, ladder_rules
from tovholder.placements.ladder_rules import HoursStep
from tovholder.web.shared.numbers import AmountField

_WEEK = timedelta(days=7)
_SHOWN = 8  # weeks that can be told from here; older ones are told to the contact person


@dataclass(frozen=True)
class Week:
    """Some days of a stay: what is planned for them, what was told of them and by whom. `ends_before` is left out."""

    starts_on: date
    ends_before: date
    planned: HoursStep | None
    told: Any = None

    @property
    def last_day(self) -> date:
        return self.ends_before - timedelta(days=1)

    @property
    def is_ours(self) -> bool:
        """Told by the company before: telling it again corrects it."""
        return self.told is not None and self.told.told is not None and self.told.told.party == "company"

    @property
    def may_tell(self) -> bool:
        """What the municipality told of some days is not told again here. A step told "from this day on" is ended."""
        open_ended = self.told is not None and self.told.told is None and self.told.starts_on < self.starts_on
        return self.told is None or self.is_ours or open_ended

    def worked(self, form: "WeekWorked") -> HoursStep:
        told = form.cleaned_data
        none = Decimal(0)
        return HoursStep(self.starts_on, told["unpaid"] or none, told["paid"] or none, self.ends_before)


def weeks_of(ladder: Any, today: date) -> list[Week]:
    """The last weeks of the stay, newest first, each cut to the days that are over and where reports begin and end."""
    stay = ladder.placement
    end = min(ladder_queries.end_of(stay) or today + _WEEK, today + timedelta(days=1))
    monday = today - timedelta(days=today.weekday())
    found: list[Week] = []
    for back in range(_SHOWN):
        first, after = max(monday - back * _WEEK, stay.starts_on), min(monday - (back - 1) * _WEEK, end)
        if first < after:
            found += parts_of(ladder, first, after)
    return found


def parts_of(ladder: Any, starts_on: date, ends_before: date) -> list[Week]:
    """A week cut where reports begin and end, newest first: days nobody told of can be told beside those told already.

    Each with the step of the plan that holds on its last day, and the report it is told in."""
    steps = [HoursStep(row.starts_on, row.unpaid, row.paid, row.ends_before) for row in ladder.planned]
    near = [row for row in ladder.worked if row.starts_on < ends_before and _reaches(row, starts_on)]
    cuts = {day for row in near for day in (row.starts_on, row.ends_before) if day and starts_on < day < ends_before}
    days = [starts_on, *sorted(cuts), ends_before]
    found = []
    for first, after in pairwise(days):
        told = max((row for row in near if row.starts_on < after and _reaches(row, first)), key=_begins, default=None)
        found.append(Week(first, after, ladder_rules.holding(steps, after - timedelta(days=1)), told))
    return found[::-1]


def _reaches(row: Any, day: date) -> bool:
    return row.ends_before is None or row.ends_before > day


def _begins(row: Any) -> date:
    return row.starts_on


class WeekWorked(forms.Form):
    """Hours in one week, and days away. Why somebody was away is not asked: that is for the citizen to tell."""

    starts_on = forms.TypedChoiceField(label=_("Week"), coerce=date.fromisoformat)
    unpaid = AmountField(label=_("Hours without pay that week"), max_digits=4, decimal_places=1, required=False)
    paid = AmountField(label=_("Paid hours that week"), max_digits=4, decimal_places=1, required=False)
    absent_days = forms.IntegerField(
        label=_("Days away"), min_value=0, max_value=7, initial=0,
        help_text=_("How many days, not why. Talk to the contact person if you are worried."),
    )  # fmt: skip

    def __init__(self, *args: Any, weeks: list[Week], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.weeks = weeks = [week for week in weeks if week.may_tell]
        self.fields["starts_on"].choices = [(week.starts_on.isoformat(), _named(week)) for week in weeks]  # type: ignore[attr-defined]
        untold = next((week for week in reversed(weeks) if week.told is None), weeks[0] if weeks else None)
        if untold is not None:
            self.initial = {"starts_on": untold.starts_on.isoformat(), "absent_days": 0}
            if untold.planned is not None:
                self.initial |= {"unpaid": untold.planned.unpaid, "paid": untold.planned.paid}

    def week(self) -> Week:
        return next(week for week in self.weeks if week.starts_on == self.cleaned_data["starts_on"])


def _named(week: Week) -> str:
    first, last = (formats.date_format(day, "SHORT_DATE_FORMAT") for day in (week.starts_on, week.last_day))
    return f"{first} – {last}"
