"""Forms of help after the start and of the group around a leave."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared import once
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, DaysInOrder, MomentField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.weekdays import names


def _words(label: Any, *, required: bool = False, help_text: Any = "") -> FreeText:
    return FreeText(label=label, required=required, max_length=4_000, rows=3, may_keep=True, help_text=help_text)


class _FromTerms(forms.Form):
    """`LISTS` names the list each choice is from."""

    LISTS: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in self.LISTS.items():
            chosen: Any = self.fields[name]
            chosen.choices = terms(listed) if isinstance(chosen, forms.MultipleChoiceField) else _one_of(listed)


def _one_of(listed: str) -> list[tuple[str, Any]]:
    return [("", "–"), *terms(listed)]


class Tell(_FromTerms):
    """A fact that may cost the job, and who told it."""

    LISTS = {"kind": "aftercare_facts", "told_by": "aftercare_tellers"}
    kind = forms.ChoiceField(label=_("What has changed"))
    told_by = forms.ChoiceField(label=_("Who told it"))
    told_on = DayField(label=_("On which day"))
    words = _words(_("More about it"), help_text=_("Write the facts. Nothing about health."))
    request_key = once.request_key()


class Step(_FromTerms):
    """What is done, by whom and until when."""

    LISTS = {"kind": "aftercare_steps"}
    source = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What do we do?"))
    owner = forms.TypedChoiceField(label=_("Who does it"), coerce=int, required=False, empty_value=None)
    due_on = DayField(label=_("Done by"))
    words = _words(_("In words"), help_text=_("Needed when nothing is done: write why."))

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.choices = [("", _("I do")), *colleagues]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["owner_id"] = told.pop("owner", None)
        return told


class Finish(_FromTerms):
    """What came of it."""

    LISTS = {"outcome": "aftercare_outcomes"}
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("What came of it"))
    done_on = DayField(label=_("Done on"))
    words = _words(_("In words"))


class Evening(_FromTerms):
    """Somebody came to the evening guidance."""

    LISTS = {"topics": "guidance_topics", "outcome": "guidance_outcomes"}
    visited_on = DayField(label=_("On which evening"))
    topics = forms.MultipleChoiceField(label=_("About what"), widget=forms.CheckboxSelectMultiple)
    outcome = forms.ChoiceField(label=_("What came of it"))
    words = _words(_("In words"))
    request_key = once.request_key()


class Along(forms.Form):
    """A mentor goes along."""

    mentor_id = forms.TypedChoiceField(label=_("Mentor"), coerce=int)
    at = MomentField(label=_("When you meet"))
    meet_at = FreeText(
        label=_("Where you meet"),
        max_length=120,
        help_text=_("The mentor reads this. Not why, and nothing about health."),
    )

    def __init__(self, *args: Any, mentors: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mentor: Any = self.fields["mentor_id"]
        mentor.choices = [("", "–"), *mentors]


class Group(DaysInOrder):
    """A group around a leave, each week."""

    title = FreeText(label=_("Name of the group"), max_length=120)
    place = FreeText(label=_("Where"), max_length=120, required=False)
    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int)
    begins_at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Left empty: until further."))
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weekday: Any = self.fields["weekday"]
        weekday.choices = list(names().items())

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        last = told.pop("last_day", None)
        return told | {"ends_before": last + timedelta(days=1) if last else None}


class Leave(forms.Form):
    """The days of a leave, and the goal beyond it."""

    leave_from = DayField(label=_("The leave begins"), required=False)
    returns_on = DayField(label=_("Back from leave"), required=False)
    goal = _words(_("Goal after the leave"), help_text=_("Kept through the leave and after the group."))


class Join(Leave):
    group = forms.TypedChoiceField(label=_("Group"), coerce=int)
    field_order = ("group", "leave_from", "returns_on", "goal")

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields["group"]
        group.choices = groups

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "group" in told:
            told["group_id"] = told.pop("group")
        return told


class ChangeLeave(Leave):
    version = forms.IntegerField(widget=forms.HiddenInput)
    daycare = forms.MultipleChoiceField(
        label=_("Steps to day care that are done"), required=False, widget=forms.CheckboxSelectMultiple
    )
    next_step = forms.ChoiceField(label=_("What comes next"), required=False)
    leaves = forms.BooleanField(label=_("Leaves the group now"), required=False)
    field_order = ("version", "leave_from", "returns_on", "goal", "daycare", "next_step", "leaves")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        daycare, following = self.fields["daycare"], self.fields["next_step"]
        daycare.choices, following.choices = terms("daycare_steps"), _one_of("leave_next_steps")  # type: ignore[attr-defined]


class Meeting(forms.Form):
    """Who came on a day."""

    on = DayField(label=_("On which day"))
    came = forms.TypedMultipleChoiceField(
        label=_("Who came"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came: Any = self.fields["came"]
        came.choices = members
