"""What a company reads for those who have booked its session at an event: a label, by one rule for everybody, and once
they have come what they have said they may be called. Never a name from the register."""

from typing import Any

from tovholder.accounts.actors import Actor
from tovholder.learning import queries as learning
from tovholder.learning.models import EventSession
from tovholder.proposals import queries


def names(session: EventSession, *, actor: Actor) -> list[str]:
    """One line for each, in the order they booked; noted as shown. The caller has reached the session."""
    rows = list(learning.booked_at(session))
    actor.book.note([row.person_id for row in rows], "candidate")
    return [_name(row) for row in rows]


def _name(row: Any) -> str:
    label = queries.pseudonym_of(0, f"event:{row.event_id}", row.person_id)
    return (row.person.called if row.came else "") or label
