"""Candidate profiles a company was asked to write along on: it reads, writes, comments and answers (S01-3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import profile_queries as queries
from tovholder.companies import profile_services as services
from tovholder.companies import profile_text_services as texts
from tovholder.web.company import forms
from tovholder.web.shared import edits, profile_draft, sentences
from tovholder.web.shared import profile_words as words
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest

_SHOWN = 50


@require_GET
@allows(Role.COMPANY_CONTACT, purpose="own page")
def index(request: ActingRequest) -> HttpResponse:
    """Those we were asked about, newest first."""
    found = queries.listed(actor=request.actor).order_by("-created_at", "-pk")[:_SHOWN]
    return render(request, "company/profiles.html", {"profiles": found})


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def detail(request: ActingRequest, profile_id: int) -> HttpResponse:
    """The draft, or what holds; a comment, and yes or no."""
    form = forms.ProfileComment(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.comment(profile_id=profile_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Your comment stands beside the draft."))
            return redirect("company:profile", profile_id)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    profile = queries.profile(profile_id, actor=request.actor)
    versions = queries.versions(profile, actor=request.actor)
    newest = versions[0]
    own = [each for each in newest.answers.all() if each.organisation_id == request.actor.organisation_id]
    shown = {
        "profile": profile,
        "version": newest,
        "is_draft": newest.status == "draft",
        "lines": words.lines(queries.content(newest)),
        "standing": words.standing(own[0] if own else None, newest),
        "form": form,
        "texts": words.texts(queries.texts(newest)),
    }
    return render(request, "company/profile.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def write(request: ActingRequest, profile_id: int) -> HttpResponse:
    """The draft as the company would have it, sent to the lead. Who wrote meanwhile is shown beside it."""
    profile = queries.profile(profile_id, actor=request.actor)
    draft = queries.versions(profile, actor=request.actor)[0]
    if draft.status != "draft":
        raise OutOfReach("draft")
    form = forms.ProfileText(
        request.POST or None, initial=profile_draft.initial(draft), skills=profile_draft.skills(profile, draft)
    )
    shown = {"profile": profile, "form": form}
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("edition", "words")} | {"content": form.content()}
        try:
            texts.send_text(profile_id=profile_id, actor=request.actor, now=timezone.now(), **told)
            messages.success(request, _("Sent. You see here when it is taken in."))
            return redirect("company:profile", profile_id)
        except Stale:
            shown |= {"differences": edits.differences(form, profile_draft.initial(draft)), "stale": True}
            edits.renewed(form, "edition", draft.edition)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    status = 409 if "stale" in shown else 422 if form.errors else 200
    return render(request, "company/profile_write.html", shown, status=status)


@require_POST
@allows(Role.COMPANY_CONTACT, purpose="own page")
def answer(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Yes or no to the text that was read."""
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
        messages.error(request, sentences.refusal("profile.changed_meanwhile", {}))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("company:profile", profile_id)
