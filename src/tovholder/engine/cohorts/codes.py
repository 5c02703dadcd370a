"""The stable names of reasons and conflicts. They are stored with results, so they are only ever added to."""

from enum import IntEnum, StrEnum


class Reason(IntEnum):
    """Why a person has, or has not, a seat. The first that holds, from the top."""

    SEATED = 0
    NO_COURSE = 1  # wants no course that is open to the person: Danish, circle
    NO_SITE = 2  # no site that offers one is within reach
    NO_WEEK = 3  # no class could start, and end, in the person's window
    RULED_OUT = 4  # only by what the wishes rule out
    TOO_FEW = 5  # never enough people at one place and time, whoever joined
    FULL = 6  # a class the person could join is held, and its seats are worth more to others
    DEMAND = 7  # the industry's demand is used up
    NO_ROOM = 8  # no room or teacher is left
    OTHERS = 9  # not enough others are left, or too little gain for one more class

    @property
    def code(self) -> str:
        """The name that is stored and worded elsewhere, e.g. ``reason.no_site``."""
        return f"reason.{self.name.lower()}"


class Lack(StrEnum):
    """What stands in the way of a class."""

    PEOPLE = "lack.people"  # amount: how many more
    ROOM = "lack.room"  # amount: weeks without a room
    TEACHER = "lack.teacher"  # amount: weeks without a teacher
    DEMAND = "lack.demand"  # amount: how many more must be wanted by the industry
    GAIN = "lack.gain"  # amount: thousandths of a point the class would cost more than it gives


class Clash(StrEnum):
    """Why a wish cannot hold."""

    CLOSED = "clash.closed"  # the class must be open and may not be
    NOT_OFFERED = "clash.not_offered"  # the site does not offer the course
    TOO_LATE = "clash.too_late"  # it would start after the last start or run past the last week
    ROOMS = "clash.rooms"  # more classes than rooms in a week
    TEACHERS = "clash.teachers"  # more classes than teachers in a week
    DEMAND = "clash.demand"  # more people than the industry wants
    TOO_FEW = "clash.too_few"  # the minimum cannot be reached
    GATE = "clash.gate"  # a gate keeps the person out of the class
    NO_SEAT = "clash.no_seat"  # no seat was found for somebody who must sit


class Relax(StrEnum):
    """What would let the wish hold; `amount` says how much."""

    DROP_CLOSED = "relax.drop_closed"
    DROP_WISH = "relax.drop_wish"
    EARLIER = "relax.earlier"  # weeks
    ROOMS = "relax.rooms"
    TEACHERS = "relax.teachers"
    DEMAND = "relax.demand"
    LOWER_MINIMUM = "relax.lower_minimum"  # seats, or as many more people
    LOOSEN_GATE = "relax.loosen_gate"


class Bar(StrEnum):
    """What stands between a person and a class, or a course; of a class: why it is not held."""

    SEATED = "bar.seated"  # nothing: the person sits there
    NO_SEAT = "bar.no_seat"  # held, and all its seats are taken
    DEMAND = "bar.demand"  # held, with seats left, but the industry wants no more trained
    NO_GAIN = "bar.no_gain"  # held, with a seat left that is worth no more than what the person has
    NOT_HELD = "bar.not_held"  # not held, for what it lacks
    DANISH = "bar.danish"  # amount: levels short
    CIRCLE = "bar.circle"  # the course is for others
    NOT_OFFERED = "bar.not_offered"  # by no site, or not by this one
    TRAVEL = "bar.travel"  # amount: minutes beyond the limit to the nearest site; 0 no way at all
    WINDOW = "bar.window"  # no class could start, and end, within the weeks the person is open
    RULED_OUT = "bar.ruled_out"  # a wish or promise: banned, closed, or pinned to another class
    TOO_LATE = "bar.too_late"  # it would start after the last start or run past the last week
