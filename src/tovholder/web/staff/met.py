"""What became of those we have met: where they stand today, in numbers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import meetings_queries as queries
from tovholder.web.shared.days import DayField
from tovholder.web.shared.requests import ActingRequest
from tovholder.worklists import met as worklists

_YEAR = timedelta(days=365)


class Which(forms.Form):
    """Met where, and since when; a year when nothing is asked."""

    sted = forms.TypedChoiceField(label=_("Met where"), required=False, coerce=int, empty_value=None)
    siden = DayField(label=_("Met since"), required=False)

    def __init__(self, data: Any, *, centres: list[Any]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.fields["sted"].choices = [("", _("Anywhere")), *((row.pk, row.name) for row in centres)]  # type: ignore[attr-defined]
        self.is_valid()


@require_GET
@allows(*CASE_ROLES, purpose="overview")
def met(request: ActingRequest) -> HttpResponse:
    """The numbers; the address is the filter."""
    today = timezone.localdate()
    form = Which(request.GET, centres=queries.centres(actor=request.actor))
    since = form.cleaned_data.get("siden") or today - _YEAR
    found = worklists.standing_of_met(
        actor=request.actor, centre_id=form.cleaned_data.get("sted"), since=since, on=today
    )
    return render(request, "staff/meetings/met.html", {"form": form, "met": found, "since": since, "today": today})
