"""Agreements of several parties: who signed, what each promised and where it stands, the figures of each year."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import COMPANY_STAFF
from tovholder.companies import pact_services as services
from tovholder.companies import pacts_queries as queries
from tovholder.companies import queries as companies
from tovholder.web.shared import one_form, sentences
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import pact_account
from tovholder.web.staff import pacts_forms as forms

SORTS = {"fra": ["starts_on"], "titel": ["title"], "kommune": ["organisation__name"]}


@require_GET
@allows(*queries.PARTNERS, purpose="companies")
def index(request: ActingRequest) -> HttpResponse:
    """All pacts of the partnership, with how their promises stand."""
    page = page_of(queries.pacts(actor=request.actor), request, sorts=SORTS, first="-fra")
    shown = {"page": page, "may_write": companies.may_write(request.actor)}
    return render(request, "staff/pacts/pacts.html", shown)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def new(request: ActingRequest) -> HttpResponse:
    """Make a pact; the own municipality leads it."""
    form = forms.Pact(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.make(actor=request.actor, now=timezone.now(), **form.facts())
            return redirect("staff:pact", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return render(request, "staff/pacts/pact_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@allows(*queries.PARTNERS, purpose="companies")
def detail(request: ActingRequest, pact_id: int) -> HttpResponse:
    """One pact: parties, promises, talks, figures."""
    return _page(request, pact_id)


def _page(request: ActingRequest, pact_id: int, **bound: django_forms.Form) -> HttpResponse:
    pact = queries.pact(pact_id, actor=request.actor)
    today = timezone.localdate()
    leads = companies.may_write(request.actor) and pact.organisation_id == request.actor.organisation_id
    shown = {
        "pact": pact,
        "leads": leads,
        "staff": request.actor.may(*COMPANY_STAFF),
        "today": today,
        "years": pact_account.years(pact, actor=request.actor, on=today),
        "value": pact_account.value(today),
        **(_forms(request, pact) if leads else {}),
        **bound,
    }
    return render(request, "staff/pacts/pact.html", shown, status=422 if bound else 200)


def _forms(request: ActingRequest, pact: Any) -> dict[str, Any]:
    return {
        "party_form": forms.Party(circle=companies.circle(actor=request.actor), auto_id="party_%s"),
        "promise_form": forms.Promise(parties=_parties(pact), auto_id="promise_%s"),
        "held_form": forms.Held(due=_due(pact), auto_id="held_%s"),
        "year_form": forms.Year(auto_id="year_%s"),
    }


def _parties(pact: Any) -> list[tuple[int, str]]:
    return [(party.pk, party.name) for party in pact.parties.all()]


def _due(pact: Any) -> list[tuple[int, str]]:
    open_ones = [each for each in pact.follow_ups.all() if each.held_on is None]
    return [(each.pk, date_format(each.due_on)) for each in sorted(open_ones, key=lambda each: each.due_on)]


def _save(
    request: ActingRequest, pact_id: int, name: str, form: django_forms.Form, service: Callable[..., Any]
) -> HttpResponse:
    """One form of the page: save it, or show the page again with the faults beside the fields."""
    if one_form.is_saved(request, form, service):
        return redirect("staff:pact", pact_id)
    return _page(request, pact_id, **{name: form})


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def party(request: ActingRequest, pact_id: int) -> HttpResponse:
    """One more has signed."""
    form = forms.Party(request.POST, circle=companies.circle(actor=request.actor), auto_id="party_%s")

    def add(*, cvr: str, lead: int | None, **told: Any) -> Any:
        company = companies.named(cvr, actor=request.actor) if cvr else None
        return services.add_party(pact_id=pact_id, lead_id=lead, company_id=company.pk if company else None, **told)

    return _save(request, pact_id, "party_form", form, add)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def promise(request: ActingRequest, pact_id: int) -> HttpResponse:
    """A party takes something upon itself."""
    found = queries.pact(pact_id, actor=request.actor)
    form = forms.Promise(request.POST, parties=_parties(found), auto_id="promise_%s")

    def add(*, party: int, **told: Any) -> Any:
        return services.promise(party_id=party, **told)

    return _save(request, pact_id, "promise_form", form, add)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def held(request: ActingRequest, pact_id: int) -> HttpResponse:
    """The parties have looked at their promises."""
    found = queries.pact(pact_id, actor=request.actor)
    form = forms.Held(request.POST, due=_due(found), auto_id="held_%s")

    def note(*, follow_up: int, **told: Any) -> Any:
        return services.follow_up(pact_id=pact_id, follow_up_id=follow_up, **told)

    return _save(request, pact_id, "held_form", form, note)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def year(request: ActingRequest, pact_id: int) -> HttpResponse:
    """The figures of a year."""
    form = forms.Year(request.POST, auto_id="year_%s")

    def note(**told: Any) -> Any:
        return services.note_year(pact_id=pact_id, **told)

    return _save(request, pact_id, "year_form", form, note)


@require_http_methods(["GET", "POST"])
@allows(*COMPANY_STAFF, purpose="companies")
def move(request: ActingRequest, promise_id: int) -> HttpResponse:
    """One promise: its history, and where it stands now in somebody's words."""
    found = queries.promise(promise_id, actor=request.actor)
    form = forms.Move(request.POST or None, state=found.state, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.move_promise(promise_id=promise_id, actor=request.actor, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("staff:pact", found.party.pact_id)
        except Stale:
            form.add_error(None, _("It was changed while you were writing. This is how it stands now."))
            form.data = dict(form.data.items()) | {"version": str(found.version)}
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    shown = {"promise": found, "form": form, "moves": found.moves.select_related("by__user").order_by("-at", "-pk")}
    return render(request, "staff/pacts/promise.html", shown, status=422 if form.errors else 200)
