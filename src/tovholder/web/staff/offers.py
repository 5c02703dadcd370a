"""What companies open: published offers and those written down here, followed until they are used or withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import campaigns_queries as queries
from tovholder.companies import offers_services as services
from tovholder.companies import queries as companies
from tovholder.web.shared import offer_forms, sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms

SORTS = {"virksomhed": ["company__name"], "dato": ["opened_at"]}


@require_GET
@allows(*companies.READERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """Open offers by kind and by whom they are for; schools see what is published to schools and students."""
    told = request.GET
    kind, audience = told.get("art", ""), told.get("til", "")
    found = queries.offers(
        actor=request.actor,
        kind=kind if parameters.is_term("offer_kinds", kind) else "",
        audience=audience if parameters.is_term("offer_audiences", audience) else "",
    )
    shown = {
        "page": page_of(found, request, sorts=SORTS, first="-dato"),
        "kinds": terms("offer_kinds"),
        "audiences": terms("offer_audiences"),
        "kind": kind,
        "audience": audience,
    }
    return render(request, "staff/campaigns/offers.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest, company_id: int) -> HttpResponse:
    """Write down what a company opens, for a campaign where it was one (?kampagne=)."""
    company = companies.company(company_id, actor=request.actor)
    campaign_id = number_in(request.GET.get("kampagne", ""))
    form = offer_forms.Offer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_offer(
                company_id=company.pk,
                facts=form.facts(campaign_id or None),
                request_key=form.cleaned_data["request_key"],
                actor=request.actor,
                now=timezone.now(),
            )
            messages.success(request, _("Written down."))
            return redirect("staff:offer", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"form": form, "company": company}
    return render(request, "staff/campaigns/offer_new.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*companies.READERS, purpose="companies")
def detail(request: ActingRequest, offer_id: int) -> HttpResponse:
    """One offer; whoever wrote it down notes what of it was used."""
    offer = queries.offer(offer_id, actor=request.actor)
    form = forms.Used(request.POST or None, initial={"version": offer.version, "number": 1})
    if request.method == "POST" and form.is_valid():
        try:
            services.use(offer_id=offer.pk, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:offer", offer.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
        except Stale:
            messages.warning(request, _("It was changed while you were writing. This is how it stands now."))
            return redirect("staff:offer", offer.pk)
    is_ours = companies.may_write(request.actor) and offer.organisation_id == request.actor.organisation_id
    shown = {"offer": offer, "form": form, "may_write": is_ours and offer.status == "open"}
    return render(request, "staff/campaigns/offer.html", shown, status=422 if form.errors else 200)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def withdraw(request: ActingRequest, offer_id: int) -> HttpResponse:
    """The company does not offer it any more."""
    version = number_in(request.POST.get("version", ""))
    try:
        services.withdraw(offer_id=offer_id, version=version, actor=request.actor, now=timezone.now())
        messages.success(request, _("Noted. The offer is withdrawn."))
    except Stale:
        messages.warning(request, _("It was changed while you were writing. This is how it stands now."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:offer", offer_id)
