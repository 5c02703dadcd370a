"""Forms of the holds that keep a case from being deleted."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.retention import periods
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText


class Hold(forms.Form):
    """One case by its number, why, and until when."""

    case_number = forms.IntegerField(
        label=_("Number of the case"), min_value=1, max_value=2**63 - 1, help_text=_("It stands on the case.")
    )
    reason = forms.ChoiceField(label=_("Why it must not be deleted"))
    ends_before = DayField(label=_("Hold until, not included"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = parameters.terms("hold_reasons", on=timezone.localdate())
        language = get_language() or "da"
        choices = [("", "–"), *((term.code, term.label(language)) for term in found)]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


class OwnPeriod(forms.Form):
    """How long the municipality itself keeps something, and why."""

    period = forms.ChoiceField(label=_("What"))
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=36_525)
    reason = FreeText(label=_("Why this period?"), max_length=500, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        told = _("%(name)s: from %(least)d to %(most)d days")
        choices = [
            (term.code, told % {"name": term.label(language), "least": term.whole("least"), "most": term.whole("most")})
            for term in periods.open_to_controllers(on=timezone.localdate())
        ]
        self.fields["period"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]


class Lift(forms.Form):
    case_number = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
