"""Forms of a problem in a stay: heard, passed on, somebody there, solved, ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField, MomentField
from tovholder.web.shared.free_text import FreeText


class Report(forms.Form):
    """What and when. The time stands ready, so that two fields are left."""

    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    words = FreeText(
        label=_("What has happened?"), required=False, max_length=4_000, rows=3, may_keep=True,
        help_text=_("Read by those who work in the case."),
    )  # fmt: skip
    heard_at = MomentField(label=_("When did you hear of it?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["kind"].choices = terms("incident_kinds")  # type: ignore[attr-defined]


class Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class Arrived(Versioned):
    at = MomentField(label=_("When were you there?"))


class HandOver(Versioned):
    owner = forms.TypedChoiceField(
        label=_("Who takes it on?"), coerce=int, help_text=_("A team leader is told of it, and you keep it.")
    )

    def offer(self, colleagues: list[tuple[int, str]]) -> None:
        self.fields["owner"].choices = colleagues  # type: ignore[attr-defined]


def _done(label: Any) -> FreeText:
    return FreeText(label=label, max_length=4_000, rows=3, may_keep=True)


class Solve(Versioned):
    done = _done(_("What was done?"))


class _Ending(Versioned):
    reason = forms.ChoiceField(label=_("Why does the stay end?"))
    done = _done(_("What was done?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, listed in (("reason", "placement_stop_reasons"), ("outcome", "placement_outcomes")):
            if name in self.fields:
                self.fields[name].choices = [("", "–"), *terms(listed)]  # type: ignore[attr-defined]
        if "next_step" in self.fields:
            self.fields["next_step"].choices = [("", "–"), *terms("next_steps")]  # type: ignore[attr-defined]


class EndAtOnce(_Ending):
    """It ends today."""

    outcome = forms.ChoiceField(label=_("Outcome"))
    next_step = forms.ChoiceField(label=_("Next step"))


class EndByPlan(_Ending):
    """It ends on a day that is agreed now."""

    last_day = DayField(label=_("Last day"))
