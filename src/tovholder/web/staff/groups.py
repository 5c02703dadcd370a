"""Groups at one company, for staff: the plan, who is on site, the funnel, the own citizens in it, the daily log."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts import queries as accounts
from tovholder.accounts.access_rules import allows
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.companies import queries as companies
from tovholder.companies import together_queries
from tovholder.placements import group_queries, group_rules, group_services, queries
from tovholder.web.shared import edits, funnels, sentences, weekdays
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import groups_forms as forms

SORTS = {"start": ["starts_on"], "navn": ["title"]}
_SHOWN = 20


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """Groups in the partnership, newest first; and the way to a new one, by its workplace."""
    page = page_of(group_queries.groups(actor=request.actor), request, sorts=SORTS, first="-start")
    typed = request.GET.get("q", "").strip()
    found = companies.workplaces(typed, actor=request.actor)[:_SHOWN] if typed else []
    return render(request, "staff/groups/index.html", {"page": page, "q": typed, "found": found})


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def new(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Plan a group at a workplace."""
    unit = companies.unit(unit_id, actor=request.actor)
    form = _plan_form(request, unit.company_id, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = group_services.plan_group(new=form.plan(unit_id), actor=request.actor, now=timezone.now())
            return redirect("staff:group", made.pk)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    context = {"unit": unit, "form": form, "is_new": True}
    return render(request, "staff/groups/plan.html", context, status=422 if form.errors else 200)


def _plan_form(request: ActingRequest, company_id: int, **how: Any) -> forms.Plan:
    contacts = [(each.pk, each.name) for each in companies.contacts(company_id)]
    return forms.Plan(colleagues=_colleagues(request.actor), contacts=contacts, **how)


def _colleagues(actor: Actor) -> list[tuple[int, str]]:
    found = accounts.colleagues(actor=actor).filter(role__in=CASE_ROLES)
    return [(each.pk, each.user.name) for each in found]


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def change(request: ActingRequest, group_id: int) -> HttpResponse:
    """Change the plan. Who comes second sees both texts."""
    found = group_queries.group(group_id, actor=request.actor)
    saved = forms.initial(found)
    form = _plan_form(request, found.unit.company_id, data=request.POST or None, initial=saved)
    told: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            plan, version = form.plan(found.unit_id), form.cleaned_data["version"]
            group_services.change_group(
                group_id=group_id, version=version, new=plan, actor=request.actor, now=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("staff:group", group_id)
        except Stale:
            told = {"is_conflict": True, "differences": edits.differences(form, saved)}
            edits.renewed(form, "version", found.version)
        except NotAllowed as refused:
            form.add_error(None, sentences.refusal(refused.code, refused.facts))
    status = 409 if told else 422 if form.errors else 200
    context = {"unit": found.unit, "group": found, "form": form, **told}
    return render(request, "staff/groups/plan.html", context, status=status)


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def group(request: ActingRequest, group_id: int) -> HttpResponse:
    """One group: the funnel as bars and as a table, who holds it, the own citizens, the log."""
    return _page(request, group_id)


def _base(told: dict[str, Any], who: dict[str, Any]) -> None:
    group_services.set_base(member_id=told["member"], weekdays=told["weekdays"], **who)


def _add(told: dict[str, Any], who: dict[str, Any]) -> None:
    group_services.add_to_group(person_id=told["person"], **who)


def _move(told: dict[str, Any], who: dict[str, Any]) -> None:
    who.pop("group_id")
    group_services.move_in_group(entry_id=told.pop("entry"), **told, **who)


def _move_several(told: dict[str, Any], who: dict[str, Any]) -> None:
    group_services.move_several(versions=told.pop("chosen"), **told, **who)


def _line(told: dict[str, Any], who: dict[str, Any]) -> None:
    group_services.note_for_group(**(told | {"number": told["number"] or 0}), **who)


def _solved(told: dict[str, Any], who: dict[str, Any]) -> None:
    group_services.solve_note(note_id=told["note"], **who)


STEPS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "paa-stedet": _base,
    "ind": _add,
    "flyt": _move,
    "flyt-flere": _move_several,
    "linje": _line,
    "klaret": _solved,
}


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def take(request: ActingRequest, group_id: int, step: str) -> HttpResponse:
    """One step with the group. What is refused is shown with the words still in the form."""
    if step not in STEPS:
        raise Http404
    form = _form(step, request.actor, data=request.POST)
    if not form.is_valid():
        return _page(request, group_id, status=422, **{step.replace("-", "_"): form})
    try:
        STEPS[step](dict(form.cleaned_data), {"group_id": group_id, "actor": request.actor, "now": timezone.now()})
    except Stale:
        messages.warning(request, _("Somebody else moved the citizen meanwhile. This is how it stands now."))
        if words := form.cleaned_data.get("words"):
            messages.warning(request, _("Your words were not saved: %(words)s") % {"words": words})
        return redirect("staff:group", group_id)
    except NotAllowed as refused:
        why, who = sentences.refusal(refused.code, refused.facts), refused.facts.get("who")
        form.add_error(None, _("Nobody was moved. %(name)s: %(why)s") % {"name": who, "why": why} if who else why)
        return _page(request, group_id, status=422, **{step.replace("-", "_"): form})
    messages.success(request, _("Saved."))
    return redirect("staff:group", group_id)


def _form(step: str, actor: Actor, *, data: Any = None, initial: dict[str, Any] | None = None) -> Any:
    how: dict[str, Any] = {"initial": initial, "auto_id": f"{step}_%s"}
    if step == "paa-stedet":
        return forms.Base(data, colleagues=_colleagues(actor), **how)
    kinds: dict[str, type[django_forms.Form]] = {
        "ind": forms.Add, "flyt": forms.Move, "flyt-flere": forms.MoveSeveral, "linje": forms.Line,
        "klaret": forms.Solved,
    }  # fmt: skip
    return kinds[step](data, **how)


def _page(request: ActingRequest, group_id: int, *, status: int = 200, **bound: Any) -> HttpResponse:
    found = group_queries.group(group_id, actor=request.actor)
    actor, today = request.actor, timezone.localdate()
    typed = request.GET.get("navn", "")
    figures, own = group_queries.figures(found), group_queries.entries(found, actor=actor)
    context = {
        "group": found,
        "is_own": found.organisation_id == actor.organisation_id,
        "steps": figures.steps,
        "bars": funnels.bars(figures.steps),
        "entries": [(entry, _move_form(entry, bound)) for entry in own],
        "others": group_queries.of_others(found, own=len(own)),
        "out": figures.out,
        "attached": figures.attached,
        "benefits": group_queries.benefits(own),
        "notes": group_queries.notes(found, actor=actor),
        "filled_outside": group_queries.filled_outside(found),
        "weekdays": weekdays.names(),
        "today": today,
        "room": _room(found),
        "typed": typed,
        "candidates": together_queries.candidates(typed, actor=actor) if typed else [],
        "base_form": bound.get("paa_stedet") or _form("paa-stedet", actor),
        "several_form": _several_form(own, actor, bound),
        "line_form": bound.get("linje") or _form("linje", actor, initial={"on": today}),
        "refused": bound.get("ind") or bound.get("klaret"),
        "opened": next(iter(bound), ""),
    }
    return render(request, "staff/groups/group.html", context, status=status)


def _several_form(own: Any, actor: Actor, bound: dict[str, Any]) -> Any:
    """Where there is more than one to move."""
    if len(own) < 2:
        return None
    form = bound.get("flyt_flere") or _form("flyt-flere", actor)
    form.offer(own)
    return form


def _room(found: group_queries.GroupStay) -> Any:
    """Whether the workplace has lawful places for the group on its first day; its own stays that run are counted."""
    if found.starts_on <= timezone.localdate():
        return None
    first_day = queries.ratio_at_units([found.unit_id], on=found.starts_on)[found.unit_id]
    return group_rules.within_places(first_day, wanted=found.places)


def _move_form(entry: Any, bound: dict[str, Any]) -> Any:
    """The form of each citizen; the one that was refused with its words."""
    refused = bound.get("flyt")
    if refused is not None and str(refused["entry"].value()) == str(entry.pk):
        return refused
    initial = {"entry": entry.pk, "version": entry.version, "target": entry.stage}
    return forms.Move(initial=initial, auto_id=f"flyt_{entry.pk}_%s")
