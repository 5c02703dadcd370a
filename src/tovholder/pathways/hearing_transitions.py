"""The lawful life of a hearing, from the list of days to a decision. Nothing here happens by itself.

Helsingør's working steps: documentation, hearing letter, comments, concrete assessment, and then a decision by somebody
else. What comes in late still counts until there is a decision: it leads back to before the assessment."""

from tovholder.base import transition
from tovholder.base.decision import Decision
from tovholder.base.transition import Transition

PREPARED = "prepared"
SENT = "sent"
ANSWERED = "answered"
EXPIRED = "expired"
ASSESSED = "assessed"
RETURNED = "returned"
SANCTION = "sanction"
NO_SANCTION = "no_sanction"
DROPPED = "dropped"

STATES = (PREPARED, SENT, ANSWERED, EXPIRED, ASSESSED, RETURNED, SANCTION, NO_SANCTION, DROPPED)
DECIDED = (SANCTION, NO_SANCTION)
HEARD = (ANSWERED, EXPIRED, RETURNED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(PREPARED, SENT, False),
    Transition(PREPARED, DROPPED, True),
    Transition(SENT, ANSWERED, False),
    Transition(SENT, EXPIRED, False),
    Transition(SENT, DROPPED, True),
    Transition(ANSWERED, ASSESSED, False),
    Transition(ANSWERED, DROPPED, True),
    Transition(EXPIRED, ANSWERED, False),
    Transition(EXPIRED, ASSESSED, False),
    Transition(EXPIRED, DROPPED, True),
    Transition(ASSESSED, ANSWERED, False),
    Transition(ASSESSED, RETURNED, True),
    Transition(ASSESSED, SANCTION, True),
    Transition(ASSESSED, NO_SANCTION, True),
    Transition(RETURNED, ANSWERED, False),
    Transition(RETURNED, ASSESSED, False),
    Transition(RETURNED, DROPPED, True),
)

FINAL = frozenset(STATES) - {step.source for step in TRANSITIONS}
OPEN = tuple(state for state in STATES if state not in FINAL)
# The citizen may still say something, and it will be read before anybody decides.
MAY_ANSWER = (SENT, ANSWERED, EXPIRED, ASSESSED, RETURNED)


def next_states(source: str) -> tuple[str, ...]:
    """The states a hearing in `source` may go to."""
    return transition.targets(TRANSITIONS, source)


def may_move(source: str, target: str, *, reason: str = "") -> Decision:
    """Whether a hearing may go from `source` to `target`; some steps only with words that say why."""
    return transition.may_step(TRANSITIONS, source, target, thing="hearing", reason=reason)
