"""Forms of candidate profiles: open one, say something about it, put somebody forward."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared import concepts
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.free_text import FreeText

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


class Decline(forms.Form):
    words = FreeText(label=_("Why is it left out? Those who sent it read this."), max_length=1_000, rows=2)
