"""The citizen tells of the own hours and days away, in one's own language, beside what the company tells."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.placements import own_week_queries, own_week_services, queries
from tovholder.web.citizen.alignment import language_of, said
from tovholder.web.citizen.hours_forms import Week
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest


@require_http_methods(["GET", "POST"])
@allows(Role.CITIZEN, purpose="own page")
def hours(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The last weeks of the own stay, each with plan and own words, and one week to tell of."""
    stay = queries.placement(placement_id, actor=request.actor)
    language = language_of(request, stay)
    words = {term.code: said(term, language) for term in parameters.terms("own_hours_words")}
    weeks = own_week_queries.weeks(stay, on=timezone.localdate())
    form = Week(request.POST or None, weeks=weeks, words=words)
    if request.method == "POST" and form.is_valid() and _saved(request, placement_id, form):
        return redirect(f"{reverse('citizen:hours', args=[placement_id])}?{urlencode({'laes': language, 'gemt': '1'})}")
    row = parameters.term("alignment_languages", language)
    shown = {
        "placement": stay,
        "weeks": weeks,
        "form": form,
        "words": words,
        "language": language,
        "is_rtl": row.flag("right_to_left"),
        "is_saved": "gemt" in request.GET and not form.is_bound,
    }
    return render(request, "citizen/hours.html", shown, status=422 if form.errors else 200)


def _saved(request: ActingRequest, placement_id: int, form: Week) -> bool:
    try:
        own_week_services.tell(
            placement_id=placement_id,
            week=form.worked(),
            absent_days=form.cleaned_data["absent_days"],
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    return True
