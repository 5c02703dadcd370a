"""The lawful life of an import, from an uploaded file to rows that everybody sees; the database enforces it."""

from tovholder.base import transition
from tovholder.base.decision import Decision
from tovholder.base.transition import Transition

UPLOADED = "uploaded"  # the columns wait to be confirmed
STAGING = "staging"  # rows are read and compared with what is here
STAGED = "staged"  # a human looks: nothing of it is seen by anybody else
WRITING = "writing"  # new rows are written, hidden
CHANGING = "changing"  # the switch has been thrown; changes of what was here follow, one case at a time
VISIBLE = "visible"
UNDOING = "undoing"
UNDONE = "undone"
REFUSED = "refused"  # the file cannot be used
DROPPED = "dropped"

WORKING = (STAGING, WRITING, CHANGING, UNDOING)  # the worker goes on with these
STATES = (UPLOADED, STAGING, STAGED, WRITING, CHANGING, VISIBLE, UNDOING, UNDONE, REFUSED, DROPPED)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(UPLOADED, STAGING, False),
    Transition(UPLOADED, DROPPED, False),
    Transition(STAGING, STAGED, False),
    Transition(STAGING, REFUSED, False),
    # The columns were chosen again: the rows are read again.
    Transition(STAGED, STAGING, False),
    Transition(STAGED, WRITING, False),
    Transition(STAGED, DROPPED, False),
    Transition(WRITING, CHANGING, False),
    Transition(CHANGING, VISIBLE, False),
    Transition(VISIBLE, UNDOING, False),
    Transition(UNDOING, UNDONE, False),
)


def may_move(source: str, target: str) -> Decision:
    """Whether an import may go from `source` to `target`."""
    return transition.may_step(TRANSITIONS, source, target, thing="import")
