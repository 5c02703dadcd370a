"""Forms of what organisations agree: partnerships with a company, pacts of several parties, shared banks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.circles import Circle
from tovholder.companies import pacts_rules, rules
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff.colleague_field import ColleagueField


class Standing(forms.Form):
    """What the company said."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    status = forms.ChoiceField(label=_("What does the company say?"), widget=forms.RadioSelect)
    words = FreeText(label=_("In its own words"), required=False, max_length=1_000, rows=3)
    ask_again_on = DayField(label=_("May be asked again from"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = terms("partnership_statuses")  # type: ignore[attr-defined]


class Pact(DaysInOrder):
    """An agreement of several parties."""

    kind = forms.ChoiceField(label=_("Kind of agreement"))
    title = FreeText(label=_("What it is about"), max_length=160)
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"))
    target_a_year = forms.IntegerField(
        label=_("Target: people into work a year"), min_value=1, max_value=1_000_000, required=False
    )
    extra_target = forms.IntegerField(
        label=_("Target: fewer on public support than the country's average gives"),
        min_value=1, max_value=1_000_000, required=False,
    )  # fmt: skip
    words = FreeText(label=_("What we have agreed"), rows=4, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("pact_kinds")  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As the service takes it: periods end before a day, people say the last one."""
        told = dict(self.cleaned_data)
        return told | {"ends_before": told.pop("last_day") + timedelta(days=1)}


class Cvr(forms.Form):
    """A company by its number."""

    cvr = forms.CharField(label=_("CVR number"), max_length=20, help_text=_("Eight digits."))

    def clean_cvr(self) -> str:
        typed = self.cleaned_data["cvr"]
        digits = rules.clean_cvr(typed)
        if typed and digits is None:
            raise forms.ValidationError(sentences.sentence(rules.check_cvr(typed)))
        return digits or ""


class Party(Cvr):
    """One who has signed."""

    kind = forms.ChoiceField(label=_("Kind of party"))
    name = FreeText(
        label=_("Name of the party"), max_length=160, required=False,
        help_text=_("Not for a municipality or a company: they are known by their lead and their number."),
    )  # fmt: skip
    lead = ColleagueField(
        label=_("Fixed lead"), required=False, suggestions="staff:names_of_consultants",
        help_text=_("For a municipality: the one person whom everybody asks."),
    )  # fmt: skip
    field_order = ("kind", "name", "lead", "cvr")

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("pact_party_kinds")  # type: ignore[attr-defined]
        self.fields["lead"].circle = circle  # type: ignore[attr-defined]
        self.fields["cvr"].required = False
        self.fields["cvr"].label = _("CVR number, for a company")


class Promise(forms.Form):
    """What a party takes upon itself."""

    party = forms.TypedChoiceField(label=_("Who promises?"), coerce=int)
    words = FreeText(label=_("What is promised?"), max_length=240)
    amount = forms.IntegerField(label=_("How many or how much"), min_value=1, max_value=2_000_000_000, required=False)
    due_on = DayField(label=_("To be done by"), required=False)

    def __init__(self, *args: Any, parties: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class Move(forms.Form):
    """Where a promise stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Where does it stand?"), widget=forms.RadioSelect)
    said_by = FreeText(label=_("Who says so?"), max_length=120, help_text=_("Name and party."))
    words = FreeText(label=_("In their words"), max_length=1_000, rows=3, required=False)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lawful = pacts_rules.next_states(state)
        # Sent again after it was taken, the same step is read, and the service sees that it stands already.
        found = [pair for pair in terms("pact_promise_states") if self.is_bound or pair[0] in lawful]
        self.fields["state"].choices = found  # type: ignore[attr-defined]


class Held(forms.Form):
    """The parties have looked at their promises."""

    follow_up = forms.TypedChoiceField(label=_("Which follow-up?"), coerce=int)
    held_on = DayField(label=_("Held on"))
    words = FreeText(label=_("What came of it"), max_length=2_000, rows=3)

    def __init__(self, *args: Any, due: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follow_up"].choices = due  # type: ignore[attr-defined]


def _whole(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000_000_000, required=False, **more)


class Year(forms.Form):
    """The figures of a year, by hand."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    source = FreeText(label=_("Where the figures come from"), max_length=160)
    into_work = _whole(_("People into work"))
    here = _whole(_("On public support here at the end of the year"))
    country = _whole(_("On public support in the whole country"))
    saved = _whole(_("Saved, in DKK"))
    cut_agreed = _whole(_("Agreed: less coverage tax, in DKK"))
    cut_performed = _whole(_("Performed: less coverage tax, in DKK"))
    performed_on = DayField(label=_("Decided on"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("into_work", "here", "country"):
            if (told.get(name) or 0) > 2_000_000_000:
                self.add_error(name, _("There are not so many people."))
        return told


class Bank(forms.Form):
    """A bank that several companies share."""

    title = FreeText(label=_("What it is for"), max_length=160)
    words = FreeText(label=_("What the companies need"), max_length=2_000, rows=3, required=False)


class Course(forms.Form):
    """The joint course that answers the bank."""

    course = forms.TypedChoiceField(label=_("Joint course"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, courses: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].choices = [("", "–"), *courses]  # type: ignore[attr-defined]
