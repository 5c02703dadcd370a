"""Forms of plans, of the industries to aim at, and of the language of the trades."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.companies.demand_rules import PARTS
from tovholder.web.shared import concepts
from tovholder.web.shared.choices import danish_levels, language, terms
from tovholder.web.shared.days import DayField, DaysInOrder
from tovholder.web.shared.free_text import FreeText

PART_NAMES = {
    "open_places": _("Open places now"),
    "unfilled": _("Orders nobody filled"),
    "forecast": _("Demand to come"),
    "campaigns": _("Yes to campaigns"),
    "trouble": _("Trouble finding people"),
    "danish": _("Little Danish asked"),
    "training": _("Short training"),
}


class Plan(DaysInOrder):
    """A company's plan, or a big project."""

    title = FreeText(label=_("What is planned?"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"))
    builder = FreeText(label=_("Builder and contractors"), required=False, max_length=120)
    starts_on = DayField(label=_("From"))
    last_day = DayField(label=_("Last day"))
    words = FreeText(label=_("What is known of it?"), required=False, max_length=4_000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("demand_plan_kinds")  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As the service takes it: periods end before a day, people say the last one."""
        told = dict(self.cleaned_data)
        return told | {"ends_before": told.pop("last_day") + timedelta(days=1)}


class Need(forms.Form):
    """How many of an occupation, and when."""

    needed_on = DayField(label=_("Needed from"))
    occupation = forms.ChoiceField(label=_("Occupation"))
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=9_999)
    training_weeks = forms.IntegerField(
        label=_("Weeks of training first"),
        help_text=_("Leave it empty, and the usual length for the industry is used."),
        min_value=0,
        max_value=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = concepts.choices("occupation", language())  # type: ignore[attr-defined]


class Choice(forms.Form):
    """Which industries to aim at, and why. The list shows the reasons; a person chooses."""

    industries = forms.MultipleChoiceField(label=_("The industries we aim at"), widget=forms.CheckboxSelectMultiple)
    reason = FreeText(label=_("Why these?"), max_length=500, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industries"].choices = concepts.choices("industry", language())  # type: ignore[attr-defined]


class Weights(forms.Form):
    """How much each reason counts, in per cent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[part] = forms.IntegerField(label=PART_NAMES[part], min_value=0, max_value=100)
        self.fields["reason"] = FreeText(label=_("Why are they changed?"), max_length=500, rows=2)

    def weights(self) -> dict[str, int]:
        return {part: self.cleaned_data[part] for part in PARTS}


class Phrase(forms.Form):
    """Words of one situation."""

    industry = forms.ChoiceField(label=_("Industry"))
    situation = FreeText(label=_("Situation at work"), max_length=120)
    words = FreeText(label=_("Danish words, with commas between"), max_length=500)
    danish_level = forms.TypedChoiceField(label=_("How much Danish does it take?"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industry"].choices = concepts.choices("industry", language())  # type: ignore[attr-defined]
        self.fields["danish_level"].choices = danish_levels()  # type: ignore[attr-defined]
