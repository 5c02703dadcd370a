"""What is expected of my stay: read in one's own language, signed by oneself.

The fixed words are there in several languages; what people wrote stays as it was written, and it is said that it is
Danish."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.placements import alignment_queries, alignment_rules, alignment_services, queries
from tovholder.web.shared import own_languages, sentences, weekdays
from tovholder.web.shared.requests import ActingRequest


class Sign(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def alignment(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The own stay: the text, who has signed, the own signature."""
    found = queries.placement(placement_id, actor=request.actor)
    language = language_of(request, found)
    form = Sign(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _sign(request, placement_id, form.cleaned_data["number"], language)
        address = reverse("citizen:alignment", args=[placement_id])
        return redirect(f"{address}?{urlencode({'laes': language})}")
    aligned = alignment_queries.of_stay(found, actor=request.actor, on=timezone.localdate())
    return render(
        request, "citizen/alignment.html", _told(found, aligned, language), status=422 if form.errors else 200
    )


def _sign(request: ActingRequest, placement_id: int, number: int, language: str) -> None:
    try:
        alignment_services.sign_alignment(
            placement_id=placement_id, number=number, language=language, actor=request.actor, now=timezone.now()
        )
        messages.success(request, _("Thank you. You have signed."))
    except Stale:
        messages.warning(request, _("The text was changed meanwhile. Read it before you sign."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))


def language_of(request: ActingRequest, found: Any) -> str:
    return own_languages.read_in(request, spoken=found.person.interpreter_language)


def _told(found: Any, aligned: alignment_queries.Aligned, language: str) -> dict[str, Any]:
    row = parameters.term("alignment_languages", language)
    words = {term.code: said(term, language) for term in parameters.terms("alignment_words")}
    current = aligned.current
    parts = [part for part in alignment_rules.PARTS if part != "purpose"]
    return {
        "placement": found,
        "aligned": aligned,
        "words": words,
        "language": language,
        "is_rtl": row.flag("right_to_left"),
        "purpose": said(parameters.term("alignment_purposes", current.purpose), language) if current else "",
        "is_new_purpose": bool(current and "purpose" in current.changed),
        "parts": [(words[part], getattr(current, part), part in current.changed) for part in parts] if current else [],
        "parties": [(words[party], signature) for party, signature in aligned.parties],
        "mine": aligned.signature("citizen"),
        "form": Sign(initial={"number": aligned.number}),
        "weekdays": weekdays.names(),
    }


def said(term: parameters.Term, language: str) -> str:
    """The words in the language; where it has none of its own, those of the language it stands for, else Danish."""
    if language in ("da", "en"):
        return term.label(language)
    same = parameters.term("alignment_languages", language).text("same_as") or language
    return term.text(same) or term.da
