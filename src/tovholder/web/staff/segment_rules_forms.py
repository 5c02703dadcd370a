"""One rule of a target group: what it asks, from which day. It asks what a case has fields for, and nothing else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.pathways import segment_rules as rules
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key


class SegmentRuleForm(forms.Form):
    """`checked` is the digest of what the numbers above the form were counted for: other numbers, another look."""

    segment = forms.ChoiceField(label=_("Target group"))
    words = FreeText(
        label=_("How the rule is told to colleagues"),
        help_text=_("Nothing about health, sex or where somebody comes from."),
        max_length=160,
    )
    age_from = forms.IntegerField(label=_("Age from"), required=False, min_value=0, max_value=120)
    age_below = forms.IntegerField(label=_("Age below"), required=False, min_value=1, max_value=121)
    visitation = forms.ChoiceField(label=_("Visitation"), required=False)
    module_below = forms.IntegerField(label=_("Module of Danish below"), required=False, min_value=1, max_value=6)
    without_school = forms.BooleanField(label=_("No education is written"), required=False)
    without_work = forms.BooleanField(label=_("No earlier work is written"), required=False)
    is_off = forms.BooleanField(label=_("The rule suggests nothing any more"), required=False)
    starts_on = DayField(label=_("Holds from"))
    seen = forms.IntegerField(widget=forms.HiddenInput)
    checked = forms.CharField(widget=forms.HiddenInput, required=False)
    request_key = request_key()

    def __init__(self, *args: Any, segments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        words = dict(terms("segments"))
        self.fields["segment"].choices = [(code, words[code]) for code in segments]  # type: ignore[attr-defined]
        visited = [each for each in terms("visitations") if each[0] != "not_assessed"]
        self.fields["visitation"].choices = [("", "–"), *visited]  # type: ignore[attr-defined]

    def asks(self) -> dict[str, Any]:
        """What the rule asks; what is left empty is not asked."""
        given = {name: self.cleaned_data.get(name) for name in rules.ASKS}
        return {name: value for name, value in given.items() if value is not None and value not in ("", False)}

    def told(self) -> dict[str, Any]:
        """What the service takes."""
        plain = ("segment", "words", "is_off", "starts_on", "seen", "request_key")
        return {name: self.cleaned_data[name] for name in plain} | {"asks": self.asks()}
