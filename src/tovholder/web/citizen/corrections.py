"""What stands wrong in my case: said in own words, seen by the caseworker, answered here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.pathways import own_queries as queries
from tovholder.pathways import own_services as services
from tovholder.people import queries as people
from tovholder.web.citizen.own_words import own_word, own_words
from tovholder.web.shared import once, sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.requests import ActingRequest


class Wrong(forms.Form):
    """What is wrong, and how it is right. Only the case's own staff read it."""

    about = forms.ChoiceField(label=gettext_lazy("What is wrong?"), choices=lambda: own_words("correction_fields"))
    words = FreeText(
        label=gettext_lazy("What stands there, and what is right?"),
        help_text=gettext_lazy("Write in your own language, if you like."),
        rows=4,
        max_length=1000,
        may_keep=True,
    )
    request_key = once.request_key()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def corrections(request: ActingRequest) -> HttpResponse:
    """Say that something is wrong; what was said before, with its answer."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    form = Wrong(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_correction(
                person_id=person.pk, actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Thank you. Your caseworker reads it and answers here."))
            return redirect("citizen:corrections")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    rows = [
        (each, own_word("correction_fields", each.about), own_word("correction_answers", each.answer))
        for each in queries.corrections_of(person.pk)
    ]
    shown = {"person": person, "form": form, "rows": rows}
    return render(request, "citizen/own/corrections.html", shown, status=422 if form.errors else 200)
