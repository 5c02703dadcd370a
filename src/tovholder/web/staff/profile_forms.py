"""Forms of candidate profiles: open one, write in it, say something about it, put somebody forward."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.companies.profile_rules import Content
from tovholder.vocabulary.folding import fold
from tovholder.web.shared import concepts
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.profile_words import LABELS
from tovholder.web.staff.orders_forms import danish_levels, language, terms

ANSWERS = (("", _("Not known")), ("yes", _("Yes")), ("no", _("No")))


class NewProfile(forms.Form):
    """What the profile is about."""

    title = FreeText(label=_("Title"), max_length=160)
    industry = forms.ChoiceField(label=_("Industry"))
    occupation = forms.ChoiceField(label=_("Occupation"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = concepts.choices("industry", language())  # type: ignore[attr-defined]
        occupations = [("", "–"), *concepts.choices("occupation", language())]
        self.fields["occupation"].choices = occupations  # type: ignore[attr-defined]


class Draft(forms.Form):
    """The words of a draft. Skills are ticked among those of the trade."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    education = FreeText(label=LABELS["education"], required=False, max_length=2_000, rows=2)
    experience = FreeText(label=LABELS["experience"], required=False, max_length=2_000, rows=2)
    danish_level = forms.TypedChoiceField(label=LABELS["danish_level"], required=False, coerce=int, empty_value=None)
    required = forms.MultipleChoiceField(label=LABELS["required"], required=False, widget=forms.CheckboxSelectMultiple)
    useful = forms.MultipleChoiceField(label=LABELS["useful"], required=False, widget=forms.CheckboxSelectMultiple)
    licences = forms.MultipleChoiceField(label=LABELS["licences"], required=False, widget=forms.CheckboxSelectMultiple)
    practice = FreeText(label=LABELS["practice"], required=False, max_length=4_000, rows=4)
    schooling = FreeText(label=LABELS["schooling"], required=False, max_length=4_000, rows=4)
    prospects = FreeText(label=LABELS["prospects"], required=False, max_length=2_000, rows=2)

    def __init__(self, *args: Any, skills: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, concepts.label(code, language())) for code in skills), key=lambda pair: fold(pair[1]))
        choices: dict[str, Any] = {
            "required": named,
            "useful": named,
            "licences": terms("licences"),
            "danish_level": [("", _("Not known yet")), *danish_levels()],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def content(self) -> Content:
        """What was written; a skill ticked twice is required."""
        told: dict[str, Any] = {
            name: tuple(each) if isinstance(each, list) else each for name, each in self.cleaned_data.items()
        }
        told.pop("edition")
        told["useful"] = tuple(code for code in told["useful"] if code not in told["required"])
        return Content(**told)


class Comment(forms.Form):
    words = FreeText(label=_("What do you think of the draft?"), max_length=2_000, rows=3)


class AskParty(forms.Form):
    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)

    def __init__(self, *args: Any, organisations: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(each.pk, each.name) for each in organisations]  # type: ignore[attr-defined]


class Nominate(forms.Form):
    """Somebody of the sender's, told by a number of the sender's own and an answer to each thing asked."""

    reference = FreeText(
        label=_("Your own number for the candidate"),
        help_text=_("A few capital letters and up to five digits, such as AK-17. Never a name: you keep that."),
        max_length=20,
    )
    basis = forms.ChoiceField(label=_("On what ground do you put the candidate forward?"))

    def __init__(self, *args: Any, questions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = terms("nomination_bases")  # type: ignore[attr-defined]
        for number, (code, label) in enumerate(questions):
            field = forms.ChoiceField(label=label, choices=ANSWERS, required=False)
            field.question = code  # type: ignore[attr-defined]
            self.fields[f"answer_{number}"] = field

    def answers(self) -> dict[str, str]:
        """{question: yes | no}, without those nobody knows."""
        asked = {name: field.question for name, field in self.fields.items() if hasattr(field, "question")}
        return {code: self.cleaned_data[name] for name, code in asked.items() if self.cleaned_data[name]}
