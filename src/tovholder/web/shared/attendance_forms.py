"""A register of days: one choice for each person and day, for language centres and schools, companies, and staff."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext as _

from tovholder.pathways.attendance_services import Day
from tovholder.web.shared.choices import terms

THERE = "there"
_CELL = re.compile(r"[ps]\d+d\d{8}")
WORKDAYS = 5
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Whom:
    """One line of a register: who, and what the page calls them."""

    person_id: int
    name: str
    placement_id: int | None = None


@dataclass(frozen=True)
class Told:
    """What is told of one day already; judged days are shown and not asked."""

    is_there: bool
    reason: str
    is_judged: bool

    @property
    def answer(self) -> str:
        return THERE if self.is_there else self.reason or "no_word"


def answers() -> list[tuple[str, str]]:
    """Not told, there, or away with what was said about it."""
    away = [(code, _("Away: %(reason)s") % {"reason": words}) for code, words in terms("absence_reasons")]
    return [("", "–"), (THERE, _("There")), *away]


def day_asked(told: str, today: date) -> date:
    """The day of an address, no later than today and no earlier than there were registers; else today."""
    try:
        return max(min(date.fromisoformat(told), today), EARLIEST)
    except ValueError:
        return today


def week_of(day: date) -> list[date]:
    """Monday to Friday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(WORKDAYS)]


class Register(forms.Form):
    """One list for some days. What is not chosen is not told; what is told already stands chosen."""

    def __init__(
        self,
        *args: Any,
        people: Iterable[Whom],
        days: Sequence[date],
        told: Mapping[tuple[int, date], Told],
        activity: str,
        today: date,
        asks_rest: bool = False,
        **kwargs: Any,
    ) -> None:
        """`asks_rest`: one tick says of everybody left open that they were there; only for a list of one day."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.people, self.days, self.told, self.activity = list(people), list(days), told, activity
        choices = answers()
        for whom in self.people:
            for day in self.days:
                known = told.get((whom.person_id, day))
                self.fields[_name(whom, day)] = forms.ChoiceField(
                    label=f"{whom.name}, {formats.date_format(day, 'SHORT_DATE_FORMAT')}",
                    choices=choices,
                    initial=known.answer if known else "",
                    required=False,
                    disabled=day > today or bool(known and known.is_judged),
                    widget=forms.Select(attrs={"class": "form-select"}),
                )
        if asks_rest:
            self.fields["rest"] = forms.BooleanField(
                label=_("All others on this page were there"), required=False,
                help_text=_("Only if all of them were to come that day."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What was chosen for somebody or a day that is not to be told of here is said, and never left out."""
        told = super().clean() or self.cleaned_data
        sent = [name for name, answer in self.data.items() if _CELL.fullmatch(name) and answer]
        open_fields = {name for name, field in self.fields.items() if not field.disabled}
        if any(name not in open_fields for name in sent):
            raise forms.ValidationError(_("That person or day cannot be noted here. Look at the list, and save again."))
        return told

    @property
    def lines(self) -> list[tuple[Whom, list[Any]]]:
        """Each person with one control a day, named for those who listen."""
        return [(whom, [(day, self._cell(whom, day)) for day in self.days]) for whom in self.people]

    def _cell(self, whom: Whom, day: date) -> Any:
        cell = self[_name(whom, day)]
        return cell.as_widget(attrs={"aria-label": str(cell.label)})

    @property
    def chosen(self) -> list[Day]:
        """What is new or another answer than before, after is_valid()."""
        return [
            self._day(whom, day, answer)
            for whom in self.people
            for day in self.days
            if (answer := self._answer(whom, day)) and answer != self._before(whom, day)
        ]

    def _answer(self, whom: Whom, day: date) -> str:
        """What was chosen; of who was left open and of whom nothing is told, what is said of all others."""
        name = _name(whom, day)
        chosen = str(self.cleaned_data[name])
        is_open = not self.fields[name].disabled and (whom.person_id, day) not in self.told
        return THERE if not chosen and is_open and self.cleaned_data.get("rest") else chosen

    def _day(self, whom: Whom, day: date, answer: str) -> Day:
        is_there = answer == THERE
        return Day(whom.person_id, self.activity, day, is_there, "" if is_there else answer, whom.placement_id)

    def _before(self, whom: Whom, day: date) -> str:
        known = self.told.get((whom.person_id, day))
        return known.answer if known else ""


def _name(whom: Whom, day: date) -> str:
    """A company reads it in the page, and knows the stay; the person's number would join what it may not join."""
    who = f"p{whom.person_id}" if whom.placement_id is None else f"s{whom.placement_id}"
    return f"{who}d{day:%Y%m%d}"
