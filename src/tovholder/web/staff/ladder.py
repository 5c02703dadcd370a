"""The hours ladder of one stay: what to talk about, the plan and the hours worked, and a follow-up with all of it."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed, Stale
from tovholder.accounts.roles import CASE_ROLES
from tovholder.pathways import visit_indicator_services, visit_indicators
from tovholder.pathways.progress_sheet import said
from tovholder.people import queries as people
from tovholder.placements import ladder_queries as queries
from tovholder.placements import ladder_services as services
from tovholder.placements import next_step_queries, own_week_queries, transitions
from tovholder.web.shared import edits, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import ladder_forms as forms
from tovholder.web.staff.ladder_chart import chart
from tovholder.web.staff.placement_steps import say_what_refuses
from tovholder.web.staff.progress_forms import Answers

PARTIES = {
    "municipality": gettext_lazy("the municipality"),
    "company": gettext_lazy("the company"),
    "citizen": gettext_lazy("the citizen"),
}
SORTS = {"opfolgning": ["next_on", "ends_before"], "slut": ["ends_before"], "start": ["starts_on"]}


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def talks(request: ActingRequest) -> HttpResponse:
    """Stays that are an occasion for a talk about paid hours, with what to say and how we stand with the company."""
    on, actor = timezone.localdate(), request.actor
    mine = actor.membership_id if request.GET.get("mine") else None
    everybody = bool(request.GET.get("alle"))
    found = (
        queries.running(actor=actor, on=on, consultant_id=mine)
        if everybody
        else queries.talks_due(actor=actor, on=on, consultant_id=mine)
    )
    page = page_of(found, request, sorts=SORTS, first="opfolgning")
    people.noted([row.person for row in page.rows], actor=actor, fields="placement")
    facts = queries.facts_of(page.rows)
    following = next_step_queries.of_stays(facts, on=on)
    known = queries.relations({row.unit.company_id for row in page.rows}, actor=actor)
    rows = [
        {
            "stay": row,
            "now": facts[row.pk].hours_on(on),
            "due": queries.talk_of(row, facts[row.pk], on=on),
            "talk_about": queries.ladder_rules.talk_about(facts[row.pk], on=on),
            "next": following[row.pk],
            "relation": known.get(row.unit.company_id, queries.Relation()),
        }
        for row in page.rows
    ]
    shown = {"page": page.with_rows(rows), "chosen": request.GET, "everybody": everybody}
    return render(request, "staff/ladder/talks.html", shown)


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def ladder(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The hours of one stay: planned and worked, as steps and as a table, and what to talk about."""
    return _page(request, placement_id)


def _page(request: ActingRequest, placement_id: int, *, status: int = 200, **bound: django_forms.Form) -> HttpResponse:
    on = timezone.localdate()
    found = queries.ladder(placement_id, actor=request.actor, on=on)
    stay = found.placement
    holds = stay.status in transitions.HOLDS_A_PLACE
    begun = stay.status not in ("planned", "agreed", "cancelled")
    shown = {
        "ladder": found,
        "placement": stay,
        "chart": chart(found.planned, found.worked, ends_before=stay.ends_before, on=on),
        "rows": sorted((*found.planned, *found.worked), key=lambda row: (row.starts_on, row.real)),
        "parties": PARTIES,
        "own_weeks": own_week_queries.beside(stay),
        "plan": (bound.get("plan") or _plan_of(found)) if holds else None,
        "worked": (bound.get("worked") or forms.Worked(auto_id="worked_%s")) if begun else None,
        "plan_is_open": "plan" in bound,
        "worked_is_open": "worked" in bound,
    }
    return render(request, "staff/ladder/ladder.html", shown, status=status)


