"""What is written in a network of companies: by its members and by the staff who run it, through one form."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder.accounts.conflicts import NotAllowed
from tovholder.learning import network_services
from tovholder.web.shared import sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest


class Post(forms.Form):
    """A question, a piece of news or an answer."""

    answers = forms.IntegerField(widget=forms.HiddenInput, required=False)
    words = FreeText(
        label=_("Ask the network, or tell it something"),
        help_text=_("About work and companies. Never about citizens."),
        max_length=2_000,
        rows=3,
    )


def form_of(request: ActingRequest) -> Post:
    """The form, as an answer to the post that the address names."""
    form = Post(request.POST or None, initial={"answers": number_in(request.GET.get("svar", "")) or None})
    if form.initial["answers"] or request.POST.get("answers"):
        form.fields["words"].label = _("Your answer to the network")
    return form


def is_saved(request: ActingRequest, form: Post, network_id: int) -> bool:
    """Whether the post was taken."""
    if not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        network_services.post(
            network_id=network_id, answers_id=told["answers"], words=told["words"], actor=request.actor,
            now=timezone.now(),
        )  # fmt: skip
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    return True
