"""Banks of candidates that several companies share, and the joint course that answers them (S22-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import pacts_queries as queries
from tovholder.companies import queries as companies
from tovholder.companies import shared_bank_services as services
from tovholder.companies import together_queries as together
from tovholder.web.shared import sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import pacts_forms as forms


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """The banks of the partnership, and a form for one more."""
    form = forms.Bank(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            return redirect("staff:shared_bank", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    page = page_of(queries.banks(actor=request.actor), request, sorts={"titel": ["title"]}, first="titel")
    shown = {"page": page, "form": form, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/pacts/banks.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allows(*queries.STAFF, purpose="recruitment")
def detail(request: ActingRequest, bank_id: int) -> HttpResponse:
    """One bank: its companies, its course, our own by name and all others as a number. POST: a company joins."""
    found = queries.bank(bank_id, actor=request.actor)
    form = forms.Cvr(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _share(request, bank_id, form.cleaned_data["cvr"])
            return redirect("staff:shared_bank", bank_id)
        except NotAllowed as refused:
            form.add_error("cvr", sentences.refusal(refused.code, refused.facts))
    typed = request.GET.get("navn", "")
    leads = companies.may_write(request.actor) and found.organisation_id == request.actor.organisation_id
    shown = {
        "bank": found,
        "form": form,
        "own": queries.own_in_bank(found, actor=request.actor),
        "candidates": together.candidates(typed, actor=request.actor),
        "typed": typed,
        "may_write": companies.may_write(request.actor),
        "leads": leads,
        "course_form": _course_form(request, found) if leads else None,
    }
    return render(request, "staff/pacts/bank.html", shown, status=422 if form.errors else 200)


def _course_form(request: ActingRequest, found: queries.SharedBank) -> forms.Course:
    return forms.Course(
        request.POST if "course" in request.POST else None,
        courses=_courses(request),
        initial={"course": found.course_id},
    )


def _courses(request: ActingRequest) -> list[tuple[int, str]]:
    found = together.courses(actor=request.actor, on=timezone.localdate())[:50]
    return [(each.pk, f"{each.title}, {date_format(each.starts_on)}") for each in found]


def _share(request: ActingRequest, bank_id: int, cvr: str) -> None:
    company = companies.named(cvr, actor=request.actor)
    services.share(
        bank_id=bank_id, company_id=company.pk, actor=request.actor, on=timezone.localdate(), now=timezone.now()
    )


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def course(request: ActingRequest, bank_id: int) -> HttpResponse:
    """Say which joint course answers the bank."""
    form = forms.Course(request.POST, courses=_courses(request))
    try:
        if form.is_valid():
            services.link_course(
                bank_id=bank_id,
                course_id=form.cleaned_data["course"],
                actor=request.actor,
                on=timezone.localdate(),
            )
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("That course has begun or is not ours. Choose another one."))
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
    return redirect("staff:shared_bank", bank_id)


@require_POST
@allows(*COMPANY_STAFF, purpose="recruitment")
def person(request: ActingRequest, bank_id: int, person_id: int) -> HttpResponse:
    """Put an own citizen in the bank, or take one out."""
    if "out" in request.POST:
        services.take_out(bank_id=bank_id, person_id=person_id, actor=request.actor)
        messages.success(request, _("Taken out of the bank."))
    else:
        services.put_in(bank_id=bank_id, person_id=person_id, actor=request.actor, on=timezone.localdate())
        messages.success(request, _("Put in the bank."))
    return redirect("staff:shared_bank", bank_id)
