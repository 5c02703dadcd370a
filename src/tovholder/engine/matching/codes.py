"""The stable names of gates, parts and changes. They are stored with rankings, so they are only ever added to."""

from enum import IntEnum, StrEnum


class GateState(IntEnum):
    """What a gate says of one pair. Unknown: the answer depends on something nobody has told us."""

    CLOSED = 0
    UNKNOWN = 1
    OPEN = 2


class Gate(IntEnum):
    """All gates must be open for a pair to be a match. The value is the bit in a gate mask."""

    KINDS = 0
    DANISH = 1
    LICENCES = 2
    HOURS = 3
    START = 4
    TRAVEL = 5
    CONSIDERATIONS = 6
    PROTECTION = 7
    POOL = 8
    PLACES = 9
    PROFILE = 10
    PARTNERSHIP = 11

    @property
    def code(self) -> str:
        """The name that is stored and worded elsewhere, e.g. ``gate.danish``."""
        return f"gate.{self.name.lower()}"

    @property
    def bit(self) -> int:
        """The gate's bit in a mask."""
        return 1 << self.value


class Part(IntEnum):
    """What the score is made of. The value is the column in an array of parts."""

    REQUIRED_SKILLS = 0
    USEFUL_SKILLS = 1
    EXPERIENCE = 2
    WISH = 3
    LANGUAGE_MARGIN = 4
    TRAVEL = 5
    HOURS = 6
    NEXT_STEP = 7

    @property
    def code(self) -> str:
        """The name that is stored and worded elsewhere, e.g. ``part.required_skills``."""
        return f"part.{self.name.lower()}"


class ChangeCode(StrEnum):
    """What opens a closed gate. `amount` and `bits` of the Change say how much."""

    OFFER_KIND = "change.offer_kind"  # bits: the kinds offered; one of them must become lawful
    DANISH_LEVELS = "change.danish_levels"  # amount: levels the person lacks
    LICENCES = "change.licences"  # bits: licences the person lacks
    MORE_HOURS = "change.more_hours"  # amount: weekly hours the person must be able to give beyond today's most
    FEWER_HOURS = "change.fewer_hours"  # amount: weekly hours the person's least must fall
    START_LATER = "change.start_later"  # amount: days the order's start window must stay open longer
    START_EARLIER = "change.start_earlier"  # amount: days the order's start window must open earlier
    TRAVEL_MINUTES = "change.travel_minutes"  # amount: minutes beyond what the person can travel
    TASK_STRAINS = "change.task_strains"  # bits: strains to take out of the task
    SHARE = "change.share"  # the person must be shared in the pool
    PLACES = "change.places"  # amount: places more


class Reason(IntEnum):
    """Why a person has, or has not, a best proposal."""

    PROPOSED = 0
    ASK = 1  # something unknown stands in the way of at least one order; the gate says what to ask
    CLOSED = 2  # every order is closed; the gate is the one that closes most often
    NO_ORDERS = 3


GATES = tuple(Gate)
PARTS = tuple(Part)


def gates_in(mask: int) -> tuple[Gate, ...]:
    """The gates whose bit is set in `mask`, in the order of the enum."""
    return tuple(gate for gate in GATES if mask & gate.bit)
