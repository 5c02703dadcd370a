"""From one stay to the next: the chain with its totals, the next stay with the data carried over, still in the job."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.companies import queries as companies
from tovholder.people import queries as people
from tovholder.placements import chain_queries, chain_services, next_step_rules, transitions
from tovholder.placements import ladder_queries as queries
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.lists import page_of_rows
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import ladder_forms as forms
from tovholder.web.staff.next_stay import filled
from tovholder.web.staff.placement_agree import (
    Condition,
    answerable,
    asks_why,
    in_the_way,
    is_repeat,
    say_what_is_missing,
)
from tovholder.web.staff.placements import STATUSES
from tovholder.web.staff.placements_forms import hours_filled

_SIZE = 25


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def chain(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The whole history of a chain of stays, with its totals and what may come next."""
    return _page(request, placement_id)


def _page(request: ActingRequest, placement_id: int, *, status: int = 200, **bound: django_forms.Form) -> HttpResponse:
    on = timezone.localdate()
    stay = queries.queries.placement(placement_id, actor=request.actor)
    found = chain_queries.chain(stay, actor=request.actor, on=on)
    is_igu = parameters.term("placement_kinds", stay.kind).text("family") == "igu"
    shown = {
        "placement": stay,
        "chain": found,
        "links": [(link, STATUSES[link.placement.status]) for link in found.links],
        "checks": chain_queries.checks_of(stay),
        "draft": (bound.get("draft") or _draft_of(stay)) if is_igu else None,
        "may_convert": stay.status in transitions.HOLDS_A_PLACE | {"ended", "ended_early"}
        and not any(link.placement.previous_id == stay.pk for link in found.links),
    }
    return render(request, "staff/ladder/chain.html", shown, status=status)


