"""One company of a campaign at a time: what is known, what was asked of it lately, one press to note the contact."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import campaigns_queries as queries
from tovholder.companies import campaigns_services as services
from tovholder.companies import queries as companies
from tovholder.companies import survey_queries
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import campaigns_forms as forms
from tovholder.web.staff import surveys

_FIRST_CHANNEL = "phone"


@require_GET
@allows(*COMPANY_STAFF, purpose="companies")
def next_one(request: ActingRequest, campaign_id: int) -> HttpResponse:
    """The next company on the list; back to the campaign when nobody is left."""
    campaign = queries.campaign(campaign_id, actor=request.actor)
    listed = queries.next_listed(campaign.pk)
    if listed is None or campaign.closed_at is not None:
        messages.success(request, _("Nobody is left on the list."))
        return redirect("staff:campaign", campaign.pk)
    listed.campaign = campaign
    return _page(request, listed, forms.Mark(initial=_initial(request, listed)))


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def one(request: ActingRequest, listed_id: int) -> HttpResponse:
    """One company of the list, and what was pressed about it. Then the next one."""
    listed = queries.on_list(listed_id, actor=request.actor)
    if request.method == "GET":
        return _page(request, listed, forms.Mark(initial=_initial(request, listed)))
    form = forms.Mark(request.POST)
    if not form.is_valid():
        return _page(request, listed, form, status=422)
    told = form.cleaned_data
    try:
        services.note(listed_id=listed.pk, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        messages.warning(
            request, _("A colleague noted this company while you were looking. This is how it stands now.")
        )
        again = queries.on_list(listed_id, actor=request.actor)
        typed = request.POST.copy()
        typed["version"] = str(again.version)
        return _page(request, again, forms.Mark(typed), status=409)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, listed, form, status=422)
    messages.success(request, _("Noted: %(company)s.") % {"company": listed.company.name})
    if told["status"] == "wants":
        return redirect("staff:campaign_company", listed.pk)
    address = redirect("staff:campaign_next", listed.campaign_id)
    address["Location"] += f"?kanal={told['channel']}"
    return address


def _initial(request: ActingRequest, listed: queries.CampaignCompany) -> dict[str, object]:
    channel = request.GET.get("kanal", "")
    known = parameters.is_term("contact_channels", channel)
    return {"version": listed.version, "channel": channel if known else _FIRST_CHANNEL, "words": listed.words}


def _page(
    request: ActingRequest, listed: queries.CampaignCompany, form: forms.Mark, *, status: int = 200
) -> HttpResponse:
    statuses = [
        (term.code, term.label(language()))
        for term in parameters.terms("campaign_statuses")
        if term.code != queries.NOT_YET
    ]
    told = survey_queries.last_turn(listed.company_id, actor=request.actor)
    shown = {
        "listed": listed,
        "told": told,
        "reasons": surveys.worded(told, told.reply.round) if told else [],
        "campaign": listed.campaign,
        "form": form,
        "statuses": statuses,
        "contacts": companies.contacts(listed.company_id),
        "asked": queries.lately_asked(listed.company_id),
        "offers": queries.offers(actor=request.actor, status="").filter(company_id=listed.company_id),
        "may_write": companies.may_write(request.actor) and listed.campaign.closed_at is None,
    }
    return render(request, "staff/campaigns/company.html", shown, status=status)
