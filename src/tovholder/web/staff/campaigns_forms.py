"""Forms of campaigns, plans, teams, offers, postings and questionnaire rounds."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder.companies.company_lists import Chosen
from tovholder.web.shared import concepts, once
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff.companies_forms import municipalities

_ANY = ("", "–")


class _Filtered(forms.Form):
    """Which companies: all where nothing is chosen."""

    municipality = forms.ChoiceField(label=_("Workplace in"), required=False)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    size_min = forms.IntegerField(
        label=_("At least so many full-time employed"), min_value=0, max_value=99_999, required=False
    )
    size_max = forms.IntegerField(
        label=_("At most so many full-time employed"), min_value=0, max_value=99_999, required=False
    )
    untouched = forms.BooleanField(label=_("Only companies nobody has been in contact with"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = [_ANY, *municipalities()]  # type: ignore[attr-defined]
        self.fields["industry"].choices = [_ANY, *concepts.choices("industry", language())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        least, most = told.get("size_min"), told.get("size_max")
        if least is not None and most is not None and most < least:
            self.add_error("size_max", _("This is less than the number above."))
        return told

    def chosen(self) -> Chosen:
        names = ("municipality", "industry", "untouched", "size_min", "size_max")
        return Chosen(**{name: self.cleaned_data[name] for name in names})


class NewCampaign(_Filtered):
    """A campaign: what for, and to which companies."""

    request_key = once.request_key()
    title = FreeText(label=_("What it is about"), max_length=160)
    words = FreeText(
        label=_("What we say or write"),
        help_text=_("About the offer to companies. Never about citizens."),
        max_length=8_000,
        rows=5,
        required=False,
    )
    field_order = ("request_key", "title", "words")


class Mark(forms.Form):
    """Where we stand with one company. The button that is pressed says which status."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("How"))
    words = FreeText(label=_("Note"), max_length=300, required=False)
    status = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = terms("contact_channels")  # type: ignore[attr-defined]
        self.fields["status"].choices = terms("campaign_statuses")  # type: ignore[attr-defined]


class Informed(forms.Form):
    """Letters that are sent."""

    channel = forms.ChoiceField(label=_("How"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = [pair for pair in terms("contact_channels") if pair[0] in ("letter", "mail")]
        self.fields["channel"].choices = channels  # type: ignore[attr-defined]


class Used(forms.Form):
    """Places of an offer that were used."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(label=_("How many places were used?"), min_value=1, max_value=500, initial=1)


class Count(forms.Form):
    """What a posting gave."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    candidates = forms.IntegerField(label=_("Candidates who came by it"), min_value=0, max_value=9_999)
    hires = forms.IntegerField(label=_("Of them hired"), min_value=0, max_value=9_999)
    ended_on = DayField(label=_("Ended on"), required=False)


class Plan(DaysInOrder):
    """What the consultants shall reach."""

    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"))
    consultants = forms.IntegerField(label=_("Consultants"), min_value=1, max_value=500)
    contacts_per_week = forms.IntegerField(label=_("Companies contacted by each in a week"), min_value=0, max_value=500)
    igu_target = forms.IntegerField(label=_("IGU agreements in the period"), min_value=0, max_value=9_999)

    def facts(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        last_day: date = told.pop("last_day")
        return told | {"ends_before": last_day + timedelta(days=1)}


class Team(forms.Form):
    """A team for an industry."""

    title = FreeText(label=_("Name of the team"), max_length=120)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    words = FreeText(label=_("What others can come to it for"), max_length=2_000, rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = [_ANY, *concepts.choices("industry", language())]  # type: ignore[attr-defined]


class Round(_Filtered):
    """A round of a questionnaire."""

    request_key = once.request_key()
    title = FreeText(label=_("Name of the round"), max_length=160)
    questionnaire = forms.ChoiceField(label=_("Questionnaire"))
    closes_on = DayField(label=_("Last day to answer"))
    field_order = ("request_key", "title", "questionnaire", "closes_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = terms("questionnaires", on=timezone.localdate())
        self.fields["questionnaire"].choices = listed  # type: ignore[attr-defined]