def _draft_of(stay: Any) -> forms.Draft:
    draft = chain_queries.draft(stay)
    told = {name: getattr(draft, name, "") for name in forms.Next.DRAFT}
    return forms.Draft(initial={"version": stay.version, **told}, auto_id="draft_%s")


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def draft(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Save the draft of an IGU's education plan."""
    form = forms.Draft(request.POST, auto_id="draft_%s")
    if not form.is_valid():
        return _page(request, placement_id, status=422, draft=form)
    try:
        told = dict(form.cleaned_data)
        chain_services.save_draft(placement_id=placement_id, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        return _came_second(request, placement_id, form)
    except NotAllowed as refused:
        messages.error(request, sentences.refusal(refused.code, refused.facts))
        return redirect("staff:ladder_chain", placement_id)
    messages.success(request, _("Saved."))
    return redirect("staff:ladder_chain", placement_id)


def _came_second(request: ActingRequest, placement_id: int, form: forms.Draft) -> HttpResponse:
    edits.renewed(form, "version", queries.queries.placement(placement_id, actor=request.actor).version)
    form.add_error(None, _("Somebody else changed this placement while you were writing. Look at it, and send again."))
    return _page(request, placement_id, status=409, draft=form)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def convert(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The next stay: filled in from this one, the conditions shown, agreed under the rules."""
    on = timezone.localdate()
    stay = queries.queries.placement(placement_id, actor=request.actor)
    contacts = [(contact.pk, contact.name) for contact in companies.contacts(stay.unit.company_id)]
    told: dict[str, Any] = {"on": on, "contacts": contacts}
    if request.method == "GET":
        return _convert_page(request, stay, forms.Next(_filled(request, stay, contacts, on), **told))
    form = forms.Next(request.POST, **told)
    if not form.is_valid() or form.hours_carried or "look" in request.POST:
        return _looked(request, stay, form)
    return _converted(request, stay, form)


def _looked(request: ActingRequest, stay: Any, form: forms.Next) -> HttpResponse:
    conditions = _conditions(request, stay, form)
    if form.hours_carried and "look" not in request.POST:
        form.say_hours_carried()
    return _convert_page(request, stay, form, status=422 if form.errors else 200, conditions=conditions)


def _filled(request: ActingRequest, stay: Any, contacts: list[tuple[int, str]], on: date) -> dict[str, Any]:
    """What is carried over: place, contact, tasks, goals and hours; the kind is the one asked for, or the next rung."""
    kinds = next_step_rules.next_kinds(stay.kind, on)
    asked = request.GET.get("form", "")
    carried = filled(stay, asked if asked in kinds else kinds[0], on)
    return {
        "version": stay.version,
        **carried,
        "hours_filled": hours_filled(carried["hours_unpaid"], carried["hours_paid"]),
        "company_contact": stay.company_contact_id if stay.company_contact_id in dict(contacts) else None,
        "tasks": stay.tasks,
        "goals": stay.goals,
    }


def _conditions(request: ActingRequest, stay: Any, form: forms.Next) -> list[Condition]:
    if form.errors:
        return []
    try:
        agreement = chain_services.what_if(
            placement_id=stay.pk,
            new=form.new(person_id=stay.person_id, unit_id=stay.unit_id, order_id=None),
            statements=form.statements(),
            actor=request.actor,
            on=timezone.localdate(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return []
    return answerable(request, agreement.decisions)


def _convert_page(
    request: ActingRequest,
    stay: Any,
    form: forms.Next,
    *,
    status: int = 200,
    conditions: list[Condition] | None = None,
) -> HttpResponse:
    if conditions is None:
        conditions = _conditions(request, stay, form)
    if is_repeat(conditions):
        form.ask_repeat(missing=False)
    overrules = asks_why(form, conditions)
    if overrules:
        form.needs_why()
    shown = {
        "placement": stay,
        "address": request.path,
        "form": form,
        "always": [form[name] for name in forms.Next.ALWAYS],
        "words": [form[name] for name in forms.Next.WORDS],
        "plan": [form[name] for name in forms.Next.DRAFT],
        "in_the_way": in_the_way(conditions),
        "met": [each for each in conditions if each.decision.allowed],
        "may_overrule": overrules,
    }
    return render(request, "staff/ladder/convert.html", shown, status=status)


def _converted(request: ActingRequest, stay: Any, form: forms.Next) -> HttpResponse:
    try:
        answer = chain_services.convert(
            placement_id=stay.pk,
            version=form.cleaned_data["version"],
            new=form.new(person_id=stay.person_id, unit_id=stay.unit_id, order_id=None),
            statements=form.statements(),
            overrule=form.overrule(),
            draft=form.draft(),
            actor=request.actor,
            now=timezone.now(),
        )
    except Stale:
        edits.renewed(form, "version", stay.version)
        form.add_error(
            None, _("Somebody else changed this placement while you were writing. Look at it, and send again.")
        )
        return _convert_page(request, stay, form, status=409, conditions=[])
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _convert_page(request, stay, form, status=422, conditions=[])
    if answer.placement_id is None:
        conditions = answerable(request, answer.agreement.decisions)
        say_what_is_missing(form, conditions)
        return _convert_page(request, stay, form, status=422, conditions=conditions)
    messages.success(request, _("The next stay is agreed. Tell how this one ended when its last day has come."))
    return redirect("staff:ladder_chain", answer.placement_id)


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def checks(request: ActingRequest) -> HttpResponse:
    """Whom to ask about: still in the job after so many months?"""
    return _checks_page(request)


def _checks_page(
    request: ActingRequest, *, status: int = 200, bound: forms.JobCheck | None = None, of: int = 0
) -> HttpResponse:
    mine = request.actor.membership_id if request.GET.get("mine") else None
    found = chain_queries.checks_due(actor=request.actor, on=timezone.localdate(), consultant_id=mine)
    page = page_of_rows(found, request, size=_SIZE)
    checks = chain_queries.with_stays(page.rows, actor=request.actor)
    people.noted([check.placement.person for check in checks], actor=request.actor, fields="placement")
    rows = [(check, bound if bound and check.placement.pk == of else _check(check)) for check in checks]
    shown = {"page": page.with_rows(rows), "chosen": request.GET, "bound": bound}
    return render(request, "staff/ladder/checks.html", shown, status=status)


def _check(check: Any) -> forms.JobCheck:
    return forms.JobCheck(initial={"months": check.months}, auto_id=f"check_{check.placement.pk}_%s")


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def check(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Write the answer down."""
    queries.queries.placement(placement_id, actor=request.actor)
    form = forms.JobCheck(request.POST, auto_id=f"check_{placement_id}_%s")
    if form.is_valid():
        try:
            told = dict(form.cleaned_data)
            chain_services.answer_job_check(placement_id=placement_id, actor=request.actor, now=timezone.now(), **told)
            messages.success(request, _("Saved."))
            return redirect("staff:ladder_checks")
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    return _checks_page(request, status=422, bound=form, of=placement_id)
