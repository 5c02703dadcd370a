"""Placements: the list, and one placement with its hours, follow-ups, conditions and history."""

from datetime import date, timedelta
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tovholder.accounts.access_rules import allows
from tovholder.accounts.roles import CASE_ROLES, Role
from tovholder.base.decision import from_json
from tovholder.companies import queries as companies
from tovholder.people import queries as people
from tovholder.placements import ladder_queries, objections, own_week_queries, queries, transitions
from tovholder.web.shared.choices import terms
from tovholder.web.shared.days import last_day
from tovholder.web.shared.lists import page_of
from tovholder.web.shared.numbers import number_in
from tovholder.web.shared.requests import ActingRequest
from tovholder.web.staff import after_end, alignment, next_stay
from tovholder.web.staff import placements_forms as forms

STATUSES = {
    "planned": gettext_lazy("Planned"),
    "agreed": gettext_lazy("Agreed"),
    "started": gettext_lazy("Running"),
    "interrupted": gettext_lazy("On pause"),
    "ended": gettext_lazy("Ended on time"),
    "ended_early": gettext_lazy("Ended early"),
    "cancelled": gettext_lazy("Called off"),
}
MARKS = {"agreed": "note", "started": "good", "interrupted": "warn"}
SORTS = {
    "slut": ["ends_before", "starts_on"],
    "start": ["starts_on"],
    "borger": ["person__given_name", "person__family_name"],
    "virksomhed": ["unit__company__name", "starts_on"],
}
_SOON = timedelta(days=21)


@require_GET
@allows(*CASE_ROLES, Role.BENEFITS_OFFICER, purpose="placement")
def index(request: ActingRequest) -> HttpResponse:
    """Our placements. The address is the filter: status, kind, mine, ending within three weeks."""
    told = request.GET
    found = queries.search(
        actor=request.actor,
        status=told.get("status", ""),
        kind=told.get("form", ""),
        ending_before=timezone.localdate() + _SOON if told.get("slutter") else None,
        consultant_id=request.actor.membership_id if told.get("mine") else None,
        company_id=number_in(told.get("hos", "")) or None,
    )
    page = page_of(found, request, sorts=SORTS, first="-start")
    people.noted([row.person for row in page.rows], actor=request.actor, fields="placement")
    rows = [(row, STATUSES[row.status], MARKS.get(row.status, ""), last_day(row)) for row in page.rows]
    return render(
        request,
        "staff/placements/index.html",
        {
            "page": page.with_rows(rows),
            "chosen": told,
            "statuses": STATUSES.items(),
            "kinds": terms("placement_kinds", on=timezone.localdate()),
        },
    )


@require_GET
@allows(*CASE_ROLES, Role.BENEFITS_OFFICER, purpose="placement")
def detail(request: ActingRequest, placement_id: int) -> HttpResponse:
    """One placement: who, where, how it goes, what comes next."""
    return page(request, placement_id)


def page(request: ActingRequest, placement_id: int, *, status: int = 200, **bound: django_forms.Form) -> HttpResponse:
    """The placement's page; a form that was refused is shown again with the words of the user."""
    placement = queries.placement(placement_id, actor=request.actor)
    may_write = request.actor.works_on_cases
    checks = sorted(placement.checks.all(), key=lambda row: row.pk)
    check = next((row for row in reversed(checks) if row.step == "agree"), None)
    return render(
        request,
        "staff/placements/detail.html",
        {
            "placement": placement,
            "status": STATUSES[placement.status],
            "mark": MARKS.get(placement.status, ""),
            "last_day": last_day(placement),
            "hours": _ladder(placement),
            "hours_now": _hours_on(placement, _day_of(placement)),
            "hours_next": _next_hours(placement, _day_of(placement)),
            **_follow_ups(placement),
            "events": [
                (event, STATUSES[event.target]) for event in reversed(queries.events(placement, actor=request.actor))
            ],
            "check": check,
            "objection": objections.of(placement),
            "conditions": [from_json(stored) for stored in check.decisions] if check else [],
            "overruled": _overruled(check.overrule_reason) if check else {},
            "answered_later": [_answered_later(row) for row in reversed(checks) if row.step != "agree"],
            "today": timezone.localdate(),
            "may_write": may_write,
            "contact_left": has_left(placement),
            "alongside": alignment.alongside(placement, request=request),
            **(_for_the_case(request, placement, bound) if may_write else {}),
        },
        status=status,
    )


def _follow_ups(placement: queries.Placement) -> dict[str, list[Any]]:
    rows = list(placement.follow_ups.all())
    return {
        "waiting": sorted((row for row in rows if row.held_on is None), key=lambda row: row.due_on),
        "held": sorted((row for row in rows if row.held_on), key=lambda row: row.held_on, reverse=True),
    }


def _for_the_case(
    request: ActingRequest, placement: queries.Placement, bound: dict[str, django_forms.Form]
) -> dict[str, Any]:
    """What those who work on cases see beside: steps, what to talk about, the citizen's words, what may come next."""
    ladder = ladder_queries.of_placement(placement, on=timezone.localdate(), who_told=False)
    return {
        "steps": steps_of(placement, bound),
        "may_follow_up": placement.status in ("started", "interrupted", *after_end.ENDED),
        "has_ended": placement.status in after_end.ENDED,
        "ladder": ladder,
        "own_weeks": own_week_queries.beside(placement),
        "next_step": next_stay.of_stay(ladder),
        "onwards": after_end.onwards(request, placement),
    }


