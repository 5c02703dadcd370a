"""What a company opens and where it is posted: the same two forms for staff and for the company itself."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder.companies.offers_services import NewOffer
from tovholder.web.shared import once
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText


class Offer(forms.Form):
    """What a company opens."""

    request_key = once.request_key()
    kind = forms.ChoiceField(label=_("What"))
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=1)
    words = FreeText(label=_("More about it"), max_length=2_000, rows=3, required=False)
    last_day = DayField(label=_("Open until"), required=False)
    audiences = forms.MultipleChoiceField(label=_("Publish to"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = terms("offer_kinds")  # type: ignore[attr-defined]
        self.fields["audiences"].choices = terms("offer_audiences")  # type: ignore[attr-defined]

    def facts(self, campaign_id: int | None = None) -> NewOffer:
        told = self.cleaned_data
        return NewOffer(
            kind=told["kind"],
            places=told["places"],
            words=told["words"],
            ends_before=told["last_day"] + timedelta(days=1) if told["last_day"] else None,
            campaign_id=campaign_id,
            audiences=tuple(told["audiences"]),
        )


class Posting(forms.Form):
    """A job order or an offer, and the channel it is posted in."""

    thing = forms.ChoiceField(label=_("What is posted"))
    channel = forms.ChoiceField(label=_("Channel"))
    address = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")
    posted_on = DayField(label=_("Posted on"), initial=timezone.localdate)

    def __init__(self, *args: Any, things: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = things  # type: ignore[attr-defined]
        self.fields["channel"].choices = terms("posting_channels")  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """As the service takes it."""
        told = dict(self.cleaned_data)
        kind, _dash, pk = told.pop("thing").partition("-")
        return told | {f"{kind}_id": int(pk)}
