"""Tables of lawful steps between states: plain data, so that a database can enforce the rows."""

from collections.abc import Sequence
from typing import NamedTuple

from tovholder.base.decision import Decision


class Transition(NamedTuple):
    """One lawful step. Some steps are taken only with a reason from a list."""

    source: str
    target: str
    requires_reason: bool


def targets(table: Sequence[Transition], source: str) -> tuple[str, ...]:
    """The states one step away from `source`, in the order of the table."""
    return tuple(step.target for step in table if step.source == source)


def may_step(table: Sequence[Transition], source: str, target: str, *, thing: str, reason: str = "") -> Decision:
    """Whether the table has the step, and the reason it asks for. `thing` prefixes the code."""
    step = next((row for row in table if row[:2] == (source, target)), None)
    if step is None:
        return Decision.no(f"{thing}.no_such_step", source=source, target=target)
    if step.requires_reason and not reason.strip():
        return Decision.no(f"{thing}.reason_missing", source=source, target=target)
    return Decision.yes(f"{thing}.step", source=source, target=target)
