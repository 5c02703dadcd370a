"""The lawful life of a placement, from a drafted agreement to its end; the database enforces it.

An extension is no step: it changes the end date, inside the cap, and is an event of its own.
A placement that has begun never vanishes: it ends, on time or early, with its outcome.
"""

from tovholder.base import transition
from tovholder.base.decision import Decision
from tovholder.base.transition import Transition

PLANNED = "planned"
AGREED = "agreed"
STARTED = "started"
INTERRUPTED = "interrupted"
ENDED = "ended"
ENDED_EARLY = "ended_early"
CANCELLED = "cancelled"
EXTENDED = "extended"  # the reason of the event that makes a stay longer

START = PLANNED
STATES = (PLANNED, AGREED, STARTED, INTERRUPTED, ENDED, ENDED_EARLY, CANCELLED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(PLANNED, AGREED, False),
    Transition(PLANNED, CANCELLED, True),
    Transition(AGREED, STARTED, False),
    Transition(AGREED, CANCELLED, True),
    Transition(STARTED, INTERRUPTED, True),
    Transition(STARTED, ENDED, False),
    Transition(STARTED, ENDED_EARLY, True),
    # Illness, birth or a closed site: the agreement stands and may be taken up again.
    Transition(INTERRUPTED, STARTED, False),
    Transition(INTERRUPTED, ENDED, False),
    Transition(INTERRUPTED, ENDED_EARLY, True),
)

FINAL = frozenset(STATES) - {step.source for step in TRANSITIONS}

# Someone is at the workplace, or will be: these count as a taken place and as "in placement".
HOLDS_A_PLACE = frozenset({AGREED, STARTED, INTERRUPTED})
# Begun and not over: the citizen has a place there, also while it holds a pause, and does not wait for an offer.
GOES_ON = (STARTED, INTERRUPTED)
NO_OFFER = (PLANNED, CANCELLED)  # states of a stay that is no offer to the citizen, under the law's clock


def next_states(source: str) -> tuple[str, ...]:
    """The states a placement in `source` may go to."""
    return transition.targets(TRANSITIONS, source)


def requires_reason(source: str, target: str) -> bool:
    """Whether the step is lawful only with a reason from the list."""
    return Transition(source, target, True) in TRANSITIONS


def may_move(source: str, target: str, *, reason: str = "") -> Decision:
    """Whether a placement may go from `source` to `target` with this reason code."""
    return transition.may_step(TRANSITIONS, source, target, thing="placement", reason=reason)
