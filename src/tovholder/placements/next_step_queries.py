"""The next placement of somebody in a running stay: what is met, and what may come next at the same company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.placements import chain_services, next_step_rules, stay_columns
from tovholder.placements.ladder_rules import StayFacts
from tovholder.placements.models import Placement
from tovholder.placements.next_step_rules import Danish
from tovholder.placements.plans import NewPlacement, Statements

_ASKED_IN_THE_FORM = "purpose."


@dataclass(frozen=True)
class NextStep:
    """`requirements` each by itself, and whether the next placement may be proposed now."""

    requirements: tuple[Decision, ...]
    has_next: bool = False  # the next stay is made already

    @property
    def ready(self) -> Decision:
        return next_step_rules.is_ready(self.requirements)

    @property
    def is_proposed(self) -> bool:
        """Also while Danish or the hours are to be asked about: the answer is a human's. Not before the tasks are told
        of: what nobody has written is not mastered."""
        return not self.has_next and not self.ready.refused and not self.requirements[0].is_unknown


def of_stays(facts: dict[int, StayFacts], *, on: date) -> dict[int, NextStep]:
    """For stays whose facts were read already. One query, whatever their number. The caller has reached the stays."""
    rows = Placement.objects.filter(pk__in=list(facts)).annotate(**stay_columns.of_the_next_step())
    return {row.pk: of_stay(row, facts[row.pk], on=on) for row in rows}


def of_stay(stay: Any, facts: StayFacts, *, on: date) -> NextStep:
    """For one that was read with the columns of the next step."""
    danish = Danish(has_goals=stay.has_goals, seen_on=stay.danish_seen_on)
    return NextStep(next_step_rules.requirements(facts, danish, on=on), stay.went_on)


@dataclass(frozen=True)
class SamePlace:
    """A kind tried at the same company, from which day, and what the rules say of it."""

    kind: str
    starts_on: date
    refusals: tuple[Decision, ...]
    asked: tuple[Decision, ...]

    @property
    def is_lawful(self) -> bool:
        return not self.refusals


def at_the_same_place(plans: Sequence[NewPlacement], stay: Placement, *, actor: Actor, on: date) -> SamePlace | None:
    """The first of the plans that no rule refuses, else the first with what refuses it. Nothing is saved."""
    found = [_tried(plan, stay, actor, on) for plan in plans]
    return next((each for each in found if each.is_lawful), found[0] if found else None)


def _tried(plan: NewPlacement, stay: Placement, actor: Actor, on: date) -> SamePlace:
    answer = chain_services.what_if(placement_id=stay.pk, new=plan, statements=Statements(), actor=actor, on=on)
    in_the_way = [each for each in answer.in_the_way if not each.code.startswith(_ASKED_IN_THE_FORM)]
    refused = tuple(each for each in in_the_way if each.refused)
    return SamePlace(plan.kind, plan.starts_on, refused, tuple(each for each in in_the_way if each.is_unknown))
