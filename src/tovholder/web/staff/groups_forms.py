"""Forms of a group at one company: the plan, who is on site, a move in the funnel, a line of the log."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.placements.group_queries import GroupStay
from tovholder.placements.group_services import GroupPlan
from tovholder.web.shared import weekdays
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText

_DAY = timedelta(days=1)
Choices = list[tuple[int, str]]


def _weekdays() -> list[tuple[int, str]]:
    return list(weekdays.names().items())


def _who(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, required=False, empty_value=None)


class Plan(DaysInOrder):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = FreeText(label=_("What the group is called"), max_length=160)
    trades = FreeText(label=_("Trades, with commas between"), max_length=300, required=False)
    places = forms.IntegerField(label=_("How many people?"), min_value=2, max_value=200)
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    supported_until = DayField(label=_("We support the company until"), required=False)
    contact = _who(_("Our contact person"))
    leader = _who(_("Our leader"))
    company_contact = _who(_("Contact person at the company"))
    company_leader = _who(_("Leader at the company"))
    mentors_instructed_on = DayField(
        label=_("Mentors were instructed on"), required=False, help_text=_("Before the first day.")
    )

    def __init__(self, *args: Any, colleagues: Choices, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for names, choices in ((("contact", "leader"), colleagues), (("company_contact", "company_leader"), contacts)):
            for name in names:
                self.fields[name].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def plan(self, unit_id: int) -> GroupPlan:
        told = self.cleaned_data
        return GroupPlan(
            unit_id=unit_id,
            title=told["title"],
            trades=told["trades"].split(","),
            places=told["places"],
            starts_on=told["starts_on"],
            ends_before=told["last_day"] + _DAY,
            supported_until=told["supported_until"],
            contact_id=told["contact"],
            leader_id=told["leader"],
            company_contact_id=told["company_contact"],
            company_leader_id=told["company_leader"],
            mentors_instructed_on=told["mentors_instructed_on"],
        )


def initial(group: GroupStay) -> dict[str, Any]:
    """The plan as it is saved."""
    same = ("version", "title", "places", "starts_on", "supported_until", "mentors_instructed_on")
    told = {name: getattr(group, name) for name in same}
    who = {name: getattr(group, f"{name}_id") for name in ("contact", "leader", "company_contact", "company_leader")}
    return told | who | {"trades": ", ".join(group.trades), "last_day": group.ends_before - _DAY}


class Base(forms.Form):
    """Who is on site, and when. No day: not there any more."""

    member = forms.TypedChoiceField(label=_("Who is on site?"), coerce=int)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"), coerce=int, required=False, choices=_weekdays, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = colleagues  # type: ignore[attr-defined]


class Add(forms.Form):
    person = forms.IntegerField(widget=forms.HiddenInput)


class Move(forms.Form):
    """One citizen to another stage, with the reason."""

    entry = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    target = forms.ChoiceField(label=_("To"))
    reason = forms.ChoiceField(label=_("Reason"))
    words = FreeText(
        label=_("In words"), required=False, max_length=1_000, rows=2, may_keep=True,
        help_text=_("Write about the tasks, never about health, faith or family."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = terms("group_stages")  # type: ignore[attr-defined]
        self.fields["reason"].choices = [("", "–"), *terms("group_reasons")]  # type: ignore[attr-defined]


def _name(person: Any) -> str:
    name = f"{person.given_name} {person.family_name}".strip()
    return f"{name} ({_('Protected')})" if person.protected else name


class Chosen(forms.MultipleChoiceField):
    """Entries with the version that was seen. One somebody moved meanwhile is the service's to refuse."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: Any) -> bool:
        return re.fullmatch(r"[0-9]{1,18}-[0-9]{1,9}", str(value)) is not None


class MoveSeveral(Move):
    """Several citizens to the same stage, for the same reason."""

    entry, version = None, None  # type: ignore[assignment]
    chosen = Chosen(label=_("Who?"))
    field_order = ["chosen", "target", "reason", "words"]

    def offer(self, entries: Sequence[Any]) -> None:
        stages = dict(terms("group_stages"))
        told = ((f"{each.pk}-{each.version}", f"{_name(each.person)}: {stages[each.stage]}") for each in entries)
        self.fields["chosen"].choices = list(told)  # type: ignore[attr-defined]

    def clean_chosen(self) -> dict[int, int]:
        pairs = (value.split("-") for value in self.cleaned_data["chosen"])
        return {int(entry): int(version) for entry, version in pairs}


class Line(forms.Form):
    """A line of the daily log."""

    on = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("What about?"))
    words = FreeText(
        label=_("What happened?"), max_length=2_000, rows=3,
        help_text=_("About the group and the work. Never about anybody's health."),
    )  # fmt: skip
    number = forms.IntegerField(
        label=_("How many positions"), min_value=0, max_value=500, required=False,
        help_text=_("Only for positions filled outside the course."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("group_note_kinds")  # type: ignore[attr-defined]


class Solved(forms.Form):
    note = forms.IntegerField(widget=forms.HiddenInput)
