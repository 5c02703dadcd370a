"""Forms of a company's own workspace."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.companies.campaigns_queries import CompanyOffer
from tovholder.companies.offers_services import NewOffer
from tovholder.companies.queries import JobOrder
from tovholder.web.shared import concepts, once
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText


def _terms(name: str) -> list[tuple[str, str]]:
    return [(term.code, term.label(get_language() or "da")) for term in parameters.terms(name)]


def things(offers: Iterable[CompanyOffer], orders: Iterable[JobOrder]) -> list[tuple[str, str]]:
    """What can be posted: open jobs and offers."""
    kinds, language = dict(_terms("offer_kinds")), get_language() or "da"
    jobs = [(f"order-{each.pk}", concepts.job_title(each.title, each.occupation, language)) for each in orders]
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
        self.fields["channels_used"].choices = _terms("posting_channels")  # type: ignore[attr-defined]


class Offer(forms.Form):
    """What the company opens, and to whom it is published."""

    request_key = once.request_key()
    kind = forms.ChoiceField(label=_("What"))
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=1)
    words = FreeText(label=_("More about it"), max_length=2_000, rows=3, required=False)
    last_day = DayField(label=_("Open until"), required=False)
    audiences = forms.MultipleChoiceField(label=_("Publish to"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _terms("offer_kinds")  # type: ignore[attr-defined]
        self.fields["audiences"].choices = _terms("offer_audiences")  # type: ignore[attr-defined]

    def facts(self) -> NewOffer:
        told = self.cleaned_data
        ends_before = told["last_day"] + timedelta(days=1) if told["last_day"] else None
        return NewOffer(
            kind=told["kind"],
            places=told["places"],
            words=told["words"],
            ends_before=ends_before,
            audiences=tuple(told["audiences"]),
        )


class Published(forms.Form):
    """To whom an offer is published, and what more of it was used."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    audiences = forms.MultipleChoiceField(label=_("Publish to"), required=False, widget=forms.CheckboxSelectMultiple)
    number = forms.IntegerField(label=_("Places used since last time"), min_value=0, max_value=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audiences"].choices = _terms("offer_audiences")  # type: ignore[attr-defined]


class Posting(forms.Form):
    """An own job or offer, and the channel it is posted in."""

    thing = forms.ChoiceField(label=_("What is posted"))
    channel = forms.ChoiceField(label=_("Channel"))
    address = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")
    posted_on = DayField(label=_("Posted on"), initial=timezone.localdate)

    def __init__(self, *args: Any, things: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = things  # type: ignore[attr-defined]
        self.fields["channel"].choices = _terms("posting_channels")  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """As the service takes it."""
        told = dict(self.cleaned_data)
        kind, _dash, pk = told.pop("thing").partition("-")
        return told | {f"{kind}_id": int(pk)}
