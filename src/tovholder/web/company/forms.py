"""The company's own forms: ask for somebody in plain words, and answer about a candidate."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.companies.queries import Company
from tovholder.web.shared import choices, profile_draft
from tovholder.web.shared.days import DayField, MomentField
from tovholder.web.shared.free_text import FreeText

LONGEST_WORDS = 2_000  # of an answer about a candidate


class Need(forms.Form):
    """A need in plain words. The municipality's contact person turns it into a profile and comes back within a day."""

    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    unit = forms.TypedChoiceField(coerce=int, label=_("Where is the work?"))
    title = FreeText(label=_("What is the job called?"), max_length=160)
    words = FreeText(
        label=_("Tell us what you need"),
        help_text=_(
            "The tasks, when, how many hours, how much Danish, and what one must be able to from the first day."
        ),
        max_length=8_000,
        rows=8,
    )
    places = forms.IntegerField(label=_("How many people?"), min_value=1, max_value=500)
    answer_by = DayField(label=_("When must you know?"), required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"request_key": uuid4().hex, "places": 1})
        super().__init__(*args, **kwargs)
        units = [(unit.pk, unit.name) for unit in company.units.all()]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


ANSWERS = (
    ("interview", _("We would like to talk with the candidate")),
    ("chosen", _("We choose the candidate")),
    ("not_chosen", _("Not this time")),
)


class Answer(forms.Form):
    """Interview, yes or no. A no says why: it goes back to those who proposed, so that they can do better."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    interview_at = MomentField(
        label=_("If you would like to talk: when?"),
        required=False,
        help_text=_("The candidate reads it. Leave it empty when you agree on the time with your contact person."),
    )
    reason = choices.NeededWithSome(label=_("If not: why?"), required=False, help_text=_("A no needs a reason."))
    words = FreeText(
        label=_("A few words to the municipality"),
        required=False,
        max_length=LONGEST_WORDS,
        rows=3,
        help_text=_("Write about the tasks, never about health, faith or family."),
    )

    def __init__(self, *args: Any, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_now = [pair for pair in ANSWERS if not (status == "interview" and pair[0] == "interview")]
        self.fields["answer"].choices = open_now  # type: ignore[attr-defined]
        if status == "interview":
            del self.fields["interview_at"]
        language = get_language() or "da"
        listed = [term for term in parameters.terms("not_chosen_reasons") if "company" in term.words("by")]
        fitting = [term for term in listed if status == "interview" or not term.flag("met")]
        reasons = [(term.code, term.label(language)) for term in fitting]
        self.fields["reason"].choices = [("", "–"), *reasons]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == "not_chosen" and not told.get("reason"):
            self.add_error("reason", _("Choose a reason. It helps us to propose somebody who fits better."))
        return told


class NoLonger(forms.Form):
    """The need is gone."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = FreeText(label=_("Why?"), max_length=1_000, rows=2)


class ProfileComment(forms.Form):
    words = FreeText(label=_("What do you think of the draft?"), max_length=2_000, rows=3)


class ProfileText(profile_draft.Draft):
    """The draft as the company would have it, with a few words to the lead."""

    words = FreeText(label=_("Why? A few words to those who lead the work"), required=False, max_length=1_000, rows=2)
