"""One ask for statements: what is known, the links, what was said, a paper that was seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.placements import conditions_services as services
from tovholder.placements import statement_queries as queries
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import conditions_forms as forms


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def ask(request: ActingRequest, ask_id: int) -> HttpResponse:
    """The ask, its statements, and what to do next."""
    return _page(request, ask_id)


def _page(request: ActingRequest, ask_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    found = queries.one(ask_id, actor=request.actor)
    roles = dict(forms.ROLES)
    shown = {
        "ask": found,
        "room": queries.shown(found),
        "statements": [(each, roles[each.role]) for each in found.statements.all()],
        "link_form": forms.Link(auto_id="link_%s"),
        "paper_form": forms.Paper(auto_id="paper_%s"),
    }
    return render(request, "staff/conditions/ask.html", shown | bound, status=status)


@never_cache
@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def link(request: ActingRequest, ask_id: int) -> HttpResponse:
    """Make a personal link, shown once."""
    form = forms.Link(request.POST, auto_id="link_%s")
    if not form.is_valid():
        return _page(request, ask_id, status=422, link_form=form)
    try:
        token = services.link(ask_id=ask_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, ask_id, status=422, link_form=form)
    address = request.build_absolute_uri(reverse("company:statement_by_link", args=[token]))
    return _page(request, ask_id, link=address, link_for=form.cleaned_data["name"])


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def paper(request: ActingRequest, ask_id: int) -> HttpResponse:
    """Note that a signed paper was seen."""
    form = forms.Paper(request.POST, auto_id="paper_%s")
    if not form.is_valid():
        return _page(request, ask_id, status=422, paper_form=form)
    try:
        services.seen_on_paper(ask_id=ask_id, stated=form.stated(), actor=request.actor, now=timezone.now())
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, ask_id, status=422, paper_form=form)
    messages.success(request, _("Saved."))
    return redirect("staff:statement_ask", ask_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def withdraw(request: ActingRequest, ask_id: int) -> HttpResponse:
    """Nobody is asked any more."""
    services.withdraw(ask_id=ask_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("Withdrawn. The links do not work any more."))
    return redirect("staff:statement_ask", ask_id)
