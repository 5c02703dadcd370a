"""The plan of one citizen: the words, what runs side by side on one timeline, who helps, what may be next."""

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
from tovholder.pathways import plans_queries as queries
from tovholder.pathways import plans_rules
from tovholder.pathways import plans_services as services
from tovholder.people import portrait
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.one_form import is_saved
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import plans_forms as forms
from tovholder.web.staff.plans_chart import timeline


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="case")
def plan(request: ActingRequest, person_id: int) -> HttpResponse:
    """The plan; a new version of its words is written here."""
    if request.method == "GET":
        return page(request, person_id)
    form = forms.Words(request.POST, auto_id="words_%s")
    if not form.is_valid():
        return page(request, person_id, status=422, words=form)
    told: dict[str, Any] = {"number": form.cleaned_data["number"], "words": form.words()}
    try:
        services.write_plan(person_id=person_id, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        return _came_second(request, person_id, form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return page(request, person_id, status=422, words=form)
    messages.success(request, _("The plan is saved. Ask the citizen for a yes."))
    return redirect("staff:citizen_plan", person_id)


def _came_second(request: ActingRequest, person_id: int, form: forms.Words) -> HttpResponse:
    """Somebody wrote a version meanwhile: both texts are shown, and saving again is a choice."""
    queries.own(person_id, actor=request.actor)
    theirs = services.newest_text(person_id)
    found = edits.differences(form, initial(theirs))
    edits.renewed(form, "number", theirs.number if theirs else 0)
    return page(request, person_id, status=409, differences=found, is_conflict=True, words=form)


def initial(text: Any) -> dict[str, Any]:
    """The words as they stand, ready to be changed."""
    names = ("own_goal", "agreed", "next_step", "next_step_on")
    return {name: getattr(text, name) for name in names} if text else {}


def page(request: ActingRequest, person_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    on = timezone.localdate()
    person = queries.own(person_id, actor=request.actor)
    found = queries.plan(person, on=on, actor=request.actor)
    phase = plans_rules.PHASES.get(found.phase.code, "")
    shown = {
        "person": person,
        "plan": found,
        "phase": phase,
        "steps": [row for row in parameters.terms("plan_steps", on=on) if row.text("phase") == phase],
        "chart": timeline(found.lines, on=on),
        "words_form": forms.Words(initial={"number": found.number, **initial(found.text)}, auto_id="words_%s"),
        "part_form": forms.Part(auto_id="part_%s", initial={"starts_on": on}),
        "helper_form": forms.AddHelper(auto_id="helper_%s", initial={"starts_on": on}),
        "followed": {row.code for row in parameters.terms("around_roles") if row.flag("is_followed")},
        "opened": next(iter(bound), ""),
    }
    for name, value in bound.items():
        shown[f"{name}_form" if isinstance(value, django_forms.Form) else name] = value
    return render(request, "staff/plans/plan.html", shown, status=status)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def accept(request: ActingRequest, person_id: int) -> HttpResponse:
    """The citizen has said yes in the talk."""
    form = forms.Accept(request.POST)
    try:
        if is_saved(request, form, services.accept_plan, person_id=person_id):
            return redirect("staff:citizen_plan", person_id)
    except Stale:
        form.add_error(None, _("The plan was changed meanwhile. Read it together once more."))
    _say(request, form)
    return redirect("staff:citizen_plan", person_id)


def _say(request: ActingRequest, form: django_forms.Form) -> None:
    for fault in form.non_field_errors() or [_("Look at the plan, and try again.")]:
        messages.error(request, str(fault))


@require_POST
@allows(*CASE_ROLES, purpose="case")
def add_part(request: ActingRequest, person_id: int) -> HttpResponse:
    """Put something beside the rest."""
    form = forms.Part(request.POST, auto_id="part_%s")
    if not _done(form, lambda told: _part_added(request, person_id, form, told)):
        return page(request, person_id, status=422, part=form)
    messages.success(request, _("It stands in the plan."))
    return redirect("staff:citizen_plan", person_id)


def _part_added(request: ActingRequest, person_id: int, form: forms.Part, told: dict[str, Any]) -> None:
    services.add_part(
        person_id=person_id,
        part=form.part(),
        request_key=told["request_key"],
        actor=request.actor,
        now=timezone.now(),
    )


def _done(form: Any, step: Any) -> bool:
    """Take the step with what the form told; a refusal stands above the form."""
    if not form.is_valid():
        return False
    try:
        step(form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return False
    return True


@require_POST
@allows(*CASE_ROLES, purpose="case")
def end_part(request: ActingRequest, person_id: int) -> HttpResponse:
    """Something in the plan ends."""
    form = forms.EndPart(request.POST)
    who: dict[str, Any] = {"person_id": person_id, "actor": request.actor, "now": timezone.now()}
    if not _done(form, lambda told: services.end_part(part_id=told["part"], last_day=told["last_day"], **who)):
        _say(request, form)
    return redirect("staff:citizen_plan", person_id)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def add_helper(request: ActingRequest, person_id: int) -> HttpResponse:
    """Somebody more helps."""
    form = forms.AddHelper(request.POST, auto_id="helper_%s")
    who: dict[str, Any] = {"person_id": person_id, "actor": request.actor, "now": timezone.now()}
    if not _done(form, lambda told: services.add_helper(helper=form.helper(), request_key=told["request_key"], **who)):
        return page(request, person_id, status=422, helper=form)
    messages.success(request, _("Saved."))
    return redirect("staff:citizen_plan", person_id)


@require_POST
@allows(*CASE_ROLES, purpose="case")
def helper_step(request: ActingRequest, person_id: int) -> HttpResponse:
    """Followed up with somebody who helps, or that somebody helps no more."""
    form = forms.HelperStep(request.POST)
    who: dict[str, Any] = {"person_id": person_id, "actor": request.actor, "now": timezone.now()}

    def step(told: dict[str, Any]) -> None:
        service = services.followed_up if told["what"] == "fulgt" else services.end_helper
        service(helper_id=told["helper"], on=timezone.localdate(), **who)

    if not _done(form, step):
        _say(request, form)
    return redirect("staff:citizen_plan", person_id)


@require_GET
@allows(*CASE_ROLES, purpose="case")
def next_steps(request: ActingRequest, person_id: int) -> HttpResponse:
    """What may be next, each with its reason. Nothing is chosen here: the choice is written into the plan."""
    person = queries.own(person_id, actor=request.actor)
    found = queries.way(person, on=timezone.localdate())
    wishes = [line.code for line in portrait.of(person.pk).wishes]
    steps = queries.next_steps(found, actor=request.actor, wishes=wishes)
    return render(request, "staff/plans/next.html", {"person": person, "plan": found, "steps": steps})


@require_GET
@allows(*CASE_ROLES, purpose="case")
def whole_family(request: ActingRequest, person_id: int) -> HttpResponse:
    """The whole family as one: who, which phase, what runs, what is next, and who helps all of them."""
    on = timezone.localdate()
    person = queries.own(person_id, actor=request.actor)
    family, hidden = queries.family(person, actor=request.actor, on=on)
    contacts = len({row.person.contact_id for row in family})
    helpers = queries.helpers(person.pk, on=on)
    shown = {"person": person, "family": family, "hidden": hidden, "contacts": contacts, "helpers": helpers}
    return render(request, "staff/plans/family.html", shown)
