"""What is done with a candidate profile: comment, answer, ask a party, publish, begin anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.companies import profile_queries as queries
from tovholder.companies import profile_services as services
from tovholder.web.shared import sentences
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import profile_forms as forms
from tovholder.web.staff import profiles

CHANGED = "profile.changed_meanwhile"


@require_POST
@allows(*queries.READERS, purpose="companies")
def comment(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Say something about the draft to all who write along."""
    form = forms.Comment(request.POST)
    if not form.is_valid():
        return profiles.page(request, profile_id, comment=form, status=422)
    try:
        services.comment(profile_id=profile_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your comment stands beside the draft."))
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return profiles.page(request, profile_id, comment=form, status=422)
    return redirect("staff:profile", profile_id)


@require_POST
@allows(*queries.READERS, purpose="companies")
def answer(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Say yes or no for the own organisation to the text one has read."""
    try:
        services.answer(
            profile_id=profile_id,
            edition=number_in(request.POST.get("edition", "")),
            agrees="yes" in request.POST,
            actor=request.actor,
            now=timezone.now(),
        )
        messages.success(request, _("Your answer is noted."))
    except Stale:
        messages.error(request, sentences.refusal(CHANGED, {}))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:profile", profile_id)


@require_POST
@allows(*queries.READERS, purpose="companies")
def ask(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Ask an organisation to write along."""
    services.ask_party(
        profile_id=profile_id,
        organisation_id=number_in(request.POST.get("organisation", "")),
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("Asked. The profile now stands on their list."))
    return redirect("staff:profile", profile_id)


@require_POST
@allows(*queries.READERS, purpose="companies")
def publish(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Let the draft hold."""
    try:
        edition = number_in(request.POST.get("edition", ""))
        services.publish(profile_id=profile_id, edition=edition, actor=request.actor, now=timezone.now())
        messages.success(request, _("Published. The whole partnership can read it and hold people against it."))
    except Stale:
        messages.error(request, sentences.refusal(CHANGED, {}))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:profile", profile_id)


@require_POST
@allows(*queries.READERS, purpose="companies")
def begin_anew(request: ActingRequest, profile_id: int) -> HttpResponse:
    """A new draft; what is published holds until it is published in its place."""
    services.begin_anew(profile_id=profile_id, actor=request.actor, now=timezone.now())
    return redirect("staff:profile_write", profile_id)
