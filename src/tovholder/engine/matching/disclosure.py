"""What one municipality may be told of another's citizen by the matching itself.

Nothing from consideration, protection, benefit or residence gates (which placement kinds are lawful follows from
benefit and residence), and travel in bands only. Where one untold gate stands in the way, the person is not mentioned
at all: a list with a gap says as much as the gate.
"""

from .codes import Gate

TOLD_ACROSS = frozenset({Gate.DANISH, Gate.LICENCES, Gate.HOURS, Gate.START, Gate.TRAVEL, Gate.PLACES, Gate.PROFILE})
"""The gates that may be told of a citizen of another municipality."""

UNTOLD_MASK = sum(gate.bit for gate in Gate if gate not in TOLD_ACROSS)
"""Gate mask of all others."""


OUTSIDE_MASK = Gate.PARTNERSHIP.bit
"""Gate mask of what makes a pair no pair at all: in no list and in no count, in neither direction."""


def may_tell(gate: Gate, *, foreign: bool) -> bool:
    """Whether the gate may be told of this person."""
    return not foreign or gate in TOLD_ACROSS
