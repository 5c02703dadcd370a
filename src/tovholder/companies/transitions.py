"""The lawful life of a job order, from the company's words to a filled or withdrawn need; the database enforces it."""

from tovholder.base import transition
from tovholder.base.decision import Decision
from tovholder.base.transition import Transition

DRAFT = "draft"
OPEN = "open"
FILLED = "filled"
WITHDRAWN = "withdrawn"

START = DRAFT
STATES = (DRAFT, OPEN, FILLED, WITHDRAWN)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(DRAFT, OPEN, False),
    Transition(DRAFT, WITHDRAWN, True),
    Transition(OPEN, FILLED, False),
    Transition(OPEN, WITHDRAWN, True),
    # An agreed placement was cancelled before it began: the place is free again.
    Transition(FILLED, OPEN, False),
    Transition(FILLED, WITHDRAWN, True),
)

FINAL = frozenset(STATES) - {step.source for step in TRANSITIONS}


def next_states(source: str) -> tuple[str, ...]:
    """The states an order in `source` may go to."""
    return transition.targets(TRANSITIONS, source)


def may_move(source: str, target: str, *, reason: str = "") -> Decision:
    """Whether an order may go from `source` to `target` with this reason."""
    return transition.may_step(TRANSITIONS, source, target, thing="order", reason=reason)
