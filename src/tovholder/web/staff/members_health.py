"""The right to facts of health on a member's page: given for a named task, taken back at any time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tovholder.accounts import health_right, queries
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.requests import ActingRequest


class Give(forms.Form):
    task = forms.ChoiceField(label=gettext_lazy("What the member needs it for"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task: Any = self.fields["task"]
        task.choices = [("", "–"), *terms(health_right.TASKS)]


def shown(member: Any) -> dict[str, Any]:
    """What the member's page shows of it."""
    return {"may_hold_health": health_right.may_hold(member), "health_form": Give()}


@require_POST
@allows(Role.ADMINISTRATOR, purpose="members")
def change(request: ActingRequest, membership_id: int) -> HttpResponse:
    """Give the right, or take it back."""
    if not queries.members(actor=request.actor).filter(pk=membership_id).exists():
        raise Http404
    try:
        if request.POST.get("take_back"):
            health_right.take_back(actor=request.actor, membership_id=membership_id)
        else:
            health_right.give(actor=request.actor, membership_id=membership_id, task=request.POST.get("task", ""))
        messages.success(request, _("Saved."))
    except NotAllowed as refusal:
        messages.error(request, sentences.refusal(refusal.code, refusal.facts))
    return redirect("staff:member", membership_id)
