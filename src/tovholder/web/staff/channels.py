"""Channels: where jobs and offers were posted, and which channel gave recruits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import campaigns_queries as campaigns
from tovholder.companies import channels_queries as queries
from tovholder.companies import offers_services as services
from tovholder.companies import queries as companies
from tovholder.web.shared import concepts, offer_forms, sentences
from tovholder.web.shared.choices import language, terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms

SORTS = {"dato": ["posted_on"], "virksomhed": ["company__name"], "ansat": ["hires"]}
_SHOWN = 200  # of jobs and of offers to choose from, newest first


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Which channel gave recruits, and every posting."""
    page = page_of(queries.posts(actor=request.actor), request, sorts=SORTS, first="-dato")
    shown = {
        "page": page,
        "given": queries.given(actor=request.actor),
        "may_write": companies.may_write(request.actor),
    }
    return render(request, "staff/campaigns/channels.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Note that a job or an offer is posted."""
    wanted = {"thing": f"order-{number_in(request.GET.get('ordre', ''))}"}
    form = offer_forms.Posting(request.POST or None, things=_things(request), initial=wanted)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.post(actor=request.actor, **form.told())
            messages.success(request, _("Saved."))
            return redirect("staff:channel_post", made.pk)
        except NotAllowed as refused:
            form.add_error("thing", sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/campaigns/channel_new.html", {"form": form}, status=422 if form.errors else 200)


def _things(request: ActingRequest) -> list[tuple[str, str]]:
    """The own municipality's open orders and offers, newest first."""
    actor = request.actor
    orders = companies.orders(actor=actor, status="open").filter(taken_by_id=actor.organisation_id)
    offers = campaigns.offers(actor=actor).filter(organisation_id=actor.organisation_id)
    kinds = dict(terms("offer_kinds"))
    jobs = [
        (f"order-{each.pk}", f"{concepts.job_title(each.title, each.occupation, language())}, {each.unit.company.name}")
        for each in orders.order_by("-received_at")[:_SHOWN]
    ]
    opened = [
        (f"offer-{each.pk}", f"{kinds[each.kind]}, {each.company.name}")
        for each in offers.order_by("-opened_at")[:_SHOWN]
    ]
    return [*jobs, *opened]


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def detail(request: ActingRequest, post_id: int) -> HttpResponse:
    """One posting: what it gave, and that it ended."""
    post = queries.post(post_id, actor=request.actor)
    initial = {name: getattr(post, name) for name in ("version", "candidates", "hires", "ended_on")}
    form = forms.Count(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.count(post_id=post.pk, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:channels")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        except Stale:
            messages.warning(request, _("It was changed while you were writing. This is how it stands now."))
            form, status = forms.Count(initial=initial), 409
    today = timezone.localdate()
    shown = {"post": post, "form": form, "today": today, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/campaigns/channel.html", shown, status=422 if form.errors else status)
