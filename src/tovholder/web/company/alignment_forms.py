"""The company's signature, and a problem it tells of."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.web.shared.free_text import FreeText


class Sign(forms.Form):
    """Yes to the version that was read. Who follows the citizen at work, only the company can tell."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    role = FreeText(label=_("Your role at the company"), max_length=120)
    mentor_name = FreeText(
        label=_("Who follows the citizen at work?"), max_length=120, required=False,
        help_text=_("A colleague or mentor. The citizen reads the name."),
    )  # fmt: skip


class Problem(forms.Form):
    """What it is about, in few words. Never about health."""

    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    words = FreeText(
        label=_("What has happened?"), max_length=2_000, rows=3, required=False,
        help_text=_("Write about the work, never about health, faith or family."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        language = get_language() or "da"
        kinds = [term for term in parameters.terms("incident_kinds") if term.code != "wellbeing"]
        self.fields["kind"].choices = [(term.code, term.label(language)) for term in kinds]  # type: ignore[attr-defined]
