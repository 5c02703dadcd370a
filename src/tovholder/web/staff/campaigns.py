"""Campaigns to companies: the list of them, one with how far it has come, its list, letters and end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import campaigns_queries as queries
from tovholder.companies import campaigns_services as services
from tovholder.companies import company_lists
from tovholder.companies import queries as companies
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms
from tovholder.web.staff import letters_file

SORTS = {"start": ["made_at"], "titel": ["title"]}
LIST_SORTS = {"navn": ["company__name"], "sidst": ["at", "company_id"]}


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """The own municipality's campaigns, newest first."""
    page = page_of(queries.campaigns(actor=request.actor), request, sorts=SORTS, first="-start")
    shown = {"page": page, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/campaigns/index.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Start a campaign; its list begins with what the filter chooses."""
    form = forms.NewCampaign(request.POST or None, initial={"municipality": request.actor.municipality_code})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = services.start(
                title=told["title"],
                words=told["words"],
                chosen=form.chosen(),
                request_key=told["request_key"],
                actor=request.actor,
                now=timezone.now(),
            )
            return redirect("staff:campaign", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/campaigns/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def detail(request: ActingRequest, campaign_id: int) -> HttpResponse:
    """One campaign: how many stand where, what they opened, and the list itself."""
    campaign = queries.campaign(campaign_id, actor=request.actor)
    status = request.GET.get("status", "")
    known = parameters.is_term("campaign_statuses", status)
    page = page_of(queries.listed(campaign.pk, status=status if known else ""), request, sorts=LIST_SORTS, first="navn")
    standing = queries.standing(campaign.pk)
    statuses = [
        (term.code, term.label(language()), standing.counts[term.code])
        for term in parameters.terms("campaign_statuses")
    ]
    shown = {
        "campaign": campaign,
        "page": page,
        "status": status,
        "statuses": statuses,
        "standing": standing,
        "opened": queries.opened_by_kind(campaign.pk),
        "chosen": company_lists.chosen(campaign.chosen),
        "informed": forms.Informed(),
        "batch": services.batch("marked", timezone.localdate()),
        "may_write": companies.may_write(request.actor) and campaign.closed_at is None,
    }
    return render(request, "staff/campaigns/detail.html", shown)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def list_more(request: ActingRequest, campaign_id: int) -> HttpResponse:
    """Put the next companies on the list."""
    number = services.list_more(campaign_id=campaign_id, actor=request.actor, now=timezone.now())
    told = ngettext("%(n)d company more on the list.", "%(n)d companies more on the list.", number)
    messages.success(request, told % {"n": number})
    return redirect("staff:campaign", campaign_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def inform(request: ActingRequest, campaign_id: int) -> HttpResponse:
    """The letters are sent: mark the next ones as informed."""
    form = forms.Informed(request.POST)
    if form.is_valid():
        number = services.inform_next(
            campaign_id=campaign_id, channel=form.cleaned_data["channel"], actor=request.actor, now=timezone.now()
        )
        told = ngettext("%(n)d company is marked as informed.", "%(n)d companies are marked as informed.", number)
        messages.success(request, told % {"n": number})
    return redirect("staff:campaign", campaign_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def export(request: ActingRequest, campaign_id: int) -> HttpResponse:
    """The list as a file for a mail merge: companies and whom to write to. Nothing of citizens is in it."""
    campaign = queries.campaign(campaign_id, actor=request.actor)
    status = request.POST.get("status", "")
    known = parameters.is_term("campaign_statuses", status)
    rows = list(queries.listed(campaign.pk, status=status if known else "").order_by("company__name", "pk"))
    ids = [row.company_id for row in rows]
    places = company_lists.places_of(ids, municipality=campaign.chosen.get("municipality", ""))
    contacts = queries.contacts_of(ids)
    services.exported(campaign_id=campaign.pk, number=len(rows), actor=request.actor)
    labels = {term.code: term.label(language()) for term in parameters.terms("campaign_statuses")}
    told = (
        (row.company.name, row.company.cvr, *_address(places.get(row.company_id)), *_to(contacts.get(row.company_id)),
         labels[row.status])
        for row in rows
    )  # fmt: skip
    head = [_("Company"), "CVR", _("Street"), _("Postcode"), _("Contact person"), _("E-mail"), _("Status")]
    return letters_file.answer(f"kampagne-{campaign.pk}", head, told)


def _address(unit: companies.ProductionUnit | None) -> tuple[str, str]:
    return (unit.street, unit.postcode) if unit else ("", "")


def _to(contact: companies.CompanyContact | None) -> tuple[str, str]:
    return (contact.name, contact.email) if contact else ("", "")


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def close(request: ActingRequest, campaign_id: int) -> HttpResponse:
    """The campaign is over; what companies opened is followed on."""
    services.close(campaign_id=campaign_id, actor=request.actor, now=timezone.now())
    messages.success(request, _("The campaign is closed. What companies opened is followed on."))
    return redirect("staff:campaign", campaign_id)
