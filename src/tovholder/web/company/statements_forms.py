"""The form of a statement: yes, or no with words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.placements.conditions_services import Stated
from tovholder.web.shared.free_text import FreeText

_ANSWERS = (("yes", _("Yes, the conditions are met")), ("no", _("No, they are not met")))


class State(forms.Form):
    """What somebody states in one role. The tick on the union is for a representative of the employees only."""

    name = FreeText(label=_("Your name"), max_length=120)
    answer = forms.ChoiceField(label=_("Are the conditions met?"), choices=_ANSWERS, widget=forms.RadioSelect)
    no_union = forms.BooleanField(
        label=_("There is no union representative of the trade at the workplace"), required=False
    )
    words = FreeText(
        label=_("Remarks, or what is not met"),
        max_length=2_000,
        rows=3,
        required=False,
        help_text=_("Write nothing about a citizen."),
    )

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role
        if role != "employee":
            del self.fields["no_union"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == "no" and not (told.get("words") or "").strip():
            self.add_error("words", _("Write in a few words what is not met."))
        return told

    def stated(self) -> Stated:
        told = self.cleaned_data
        return Stated(
            role=self.role,
            name=told["name"],
            agrees=told["answer"] == "yes",
            words=told["words"],
            no_union=told.get("no_union", False),
        )
