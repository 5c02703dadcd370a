"""Forms of absence and hearings: tell, judge, guide, hear, assess, decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared.choices import letter_languages, terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key


def _why(label: Any, *, required: bool = True, rows: int = 3) -> FreeText:
    return FreeText(label=label, required=required, max_length=4_000, rows=rows, may_keep=True)


class Tell(forms.Form):
    """One day somebody was away, as a caseworker notes it."""

    activity = forms.ChoiceField(label=_("From what?"))
    on = DayField(label=_("Which day?"))
    reason = forms.ChoiceField(label=_("What was said about it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["activity"].choices = terms("attendance_activities")  # type: ignore[attr-defined]
        self.fields["reason"].choices = terms("absence_reasons")  # type: ignore[attr-defined]


class Clear(forms.Form):
    """Does the reason hold?"""

    version = forms.IntegerField(widget=forms.HiddenInput)
    holds = forms.ChoiceField(
        label=_("Does the reason hold?"),
        choices=[("1", _("Yes")), ("0", _("No")), ("there", _("The citizen was there"))],
        widget=forms.RadioSelect,
    )
    why = _why(_("Why not?"), required=False, rows=2)

    def judged(self) -> dict[str, Any]:
        """What the form says, as the service asks for it."""
        told = dict(self.cleaned_data)
        holds = told.pop("holds")
        return told | {"holds": holds == "1", "was_there": holds == "there"}


class Guide(forms.Form):
    """Rights and duties were explained and handed over in writing."""

    on = DayField(label=_("Which day?"))
    language = forms.ChoiceField(label=_("Language of the guide"))
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["language"].choices = letter_languages(self["language"].value())  # type: ignore[attr-defined]


class _Days(forms.TypedMultipleChoiceField):
    """Which of the days may be chosen is asked of the service: the same form sent twice is one hearing."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal()


class Prepare(forms.Form):
    """The days a hearing is to be about."""

    days = _Days(label=_("Which days is it about?"), coerce=int, widget=forms.CheckboxSelectMultiple)
    intended = forms.ChoiceField(label=_("What does the municipality consider?"))
    language = forms.ChoiceField(label=_("Language of the letter"))
    request_key = request_key()

    def __init__(self, *args: Any, days: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["days"].choices = days  # type: ignore[attr-defined]
        self.fields["intended"].choices = terms("sanction_kinds")  # type: ignore[attr-defined]
        self.fields["language"].choices = letter_languages(self["language"].value())  # type: ignore[attr-defined]


class HandedIn(forms.Form):
    """Words the citizen told or showed a caseworker, e.g. an sms."""

    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Up to and including"))
    words = _why(_("What was handed in or told?"))
    request_key = request_key()


class Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Send(Versioned):
    """How the letter reaches the citizen, and by when to answer."""

    how = forms.ChoiceField(label=_("How does the citizen get the letter?"))
    answer_by = DayField(label=_("Answer by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = terms("hearing_ways")  # type: ignore[attr-defined]


class Said(Versioned):
    """What the citizen said to a caseworker."""

    words = _why(_("What did the citizen say?"))
    is_all = forms.BooleanField(
        label=_("The citizen has said that is all"),
        required=False,
        help_text=_("Then it can be decided before the day to answer. Only when the citizen has said so."),
    )
    request_key = request_key()


class Expire(Versioned):
    """The deadline passed without an answer: only a button."""


class Assess(Versioned):
    """The concrete assessment."""

    ground = forms.ChoiceField(label=_("Was there a reasonable ground?"), widget=forms.RadioSelect)
    furthers = forms.NullBooleanField(
        label=_("Does a deduction bring the citizen closer to work?"),
        required=False,
        help_text=_("Must be answered for the activity-ready."),
        widget=forms.Select(choices=[("unknown", "–"), ("true", _("Yes")), ("false", _("No"))]),
    )
    assessment = _why(_("The concrete assessment"), rows=6)
    proposes = forms.ChoiceField(label=_("What do you propose?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["ground"].choices = terms("absence_grounds")  # type: ignore[attr-defined]
        self.fields["proposes"].choices = OUTCOMES  # type: ignore[attr-defined]


OUTCOMES = [("sanction", _("Deduction in the benefit")), ("no_sanction", _("No deduction"))]


class Decide(Versioned):
    """The decision."""

    sanction = forms.TypedChoiceField(
        label=_("What is decided?"), choices=OUTCOMES, coerce=lambda told: told == "sanction", widget=forms.RadioSelect
    )
    taken = _why(_("What is taken from the benefit, in words"), required=False, rows=2)
    why = _why(_("The grounds of the decision"), rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken"].needed_with_some = True  # type: ignore[attr-defined]
        self.fields["taken"].help_text = _("Must be written with a deduction. It stands in the letter.")


class Why(Versioned):
    """A step that only asks why."""

    why = _why(_("Why?"))


class ListFile(forms.Form):
    """A list of who came."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX with the columns navn or cpr, dato, mødt and årsag."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": _("Choose the file first.")},
    )
    activity = forms.ChoiceField(label=_("What is the list of?"))

    def __init__(self, *args: Any, activities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["activity"].choices = activities  # type: ignore[attr-defined]
