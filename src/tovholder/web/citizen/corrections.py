"""What stands wrong in my case: said in own words, seen by the caseworker, answered here."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import Role
from tovholder.pathways import own_queries as queries
from tovholder.pathways import own_services as services
from tovholder.people import queries as people
from tovholder.web.citizen import telling
from tovholder.web.citizen.own_words import own_word, own_words
from tovholder.web.shared import once
from tovholder.web.shared.requests import ActingRequest


class Wrong(telling.Telling):
    """What is wrong, and how it is right. Only the case's own staff read it."""

    about = forms.ChoiceField(label=gettext_lazy("What is wrong?"), choices=lambda: own_words("correction_fields"))
    words = telling.own_text(gettext_lazy("What stands there, and what is right?"), rows=4, max_length=1_000)
    request_key = once.request_key()


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def corrections(request: ActingRequest) -> HttpResponse:
    """Say that something is wrong; what was said before, with its answer."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    case, form = person.pk, Wrong(request.POST or None)

    def save() -> object:
        return services.propose_correction(person_id=case, actor=request.actor, now=timezone.now(), **form.cleaned_data)

    thanks = _("Thank you. Your caseworker reads it and answers here.")
    if request.method == "POST" and telling.is_saved(request, form, save, thanks=thanks):
        return redirect("citizen:corrections")
    rows = [
        {
            "row": each,
            "about": own_word("correction_fields", each.about),
            "at": each.told_at,
            "answer": own_word("correction_answers", each.answer),
        }
        for each in queries.corrections_of(case)
    ]
    return telling.page(request, "citizen/own/corrections.html", person=person, form=form, rows=rows)
