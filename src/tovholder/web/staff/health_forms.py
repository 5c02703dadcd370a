"""Forms behind the wall of health. Their words are sealed, and read by nobody without the right."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.web.shared import once
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.days import DayField, DaysInOrder, MomentField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import AmountField
from tovholder.web.shared.weekdays import names

_QUESTION = "q_"


def _words(label: Any, *, required: bool = False, help_text: Any = "") -> FreeText:
    return FreeText(
        label=label, required=required, max_length=8_000, rows=4, may_keep=True, help_text=help_text
    )  # fmt: skip


class _FromTerms(forms.Form):
    """`LISTS` names the list each choice is from."""

    LISTS: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in self.LISTS.items():
            chosen: Any = self.fields[name]
            empty = [] if isinstance(chosen, forms.MultipleChoiceField) or not chosen.required else [("", "–")]
            chosen.choices = [*empty, *terms(listed)]


class Screening(_FromTerms):
    """The questions of today, each with the same answers; then what the family says."""

    LISTS = {"moment": "health_moments"}
    asked_on = DayField(label=_("Asked on"))
    moment = forms.ChoiceField(label=_("When in the effort"))
    words = _words(_("What else was said"))
    family_words = _words(_("What the family says"))
    tell = forms.BooleanField(
        label=_("Let those who work in the case know that we would like to be asked first"),
        help_text=_("They see that, and nothing of the answers."),
        required=False,
    )
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = timezone.localdate()
        answers = terms("health_answers", on=on)
        for term in parameters.terms("health_questions", on=on):
            self.fields[f"{_QUESTION}{term.code}"] = forms.ChoiceField(
                label=term.label(language()), choices=answers, widget=forms.RadioSelect
            )
        asked = [name for name in self.fields if name.startswith(_QUESTION)]
        self.order_fields(["asked_on", "moment", *asked, "words", "family_words", "tell"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        rest = {name: value for name, value in told.items() if not name.startswith(_QUESTION)}
        answers = {name.removeprefix(_QUESTION): told[name] for name in told.keys() - rest.keys()}
        return rest | {"answers": answers}


class Book(_FromTerms):
    LISTS = {"kind": "health_talk_kinds"}
    kind = forms.ChoiceField(label=_("With whom"))
    planned_at = MomentField(label=_("When"))
    question = _words(_("What we want to know"))
    request_key = once.request_key()


class Held(_FromTerms):
    """What was advised; the considerations leave the closet as words, the rest does not."""

    LISTS = {"considerations": "considerations"}
    version = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DayField(label=_("Held on"))
    words = _words(_("What was advised"), required=True, help_text=_("Stays here. Nobody without the right reads it."))
    considerations = forms.MultipleChoiceField(
        label=_("Considerations we propose to the case"),
        help_text=_("Those who work in the case see these words, and not why."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class Version(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Decide(_FromTerms):
    LISTS = {"model": "health_team_models", "roles": "health_team_roles", "efforts": "health_efforts"}
    decided_on = DayField(label=_("Decided on"))
    model = forms.ChoiceField(label=_("How the team works"))
    roles = forms.MultipleChoiceField(label=_("Who was there, by role"), widget=forms.CheckboxSelectMultiple)
    efforts = forms.MultipleChoiceField(label=_("What was chosen"), widget=forms.CheckboxSelectMultiple)
    words = _words(_("Why, and who does what"))
    review_on = DayField(
        label=_("Looked at again on"), required=False, help_text=_("Left empty: when our method says so.")
    )
    request_key = once.request_key()


class LookAgain(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label=_("Looked at on"))
    words = _words(_("How it goes"), required=True)
    review_on = DayField(label=_("Looked at again on"), required=False)
    outcome = _words(_("It ends here: what came of it"), help_text=_("Only when the effort is over."))


class Hours(_FromTerms, DaysInOrder):
    LISTS = {"effort": "health_efforts"}
    effort = forms.ChoiceField(label=_("With what"), help_text=_("Others see that the hours are taken, not with what."))
    hours = AmountField(label=_("Hours a week"), max_value=60, max_digits=4, decimal_places=1)
    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int, required=False, empty_value=None)
    begins_at = forms.TimeField(
        label=_("From what time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False)
    words = _words(_("More about it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weekday: Any = self.fields["weekday"]
        weekday.choices = [("", _("It varies")), *((str(number), name) for number, name in names().items())]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        last = told.pop("last_day", None)
        return told | {"ends_before": last + timedelta(days=1) if last else None}
