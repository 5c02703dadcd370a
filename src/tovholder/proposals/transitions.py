"""The lawful life of a proposal, from a name on a list to a choice; the database enforces it.

The seeds' loop: the citizen is asked before a company sees anything, and a "no" always says why,
because the answer goes back to the one who proposed.
"""

from tovholder.base import transition
from tovholder.base.decision import Decision
from tovholder.base.transition import Transition

PROPOSED = "proposed"
CONTACTED = "contacted"
ACCEPTED_BY_CITIZEN = "accepted_by_citizen"
SHOWN_TO_COMPANY = "shown_to_company"
INTERVIEW = "interview"
CHOSEN = "chosen"
NOT_CHOSEN = "not_chosen"
DECLINED_BY_CITIZEN = "declined_by_citizen"
WITHDRAWN = "withdrawn"

START = PROPOSED
STATES = (
    PROPOSED,
    CONTACTED,
    ACCEPTED_BY_CITIZEN,
    SHOWN_TO_COMPANY,
    INTERVIEW,
    CHOSEN,
    NOT_CHOSEN,
    DECLINED_BY_CITIZEN,
    WITHDRAWN,
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(PROPOSED, CONTACTED, False),
    Transition(PROPOSED, WITHDRAWN, True),
    Transition(CONTACTED, ACCEPTED_BY_CITIZEN, False),
    Transition(CONTACTED, DECLINED_BY_CITIZEN, True),
    Transition(CONTACTED, WITHDRAWN, True),
    Transition(ACCEPTED_BY_CITIZEN, SHOWN_TO_COMPANY, False),
    Transition(ACCEPTED_BY_CITIZEN, DECLINED_BY_CITIZEN, True),
    Transition(ACCEPTED_BY_CITIZEN, WITHDRAWN, True),
    Transition(SHOWN_TO_COMPANY, INTERVIEW, False),
    # Many small firms say yes on the telephone: no interview is invented for them.
    Transition(SHOWN_TO_COMPANY, CHOSEN, False),
    Transition(SHOWN_TO_COMPANY, NOT_CHOSEN, True),
    Transition(SHOWN_TO_COMPANY, DECLINED_BY_CITIZEN, True),
    Transition(SHOWN_TO_COMPANY, WITHDRAWN, True),
    Transition(INTERVIEW, CHOSEN, False),
    Transition(INTERVIEW, NOT_CHOSEN, True),
    Transition(INTERVIEW, DECLINED_BY_CITIZEN, True),
    Transition(INTERVIEW, WITHDRAWN, True),
    # Chosen, but the agreement fell through before a placement came of it.
    Transition(CHOSEN, DECLINED_BY_CITIZEN, True),
    Transition(CHOSEN, WITHDRAWN, True),
)

# Nothing leaves these: a new try is a new proposal.
FINAL = frozenset(STATES) - {step.source for step in TRANSITIONS}


def next_states(source: str) -> tuple[str, ...]:
    """The states a proposal in `source` may go to."""
    return transition.targets(TRANSITIONS, source)


def requires_reason(source: str, target: str) -> bool:
    """Whether the step is lawful only with a reason from the list."""
    return Transition(source, target, True) in TRANSITIONS


def may_move(source: str, target: str, *, reason: str = "") -> Decision:
    """Whether a proposal may go from `source` to `target` with this reason code."""
    return transition.may_step(TRANSITIONS, source, target, thing="proposal", reason=reason)
