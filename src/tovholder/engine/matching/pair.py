"""One pair, as kernels: the way and the gates. The parts and the score are in `score`.

Numbers are whole; squares of metres and their root are exact below 2**53.
"""

from typing import Any

import numpy as np

from tovholder.engine.compiled import inlined

from .codes import Gate
from .columns import NO_END, UNKNOWN_DAY
from .tables import Tables

KINDS, DANISH, LICENCES, HOURS, START, TRAVEL = (int(gate) for gate in list(Gate)[:6])
CONSIDERATIONS, PROTECTION, POOL, PLACES, PROFILE, PARTNERSHIP = (int(gate) for gate in list(Gate)[6:])


@inlined
def square(person: Any, order: Any) -> float:
    """Square metres between the two: (x - x')^2 + (y - y')^2."""
    east, north = person.x - order.x, person.y - order.y
    return float(east * east + north * north)


@inlined
def minutes_of(person: Any, order: Any, tables: Tables) -> int:
    """overhead + ceil(metres * detour / speed), or what the matrix says of the two zones; -1: not known."""
    if person.means < 0:
        return -1
    if tables.minutes.size and person.zone >= 0 and order.zone >= 0:
        given = int(tables.minutes[person.means, person.zone, order.zone])
        if given >= 0:
            return given
    if not (person.placed and order.placed):
        return -1
    metres = int(np.sqrt(square(person, order)))
    speed = tables.speed[person.means]
    return int(tables.overhead[person.means] - (-metres * tables.detour // speed))


@inlined
def way_of(person: Any, order: Any, tables: Tables) -> tuple[bool, bool]:
    """(known, too long): minutes > most, and without a matrix the same as square of the distance >= reach."""
    if tables.minutes.size:
        minutes = minutes_of(person, order, tables)
        return minutes >= 0 and person.max_minutes >= 0, minutes > person.max_minutes
    known = person.placed and order.placed and person.means >= 0 and person.max_minutes >= 0
    return known, square(person, order) >= person.reach


@inlined
def is_far_off(person: Any, order: Any, tables: Tables) -> bool:
    """The way is so much longer than the person can travel that no change worth naming makes it short enough."""
    far: bool = 0 <= person.max_minutes < minutes_of(person, order, tables) - tables.near
    return far


@inlined
def masks_of(person: Any, order: Any, tables: Tables) -> tuple[int, int]:
    """(closed, unsure): the gates that shut whatever is unknown, and those in which something unknown has a say."""
    closed = unsure = 0
    lawful, known, offered = person.kinds, person.kinds_known, order.kinds
    if offered == 0 or (lawful & offered == 0 and offered & ~known & ~lawful != 0):
        unsure |= 1 << KINDS
    elif lawful & offered == 0:
        closed |= 1 << KINDS
    closed |= int(0 <= person.danish < order.danish) << DANISH
    unsure |= int(order.danish < 0 or (person.danish < 0 and order.danish > 0)) << DANISH
    lacking = order.licences & ~person.licences
    closed |= int(lacking & person.licences_known != 0) << LICENCES
    unsure |= int(lacking & ~person.licences_known != 0) << LICENCES
    said = order.hours >= 0
    too_many = person.hours_max >= 0 and order.hours > person.hours_max
    closed |= int(said and (too_many or order.hours_most < person.hours_min)) << HOURS
    unsure |= int(not said or person.hours_max < 0 or person.hours_min < 0) << HOURS
    late, late_unsure = not_before(person.available_from, order.start_before)
    early, early_unsure = not_before(order.start_from, person.available_before)
    closed |= int(late or early) << START
    unsure |= int(late_unsure or early_unsure) << START
    told, too_long = way_of(person, order, tables)
    closed |= int(told and too_long) << TRAVEL
    unsure |= int(not told) << TRAVEL
    closed |= int(person.considerations & order.strains != 0) << CONSIDERATIONS
    asked, task = person.considerations_known, order.strains_known
    certain = (asked and (task or person.considerations == 0)) or (task and order.strains == 0)
    unsure |= int(not certain) << CONSIDERATIONS
    if person.controller != order.controller:
        closed |= int(person.protected) << PROTECTION
        closed |= int(not person.shared) << POOL
        closed |= int(person.partnerships & order.partnerships == 0) << PARTNERSHIP
    closed |= int(order.places == 0) << PLACES
    unsure |= int(order.places < 0) << PLACES
    unsure |= int(person.empty) << PROFILE
    return closed, unsure


@inlined
def hours_meet(person: Any, order: Any) -> bool:
    """Whether both have said their hours and there is a number of hours that suits both."""
    meet: bool = 0 <= person.hours_min <= order.hours_most and 0 <= order.hours <= person.hours_max
    return meet


@inlined
def is_open(person: Any, order: Any, tables: Tables) -> bool:
    """Whether every gate is open: the same as no bit in `masks_of`, but it stops at the first that is not."""
    if person.kinds & order.kinds == 0 or not hours_meet(person, order):
        return False
    if order.danish < 0 or (order.danish > 0 and person.danish < order.danish):
        return False
    known, too_long = way_of(person, order, tables)
    if too_long or not known:
        return False
    closed, unsure = masks_of(person, order, tables)
    return closed == 0 and unsure == 0


@inlined
def not_before(starts: int, ends: int) -> tuple[bool, bool]:
    """(certainly, perhaps) the one begins only when the other is over."""
    known = starts != UNKNOWN_DAY and ends != UNKNOWN_DAY  # noqa: PLR1714 - compiled
    return known and starts >= ends, not known and ends != NO_END
