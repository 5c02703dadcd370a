"""The people of a company: whom to call, who can sign in for it, and who has left."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import contact_services, services
from tovholder.companies.facts import NewContact
from tovholder.placements import queries as placements
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import companies, one_time_link
from tovholder.web.staff import companies_forms as forms


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def add_contact(request: ActingRequest, company_id: int) -> HttpResponse:
    """Somebody to call."""
    form = forms.Contact(request.POST, auto_id="contact_%s")

    def add(*, company_id: int, actor: Any, now: Any, **told: Any) -> Any:
        facts, stays_of = NewContact(**told), placements.municipalities_with_stays_at(company_id)
        return services.add_contact(company_id=company_id, facts=facts, stays_of=stays_of, actor=actor, now=now)

    return companies.save(request, company_id, form, "contact_form", add)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def retire_contact(request: ActingRequest, company_id: int) -> HttpResponse:
    """A contact has left the company, and signs in for it no longer."""
    form = forms.LeftTheCompany(request.POST)
    if not form.is_valid():
        return redirect("staff:company", company_id)
    try:
        left = contact_services.retire_contact(contact_id=form.cleaned_data["contact"], **_by(request, company_id))
    except NotAllowed as refused:
        return _refused(request, company_id, refused)
    _tell(request, left)
    return redirect(f"{reverse('staff:company', args=[company_id])}?{urlencode({'stoppet': left.contact.pk})}")


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def return_contact(request: ActingRequest, company_id: int) -> HttpResponse:
    """A contact noted as gone is there after all."""
    form = forms.LeftTheCompany(request.POST)
    if not form.is_valid():
        return redirect("staff:company", company_id)
    try:
        contact = contact_services.return_contact(contact_id=form.cleaned_data["contact"], **_by(request, company_id))
    except NotAllowed as refused:
        return _refused(request, company_id, refused)
    words = _("%(name)s is a contact person again. A sign-in that was closed is opened by inviting again.")
    messages.success(request, words % {"name": contact.name})
    return redirect("staff:company", company_id)


def _by(request: ActingRequest, company_id: int) -> dict[str, Any]:
    """Who does it, at which company, and whose stays run there: that is asked of whoever writes."""
    stays_of = placements.municipalities_with_stays_at(company_id)
    return {"company_id": company_id, "stays_of": stays_of, "actor": request.actor, "now": timezone.now()}


def _refused(request: ActingRequest, company_id: int, refused: NotAllowed) -> HttpResponse:
    messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:company", company_id)


def _tell(request: ActingRequest, left: contact_services.Left) -> None:
    name = {"name": left.contact.name}
    if left.again:
        messages.info(request, _("It was noted already that %(name)s has left the company.") % name)
        return
    if left.closed:
        messages.success(request, _("%(name)s has left the company and can no longer sign in for it.") % name)
    else:
        messages.success(request, _("%(name)s has left the company. We knew of no sign-in that was theirs.") % name)
    _tell_who_remains(request, left.remaining, closed=bool(left.closed))


def _tell_who_remains(request: ActingRequest, remaining: int, *, closed: bool) -> None:
    if remaining:
        words = ngettext(
            "%(n)s person can still sign in for the company: look whether that is right.",
            "%(n)s people can still sign in for the company: look whether that is right.",
            remaining,
        )
        messages.info(request, words % {"n": remaining})
    elif closed:
        messages.warning(request, _("Nobody can sign in for the company now. Let somebody else in if they need it."))


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def close_sign_in(request: ActingRequest, company_id: int) -> HttpResponse:
    """Close one sign-in of the company. The person may stay somebody to call."""
    form = forms.CloseSignIn(request.POST)
    if not form.is_valid():
        return redirect("staff:company", company_id)
    number = form.cleaned_data["membership"]
    try:
        closed = contact_services.close_sign_in(membership_id=number, **_by(request, company_id))
    except NotAllowed as refused:
        return _refused(request, company_id, refused)
    if closed:
        messages.success(request, _("The sign-in is closed. Inviting the person again opens it."))
    else:
        messages.info(request, _("The sign-in was closed already."))
    return redirect("staff:company", company_id)


@never_cache
@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def invite(request: ActingRequest, company_id: int) -> HttpResponse:
    """Let a contact person sign in for the company; the answer shows the one-time link, which is not kept anywhere."""
    form = forms.SignIn(request.POST, auto_id="sign_in_%s")
    if not form.is_valid():
        return companies.page(request, company_id, status=422, sign_in_form=form)
    try:
        made = contact_services.invite_contact(**_by(request, company_id), **form.cleaned_data)
    except Stale:
        messages.warning(request, companies.STALE)
        return redirect("staff:company", company_id)
    except NotAllowed as refused:
        words = sentences.refusal(refused.code, refused.facts)
        form.add_error(None, words)
        return companies.page(request, company_id, status=422, refused=words, sign_in_form=form)
    back = reverse("staff:company", args=[company_id])
    return one_time_link.shown(request, made, form.cleaned_data["name"], back=back)


@never_cache
@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def recover(request: ActingRequest, company_id: int) -> HttpResponse:
    """A link for somebody at the company who has forgotten the password; of use only with the own second step."""
    form = forms.CloseSignIn(request.POST)
    if not form.is_valid():
        return redirect("staff:company", company_id)
    try:
        made = contact_services.recover_contact(
            membership_id=form.cleaned_data["membership"], **_by(request, company_id)
        )
    except NotAllowed as refused:
        return _refused(request, company_id, refused)
    return one_time_link.shown(request, made, "", back=reverse("staff:company", args=[company_id]))
