"""Where those stand today who were met since a day, at a language centre or anywhere (S44). Numbers, no names.

Columns of health are told as away to everybody: among few it would be read who is sick."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.pathways import board_moves
from tovholder.pathways import meetings_queries as meetings
from tovholder.pathways.models import StatusSpell
from tovholder.pathways.queries import in_force
from tovholder.placements.models import Placement
from tovholder.placements.transitions import STARTED
from tovholder.worklists.places import AWAY


@dataclass(frozen=True)
class Met:
    """How many were met, how many stand in each column of the boards, and how many cases closed for each reason."""

    people: int
    columns: list[tuple[str, int]]
    closed: list[tuple[str, int]]


def standing_of_met(*, actor: Actor, centre_id: int | None, since: date, on: date) -> Met:
    """In three questions, whatever the number."""
    met = meetings.met_at(actor=actor, centre_id=centre_id, since=since)
    reasons = dict(met.order_by().values_list("pk", "closed_reason"))
    kinds: dict[int, tuple[str, ...]] = {}
    for pk, kind in Placement.objects.filter(person__in=met, status=STARTED).values_list("person_id", "kind"):
        kinds[pk] = (*kinds.get(pk, ()), kind)
    spells = StatusSpell.objects.filter(in_force(on), person__in=met).order_by("starts_on", "id")
    codes = dict(spells.values_list("person_id", "code"))
    still = [pk for pk, reason in reasons.items() if not reason]
    columns = Counter(_told(board_moves.column(spell=codes.get(pk, ""), kinds=kinds.get(pk, ()))) for pk in still)
    closed = Counter(reason for reason in reasons.values() if reason)
    return Met(len(reasons), _in_order(board_moves.LIST, columns), _in_order("case_closed_reasons", closed))


def _told(column: str) -> str:
    return AWAY if board_moves.is_health(column) else column


def _in_order(name: str, counted: Counter[str]) -> list[tuple[str, int]]:
    return [(term.code, counted[term.code]) for term in parameters.terms(name) if counted[term.code]]
