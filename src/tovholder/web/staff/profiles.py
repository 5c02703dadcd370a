"""Candidate profiles of industries and positions: the list, one profile with its draft, and the words in it (S01-3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.companies import profile_queries as queries
from tovholder.companies import profile_rules as rules
from tovholder.companies import profile_services as services
from tovholder.companies import queries as companies
from tovholder.web.shared import concepts, edits, profile_draft, sentences
from tovholder.web.shared import profile_words as words
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import profile_forms as forms
from tovholder.web.staff import trade_language

SORTS = {"titel": ["title"], "branche": ["industry", "title"], "oprettet": ["created_at"]}


@require_GET
@allows(*queries.READERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Profiles the partnership has published, and those one's own organisation writes along on."""
    industry = request.GET.get("branche", "")
    page = page_of(queries.listed(actor=request.actor, industry=industry), request, sorts=SORTS, first="titel")
    shown = {
        "page": page,
        "industry": industry,
        "industries": concepts.choices("industry", forms.language()),
        "may_write": queries.may_write(request.actor),
    }
    return render(request, "staff/demand/profiles.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Begin a profile; with ?ordre= of that position."""
    order = _order_of(request)
    initial = {"title": order.title, "industry": order.industry, "occupation": order.occupation} if order else None
    form = forms.NewProfile(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_profile(
                order_id=order.pk if order else None, actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
            return redirect("staff:profile_write", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"form": form, "order": order}
    return render(request, "staff/demand/profile_new.html", shown, status=422 if form.errors else 200)


def _order_of(request: ActingRequest) -> companies.JobOrder | None:
    number = number_in(request.GET.get("ordre", ""))
    return companies.order(number, actor=request.actor) if number else None


@require_GET
@allows(*queries.READERS, purpose="companies")
def detail(request: ActingRequest, profile_id: int) -> HttpResponse:
    """One profile: what holds, the draft with comments and answers, and what may be done now."""
    return page(request, profile_id)


def page(
    request: ActingRequest, profile_id: int, *, comment: forms.Comment | None = None, status: int = 200
) -> HttpResponse:
    """The profile's page, with a comment that was refused still in its form."""
    actor = request.actor
    profile = queries.profile(profile_id, actor=actor)
    versions = queries.versions(profile, actor=actor)
    draft = next((each for each in versions if each.status == "draft"), None)
    published = next((each for each in versions if each.status == "published"), None)
    leads, inside = queries.leads(profile, actor=actor), queries.is_inside(profile, actor=actor)
    shown: dict[str, Any] = {
        "profile": profile,
        "draft": draft,
        "published": published,
        "draft_lines": words.lines(queries.content(draft)) if draft else [],
        "published_lines": words.lines(queries.content(published)) if published else [],
        "versions": versions,
        "standings": words.standings(profile, draft) if draft else [],
        "leads": leads,
        "inside": inside,
        "is_party": actor.organisation_id in {each.organisation_id for each in profile.parties.all()},
        "may_write": queries.may_write(actor),
        "comment": comment or forms.Comment(),
        "ask": forms.AskParty(organisations=queries.possible_parties(profile, actor=actor)) if leads else None,
        "texts": words.texts(queries.texts(draft)) if draft and inside else [],
        "library": trade_language.library(profile.industry, actor=actor),
    }
    return render(request, "staff/demand/profile.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@allows(*queries.READERS, purpose="companies")
def write(request: ActingRequest, profile_id: int) -> HttpResponse:
    """Write in the draft, whoever of the parties one is."""
    profile, draft = _draft(request, profile_id)
    form = profile_draft.Draft(
        request.POST or None, initial=profile_draft.initial(draft), skills=profile_draft.skills(profile, draft)
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.write(
                profile_id=profile_id,
                edition=form.cleaned_data["edition"],
                content=form.content(),
                actor=request.actor,
                now=timezone.now(),
            )
        except Stale:
            shown = {
                "profile": profile,
                "form": form,
                "differences": edits.differences(form, profile_draft.initial(draft)),
            }
            edits.renewed(form, "edition", draft.edition)
            return render(request, "staff/demand/profile_write.html", shown | {"stale": True}, status=409)
        messages.success(request, _("Saved. Those asked can now read it and answer."))
        return redirect("staff:profile", profile_id)
    shown = {"profile": profile, "form": form}
    return render(request, "staff/demand/profile_write.html", shown, status=422 if form.errors else 200)


def _draft(request: ActingRequest, profile_id: int) -> tuple[Any, Any]:
    """The profile and its draft, for those who write in it; for others there is no such page."""
    profile = queries.profile(profile_id, actor=request.actor)
    found = [each for each in queries.versions(profile, actor=request.actor) if each.status == "draft"]
    if not found or not queries.may_write(request.actor):
        raise OutOfReach("draft")
    return profile, found[0]


@require_GET
@allows(*queries.READERS, purpose="companies")
def compare(request: ActingRequest, profile_id: int) -> HttpResponse:
    """What changed between two versions: ?fra=1&til=2; else the two newest."""
    profile = queries.profile(profile_id, actor=request.actor)
    versions = {each.number: each for each in queries.versions(profile, actor=request.actor)}
    newest = sorted(versions, reverse=True)
    after = versions.get(number_in(request.GET.get("til", "")) or (newest[0] if newest else 0))
    before = versions.get(number_in(request.GET.get("fra", "")) or (after.number - 1 if after else 0))
    changes = rules.changes(queries.content(before), queries.content(after)) if before and after else ()
    shown = {
        "profile": profile,
        "before": before,
        "after": after,
        "changes": [words.change(each) for each in changes],
        "numbers": newest,
    }
    return render(request, "staff/demand/profile_compare.html", shown)
