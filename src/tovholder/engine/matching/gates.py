"""What the gates say in words' terms: whom to ask, and what each says of one pair.

The gates themselves are kernels: `pair.masks_of` for one pair and `sieve` for many people at once.
"""

from .codes import GATES, Gate, GateState
from .columns import UNKNOWN_DAY, UNKNOWN_PLACE
from .problem import Orders


def questions_of_order(orders: Orders, order: int) -> tuple[Gate, ...]:
    """The gates nobody can answer before the *company* has said more: ask there, not the people."""
    unsaid = (
        (Gate.KINDS, orders.kinds[order] == 0),
        (Gate.DANISH, orders.danish[order] < 0),
        (Gate.HOURS, orders.hours[order] < 0),
        (Gate.START, UNKNOWN_DAY in {int(orders.start_from[order]), int(orders.start_before[order])}),
        (Gate.TRAVEL, UNKNOWN_PLACE in {int(orders.x[order]), int(orders.y[order])}),
        (Gate.CONSIDERATIONS, not orders.strains_known[order]),
        (Gate.PLACES, orders.places[order] < 0),
    )
    return tuple(gate for gate, missing in unsaid if missing)


def states(closed: int, unsure: int) -> dict[Gate, GateState]:
    """What each gate says of one pair, from its two masks."""
    return {
        gate: GateState.CLOSED if closed & gate.bit else GateState.UNKNOWN if unsure & gate.bit else GateState.OPEN
        for gate in GATES
    }
