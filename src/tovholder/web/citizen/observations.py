"""What my teacher has told of me: read here, and answered: it is right, something about it, or how it is right."""

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
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import Role
from tovholder.pathways import observation_queries as queries
from tovholder.pathways import observation_services as services
from tovholder.people import queries as people
from tovholder.web.citizen.own_words import own_word, own_words
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.requests import ActingRequest


class Reply(forms.Form):
    """Case staff read the words, and never a company or the matching."""

    observation_id = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=gettext_lazy("What do you say to it?"), widget=forms.RadioSelect)
    words = FreeText(
        label=gettext_lazy("What do you want to say?"),
        help_text=gettext_lazy("Write in your own language, if you like."),
        required=False, rows=3, max_length=1000, may_keep=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["answer"].choices = own_words("observation_replies")  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def observations(request: ActingRequest) -> HttpResponse:
    """All of it, newest first, each with its answer."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    form = Reply(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and _answered(request, form):
        return redirect("citizen:observations")
    number = str(form["observation_id"].value()) if form is not None else ""
    rows = [
        _row(told, form if form is not None and str(told.row.pk) == number else None)
        for told in queries.of_person(person, actor=request.actor)
    ]
    return render(
        request,
        "citizen/own/observations.html",
        {"person": person, "rows": rows, "faulty": form},
        status=422 if form is not None else 200,
    )


def _answered(request: ActingRequest, form: Reply) -> bool:
    try:
        services.reply(actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    except (Stale, OutOfReach):
        form.add_error(None, _("It was changed meanwhile. Look at it, and send again."))
        return False
    messages.success(request, _("Thank you. Your caseworker reads it."))
    return True


def _row(told: queries.Told, form: Reply | None) -> dict[str, Any]:
    row = told.row
    initial = {"observation_id": row.pk, "version": row.version, "answer": row.reply, "words": row.reply_words}
    shown = form or Reply(initial=initial, auto_id=f"o{row.pk}_%s")
    if form is not None:  # what was typed stays, under the version that stands now
        edits.renewed(form, "version", row.version)
    return {
        "told": told,
        "answers": [
            (
                own_word("observation_questions", each.question.code),
                own_word("observation_steps", each.step) or each.value,
            )
            for each in told.answers
        ],
        "how": own_word("observation_told", row.told_how),
        "reply": own_word("observation_replies", row.reply),
        "form": shown,
        "is_open": form is not None or not row.reply,
    }
