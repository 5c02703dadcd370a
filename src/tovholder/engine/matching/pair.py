"""One pair, as kernels: the way, the gates, the parts and the score. All lists are made of these.

Numbers are whole; squares of metres and their root are exact below 2**53.
"""

from typing import Any

import numpy as np

from tovholder.engine.compiled import inlined, lean, lowest_bit

from .codes import Gate, Part
from .columns import I32, NO_END, UNKNOWN_DAY
from .tables import Tables

KINDS, DANISH, LICENCES, HOURS, START, TRAVEL = (int(gate) for gate in list(Gate)[:6])
CONSIDERATIONS, PROTECTION, POOL, PLACES, PROFILE, PARTNERSHIP = (int(gate) for gate in list(Gate)[6:])
REQUIRED, USEFUL, EXPERIENCE, WISH, MARGIN, WAY, ROOM, STEP = (int(part) for part in Part)
PARTS = len(Part)
FULL = 10_000
LOT_BITS = 43
LOT_SHIFT = np.uint64(64 - LOT_BITS)
ONE, LANE, SPARE = np.uint64(1), np.uint64(3), np.uint64(0)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
U27, U30, U31 = np.uint64(27), np.uint64(30), np.uint64(31)


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


@lean
def relate(asked: I32, tables: Tables, relation: Any, forget: bool) -> None:
    """Note for every skill what it is to each skill asked for: 1 the same, 2 broader or narrower, 3 beside it.

    relation (blocks of 32 skills asked for, skills): two bits for each. `forget` takes the notes out again.
    """
    for at in range(asked.size):
        wanted, block = asked[at], at // 32
        lane = np.uint64(2 * (at % 32))
        clear, broader = ~(LANE << lane), tables.parent[wanted]
        if broader >= 0:
            for entry in range(tables.below_first[broader], tables.below_first[broader + 1]):
                skill = tables.below[entry]
                held = relation[block, skill] & clear
                relation[block, skill] = held if forget else held | (np.uint64(3) << lane)
            held = relation[block, broader] & clear
            relation[block, broader] = held if forget else held | (np.uint64(2) << lane)
        for entry in range(tables.below_first[wanted], tables.below_first[wanted + 1]):
            skill = tables.below[entry]
            held = relation[block, skill] & clear
            relation[block, skill] = held if forget else held | (np.uint64(2) << lane)
        held = relation[block, wanted] & clear
        relation[block, wanted] = held if forget else held | (ONE << lane)


