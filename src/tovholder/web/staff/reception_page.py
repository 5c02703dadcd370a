"""What the page of one handover shows: the family, the clock, the checklist, the meetings, and what may be done now."""

from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tovholder import parameters
from tovholder.pathways import reception_queries as queries
from tovholder.web.shared import weekdays
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import reception_forms as forms
from tovholder.web.staff.language_names import name_of
from tovholder.web.staff.people_family import RELATIONS

TITLES = {
    "send": _("Send to the municipality"),
    "take_in": _("Take in: open the cases"),
    "send_back": _("Send back to the centre"),
    "withdraw": _("Withdraw the handover"),
}


def handover_page(
    request: ActingRequest, handover_id: int, *, status: int = 200, **bound: django_forms.Form
) -> HttpResponse:
    """The page; `bound` are forms that were sent and could not be saved."""
    handover = queries.one(handover_id, actor=request.actor)
    return render(request, "staff/reception/handover.html", _shown(request, handover, bound), status=status)


def _shown(request: ActingRequest, handover: Any, bound: dict[str, Any]) -> dict[str, Any]:
    actor, on = request.actor, timezone.localdate()
    family, meetings = queries.members(handover), queries.meetings(handover)
    handover.takeover_on = queries.takeover_of(handover, family)
    waits = handover.status == "sent" and queries.is_receiver(actor)
    known = queries.known_here(handover, family, actor=actor) if waits else []
    is_live, is_ours = handover.status in queries.LIVE, queries.is_receiver(actor)
    may_change, steps = _may_change(handover, actor), _steps(handover, actor, known)
    return {
        "handover": handover,
        "family": [(each, RELATIONS.get(each.relation, ""), _can(each, on)) for each in family],
        "odd": queries.rules.odd_in_move(assigned_on=handover.assigned_on, on=on) if not handover.taken_in_at else [],
        "known": known,
        "clock": queries.rules.clock(takeover_on=handover.takeover_on, on=on),
        "pre_meeting": queries.pre_meeting(handover, meetings, on=on) if is_live else None,
        "practice": queries.practice(handover, family, on=on) if is_ours and is_live else None,
        "tasks": [_task(task, actor, on, bound, is_live) for task in queries.tasks(handover)],
        "meetings": [(row, _held(row, bound) if is_ours and is_live else None) for row in meetings],
        "course": _course(handover),
        "course_form": _course_form(handover, bound) if is_live else None,
        "meeting_form": (bound.get("meeting") or forms.MeetingForm(auto_id="meeting_%s")) if waits else None,
        "attach_form": (bound.get("attach") or _attach(handover)) if may_change else None,
        "steps": [
            {"name": name, "title": TITLES[name], "form": bound.get(name) or form, "open": name in bound or first}
            for name, form, first in steps
        ],
        "lost": _lost(bound, {name for name, _form, _first in steps}, may_change, is_live, waits),
        "may_change": may_change,
        "is_ours": is_ours,
        "today": on,
    }


def _lost(bound: dict[str, Any], steps: set[str], may_change: bool, is_live: bool, waits: bool) -> list[str]:
    """What was refused of a form that the page does not show any more: somebody else went on with the handover."""
    shown = steps | {"task", "held"} | ({"attach"} if may_change else set())
    shown |= ({"course"} if is_live else set()) | ({"meeting"} if waits else set())
    return [str(fault) for name, form in bound.items() if name not in shown for fault in form.non_field_errors()]


def _may_change(handover: Any, actor: Any) -> bool:
    if queries.is_centre(actor):
        return parameters.term("handover_statuses", handover.status).flag("may_change")
    return handover.sender_id is None and handover.status == "sent"


def _steps(handover: Any, actor: Any, known: list[queries.Known]) -> list[tuple[str, django_forms.Form, bool]]:
    """What may be done now; the first is the one that most often comes next."""
    initial, found = {"version": handover.version}, list[tuple[str, django_forms.Form, bool]]()
    is_centre = queries.is_centre(actor)
    if is_centre and handover.status in ("draft", "sent_back"):
        found.append(("send", forms.Step(initial=initial, auto_id="send_%s"), True))
    if not is_centre and handover.status == "sent":
        contact = {"contact": actor.membership_id}
        form = forms.TakeIn(initial=initial | contact, actor=actor, known=known, auto_id="take_in_%s")
        found.append(("take_in", form, True))
        if handover.sender_id:
            found.append(("send_back", forms.SendBack(initial=initial, auto_id="send_back_%s"), False))
    if handover.status in ("draft", "sent", "sent_back") and (is_centre or handover.sender_id is None):
        found.append(("withdraw", forms.Step(initial=initial, auto_id="withdraw_%s"), False))
    return found


def _can(each: Any, on: Any) -> dict[str, Any]:
    """What one can, in words; and what somebody should look at once more."""
    return {
        "odd": queries.rules.odd_in_person(cpr=each.cpr, born_on=each.born_on, on=on),
        "languages": ", ".join(name_of(code) for code in each.languages),
        "interpreter": name_of(each.interpreter_language) if each.interpreter_language else "",
        "has_any": bool(each.skills or each.work or each.schooling or each.wishes or each.words),
    }


def _task(task: Any, actor: Any, on: Any, bound: dict[str, Any], is_live: bool) -> dict[str, Any]:
    may = is_live and (queries.is_receiver(actor) or task.side == "centre")
    form = bound.get("task")
    mine = form if form is not None and form.data.get("code") == task.code else None
    closed = parameters.term("reception_states", task.state).flag("closed")
    late = not closed and task.due_on is not None and task.due_on < on
    mark = "good" if task.state == "done" else "bad" if late else "warn" if not closed else ""
    return {
        "task": task,
        "mark": mark,
        "mine": task.owner_id == actor.membership_id,
        "form": mine or (forms.task_form(task, actor) if may else None),
        "open": mine is not None,
    }


def _held(row: Any, bound: dict[str, Any]) -> django_forms.Form:
    form = bound.get("held")
    return form if form is not None and form.data.get("meeting") == str(row.pk) else forms.held_form(row)


def _course(handover: Any) -> dict[str, Any] | None:
    if handover.course_from is None:
        return None
    numbers = [int(each) for each in handover.course_days]
    days = queries.rules.course_days(starts_on=handover.course_from, weekdays=numbers)
    answer = queries.rules.course_is_full(starts_on=handover.course_from, weekdays=numbers)
    names = weekdays.names()
    return {"days": days, "answer": answer, "names": ", ".join(names[each] for each in numbers).capitalize()}


def _course_form(handover: Any, bound: dict[str, Any]) -> django_forms.Form:
    initial = {"version": handover.version, "starts_on": handover.course_from}
    initial["weekdays"] = [int(each) for each in handover.course_days]
    return bound.get("course") or forms.CourseForm(initial=initial, auto_id="course_%s")


def _attach(handover: Any) -> forms.Attach:
    return forms.Attach(initial={"version": handover.version}, auto_id="attach_%s")
