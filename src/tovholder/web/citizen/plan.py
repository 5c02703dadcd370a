"""My plan: what I want in my own words, what is agreed, what runs, my contract. The citizen says yes and signs here."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import Role
from tovholder.pathways import contract_services, plans_queries, plans_services
from tovholder.people import queries as people
from tovholder.web.citizen.alignment import said
from tovholder.web.shared import edits, own_languages, sentences
from tovholder.web.shared.free_text import FreeText
from tovholder.web.shared.requests import ActingRequest


class Goal(forms.Form):
    """`number` is the version of the plan the citizen read."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    own_goal = FreeText(max_length=2_000, rows=4)


class Answer(forms.Form):
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@require_GET
@allows(Role.CITIZEN, purpose="own page")
def plan(request: ActingRequest) -> HttpResponse:
    """The own plan; without a case there is none, and the front page says so."""
    if people.own_case(actor=request.actor) is None:
        return redirect("citizen:home")
    return _page(request, _mine(request))


def _mine(request: ActingRequest) -> people.Person:
    person = people.own_case(actor=request.actor)
    if person is None:
        raise people.NoSuchPerson
    return person


def _page(request: ActingRequest, person: people.Person, *, status: int = 200, **more: Any) -> HttpResponse:
    language = _language(request, person)
    words = {term.code: said(term, language) for term in parameters.terms("own_plan_words")}
    found = plans_queries.plan(person, on=timezone.localdate(), actor=request.actor)
    form = more.pop("form", None) or Goal(
        initial={"number": found.number, "own_goal": found.text.own_goal if found.text else ""}
    )
    form.fields["own_goal"].label, form.fields["own_goal"].help_text = words["goal"], words["goal_help"]
    shown = {
        "person": person,
        "plan": found,
        "newest": found.contracts[0] if found.contracts else None,
        "lines": [line for line in found.lines if line.offer.runs_on(found.on)],
        "form": form,
        "words": words,
        "language": language,
        "is_rtl": parameters.term("alignment_languages", language).flag("right_to_left"),
        **more,
    }
    return render(request, "citizen/plan.html", shown, status=status)


def _language(request: ActingRequest, person: people.Person) -> str:
    return own_languages.read_in(request, spoken=person.interpreter_language)


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def goal(request: ActingRequest) -> HttpResponse:
    """Write the own goal. Where somebody changed the plan meanwhile both texts are shown."""
    person = _mine(request)
    form = Goal(request.POST)
    if not form.is_valid():
        return _page(request, person, status=422, form=form)
    try:
        plans_services.write_own_goal(person_id=person.pk, actor=request.actor, now=timezone.now(), **form.cleaned_data)
    except Stale:
        theirs = plans_services.newest_text(person.pk)
        edits.renewed(form, "number", theirs.number if theirs else 0)
        return _page(request, person, status=409, form=form, theirs=theirs.own_goal if theirs else "", is_again=True)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, person, status=422, form=form)
    return _back(request, person)


def _back(request: ActingRequest, person: people.Person) -> HttpResponse:
    return redirect(f"{reverse('citizen:plan')}?{urlencode({'laes': _language(request, person)})}")


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def accept(request: ActingRequest) -> HttpResponse:
    """Say yes to the plan as it was read."""
    return _answered(request, plans_services.accept_plan)


@require_POST
@allows(Role.CITIZEN, purpose="own page")
def sign(request: ActingRequest) -> HttpResponse:
    """Sign the contract as it was read."""
    return _answered(request, contract_services.sign_contract)


def _answered(request: ActingRequest, service: Any) -> HttpResponse:
    person = _mine(request)
    form = Answer(request.POST)
    if not form.is_valid():
        return _page(request, person, status=422, is_again=True)
    try:
        service(person_id=person.pk, number=form.cleaned_data["number"], actor=request.actor, now=timezone.now())
    except Stale:
        return _page(request, person, status=409, is_again=True)
    except NotAllowed as refused:
        if refused.code == "own.case_closed":
            messages.error(request, sentences.refusal(refused.code, refused.facts))
        return _page(request, person, status=409, is_again=refused.code != "own.case_closed")
    return _back(request, person)
