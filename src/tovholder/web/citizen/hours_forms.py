"""One week as the citizen tells it, its labels in the language the page is read in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import formats

from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.own_week_queries import OwnWeek
from tovholder.web.shared.numbers import AmountField


class Week(forms.Form):
    """Hours in one week, and days away. Why somebody was away is not asked."""

    starts_on = forms.TypedChoiceField(coerce=date.fromisoformat)
    unpaid = AmountField(max_digits=4, decimal_places=1)
    paid = AmountField(max_digits=4, decimal_places=1)
    absent_days = forms.IntegerField(min_value=0, max_value=7, initial=0)

    def __init__(self, *args: Any, weeks: list[OwnWeek], words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.weeks = weeks
        self.fields["starts_on"].choices = [(each.starts_on.isoformat(), _named(each)) for each in weeks]  # type: ignore[attr-defined]
        for name, word in {"starts_on": "week", "unpaid": "unpaid", "paid": "paid", "absent_days": "absent"}.items():
            self.fields[name].label = words[word]
            self.fields[name].error_messages["required"] = words["missing"]
        self.fields["absent_days"].help_text = words["absent_help"]
        untold = next((each for each in reversed(weeks) if each.told is None), weeks[0] if weeks else None)
        if untold is not None:
            self.initial = {"starts_on": untold.starts_on.isoformat(), "absent_days": 0}
            # What is planned is not filled in, or it would be told without a thought; that nothing is planned is.
            self.initial |= {name: 0 for name in ("unpaid", "paid") if not getattr(untold.planned, name)}

    def worked(self) -> HoursStep:
        told = self.cleaned_data
        chosen = next(each for each in self.weeks if each.starts_on == told["starts_on"])
        return HoursStep(chosen.starts_on, told["unpaid"], told["paid"], chosen.ends_before)


def _named(week: OwnWeek) -> str:
    first, last = (formats.date_format(day, "SHORT_DATE_FORMAT") for day in (week.starts_on, week.last_day))
    return f"\u2068{first} – {last}\u2069"  # else the days change places where the page is read from the right
