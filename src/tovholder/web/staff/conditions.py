"""Before the call: what a workplace may have on the days ahead, what the employer has said, who has stated what."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES, COMPANY_STAFF
from tovholder.companies import queries as companies
from tovholder.companies import services as company_services
from tovholder.placements import before_call, conditions_services, statement_queries
from tovholder.placements import queries as placements
from tovholder.web.shared import sentences
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import conditions_forms as forms


@require_GET
@allows(*companies.READERS, purpose="companies")
def unit(request: ActingRequest, unit_id: int) -> HttpResponse:
    """One workplace: places on the days ahead, each kind of stay, what the employer has said, statements."""
    return page(request, unit_id)


def page(request: ActingRequest, unit_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    today = timezone.localdate()
    found = companies.unit(unit_id, actor=request.actor)
    facts = before_call.of_units([found], on=today)[found.pk]
    may_ask = companies.may_write(request.actor)
    shown = {
        "unit": found,
        "spans": facts.spans,
        "kinds": before_call.kinds_here(facts),
        "told": facts.told,
        "asks": list(statement_queries.of_unit(found.pk, actor=request.actor, on=today)) if may_ask else [],
        "may_ask": may_ask,
    }
    if may_ask:
        shown |= {"ask_form": forms.Ask(on=today, auto_id="ask_%s"), "may_change": _may_change(request, found)}
        shown["told_form"] = forms.Told(initial=forms.Told.of(facts.told), auto_id="told_%s")
    return render(request, "staff/conditions/unit.html", shown | bound, status=status)


def _may_change(request: ActingRequest, unit: companies.ProductionUnit) -> bool:
    stays_of = placements.municipalities_with_stays_at(unit.company_id)
    return company_services.may_change(unit.company, stays_of=stays_of, actor=request.actor)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def tell(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Note what the employer says of the workplace."""
    form = forms.Told(request.POST, auto_id="told_%s")

    def save() -> None:
        conditions_services.state_unit(
            unit_id=unit_id,
            version=form.cleaned_data["version"],
            told=form.told(),
            actor=request.actor,
            now=timezone.now(),
        )

    return _saved(request, unit_id, form, "told_form", save)


@require_POST
@allows(*COMPANY_STAFF, purpose="companies")
def ask(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Ask for statements on a planned stay; the page of the ask makes the links."""
    form = forms.Ask(request.POST, on=timezone.localdate(), auto_id="ask_%s")
    if form.is_valid():
        try:
            made = conditions_services.ask(new=form.new(unit_id), actor=request.actor, now=timezone.now())
            return redirect("staff:statement_ask", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return page(request, unit_id, status=422, ask_form=form)


def _saved(request: ActingRequest, unit_id: int, form: django_forms.Form, name: str, save: Any) -> HttpResponse:
    if not form.is_valid():
        return page(request, unit_id, status=422, **{name: form})
    try:
        save()
        messages.success(request, _("Saved."))
    except Stale:
        messages.warning(request, _("It was changed while you were writing. This is how it stands now."))
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return page(request, unit_id, status=422, **{name: form})
    return redirect("staff:unit_conditions", unit_id)


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def for_person(request: ActingRequest, unit_id: int, person_id: int) -> HttpResponse:
    """For one citizen of the own cases: which kinds are lawful at this workplace, and from which day."""
    found = companies.unit(unit_id, actor=request.actor)
    facts = before_call.of_units([found], on=timezone.localdate())[found.pk]
    form = forms.TriedHours(request.GET or None)
    hours = form.cleaned_data["timer"] if form.is_valid() else None
    person, kinds = before_call.kinds_for(person_id, facts, actor=request.actor, hours=hours)
    shown = {"unit": found, "person": person, "kinds": kinds, "spans": facts.spans, "form": form}
    return render(request, "staff/conditions/person.html", shown, status=422 if form.errors else 200)
