"""The company's signature, a problem it tells of, and whom it chooses for a group."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.placements import group_rules
from tovholder.web.shared import choices
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


class Decide(forms.Form):
    """Yes or no to one of those the company has met. A no says why, so that the next one fits better."""

    entry = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Your answer"), widget=forms.RadioSelect,
        choices=[(group_rules.CHOSEN, _("We choose this one")), (group_rules.OUT, _("Not this time"))],
    )  # fmt: skip
    reason = choices.NeededWithSome(label=_("If not: why?"), required=False, help_text=_("A no needs a reason."))
    words = FreeText(
        label=_("A few words to the municipality"), max_length=1_000, rows=2, required=False,
        help_text=_("Write about the tasks, never about health, faith or family."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        language = get_language() or "da"
        own = [term for term in parameters.terms("group_reasons") if term.flag("company") and term.flag("out")]
        reasons = [("", "–"), *((term.code, term.label(language)) for term in own)]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == group_rules.OUT and not told.get("reason"):
            self.add_error("reason", _("Choose a reason. It helps us to propose somebody who fits better."))
        return told

    def told(self) -> dict[str, Any]:
        """As the service takes it: a yes has one reason, that they fit."""
        told = self.cleaned_data
        reason = told["reason"] if told["answer"] == group_rules.OUT else group_rules.FITS
        names = {"entry_id": told["entry"], "version": told["version"], "target": told["answer"]}
        return names | {"reason": reason, "words": told["words"]}
