"""The forms of the hours ladder: the plan, hours worked, a follow-up with all of it, tasks, what comes next."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.placements import ladder_queries
from tovholder.placements.ladder_rules import HoursStep
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField
from tovholder.web.staff.placements_forms import Agree, Answerable, Versioned

_DAY = timedelta(days=1)
STEPS, MOST_STEPS = 6, 30  # rows of the plan: a stay of half a year seldom has more, and a longer plan is shown whole


def _hours(label: Any, *, required: bool = False) -> AmountField:
    return AmountField(label=label, required=required, max_value=60, max_digits=4, decimal_places=1)


class Plan(Answerable):
    """All steps at once: each with its first day and its hours a week. Rows left empty are no steps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = sum(name.startswith("day_") for name in (self.data or self.initial))
        self.count = min(max(STEPS, given), MOST_STEPS)
        for number in range(1, self.count + 1):
            told = {"number": number}
            self.fields[f"day_{number}"] = DayField(label=gettext("Step %(number)s from") % told, required=False)
            self.fields[f"unpaid_{number}"] = _hours(gettext("Unpaid hours a week, step %(number)s") % told)
            self.fields[f"paid_{number}"] = _hours(gettext("Paid hours a week, step %(number)s") % told)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{n}"] for name in ("day", "unpaid", "paid")] for n in range(1, self.count + 1)]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What the form asks besides: why it may be done all the same."""
        return [self[name] for name in self.WHY if name in self.fields]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for number in range(1, self.count + 1):
            has_hours = told.get(f"unpaid_{number}") or told.get(f"paid_{number}")
            if has_hours and not told.get(f"day_{number}") and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", _("Say from which day."))
        return told

    def steps(self) -> list[HoursStep]:
        told = self.cleaned_data
        return [
            HoursStep(told[f"day_{n}"], told.get(f"unpaid_{n}") or Decimal(0), told.get(f"paid_{n}") or Decimal(0))
            for n in range(1, self.count + 1)
            if told.get(f"day_{n}")
        ]


class Worked(forms.Form):
    """Hours a week in some days, as they were worked."""

    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    unpaid = _hours(_("Unpaid hours a week"))
    paid = _hours(_("Paid hours a week"))
    correct = forms.BooleanField(label=_("I correct hours that were told before"), required=False)

    def worked(self) -> HoursStep:
        told = self.cleaned_data
        return HoursStep(told["first"], told["unpaid"] or Decimal(0), told["paid"] or Decimal(0), told["last"] + _DAY)


class TaskLevels(forms.Form):
    """How each task goes today. Left as it is, nothing is said of it."""

    def __init__(self, *args: Any, tasks: Sequence[ladder_queries.Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [("", "–"), *terms("task_levels")]
        self.tasks = [task for task in tasks if task.dropped_on is None]
        for task in self.tasks:
            self.fields[f"level_{task.pk}"] = forms.ChoiceField(label=task.words, choices=levels, required=False)

    @property
    def level_fields(self) -> list[forms.BoundField]:
        return [self[f"level_{task.pk}"] for task in self.tasks]

    def levels(self) -> dict[int, str]:
        """Those about which something was said."""
        told = {task.pk: self.cleaned_data.get(f"level_{task.pk}", "") for task in self.tasks}
        return {key: level for key, level in told.items() if level}


class Assess(TaskLevels):
    seen_on = DayField(label=_("Seen on"))


class FollowUp(TaskLevels):
    """A follow-up in one form. Only the answer about pay is asked for each time, unless all hours are paid already; the
    rest is there when it is known."""

    held_on = DayField(label=_("Held on"))
    words = FreeText(
        label=_("How does it go?"),
        required=False,
        max_length=4_000,
        rows=3,
        may_keep=True,
        help_text=_("Read by those who work in the case, and by you."),
    )
    answer = forms.ChoiceField(label=_("What did the company say of paid hours?"), widget=forms.RadioSelect)
    unpaid = _hours(_("Unpaid hours a week"))
    paid = _hours(_("Paid hours a week"))
    since = DayField(label=_("Worked since"), required=False)
    next_on = DayField(label=_("Next time"), required=False, help_text=_("Left empty, the dates of the plan stand."))

    def __init__(self, *args: Any, asks_pay: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = terms("paid_talk_answers")  # type: ignore[attr-defined]
        if not asks_pay:
            del self.fields["answer"]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("held_on", "words", "answer") if name in self.fields]

    @property
    def hours_fields(self) -> list[forms.BoundField]:
        return [self["since"], self["unpaid"], self["paid"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        has_hours = told.get("unpaid") is not None or told.get("paid") is not None
        if has_hours and not told.get("since") and "since" not in self.errors:
            self.add_error("since", _("Say from which day."))
        return told

    def worked(self) -> HoursStep | None:
        told = self.cleaned_data
        if told.get("unpaid") is None and told.get("paid") is None:
            return None
        ends_before = told["held_on"] + _DAY
        return HoursStep(told["since"], told.get("unpaid") or Decimal(0), told.get("paid") or Decimal(0), ends_before)


class NewTask(forms.Form):
    words = FreeText(label=_("The task"), max_length=120)
    hours = _hours(_("Hours a week that it takes"))


class ChangeTask(forms.Form):
    task = forms.IntegerField(widget=forms.HiddenInput)
    hours = _hours(_("Hours a week that it takes"))
    paid_from = DayField(
        label=_("Paid from"),
        required=False,
        help_text=_("A day to come is a plan; a day that has passed is agreed pay."),
    )
    dropped = forms.BooleanField(label=_("No longer a task of this stay"), required=False)


class Next(Agree):
    """The next stay of the chain: the agreement, and for an IGU what is thought of for its education plan."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    school = FreeText(label=_("School or course"), required=False, max_length=2_000, rows=2)
    practice_goals = FreeText(label=_("Goals of the practice"), required=False, max_length=2_000, rows=2)
    danish_in_practice = FreeText(label=_("Danish in practice"), required=False, max_length=2_000, rows=2)
    DRAFT = ("school", "practice_goals", "danish_in_practice")

    def draft(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.DRAFT}


class Draft(Versioned):
    school = FreeText(label=_("School or course"), required=False, max_length=2_000, rows=2)
    practice_goals = FreeText(label=_("Goals of the practice"), required=False, max_length=2_000, rows=2)
    danish_in_practice = FreeText(label=_("Danish in practice"), required=False, max_length=2_000, rows=2)


class JobCheck(forms.Form):
    months = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Is the citizen still there?"))
    hours = _hours(_("Hours a week now"))
    reason = forms.ChoiceField(label=_("Why did the citizen leave?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("", "–"), *terms("job_check_answers")]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [("", "–"), *terms("job_left_reasons")]  # type: ignore[attr-defined]
