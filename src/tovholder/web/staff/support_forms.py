"""Forms of the support of a stay: a mentor's offer and answer, quick help, what the company asks, what is arranged."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared import once
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText
from tovholder.web.staff.language_names import LanguageField

PARTIES = (("citizen", _("The citizen")), ("company", _("The company")))
ANSWERS = (("yes", _("Yes, thank you")), ("no", _("No, thank you")))


def _one_of(listed: str) -> list[tuple[str, Any]]:
    return [("", "–"), *terms(listed)]


class Offer(forms.Form):
    """A mentor is offered."""

    party = forms.ChoiceField(label=_("Offered to"), choices=PARTIES)
    offered_on = DayField(label=_("On which day"))

    def __init__(self, *args: Any, parties: tuple[str, ...] = ("citizen", "company"), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party: Any = self.fields["party"]
        party.choices = [each for each in PARTIES if each[0] in parties]


class Answer(forms.Form):
    """What was answered, and who is the mentor."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Answer"), choices=[("", "–"), *ANSWERS])
    answered_on = DayField(label=_("On which day"))
    mentor_id = forms.TypedChoiceField(label=_("Mentor"), coerce=int, required=False, empty_value=None)
    words = FreeText(label=_("In words"), required=False, max_length=2_000, rows=3, may_keep=True)

    def __init__(self, *args: Any, mentors: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mentor: Any = self.fields["mentor_id"]
        mentor.choices = [("", _("Not chosen yet")), *mentors]


class Ask(forms.Form):
    """Somebody asks for help."""

    asked_by = forms.ChoiceField(label=_("Who asks"), choices=PARTIES)
    words = FreeText(
        label=_("About what"), max_length=2_000, rows=3, may_keep=True, help_text=_("Nothing about health.")
    )
    request_key = once.request_key()


class Help(forms.Form):
    """What was done about it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = FreeText(label=_("What was done"), max_length=2_000, rows=3, may_keep=True)


class Demand(forms.Form):
    """What the company asks at least."""

    area = forms.ChoiceField(label=_("Area"))
    words = FreeText(
        asks_health=True,
        label=_("What is asked at least"),
        max_length=200,
        help_text=_("About the work, in the company's words."),
    )
    met_by = forms.ChoiceField(label=_("How it is met"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, met_by = self.fields["area"], self.fields["met_by"]
        area.choices, met_by.choices = _one_of("demand_areas"), _one_of("demand_answers")  # type: ignore[attr-defined]


class Met(forms.Form):
    """How a demand is met, as one choice in its row."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    met_by = forms.ChoiceField(label=_("How it is met"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        met_by: Any = self.fields["met_by"]
        met_by.choices = _one_of("demand_answers")


class Arrangement(DaysInOrder):
    """Training side by side, or an interpreter."""

    kind = forms.ChoiceField(label=_("What is planned"))
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Left empty: until further."))
    words = FreeText(asks_health=True, label=_("What is trained, or what the interpreter is for"), max_length=200)
    with_whom = FreeText(label=_("With which colleague at the company"), max_length=120, required=False)
    language = LanguageField(label=_("Language of the interpreter"))
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = _one_of("arrangement_kinds")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        last = told.pop("last_day", None)
        return told | {"ends_before": last + timedelta(days=1) if last else None}
