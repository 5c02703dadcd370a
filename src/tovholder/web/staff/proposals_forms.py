"""The forms of a proposal: propose, and each step with its reason where one is asked for."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.web.shared.days import MomentField
from tovholder.web.shared.free_text import FreeText

STEPS = (
    "contacted",
    "citizen_yes",
    "caseworker_yes",
    "citizen_no",
    "show",
    "interview",
    "note_interview",
    "chosen",
    "not_chosen",
    "withdraw",
    "seen",
)
ASKS_WHEN = frozenset({"interview", "note_interview"})
ASKS_REASON = frozenset({"citizen_no", "not_chosen", "withdraw"})
_BY = {"citizen_no": "citizen", "not_chosen": "company", "withdraw": "staff"}


def reasons(step: str) -> list[tuple[str, str]]:
    """The reasons of the list that fit who says no."""
    terms = parameters.terms("not_chosen_reasons")
    language = get_language() or "da"
    return [(term.code, term.label(language)) for term in terms if _BY[step] in term.words("by")]


class StepForm(forms.Form):
    """One step of a proposal. `version` is what the user saw."""

    step = forms.ChoiceField(choices=[(step, step) for step in STEPS], widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    interview_at = MomentField(required=False, label=_("When do they meet?"))
    reason = forms.ChoiceField(required=False, label=_("Reason"))
    words = FreeText(required=False, label=_("In words"), max_length=2_000, rows=2)

    def __init__(self, *args: object, step: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["interview_at"].required = step == "note_interview"
        if step not in ASKS_WHEN:
            del self.fields["interview_at"]
        if step in ASKS_REASON:
            self.fields["reason"].choices = [("", "–"), *reasons(step)]  # type: ignore[attr-defined]
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
            del self.fields["words"]


class ProposeForm(forms.Form):
    """Propose the person behind a pseudonym of this order's list."""

    pseudonym = forms.CharField(max_length=12, widget=forms.HiddenInput)
