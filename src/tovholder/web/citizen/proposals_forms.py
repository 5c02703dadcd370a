"""The citizen's answer to a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.web.citizen.own_words import own_word
from tovholder.web.shared.free_text import FreeText


def _reasons() -> list[tuple[str, str]]:
    rows = parameters.terms("not_chosen_reasons")
    return [(row.code, own_word("not_chosen_reasons", row.code)) for row in rows if "citizen" in row.words("by")]


class Yes(forms.Form):
    answer = forms.CharField(initial="yes", widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class No(forms.Form):
    reason = forms.ChoiceField(label=_("Why not?"), choices=_reasons, widget=forms.RadioSelect)
    words = FreeText(
        label=_("Say it in your own words"),
        help_text=_("Your caseworker and the one who proposed you read it. The company does not."),
        required=False,
        max_length=1000,
        rows=3,
    )
    answer = forms.CharField(initial="no", widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
