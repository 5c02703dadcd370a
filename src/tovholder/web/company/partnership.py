"""The company says itself whether it wants to be asked: ready, not now, or a pause, at any time (S29-2)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.companies import pacts_queries as pacts
from tovholder.companies import partnership_services as services
from tovholder.companies import queries as companies
from tovholder.companies.queries import Company
from tovholder.web.shared import sentences
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import DayField
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest


class Standing(forms.Form):
    """What we want."""

    agreement = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(label=gettext_lazy("May we ask you?"), widget=forms.RadioSelect)
    words = FreeText(label=gettext_lazy("A few words to the municipality"), required=False, max_length=1_000, rows=3)
    ask_again_on = DayField(label=gettext_lazy("Ask us again from"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = terms(services.STATUSES)  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@allows(Role.COMPANY_CONTACT, purpose="own page")
def partnership(request: ActingRequest) -> HttpResponse:
    """Each agreement with its history and one form; without one, the form makes the first."""
    company = companies.own_company(actor=request.actor)
    sent = None
    if request.method == "POST":
        sent = Standing(request.POST)
        if sent.is_valid() and _is_saved(request, company, sent):
            return redirect("company:partnership")
    found = [
        pacts.partnership(pk, actor=request.actor)
        for pk in pacts.partnerships(actor=request.actor).values_list("pk", flat=True)[:5]
    ]
    rows = [(one, _form_of(one, sent)) for one in found]
    shown = {"company": company, "rows": rows, "first_form": None if found else sent or Standing()}
    return render(request, "company/partnership.html", shown, status=422 if sent else 200)


def _form_of(one: Any, sent: Standing | None) -> Standing:
    if sent is not None and number_in(sent.data.get("agreement", "")) == one.pk:
        return sent
    initial = {"agreement": one.pk, "version": one.version, "status": one.status}
    return Standing(initial=initial, auto_id=f"partnership{one.pk}_%s")


def _meant(request: ActingRequest, company: Company, agreement_id: int | None) -> Any:
    """The agreement a form is about; one that was sent when there was none is about the consultant's municipality's."""
    if agreement_id:
        return pacts.partnership(agreement_id, actor=request.actor)
    municipality_id = company.consultant and company.consultant.organisation_id
    return pacts.partnerships(actor=request.actor).get(organisation_id=municipality_id)


def _is_saved(request: ActingRequest, company: Company, sent: Standing) -> bool:
    told = sent.cleaned_data
    said: dict[str, Any] = {name: told[name] for name in ("status", "words", "ask_again_on")}
    said |= {"actor": request.actor, "now": timezone.now()}
    try:
        if told["agreement"]:
            services.set_status(agreement_id=told["agreement"], version=told["version"] or 0, **said)
        else:
            services.make_by_company(**said)
    except Stale:
        sent.add_error(None, _("It was changed while you were writing. This is how it stands now."))
        one = _meant(request, company, told["agreement"])
        sent.data = dict(sent.data.items()) | {"agreement": str(one.pk), "version": str(one.version)}
        return False
    except NotAllowed as refused:
        sent.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    messages.success(request, _("Thank you. Your contact person sees it at once. What is under way goes on."))
    return True