def _ladder(placement: queries.Placement) -> list[tuple[Any, date | None]]:
    """The steps of the hours with their last days. Of a stay that is over, as far as it went: not as it was planned."""
    steps = sorted(placement.hours.all(), key=lambda row: (row.starts_on, row.pk))
    ended_on = placement.ended_on
    if ended_on is None:
        return [(step, last_day(step)) for step in steps]
    return [(step, min(last_day(step) or ended_on, ended_on)) for step in steps if step.starts_on <= ended_on]


def _day_of(placement: queries.Placement) -> date:
    """Today; of a stay to come its first day, of one that is over its last."""
    last = placement.ended_on or last_day(placement) or date.max
    return min(max(timezone.localdate(), placement.starts_on), last)


def _hours_on(placement: queries.Placement, on: date) -> Any:
    """What is worked on the day: the step that holds then; the placement's own hours where no step does."""
    holds = [step for step in placement.hours.all() if step.starts_on <= on and (last_day(step) or on) >= on]
    return max(holds, key=lambda step: (step.starts_on, step.pk), default=None)


def _next_hours(placement: queries.Placement, on: date) -> Any:
    """The next step after the day, of a stay that goes on."""
    to_come = [step for step in placement.hours.all() if step.starts_on > on] if placement.ended_on is None else []
    return min(to_come, key=lambda step: (step.starts_on, -step.pk), default=None)


def _answered_later(check: Any) -> dict[str, Any]:
    """A change somebody answered for: what stood in the way, who answered, and why."""
    found = [from_json(stored) for stored in check.decisions]
    in_the_way = [decision for decision in found if decision.allowed is not True]
    return {"check": check, "conditions": in_the_way, **_overruled(check.overrule_reason)}


def _overruled(stored: str) -> dict[str, str]:
    """The reason from the list and the words, as they were stored together."""
    reason, _colon, words = stored.partition(": ")
    return {"reason": reason, "words": words}


def has_left(placement: queries.Placement) -> bool:
    """The one to call about a stay that goes on is no longer at the company."""
    contact = placement.company_contact
    return contact is not None and not contact.active and placement.status in transitions.HOLDS_A_PLACE


def _whom_to_call(placement: queries.Placement, bound: dict[str, django_forms.Form]) -> list[dict[str, Any]]:
    """A step of its own while the contact person has left: choose another of those who are there."""
    known = [(each.pk, each.name) for each in companies.contacts(placement.unit.company_id)]
    if not known:
        return []
    form = bound.get("contact") or blank("contact", placement)
    form.offer(known)  # type: ignore[attr-defined]
    return [{"step": "contact", "label": _("Choose another contact person"), "form": form, "is_open": True}]


def steps_of(placement: queries.Placement, bound: dict[str, django_forms.Form]) -> list[dict[str, Any]]:
    """The steps that are lawful now, each with its form, the most usual first."""
    found = [
        {"step": step, "label": label, "form": bound.get(step) or blank(step, placement), "is_open": step in bound}
        for step, label, statuses in _STEPS
        if placement.status in statuses and not (step == "start" and placement.starts_on > timezone.localdate())
    ]
    if found and not any(each["is_open"] for each in found):
        found[0]["is_open"] = found[0]["step"] in ("start", "resume")
    return [*(_whom_to_call(placement, bound) if has_left(placement) else []), *found]


_HOLDS = transitions.HOLDS_A_PLACE
_STEPS = (
    ("start", gettext_lazy("It has begun"), {"agreed"}),
    ("resume", gettext_lazy("It goes on"), {"interrupted"}),
    ("hours", gettext_lazy("Change the hours"), _HOLDS),
    ("extend", gettext_lazy("Make it longer"), _HOLDS),
    ("end", gettext_lazy("End it"), {"started", "interrupted"}),
    ("interrupt", gettext_lazy("Pause it"), {"started"}),
    ("cancel", gettext_lazy("Call it off"), {"planned", "agreed"}),
)
FORMS: dict[str, type[django_forms.Form]] = {
    "start": forms.Start,
    "resume": forms.Versioned,
    "hours": forms.Hours,
    "extend": forms.Extend,
    "contact": forms.ChooseContact,
    "end": forms.End,
    "interrupt": forms.Stop,
    "cancel": forms.Stop,
}


def blank(step: str, placement: queries.Placement) -> django_forms.Form:
    """The form of a step with what is known already filled in."""
    today = timezone.localdate()
    now = _hours_on(placement, _day_of(placement))
    initial = {
        "version": placement.version,
        "on": max(today, placement.starts_on),
        "starts_on": max(today, placement.starts_on),
        "unpaid": now.unpaid if now else placement.hours_unpaid,
        "paid": now.paid if now else placement.hours_paid,
        "ended_on": min(today, last_day(placement) or today),
    }
    return FORMS[step](initial=initial, auto_id=f"{step}_%s")
