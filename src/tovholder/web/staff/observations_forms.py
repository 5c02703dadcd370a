"""What a language teacher has seen, and what case staff take into the case."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.parameters.entry import Term
from tovholder.pathways.observation_queries import MOST_MODULES, Seen
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.once import request_key

_NOT_SEEN = [("", _("I have not seen it"))]


class Tell(forms.Form):
    """Fixed questions, fixed steps: there is nowhere to write about somebody in one's own words."""

    on = DayField(label=_("Which day was it seen?"))
    told_how = forms.ChoiceField(label=_("How does the citizen know of this?"), widget=forms.RadioSelect)
    request_key = request_key()

    def __init__(self, *args: Any, asked: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.asked = [term.code for term in asked]
        self.fields["told_how"].choices = terms("observation_told")  # type: ignore[attr-defined]
        steps = [(row.whole("level"), row.label(language())) for row in parameters.terms("observation_steps")]
        modules = [(number, str(number)) for number in range(MOST_MODULES + 1)]
        for term in asked:
            offered = modules if term.flag("module") else steps
            self.fields[term.code] = forms.TypedChoiceField(
                label=term.label(language()), choices=[*_NOT_SEEN, *offered], coerce=int, empty_value=None,
                required=False,
            )  # fmt: skip
        self.order_fields(["on", *self.asked, "told_how"])

    def told(self) -> dict[str, Any]:
        """What the service takes."""
        told = dict(self.cleaned_data)
        given = {code: told.pop(code) for code in self.asked}
        return told | {"answers": {code: value for code, value in given.items() if value is not None}}


class TakeIn(forms.Form):
    """Which answers are written into the case."""

    codes = forms.MultipleChoiceField(label=_("Take into the case"), widget=forms.CheckboxSelectMultiple)
    talked_through = forms.BooleanField(
        label=_("We have talked it through with the citizen, and with the teacher where it was needed"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, left: Sequence[Seen], is_disputed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["codes"].choices = [  # type: ignore[attr-defined]
            (each.question.code, each.question.label(language())) for each in left
        ]
        if not is_disputed:
            del self.fields["talked_through"]


class TakeBack(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
