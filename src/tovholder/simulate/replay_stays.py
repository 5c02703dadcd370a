"""Stays through the services: planned, agreed under the employer rules, begun, followed up, ended."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from tovholder.placements import services
from tovholder.placements.models import Placement
from tovholder.placements.plans import NewPlacement, Statements
from tovholder.simulate.checks import ANSWERED_FOR
from tovholder.simulate.facts import Stay, Step, Visit
from tovholder.simulate.lives import VISITED
from tovholder.simulate.replay import Deed, Desk
from tovholder.simulate.scale import moment

_PLAN, _STEP, _VISIT = 40, 41, 60
# Everybody who signs has signed.
SIGNED = Statements(employer_signed=True, representative_signed=True, spouse_owns_company=False, had_igu=False)
_PLANNED = (*("kind", "purpose", "starts_on", "ends_before", "hours_unpaid", "hours_paid", "tasks", "goals"),)


def deeds(desk: Desk) -> Iterator[Deed]:
    for stay in desk.part.stays:
        yield Deed(stay.columns["created_at"], _PLAN, partial(_plan, desk, stay))
        for step in stay.steps:
            yield Deed(step.at, _STEP, partial(_step, desk, stay, step))
        for visit in stay.visits:
            if visit.held_on is not None:
                yield Deed(moment(visit.held_on, VISITED), _VISIT, partial(_visit, desk, stay, visit, visit.held_on))


def _plan(desk: Desk, stay: Stay) -> None:
    placement = services.plan(
        new=planned(desk, stay), actor=desk.actor(stay.consultant), now=stay.columns["created_at"]
    )
    desk.stays[stay.number] = placement.pk


def planned(desk: Desk, stay: Stay) -> NewPlacement:
    """The stay as somebody would type it."""
    return NewPlacement(
        person_id=desk.people[stay.person],
        unit_id=desk.places.workplaces[stay.workplace],
        order_id=None if stay.order is None else desk.places.orders[stay.order],
        previous_id=None if stay.previous is None else desk.stays[stay.previous],
        consultant_id=desk.frame.member(stay.consultant),
        company_contact_id=desk.places.liaison(stay.liaison),
        **{name: stay.columns[name] for name in _PLANNED},
    )


def _step(desk: Desk, stay: Stay, step: Step) -> None:
    placement = Placement.objects.only("version").get(pk=desk.stays[stay.number])
    known: dict[str, Any] = {
        "placement_id": placement.pk,
        "version": placement.version,
        "actor": desk.actor(step.by),
        "now": step.at,
    }
    _TAKEN[step.target](stay, step, known)


def _agree(stay: Stay, step: Step, known: dict[str, Any]) -> None:
    answer = services.agree(**known, statements=SIGNED, overrule=ANSWERED_FOR)
    if not answer.agreed:
        codes = ", ".join(decision.code for decision in answer.in_the_way)
        raise ValueError(f"the story agrees on a stay that nobody may agree on: {codes}")


def _start(stay: Stay, step: Step, known: dict[str, Any]) -> None:
    services.start(**known, on=stay.columns["starts_on"])


def _interrupt(stay: Stay, step: Step, known: dict[str, Any]) -> None:
    services.interrupt(**known, reason=step.reason, words=step.words)


def _cancel(stay: Stay, step: Step, known: dict[str, Any]) -> None:
    services.cancel(**known, reason=step.reason, words=step.words)


def _end(stay: Stay, step: Step, known: dict[str, Any]) -> None:
    columns = stay.columns
    services.end(
        **known,
        ended_on=columns["ended_on"],
        outcome=columns["outcome"],
        next_step=columns["next_step"],
        next_step_on=columns["next_step_on"],
        words=columns["end_words"],
        reason=step.reason,
    )


_TAKEN = {
    "agreed": _agree,
    "started": _start,
    "interrupted": _interrupt,
    "cancelled": _cancel,
    "ended": _end,
    "ended_early": _end,
}


def _visit(desk: Desk, stay: Stay, visit: Visit, held_on: date) -> None:
    services.record_follow_up(
        placement_id=desk.stays[stay.number],
        held_on=held_on,
        words=visit.words,
        actor=desk.actor(visit.by),
        now=moment(held_on, VISITED),
    )
