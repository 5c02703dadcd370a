"""Forms of the school of an IGU, of a municipality's own courses, and of the common routines."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.companies import rules
from tovholder.web.shared import once, sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, DaysInOrder, MomentField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField


class _Days(DaysInOrder):
    """First and last day, the last inside; services take the day after it."""

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        last = told.pop("last_day", None)
        return told | {"ends_before": last + timedelta(days=1) if last else None}


class SchoolCourse(_Days):
    """A course at an institution."""

    title = FreeText(label=_("Course"), max_length=160)
    institution = FreeText(label=_("Institution"), max_length=160)
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    hours = forms.IntegerField(label=_("Hours in all"), min_value=1, max_value=2000)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)
    for_others = forms.BooleanField(label=_("Municipalities we work together with may take seats"), required=False)
    request_key = once.request_key()


class Cancel(forms.Form):
    """The course is called off."""

    words = FreeText(label=_("Why, as the institution says"), required=False, max_length=500, rows=2)


class Seat(forms.Form):
    """One course for one IGU, maybe instead of one that was called off."""

    course_id = forms.TypedChoiceField(label=_("Course"), coerce=int)
    instead_of = forms.TypedChoiceField(label=_("Instead of"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, free: list[tuple[int, str]], taken: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course, instead = self.fields["course_id"], self.fields["instead_of"]
        course.choices = [("", "–"), *free]  # type: ignore[attr-defined]
        instead.choices = [("", _("No other course")), *taken]  # type: ignore[attr-defined]


class LocalCourse(_Days):
    """A course of our own."""

    kind = forms.ChoiceField(label=_("Kind"))
    title = FreeText(label=_("Name of the course"), max_length=160)
    place = FreeText(label=_("Where"), max_length=120, required=False)
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    hours = AmountField(label=_("Hours a week"), max_value=60, max_digits=4, decimal_places=1)
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "–"), *terms("local_course_kinds")]


class Lesson(forms.Form):
    """One lesson and who gives it."""

    starts_at = MomentField(label=_("When"))
    topic = forms.ChoiceField(label=_("About what"))
    giver = forms.ChoiceField(label=_("Who gives it"))
    cvr = forms.CharField(
        label=_("CVR number, for a company"), max_length=20, required=False, help_text=_("The company is asked.")
    )
    words = FreeText(label=_("In words"), max_length=200, required=False, help_text=_("Never about a citizen."))
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic, giver = self.fields["topic"], self.fields["giver"]
        topic.choices = [("", "–"), *terms("lesson_topics")]  # type: ignore[attr-defined]
        giver.choices = [("", "–"), *terms("lesson_givers")]  # type: ignore[attr-defined]

    def clean_cvr(self) -> str:
        typed: str = self.cleaned_data["cvr"]
        if typed and not rules.check_cvr(typed).allowed:
            raise forms.ValidationError(sentences.sentence(rules.check_cvr(typed)))
        return rules.clean_cvr(typed) or ""


class OfferCourse(forms.Form):
    """A course is offered to a citizen."""

    local_course_id = forms.TypedChoiceField(label=_("Course"), coerce=int)
    reason = FreeText(
        asks_health=True,
        label=_("Why this course for this citizen"),
        max_length=200,
        help_text=_("Nothing about health."),
    )

    def __init__(self, *args: Any, courses: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course: Any = self.fields["local_course_id"]
        course.choices = [("", "–"), *courses]


class Method(forms.Form):
    """A common routine, described."""

    title = FreeText(label=_("Name of the method"), max_length=160)
    words = FreeText(label=_("How it is done"), max_length=8_000, rows=8, help_text=_("Never about a citizen."))
    shared = forms.BooleanField(label=_("Share it with the municipalities we work together with"), required=False)
    request_key = once.request_key()


class ChangeMethod(forms.Form):
    """Changed words; everybody is asked again."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    words = FreeText(label=_("How it is done"), max_length=8_000, rows=8, help_text=_("Never about a citizen."))
    shared = forms.BooleanField(label=_("Share it with the municipalities we work together with"), required=False)
    ends = forms.BooleanField(label=_("We do not use it any more"), required=False)


class Use(forms.Form):
    """What I say of my own work."""

    answer = forms.ChoiceField(label=_("My own work with it"))
    words = FreeText(label=_("In words"), max_length=500, rows=2, required=False, help_text=_("Never about a citizen."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer: Any = self.fields["answer"]
        answer.choices = [("", "–"), *terms("method_answers")]
