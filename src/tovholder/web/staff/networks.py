"""HR networks of companies: members, meetings, questions to each other (S19-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import queries as companies
from tovholder.learning import network_services as services
from tovholder.learning import queries
from tovholder.web.shared import network_posts, sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import events_forms as forms
from tovholder.web.staff.pacts_forms import Cvr


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """The networks of the partnership, and a form for one more."""
    form = forms.Network(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            return redirect("staff:network", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    page = page_of(queries.networks(actor=request.actor), request, sorts={"navn": ["title"]}, first="navn")
    shown = {"page": page, "form": form, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/events/networks.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def detail(request: ActingRequest, network_id: int) -> HttpResponse:
    """One network; POST: ask or tell something."""
    found = queries.network(network_id, actor=request.actor)
    form = network_posts.form_of(request)
    if request.method == "POST" and network_posts.is_saved(request, form, network_id):
        return redirect("staff:network", network_id)
    shown = {
        "network": found,
        "form": form,
        "cvr_form": Cvr(auto_id="member_%s"),
        "meetings": queries.coming(actor=request.actor, now=timezone.now()).filter(network=found).order_by("starts_at"),
        "may_write": companies.may_write(request.actor),
        "leads": companies.may_write(request.actor) and found.organisation_id == request.actor.organisation_id,
    }
    return render(request, "staff/events/network.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def member(request: ActingRequest, network_id: int) -> HttpResponse:
    """A company joins, or leaves."""
    form = Cvr(request.POST)
    typed = form.cleaned_data["cvr"] if form.is_valid() else ""
    try:
        company = companies.named(typed, actor=request.actor)
        change = services.leave if "out" in request.POST else services.join
        change(network_id=network_id, company_id=company.pk, actor=request.actor, now=timezone.now())
        messages.success(request, _("Saved."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:network", network_id)
