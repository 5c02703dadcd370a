"""Industry teams: members, a company portfolio of their own, its open jobs, and the courses others may fill (S14-1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.companies import campaigns_queries as queries
from tovholder.companies import campaigns_services as services
from tovholder.companies import queries as companies
from tovholder.companies import together_queries as together
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms

_SHOWN = 10


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Teams of the partnership, and a form for one more."""
    form = forms.Team(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.make_team(actor=request.actor, now=timezone.now(), **form.cleaned_data)
        return redirect("staff:team", made.pk)
    page = page_of(queries.teams(actor=request.actor), request, sorts={"navn": ["title"]}, first="navn")
    shown = {"page": page, "form": form, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/campaigns/teams.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def detail(request: ActingRequest, team_id: int) -> HttpResponse:
    """One team; its own municipality puts companies and colleagues in and out."""
    team = queries.team(team_id, actor=request.actor)
    if request.method == "POST":
        return _changed(request, team.pk)
    page = page_of(team.companies.all(), request, sorts={"navn": ["name"]}, first="navn")
    wanted = companies.open_orders_of([company.pk for company in page.rows], actor=request.actor)
    is_own = companies.may_write(request.actor) and team.organisation_id == request.actor.organisation_id
    colleagues = companies.consultants(actor=request.actor).filter(organisation_id=team.organisation_id)
    shown = {
        "team": team,
        "page": page.with_rows([(company, wanted.get(company.pk, 0)) for company in page.rows]),
        "orders": queries.portfolio_orders(team, actor=request.actor)[:_SHOWN],
        "courses": together.courses(actor=request.actor, on=timezone.localdate())[:_SHOWN],
        "colleagues": colleagues if is_own else [],
        "may_write": is_own,
    }
    return render(request, "staff/campaigns/team.html", shown)


def _changed(request: ActingRequest, team_id: int) -> HttpResponse:
    told = request.POST
    cvr = "".join(sign for sign in told.get("cvr", "") if sign.isdecimal())
    try:
        services.in_team(
            team_id=team_id,
            member_id=number_in(told.get("member", "")) or None,
            cvr=cvr[:8],
            take_out="out" in told,
            actor=request.actor,
        )
        messages.success(request, _("Saved."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:team", team_id)
