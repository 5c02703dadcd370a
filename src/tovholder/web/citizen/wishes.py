"""Where I want to work: at least two of the industries my municipality offers, best first (S35)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.pathways import own_queries as queries
from tovholder.pathways import own_services as services
from tovholder.people import portrait
from tovholder.people import queries as people
from tovholder.web.citizen.own_words import own_word
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.requests import ActingRequest


class Wishes(forms.Form):
    """A tick for each industry wanted, and which of them most."""

    industries = forms.MultipleChoiceField(
        label=gettext_lazy("What do you want?"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-checkbox"}),
    )
    first = forms.ChoiceField(label=gettext_lazy("What do you want most?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["industries"].choices = offered  # type: ignore[attr-defined]
        self.fields["first"].choices = [("", "–"), *offered]  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        """Best first; what is wanted most counts as ticked."""
        first = [self.cleaned_data["first"]] if self.cleaned_data["first"] else []
        return list(dict.fromkeys([*first, *self.cleaned_data["industries"]]))


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def wishes(request: ActingRequest) -> HttpResponse:
    """The choice, with the days on which each industry is shown."""
    person = people.own_case(actor=request.actor)
    if person is None:
        return redirect("citizen:home")
    course = queries.course_of(person.pk)
    offered = queries.offered_to(person, course, on=timezone.localdate())
    told = [(code, own_word("own_industries", code)) for code in offered]
    standing = _standing(person.pk, offered)
    initial = {"version": person.version, "industries": standing, "first": standing[0] if standing else ""}
    form = Wishes(request.POST or None, offered=told, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(request, person, form):
        return redirect("citizen:wishes")
    shown = {
        "person": person,
        "form": form,
        "days": queries.days_of(course) if course else None,
        "course": course,
        "names": dict(told),
        "least": parameters.value("industries_to_choose", on=timezone.localdate()).whole(),
    }
    return render(request, "citizen/own/wishes.html", shown, status=422 if form.errors else 200)


def _standing(person_id: int, offered: list[str]) -> list[str]:
    """The wishes of the case that are among those offered, best first."""
    wanted = [line.code for line in portrait.of(person_id).wishes]
    return list(dict.fromkeys(code for code in wanted if code in offered))


def _saved(request: ActingRequest, person: Any, form: Wishes) -> bool:
    try:
        services.choose_industries(
            person_id=person.pk,
            version=form.cleaned_data["version"],
            chosen=form.chosen(),
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        edits.renewed(form, "version", person.version)
        form.add_error(None, _("Your case was changed meanwhile. Look once more, and save again."))
        return False
    except NotAllowed as refused:
        form.add_error("industries", sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Saved. Your caseworker sees it too."))
    return True
