"""The company's own form for a request: what it is about, in its own words."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder.companies.queries import Company
from tovholder.web.shared.choices import terms
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.once import request_key


class Request(forms.Form):
    request_key = request_key()
    kind = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    words = FreeText(
        label=_("Tell us what you need"),
        help_text=_("No names of people who are with you: we call and talk about them."),
        max_length=4_000,
        rows=4,
    )
    unit = forms.TypedChoiceField(label=_("Workplace"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("company_request_kinds", on=timezone.localdate())  # type: ignore[attr-defined]
        units = [(unit.pk, unit.name) for unit in company.units.all()]
        self.fields["unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]
