"""A page with several forms: the one that was sent is saved, or shown again with its faults beside the fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from tovholder.accounts.conflicts import NotAllowed
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest


def is_saved(request: ActingRequest, form: forms.Form, service: Callable[..., Any], **known: Any) -> bool:
    """Hand the service what the form told, beside what the address tells."""
    if not form.is_valid():
        return False
    try:
        service(actor=request.actor, now=timezone.now(), **known, **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Saved."))
    return True
