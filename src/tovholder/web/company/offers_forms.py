"""Forms of a company's own workspace."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.companies.campaigns_queries import CompanyOffer
from tovholder.companies.queries import JobOrder
from tovholder.web.shared import concepts
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.free_text import FreeText


def things(offers: Iterable[CompanyOffer], orders: Iterable[JobOrder]) -> list[tuple[str, str]]:
    """What can be posted: open jobs and offers."""
    kinds = dict(terms("offer_kinds"))
    jobs = [(f"order-{each.pk}", concepts.job_title(each.title, each.occupation, language())) for each in orders]
    return jobs + [(f"offer-{each.pk}", kinds[each.kind]) for each in offers if each.status == "open"]


class Strategy(forms.Form):
    """In the company's own words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = FreeText(
        label=_("How do you mean to find and keep the people you need?"), max_length=8_000, rows=6, required=False
    )
    channels_used = forms.MultipleChoiceField(
        label=_("Channels you use"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels_used"].choices = terms("posting_channels")  # type: ignore[attr-defined]


class Count(forms.Form):
    """What a posting gave, in the line it stands in."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    candidates = forms.IntegerField(label=_("Candidates"), min_value=0, max_value=9_999)
    hires = forms.IntegerField(label=_("Hired"), min_value=0, max_value=9_999)


class Published(forms.Form):
    """To whom an offer is published, and what more of it was used."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    audiences = forms.MultipleChoiceField(label=_("Publish to"), required=False, widget=forms.CheckboxSelectMultiple)
    number = forms.IntegerField(label=_("Places used since last time"), min_value=0, max_value=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audiences"].choices = terms("offer_audiences")  # type: ignore[attr-defined]
