"""What a company has sent for a draft: the lead reads it beside the draft, takes it in or leaves it out (S01-3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.companies import profile_queries as queries
from tovholder.companies import profile_rules as rules
from tovholder.companies import profile_text_services as services
from tovholder.web.shared import edits, profile_draft, sentences
from tovholder.web.shared import profile_words as words
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import profile_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="companies")
def take_in(request: ActingRequest, profile_id: int, text_id: int) -> HttpResponse:
    """The text laid into the draft, to be read through and saved. A draft that changed meanwhile loses nothing."""
    profile, text = _sent(request, profile_id, text_id)
    draft = text.version
    together, both = rules.laid_together(*queries.written(text), queries.content(draft))
    skills = profile_draft.skills(profile, draft, together)
    form = profile_draft.Draft(request.POST or None, initial=profile_draft.initial(draft, together), skills=skills)
    shown: dict[str, Any] = {"profile": profile, "text": text, "both": [words.LABELS[name] for name in both]}
    if request.method == "POST" and form.is_valid():
        told = {"edition": form.cleaned_data["edition"], "content": form.content()}
        try:
            services.take_in(**_who(request, profile_id, text_id), **told)
        except Stale:
            shown |= {"differences": edits.differences(form, profile_draft.initial(draft)), "stale": True}
            edits.renewed(form, "edition", draft.edition)
            return _page(request, shown, form, 409)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
            return _page(request, shown, form, 422)
        messages.success(request, _("Taken in. Those asked can now read it and answer."))
        return redirect("staff:profile", profile_id)
    return _page(request, shown, form, 422 if form.errors else 200)


def _sent(request: ActingRequest, profile_id: int, text_id: int) -> tuple[Any, Any]:
    """The profile and the text, for the lead; for others there is no such page."""
    profile = queries.profile(profile_id, actor=request.actor)
    if not queries.leads(profile, actor=request.actor):
        raise OutOfReach("text")
    return profile, queries.sent_text(profile, text_id)


def _who(request: ActingRequest, profile_id: int, text_id: int) -> dict[str, Any]:
    return {"profile_id": profile_id, "text_id": text_id, "actor": request.actor, "now": timezone.now()}


def _page(request: ActingRequest, shown: dict[str, Any], form: Any, status: int, decline: Any = None) -> HttpResponse:
    text = shown["text"]
    shown |= {"form": form, "changes": words.changes_of(text), "decline": decline or forms.Decline(auto_id="nej_%s")}
    return render(request, "staff/demand/profile_text.html", shown, status=status)


@require_POST
@allows(*queries.READERS, purpose="companies")
def decline(request: ActingRequest, profile_id: int, text_id: int) -> HttpResponse:
    """Leave it out, and say why."""
    profile, text = _sent(request, profile_id, text_id)
    form = forms.Decline(request.POST, auto_id="nej_%s")
    if form.is_valid():
        try:
            services.decline(**_who(request, profile_id, text_id), **form.cleaned_data)
            messages.success(request, _("Left out. Those who sent it can read why."))
            return redirect("staff:profile", profile_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    together, both = rules.laid_together(*queries.written(text), queries.content(text.version))
    skills = profile_draft.skills(profile, text.version, together)
    draft = profile_draft.Draft(initial=profile_draft.initial(text.version, together), skills=skills)
    shown = {"profile": profile, "text": text, "both": [words.LABELS[name] for name in both]}
    return _page(request, shown, draft, 422, decline=form)