def _plan_of(found: queries.Ladder) -> forms.Plan:
    """The plan as it stands, ready to be changed."""
    initial: dict[str, Any] = {"version": found.placement.version}
    for number, row in enumerate(found.planned[: forms.MOST_STEPS], start=1):
        initial |= {f"day_{number}": row.starts_on, f"unpaid_{number}": row.unpaid, f"paid_{number}": row.paid}
    return forms.Plan(initial=initial, auto_id="plan_%s")


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def plan(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Save the whole plan. Refused, it is shown again with the words still in it."""
    form = forms.Plan(request.POST, auto_id="plan_%s")
    if not form.is_valid():
        return _page(request, placement_id, status=422, plan=form)
    told: dict[str, Any] = {"version": form.cleaned_data["version"], "steps": form.steps(), "overrule": form.overrule()}
    try:
        answer = services.plan_hours(placement_id=placement_id, actor=request.actor, now=timezone.now(), **told)
    except Stale:
        version = queries.ladder(placement_id, actor=request.actor, on=timezone.localdate()).placement.version
        edits.renewed(form, "version", version)
        form.add_error(
            None, _("Somebody else changed this placement while you were writing. Look at it, and send again.")
        )
        return _page(request, placement_id, status=409, plan=form)
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, placement_id, status=422, plan=form)
    if not answer.agreed:
        say_what_refuses(form, answer, request.actor.role)
        return _page(request, placement_id, status=422, plan=form)
    messages.success(request, _("Saved."))
    return redirect("staff:ladder", placement_id)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def worked(request: ActingRequest, placement_id: int) -> HttpResponse:
    """Save hours as they were worked."""
    form = forms.Worked(request.POST, auto_id="worked_%s")
    if not form.is_valid():
        return _page(request, placement_id, status=422, worked=form)
    try:
        services.report_hours(
            placement_id=placement_id,
            worked=form.worked(),
            correct=form.cleaned_data["correct"],
            actor=request.actor,
            now=timezone.now(),
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, placement_id, status=422, worked=form)
    messages.success(request, _("Saved."))
    return redirect("staff:ladder", placement_id)


@require_http_methods(["GET", "POST"])
@allows(*CASE_ROLES, purpose="placement")
def follow_up(request: ActingRequest, placement_id: int) -> HttpResponse:
    """A follow-up in one form: how it goes, what the company said of pay, and, where known, tasks and hours."""
    on = timezone.localdate()
    found = queries.ladder(placement_id, actor=request.actor, on=on)
    if request.method == "GET":
        initial = {"held_on": on, "since": _told_until(found)}
        form = forms.FollowUp(tasks=found.tasks, asks_pay=found.asks_pay, initial=initial)
        return _follow_up_page(request, found, form, _indicators(request, found))
    form = forms.FollowUp(request.POST, tasks=found.tasks, asks_pay=found.asks_pay)
    seen = _indicators(request, found, request.POST)
    if not form.is_valid() or not (seen is None or seen.is_valid()):
        return _follow_up_page(request, found, form, seen, status=422)
    told: dict[str, Any] = {name: form.cleaned_data[name] for name in ("held_on", "words", "next_on")}
    told["answer"] = form.cleaned_data.get("answer", "")
    told |= {"placement_id": placement_id, "actor": request.actor, "now": timezone.now()}
    try:
        visit_indicator_services.follow_up(
            levels=form.levels(), worked=form.worked(), answers=seen.answers() if seen else {}, **told
        )
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _follow_up_page(request, found, form, seen, status=422)
    messages.success(request, _("The follow-up is written down."))
    return redirect("staff:placement", placement_id)


def _indicators(request: ActingRequest, found: queries.Ladder, data: Any = None) -> Answers | None:
    """The fixed questions of a visit, each with what was answered last; None where the case is another's."""
    asked = visit_indicators.asked(found.placement.person, actor=request.actor, on=found.on)
    if asked is None:
        return None
    form = Answers(data, sheet=asked.sheet, questions=asked.questions, prefix="ind")
    for question in asked.questions:  # a list each: six rows of steps would hide the rest of the follow-up
        field: Any = form.fields[question.code]
        field.widget = django_forms.Select()
        field.choices = [("", "–"), *field.choices]
    for code, value in asked.last.items():
        step = said(asked.sheet.scale[value - 1], language())
        form.fields[code].help_text = _("Last time: %(answer)s") % {"answer": f"{value} {step}"}
    return form


def _told_until(found: queries.Ladder) -> Any:
    """The day after the last one somebody told hours of; the first day of the stay before that."""
    ends = [row.ends_before for row in found.worked if row.ends_before is not None and row.ends_before <= found.on]
    return max(ends, default=found.placement.starts_on)


def _follow_up_page(
    request: ActingRequest, found: queries.Ladder, form: forms.FollowUp, seen: Answers | None, *, status: int = 200
) -> HttpResponse:
    own_weeks = own_week_queries.beside(found.placement)
    shown = {"ladder": found, "placement": found.placement, "form": form, "own_weeks": own_weeks, "seen": seen}
    return render(request, "staff/ladder/follow_up.html", shown, status=status)
