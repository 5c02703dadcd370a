"""Forms of what is expected of a stay: the text, who signed on paper, a link, teaching, an observation."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.placements.alignment_facts import AlignmentText, Lesson
from tovholder.placements.alignment_queries import Aligned
from tovholder.placements.alignment_rules import PARTS
from tovholder.web.shared import weekdays
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText

_LONGEST = 2_000


def _weekdays() -> list[tuple[int, str]]:
    return list(weekdays.names().items())


def _part(label: Any, *, required: bool = True) -> FreeText:
    return FreeText(label=label, required=required, max_length=_LONGEST, rows=3)


class Text(forms.Form):
    """The whole text. Never about health: the company and the citizen read it."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(label=_("What the stay is for"))
    absence = _part(_("Absence: whom to call, and when"))
    conflict = _part(_("If there is a problem"))
    interpreter = _part(_("Interpreter"), required=False)
    language_goals = _part(_("Goals for Danish"), required=False)
    readiness = _part(_("How we see how it goes"))
    at_end = _part(_("What happens at the end"))
    renewal = forms.BooleanField(
        label=_("We have talked it through again, so all sign anew also where nothing is changed"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [("", "–"), *terms("alignment_purposes")]  # type: ignore[attr-defined]

    def text(self) -> AlignmentText:
        return AlignmentText(**{part: self.cleaned_data[part] for part in PARTS})


def initial(aligned: Aligned) -> dict[str, Any]:
    """The newest version, or the short Danish texts to begin with: the company and the municipality hold to Danish."""
    if aligned.current is not None:
        return {"number": aligned.number, **AlignmentText.of(aligned.current).parts()}
    return {"number": 0, **{term.code: term.da for term in parameters.terms("alignment_texts")}}


class Sign(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)


class OnPaper(forms.Form):
    """The company or the citizen has signed on paper."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    party = forms.ChoiceField(label=_("Who has signed on paper?"))
    name = FreeText(label=_("The name that was signed"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = [pair for pair in terms("alignment_parties") if pair[0] != "municipality"]
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class Link(forms.Form):
    name = FreeText(label=_("Who at the company shall have a link?"), max_length=120)


class LessonTime(forms.Form):
    """A weekly time of Danish at the workplace."""

    weekday = forms.TypedChoiceField(label=_("Day of the week"), coerce=int, choices=_weekdays)
    begins_at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=480, initial=45)
    with_whom = forms.ChoiceField(label=_("With whom"))
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_whom"].choices = terms("lesson_partners")  # type: ignore[attr-defined]

    def lesson(self) -> Lesson:
        told = dict(self.cleaned_data)
        last = told.pop("last_day")
        return Lesson(**told, ends_before=last + timedelta(days=1) if last else None)


class DropLesson(forms.Form):
    lesson = forms.IntegerField(widget=forms.HiddenInput)


class Observe(forms.Form):
    """What was seen at one fixed point."""

    on = DayField(label=_("Seen on"))
    point = forms.ChoiceField(label=_("What was looked at"))
    words = FreeText(
        label=_("What was seen?"), max_length=_LONGEST, rows=3, may_keep=True,
        help_text=_("Read by those who work in the case. In words: nobody is given a number."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [("", "–"), *terms("observation_points")]  # type: ignore[attr-defined]
