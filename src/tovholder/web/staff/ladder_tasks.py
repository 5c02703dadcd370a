"""The progression form of a stay: its tasks, how well each is mastered over time, and which deserve pay."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tovholder.accounts.access_rules import allows
from tovholder.accounts.conflicts import NotAllowed
from tovholder.accounts.roles import CASE_ROLES
from tovholder.placements import ladder_queries as queries
from tovholder.placements import task_services as services
from tovholder.vocabulary.concepts import Kind
from tovholder.web.shared import concepts, sentences
from tovholder.web.shared.choices import language
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import ladder_forms as forms
from tovholder.web.staff.ladder import PARTIES

_SKILL: Kind = "skill"


@require_GET
@allows(*CASE_ROLES, purpose="placement")
def tasks(request: ActingRequest, placement_id: int) -> HttpResponse:
    """The tasks of one stay with every assessment, and those that deserve pay."""
    return _page(request, placement_id)


def _page(request: ActingRequest, placement_id: int, *, status: int = 200, **bound: django_forms.Form) -> HttpResponse:
    on = timezone.localdate()
    found = queries.ladder(placement_id, actor=request.actor, on=on)
    begun = found.placement.status not in ("planned", "agreed", "cancelled")
    standing = [task for task in found.tasks if task.dropped_on is None]
    assess = bound.get("assess") or forms.Assess(tasks=found.tasks, initial={"seen_on": on}, auto_id="seen_%s")
    change = bound.get("change")
    shown = {
        "ladder": found,
        "placement": found.placement,
        "parties": PARTIES,
        "changes": [(task, change if _is_of(change, task.pk) else _change(task)) for task in standing],
        "changed": change,
        "assess": assess if begun and standing else None,
        "new": bound.get("new") or forms.NewTask(auto_id="new_%s"),
        "on": on,
        "asked_for": _asked_for(found),
    }
    return render(request, "staff/ladder/tasks.html", shown, status=status)


def _asked_for(found: queries.Ladder) -> list[str]:
    """Skills of the job order that are no task of the stay yet, ready to be added."""
    order = found.placement.order
    if order is None:
        return []
    known = {task.words.casefold() for task in found.tasks}
    names = [concepts.label(row.skill, language()) for row in order.skills.all()]
    return [name for name in names if name.casefold() not in known]


def _is_of(form: django_forms.Form | None, task_id: int) -> bool:
    return form is not None and form.data.get("task") == str(task_id)


def _change(task: Any) -> forms.ChangeTask:
    initial = {"task": task.pk, "hours": task.hours, "paid_from": task.paid_from}
    return forms.ChangeTask(initial=initial, auto_id=f"task_{task.pk}_%s")


def _saved(
    request: ActingRequest, placement_id: int, name: str, form: django_forms.Form, save: Callable[..., Any]
) -> HttpResponse:
    """Save what the form says, or show it again with why not."""
    if not form.is_valid():
        return _page(request, placement_id, status=422, **{name: form})
    try:
        save(placement_id=placement_id, actor=request.actor, now=timezone.now())
    except NotAllowed as refused:
        form.add_error(None, sentences.refusal(refused.code, refused.facts))
        return _page(request, placement_id, status=422, **{name: form})
    messages.success(request, _("Saved."))
    return redirect("staff:ladder_tasks", placement_id)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def add(request: ActingRequest, placement_id: int) -> HttpResponse:
    """One more task; words the vocabulary knows are kept with its code."""
    form = forms.NewTask(request.POST, auto_id="new_%s")

    def save(**who: Any) -> None:
        words = form.cleaned_data["words"]
        services.add_task(
            words=words, skill=concepts.code_of(_SKILL, words, ()), hours=form.cleaned_data["hours"], **who
        )

    return _saved(request, placement_id, "new", form, save)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def change(request: ActingRequest, placement_id: int) -> HttpResponse:
    """What a task takes, and from which day it is paid."""
    form = forms.ChangeTask(request.POST, auto_id=f"task_{request.POST.get('task', '')[:12]}_%s")

    def save(**who: Any) -> None:
        told = dict(form.cleaned_data)
        services.change_task(task_id=told.pop("task"), **told, **who)

    return _saved(request, placement_id, "change", form, save)


@require_POST
@allows(*CASE_ROLES, purpose="placement")
def assess(request: ActingRequest, placement_id: int) -> HttpResponse:
    """How the tasks go, seen on a day."""
    found = queries.ladder(placement_id, actor=request.actor, on=timezone.localdate())
    form = forms.Assess(request.POST, tasks=found.tasks, auto_id="seen_%s")

    def save(**who: Any) -> None:
        services.assess(levels=form.levels(), seen_on=form.cleaned_data["seen_on"], **who)

    return _saved(request, placement_id, "assess", form, save)
