"""Help after a job, an IGU, wage subsidy or education began: everybody who is followed, and what calls for help."""

from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import aftercare_queries as queries
from tovholder.pathways import aftercare_services as services
from tovholder.pathways import companions, leave_queries
from tovholder.people import queries as people
from tovholder.placements import chain_queries
from tovholder.web.shared import edits
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import aftercare_forms as forms

SORTS = {"navn": ("given_name", "family_name"), "kontakt": ("contact__user__name", "given_name")}


@require_GET
@allows(*CASE_ROLES, purpose="case")
def index(request: ActingRequest) -> HttpResponse:
    """Everybody who is followed, by name; or only those who wait for something. Nobody is ranked."""
    actor, on = request.actor, timezone.localdate()
    only_waiting = bool(request.GET.get("venter"))
    found = queries.waiting(actor=actor, on=on) if only_waiting else queries.followed(actor=actor, on=on)
    if request.GET.get("mine"):
        found = found.filter(contact_id=actor.membership_id)
    page = page_of(found, request, sorts=SORTS, first="navn")
    rows = queries.with_all(people.noted(list(page.rows), actor=actor), on=on)
    due = {each.placement_id: each.why for each in chain_queries.checks_due(actor=actor, on=on)}
    for each in rows:
        each.checks = [due[stay.pk] for stay in each.stays if stay.pk in due]
    shown = {"page": page.with_rows(rows), "chosen": request.GET, "today": on}
    return render(request, "staff/aftercare/index.html", shown)


@require_GET
@allows(*CASE_ROLES, purpose="case")
def steps(request: ActingRequest) -> HttpResponse:
    """The shared list of tasks, with whose each is and whose it usually is."""
    actor = request.actor
    owner = actor.membership_id if request.GET.get("mine") else None
    found = queries.steps_open(actor=actor, owner_id=owner)
    page = page_of(found, request, sorts={"dag": ("due_on", "pk")}, first="dag")
    people.noted([row.person for row in page.rows], actor=actor)
    shown = {"page": page, "chosen": request.GET, "today": timezone.localdate(), "usual": _usual()}
    return render(request, "staff/aftercare/steps.html", shown)


def _usual() -> list[tuple[str, str]]:
    """Whose task a step usually is: the division of the team."""
    rows = parameters.terms("aftercare_steps")
    return [(row.code, row.text("profession")) for row in rows if not row.flag("no_step")]


@require_GET
@allows(*CASE_ROLES, purpose="case")
def evenings(request: ActingRequest) -> HttpResponse:
    """The evening guidance: who came, about what, what came of it."""
    found = queries.evenings(actor=request.actor)
    page = page_of(found, request, sorts={"dag": ("visited_on", "pk")}, first="-dag")
    people.noted([row.person for row in page.rows], actor=request.actor)
    return render(request, "staff/aftercare/evenings.html", {"page": page, "counted": queries.counted(found)})


@require_GET
@allows(*CASE_ROLES, purpose="case")
def person(request: ActingRequest, person_id: int) -> HttpResponse:
    """One person: the facts that call for help, what is done, and what was done."""
    return _page(request, person_id)


def _page(request: ActingRequest, person_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    actor, on = request.actor, timezone.localdate()
    found = queries.case(person_id, actor=actor, on=on)
    colleagues = _colleagues(actor)
    sent = bound.get("step")
    shown = {
        "followed": found,
        "person": found.person,
        "facts": [(fact, _answer_to(fact.source, sent, colleagues, on)) for fact in found.facts],
        "step": sent if sent is not None and not sent["source"].value() else _step("", colleagues, on),
        "tell": bound.get("tell") or forms.Tell(initial={"told_on": on}, auto_id="tell_%s"),
        "evening": bound.get("evening") or forms.Evening(initial={"visited_on": on}, auto_id="evening_%s"),
        "opened": set(bound),
        "lost": sent if sent is not None and status == 409 else None,
        "evenings": queries.evenings_of(person_id),
        "told": queries.told_of(person_id),
        "companions": companions.to_come(person_id, now=timezone.now()),
        "leaves": leave_queries.of_person(person_id, actor=actor),
        "today": on,
    }
    return render(request, "staff/aftercare/person.html", shown, status=status)


def _colleagues(actor: Actor) -> list[tuple[int, str]]:
    own = accounts.colleagues(actor=actor).filter(role__in=CASE_ROLES).exclude(pk=actor.membership_id)
    return [(each.pk, each.user.name) for each in own]


def _step(source: str, colleagues: list[tuple[int, str]], on: Any, data: Any = None) -> forms.Step:
    initial = {"source": source, "due_on": on}
    return forms.Step(data, colleagues=colleagues, initial=initial, auto_id=f"step_{source.replace(':', '_')}_%s")


def _answer_to(source: str, sent: Any, colleagues: list[tuple[int, str]], on: Any) -> Any:
    """The form that was sent about this fact, with its words; or a new one."""
    return sent if sent is not None and sent["source"].value() == source else _step(source, colleagues, on)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def take_step(request: ActingRequest, person_id: int) -> HttpResponse:
    """Say what is done. Somebody who comes second is told, and keeps the words."""
    queries.case(person_id, actor=request.actor, on=timezone.localdate())
    source = request.POST.get("source", "")[:40]
    form = _step(source, _colleagues(request.actor), timezone.localdate(), request.POST)
    try:
        saved = is_saved(request, form, services.take_step, person_id=person_id)
    except Stale:
        return _page(request, person_id, status=409, step=form)
    return redirect("staff:aftercare_person", person_id) if saved else _page(request, person_id, status=422, step=form)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def tell(request: ActingRequest, person_id: int) -> HttpResponse:
    """Write a fact down that somebody told."""
    return _sent(request, person_id, "tell", forms.Tell(request.POST, auto_id="tell_%s"), services.tell_fact)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def evening(request: ActingRequest, person_id: int) -> HttpResponse:
    """Write down that somebody came to the evening guidance."""
    form = forms.Evening(request.POST, auto_id="evening_%s")
    return _sent(request, person_id, "evening", form, services.visit_guidance)


def _sent(request: ActingRequest, person_id: int, name: str, form: django_forms.Form, service: Any) -> HttpResponse:
    queries.case(person_id, actor=request.actor, on=timezone.localdate())
    if is_saved(request, form, service, person_id=person_id):
        return redirect("staff:aftercare_person", person_id)
    return _page(request, person_id, status=422, **{name: form})


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def step(request: ActingRequest, aftercare_step_id: int) -> HttpResponse:
    """One step, and what came of it."""
    found = queries.step(aftercare_step_id, actor=request.actor)
    initial = {"version": found.version, "done_on": timezone.localdate()}
    form = forms.Finish(request.POST or None, initial=initial)
    shown: dict[str, Any] = {"step": found, "person": found.person, "form": form}
    status = 200
    if request.method == "POST":
        try:
            if is_saved(request, form, services.finish_step, step_id=aftercare_step_id):
                return redirect("staff:aftercare_person", found.person_id)
            status = 422
        except Stale:
            saved = {"outcome": found.outcome, "done_on": found.done_on, "words": found.words}
            shown |= {"stale": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "version", found.version)
            status = 409
    return render(request, "staff/aftercare/step.html", shown, status=status)