@inlined
def skill_parts(person: Any, order: Any, codes: I32, values: I32, tables: Tables, desk: Any) -> tuple[int, int]:
    """For each skill asked for the best credit among the skills held; the mean over required, and over useful ones."""
    best, relation = desk.best, desk.relation
    required, asked = order.required, order.required + order.useful
    touched = False
    for entry in range(person.first, person.first + person.skills):
        for block in range((asked + 31) // 32):
            met = relation[block, codes[entry]]
            if met == SPARE:
                continue
            if not touched:
                best[:asked] = 0
                touched = True
            while met != SPARE:
                lane = lowest_bit(met) // 2
                how = met >> np.uint64(2 * lane) & LANE
                met &= ~(LANE << np.uint64(2 * lane))
                credit = tables.credit[how, values[entry]]
                best[block * 32 + lane] = max(best[block * 32 + lane], credit)
    if not touched:
        return 0, 0
    first, second = 0, 0
    for at in range(required):
        first += best[at]
    for at in range(required, asked):
        second += best[at]
    return first // max(required, 1), second // max(asked - required, 1)


@lean
def hold(person: Any, crowd: Any, tables: Tables, held: I32, forget: bool) -> None:
    """held (skills,): the best credit each skill would be met with, were it asked of the person; or all 0 again."""
    for entry in range(person.first, person.first + person.skills):
        skill, level = crowd.codes[entry], crowd.values[entry]
        broader = tables.parent[skill]
        if broader >= 0:
            for narrower in range(tables.below_first[broader], tables.below_first[broader + 1]):
                _credit(held, tables.below[narrower], tables.credit[3, level], forget)
            _credit(held, broader, tables.credit[2, level], forget)
        for narrower in range(tables.below_first[skill], tables.below_first[skill + 1]):
            _credit(held, tables.below[narrower], tables.credit[2, level], forget)
        _credit(held, skill, tables.credit[1, level], forget)


@inlined
def _credit(held: I32, skill: int, credit: int, forget: bool) -> None:
    held[skill] = 0 if forget else max(held[skill], credit)


@inlined
def held_parts(order: Any, asked: I32, held: I32) -> tuple[int, int]:
    """The same as `skill_parts`, for a person whose skills are in `held`."""
    first, second, useful = 0, 0, order.first + order.required
    for at in range(order.first, useful):
        first += held[asked[at]]
    for at in range(useful, useful + order.useful):
        second += held[asked[at]]
    return first // max(order.required, 1), second // max(order.useful, 1)


@inlined
def way_part(person: Any, order: Any, tables: Tables) -> int:
    """10,000 * (1 - band's beginning / horizon) by bands of minutes; 0 where the way is not known."""
    if tables.minutes.size:
        minutes = minutes_of(person, order, tables)
        return int(tables.way_points[min(minutes // tables.band, tables.way_points.size - 1)]) if minutes >= 0 else 0
    if person.means < 0 or not (person.placed and order.placed):
        return 0
    apart = square(person, order)
    for band in range(tables.way_points.size - 1):
        if apart < tables.band_reach[person.means, band]:
            return int(tables.way_points[band])
    return int(tables.way_points[tables.way_points.size - 1])


@inlined
def easy_parts(person: Any, order: Any, tables: Tables, made: Any) -> None:
    """Margin of language, way, room in hours and next step: those that need no list of the person's."""
    made[MARGIN] = made[ROOM] = made[STEP] = made[WISH] = 0
    if person.danish >= 0 and order.danish >= 0:
        made[MARGIN] = tables.margin_points[min(max(person.danish - order.danish, 0), tables.margin_points.size - 1)]
    if hours_meet(person, order):
        made[ROOM] = tables.room_points[min(person.hours_max - order.hours, tables.room_points.size - 1)]
    if person.step >= 0:
        usable = np.uint64(person.kinds & order.kinds)
        while usable != SPARE:
            kind = lowest_bit(usable)
            usable &= usable - ONE
            if kind < tables.next_step.shape[1]:
                made[STEP] = max(made[STEP], tables.next_step[person.step, kind])
    if person.industries & order.industries != SPARE:
        made[WISH] = tables.wish_industry
    made[WAY] = way_part(person, order, tables)


@inlined
def entry_parts(person: Any, order: Any, codes: I32, values: I32, made: Any) -> None:
    """Experience in the order's group and the wished occupation: those found among the person's entries."""
    made[EXPERIENCE] = 0
    begins = person.first + person.skills
    for entry in range(begins, begins + person.experience):
        if codes[entry] == order.group:
            made[EXPERIENCE] = values[entry]
    begins += person.experience
    for entry in range(begins, begins + person.wishes):
        if codes[entry] == order.occupation:
            made[WISH] = FULL


@inlined
def easy_score(person: Any, order: Any, tables: Tables, made: Any) -> tuple[int, int]:
    """(score of the easy parts, the most it can become): what is not worked out yet counts in full."""
    easy_parts(person, order, tables, made)
    score, weights = 0, tables.weights
    for part in range(MARGIN, PARTS):
        score += weights[part] * made[part]
    most = score + FULL * (weights[EXPERIENCE] + weights[WISH])
    most += FULL * (weights[REQUIRED] * (order.required > 0) + weights[USEFUL] * (order.useful > 0))
    return score, most


@inlined
def score_of(person: Any, order: Any, codes: I32, values: I32, tables: Tables, desk: Any, bar: int) -> int:
    """score = sum of weight * part; desk.parts holds the parts. -1: it cannot reach `bar`, and was not worked out.

    The order's skills stand in desk.relation.
    """
    made, weights = desk.parts, tables.weights
    score, most = easy_score(person, order, tables, made)
    if most < bar:
        return -1
    made[REQUIRED], made[USEFUL] = skill_parts(person, order, codes, values, tables, desk)
    entry_parts(person, order, codes, values, made)
    for part in range(MARGIN):
        score += weights[part] * made[part]
    return int(score)


@inlined
def score_held(person: Any, order: Any, asked: I32, crowd: Any, tables: Tables, desk: Any, bar: int) -> int:
    """The same score for a person whose skills stand in desk.held."""
    made, weights = desk.parts, tables.weights
    score, most = easy_score(person, order, tables, made)
    if most < bar:
        return -1
    made[REQUIRED], made[USEFUL] = held_parts(order, asked, desk.held)
    entry_parts(person, order, crowd.codes, crowd.values, made)
    for part in range(MARGIN):
        score += weights[part] * made[part]
    return int(score)


@inlined
def lot_of(person: Any, order: Any) -> int:
    """A keyed hash of person and order, 0..2**43 - 1: mix(mix(person) + mix(order)), mix as in SplitMix64."""
    value = person.mixed + order.mixed
    value = (value ^ (value >> U30)) * FIRST
    value = (value ^ (value >> U27)) * SECOND
    return int((value ^ (value >> U31)) >> LOT_SHIFT)


@inlined
def standing_of(person: Any, order: Any, score: int) -> int:
    """Score and lot in one whole number: the higher stands first, ties are settled."""
    return int(np.int64(score) << LOT_BITS | lot_of(person, order))
