"""What is expected of a stay, for the company: read it and sign, tell of a problem. By a link too."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tovholder.accounts import personal_links
from tovholder.accounts.access_rules import allows, open_to_all
from tovholder.accounts.conflicts import NotAllowed, OutOfReach, Stale
from tovholder.accounts.personal_links import NoSuchLink
from tovholder.accounts.roles import Role
from tovholder.placements import (
    alignment_queries,
    alignment_rules,
    alignment_services,
    incident_services,
    queries,
)
from tovholder.proposals import candidates
from tovholder.web.company import alignment_forms
from tovholder.web.shared import sentences, weekdays
from tovholder.web.shared.requests import ActingRequest

_NEW = gettext_lazy("The text was changed meanwhile. Read it before you sign.")


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="placement")
def alignment(request: ActingRequest, placement_id: int) -> HttpResponse:
    """One stay at the company: the text, who has signed, the own signature."""
    found = queries.placement(placement_id, actor=request.actor)
    form = alignment_forms.Sign(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = _who(request, placement_id)
            alignment_services.sign_alignment(**form.cleaned_data, **told)
            messages.success(request, _("Thank you. You have signed."))
        except Stale:
            messages.warning(request, str(_NEW))
        except NotAllowed as refused:
            messages.error(request, sentences.refusal(refused.code, refused.facts))
        return redirect("company:alignment", placement_id)
    aligned = alignment_queries.of_stay(found, actor=request.actor, on=timezone.localdate())
    context = _told(found, aligned, form, _name(request.actor, placement_id))
    return render(request, "company/alignment/alignment.html", context, status=422 if form.errors else 200)


def _who(request: ActingRequest, placement_id: int) -> dict[str, Any]:
    return {"placement_id": placement_id, "actor": request.actor, "now": timezone.now()}


def _name(actor: Any, placement_id: int) -> str:
    """What the company reads for who is there, by the one rule for all."""
    rows = candidates.with_names(queries.visible(actor=actor).filter(pk=placement_id), first=1)
    if not rows:
        raise OutOfReach("placement")
    return rows[0][1]


def _told(found: Any, aligned: alignment_queries.Aligned, form: forms.Form, name: str) -> dict[str, Any]:
    if not form.is_bound:
        form.initial = {"number": aligned.number, "mentor_name": aligned.current.mentor_name if aligned.current else ""}
    parts = [part for part in alignment_rules.PARTS if part != "purpose"]
    current = aligned.current
    return {
        "placement": found,
        "name": name,
        "aligned": aligned,
        "parts": [(part, getattr(current, part), part in current.changed) for part in parts] if current else [],
        "signed": aligned.signature("company"),
        "is_over": found.status not in alignment_queries.WRITTEN_IN,
        "form": form,
        "weekdays": weekdays.names(),
    }


@require_http_methods(["GET", "POST"])
@open_to_all("whoever holds the link signs for the company; it shows one alignment, no name of the register")
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for somebody at the company who does not sign in. Every link that does not work says the same."""
    now = timezone.now()
    try:
        link = personal_links.opened(token, purpose=alignment_queries.LINK, now=now)
        found, aligned = alignment_queries.of_link(link, on=timezone.localdate(now))
    except NoSuchLink:
        return render(request, "company/alignment/no_link.html", status=404)
    form = alignment_forms.Sign(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            alignment_services.sign_by_link(link=link, now=now, **form.cleaned_data)
            messages.success(request, _("Thank you. You have signed."))
        except Stale:
            messages.warning(request, str(_NEW))
        except NotAllowed as refused:
            messages.error(request, sentences.refusal(refused.code, refused.facts))
        return redirect("company:alignment_by_link", token)
    actor = personal_links.acting(link)
    context = _told(found, aligned, form, candidates.name_at_company(found)) | {"signs_by": link}
    answer = render(request, "company/alignment/alignment.html", context, status=422 if form.errors else 200)
    actor.book.note([found.person_id], "placement")
    request.actor = actor  # type: ignore[attr-defined]  # after the page is made: only the log of reads is told
    return answer


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="placement")
def problem(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The company tells of a problem: somebody comes within 24 hours of working days."""
    found = queries.placement(placement_id, actor=request.actor)
    form = alignment_forms.Problem(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = _who(request, placement_id)
            made = incident_services.report_incident(**form.cleaned_data, **told)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        else:
            due = sentences.shown_fact("deadline", made.due_at, request.LANGUAGE_CODE)
            messages.success(request, _("Thank you. We are with you by %(due)s.") % {"due": due})
            return redirect("company:home")
    context = {"placement": found, "form": form, "name": _name(request.actor, placement_id)}
    return render(request, "company/alignment/problem.html", context, status=422 if form.errors else 200)
