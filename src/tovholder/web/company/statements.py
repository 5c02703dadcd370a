"""Employer and representative state whether the conditions of a stay are met: by a personal link, or signed in.

No citizen is named here: a kind, a period, hours, a number, the rule, and what is known of the workplace."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tovholder import parameters
from tovholder.accounts import personal_links
from tovholder.accounts.access_rules import allows, open_to_all
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import Role
from tovholder.placements import conditions_services as services
from tovholder.placements import statement_queries as queries
from tovholder.web.company import statements_forms as forms
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest


@never_cache
@require_http_methods(["GET", "POST"])
@open_to_all("representatives of the employees have no sign-in: the link is theirs and shows no citizen")
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """State by the link. A link that does not work says so, and nothing of what it was about."""
    now = timezone.now()
    try:
        link = personal_links.opened(token, purpose=services.PURPOSE, now=now)
    except personal_links.NoSuchLink:
        return render(request, "company/statement_over.html", status=404)
    ask, role = queries.behind(link)
    form = forms.State(request.POST or None, role=role, initial={"name": link.name})
    done = next((each for each in ask.statements.all() if each.role == role), None)
    other = None if done else next((each for each in ask.statements.all() if _same_side(each.role, role)), None)
    if request.method == "POST" and form.is_valid():
        try:
            done = services.state_by_link(found=link, stated=form.stated(), now=now)
            return redirect("company:statement_by_link", token)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _page(request, ask, form, done, other)


def _same_side(role: str, another: str) -> bool:
    """The union's representative and the colleague both stand for the employees: one answer is enough."""
    return (role == "employer") == (another == "employer")


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def as_employer(request: ActingRequest, ask_id: int) -> HttpResponse:
    """State as employer, signed in for the company."""
    ask = queries.one(ask_id, actor=request.actor)
    form = forms.State(request.POST or None, role="employer", initial={"name": request.actor.name})
    done = next((each for each in ask.statements.all() if each.role == "employer"), None)
    if request.method == "POST" and form.is_valid():
        try:
            services.state_signed_in(ask_id=ask_id, stated=form.stated(), actor=request.actor, now=timezone.now())
            messages.success(request, _("Thank you. Your answer is saved."))
            return redirect("company:home")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _page(request, ask, form, done)


def _page(request: HttpRequest, ask: Any, form: forms.State, done: Any, other: Any = None) -> HttpResponse:
    ratio = parameters.value("ratio_rule", on=ask.starts_on)
    shown = {
        "ask": ask,
        "form": form,
        "done": done,
        "other": other,
        "room": queries.shown(ask),
        "law": parameters.value("employer_statement", on=ask.starts_on).reference,
        "limit": ratio.reference,
        "rule": ratio.value,
        "is_over": ask.withdrawn_at is not None,
    }
    return render(request, "company/statement.html", shown, status=422 if form.errors else 200)
