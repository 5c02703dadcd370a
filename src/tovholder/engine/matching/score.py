"""One pair, as kernels: its parts, its score, and the lot that settles ties. All lists are made of these."""

from typing import Any

import numpy as np

from tovholder.engine.compiled import bit_count, inlined, lean, lowest_bit

from .codes import Part
from .columns import I32, I64
from .pair import hours_meet, minutes_of, square
from .tables import Tables

REQUIRED, USEFUL, EXPERIENCE, WISH, MARGIN, WAY, ROOM, STEP = (int(part) for part in Part)
PARTS = len(Part)
FULL = 10_000
LOT_BITS = 43
LOT_SHIFT = np.uint64(64 - LOT_BITS)
ONE, LANE, SPARE, EIGHT = np.uint64(1), np.uint64(3), np.uint64(0), np.uint64(255)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
U27, U30, U31 = np.uint64(27), np.uint64(30), np.uint64(31)


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
    if person.related & (order.asks_near | order.wants_near) == SPARE:
        return 0, 0
    best[:asked] = 0
    for entry in range(person.first, person.first + person.skills):
        for block in range((asked + 31) // 32):
            met = relation[block, codes[entry]]
            while met != SPARE:
                lane = lowest_bit(met) // 2
                how = met >> np.uint64(2 * lane) & LANE
                met &= ~(LANE << np.uint64(2 * lane))
                credit = tables.credit[how, values[entry]]
                best[block * 32 + lane] = max(best[block * 32 + lane], credit)
    first, second = 0, 0
    for at in range(required):
        first += best[at]
    for at in range(required, asked):
        second += best[at]
    return shared(first, required), shared(second, asked - required)


@inlined
def shared(total: int, among: int) -> int:
    """floor(total / among), 0 among nobody: a half above a whole number no rounding falls below it; total < 2**31."""
    return int((total + 0.5) / among) if among > 0 else 0


@lean
def limit(order: Any, tables: Tables, most: I64) -> None:
    """most (required/useful, held): weight * what the part is at most for somebody related, with so many skills held.

    Those not held are met through a skill near them at best.
    """
    held, near = tables.credit[1, 3], max(tables.credit[2, 3], tables.credit[3, 3])
    for part, asked in ((REQUIRED, order.required), (USEFUL, order.useful)):
        for many in range(asked + 1):
            most[part, many] = tables.weights[part] * ((many * held + (asked - many) * near) // max(asked, 1))


@inlined
def rest_at_most(person: Any, order: Any, tables: Tables, most: I64) -> int:
    """What the parts that need the person's own entries add at most, told by marks; skills asked for may share one."""
    weights, made = tables.weights, 0
    if person.related & order.asks_near != SPARE:
        sharing = order.required - bit_count(order.asks)
        made += most[REQUIRED, min(bit_count(person.held & order.asks) + sharing, order.required)]
    if person.related & order.wants_near != SPARE:
        sharing = order.useful - bit_count(order.wants)
        made += most[USEFUL, min(bit_count(person.held & order.wants) + sharing, order.useful)]
    if person.known & order.of_group != SPARE:
        made += weights[EXPERIENCE] * FULL
    if person.known & order.of_occupation != SPARE:
        made += weights[WISH] * FULL
    elif person.industries & order.industries != SPARE:
        made += weights[WISH] * tables.wish_industry
    return int(made)


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
    apart, beyond = square(person, order), 0
    for band in range(tables.way_points.size - 1):
        beyond += int(apart >= tables.band_reach[person.means, band])
    return int(tables.way_points[beyond])


@inlined
def easy_parts(person: Any, order: Any, tables: Tables, made: Any, is_open: bool) -> None:
    """Margin of language, way, room in hours and next step: those that need no list of the person's.

    `is_open`: the gates are known to be open, and so the hours meet.
    """
    made[MARGIN] = made[ROOM] = 0
    if person.danish >= 0 and order.danish >= 0:
        made[MARGIN] = tables.margin_points[min(max(person.danish - order.danish, 0), tables.margin_points.size - 1)]
    if is_open or hours_meet(person, order):
        made[ROOM] = tables.room_points[min(person.hours_max - order.hours, tables.room_points.size - 1)]
    usable, best = np.uint64(person.kinds & order.kinds), 0
    for byte in range(tables.step_best.shape[0]):
        eight = usable >> np.uint64(8 * byte) & EIGHT
        best = max(best, tables.step_best[byte, person.step + 1, eight])
    made[STEP] = best
    made[WAY] = way_part(person, order, tables)


@inlined
def entry_parts(person: Any, order: Any, codes: I32, values: I32, tables: Tables, made: Any) -> None:
    """Experience in the order's group; the wished occupation, or else industry: those found among the entries."""
    made[EXPERIENCE] = made[WISH] = 0
    begins = person.first + person.skills
    if person.known & order.of_group != SPARE:
        for entry in range(begins, begins + person.experience):
            if codes[entry] == order.group:
                made[EXPERIENCE] = values[entry]
    if person.industries & order.industries != SPARE:
        made[WISH] = tables.wish_industry
    if person.known & order.of_occupation != SPARE:
        begins += person.experience
        for entry in range(begins, begins + person.wishes):
            if codes[entry] == order.occupation:
                made[WISH] = FULL


@inlined
def easy_score(person: Any, order: Any, tables: Tables, made: Any, is_open: bool) -> int:
    """The score of the easy parts."""
    easy_parts(person, order, tables, made, is_open)
    score, weights = 0, tables.weights
    for part in range(MARGIN, PARTS):
        score += weights[part] * made[part]
    return score


@inlined
def score_of(person: Any, order: Any, crowd: Any, tables: Tables, desk: Any, bar: int, is_open: bool) -> int:
    """score = sum of weight * part; desk.parts holds the parts. -1: it cannot reach `bar`, and was not worked out.

    The order's skills stand in desk.relation and desk.most. `is_open`: as in `easy_parts`.
    """
    made, weights = desk.parts, tables.weights
    score = easy_score(person, order, tables, made, is_open)
    if score + rest_at_most(person, order, tables, desk.most) < bar:
        return -1
    made[REQUIRED], made[USEFUL] = skill_parts(person, order, crowd.codes, crowd.values, tables, desk)
    entry_parts(person, order, crowd.codes, crowd.values, tables, made)
    for part in range(MARGIN):
        score += weights[part] * made[part]
    return int(score)


@inlined
def score_held(person: Any, order: Any, asked: I32, crowd: Any, tables: Tables, desk: Any, bar: int) -> int:
    """The same score for a person whose skills stand in desk.held."""
    made, weights = desk.parts, tables.weights
    score = easy_score(person, order, tables, made, False)
    most = weights[EXPERIENCE] + weights[WISH]
    most += weights[REQUIRED] * (order.required > 0) + weights[USEFUL] * (order.useful > 0)
    if score + FULL * most < bar:
        return -1
    made[REQUIRED], made[USEFUL] = held_parts(order, asked, desk.held)
    entry_parts(person, order, crowd.codes, crowd.values, tables, made)
    for part in range(MARGIN):
        score += weights[part] * made[part]
    return int(score)


@inlined
def mix(value: Any) -> Any:
    """The same as `records.mixed`, of one number."""
    value = (value ^ (value >> U30)) * FIRST
    value = (value ^ (value >> U27)) * SECOND
    return value ^ (value >> U31)


@inlined
def lot_of(person: Any, order: Any) -> int:
    """A keyed hash of person and order, 0..2**43 - 1: mix(mix(person's key ^ secret key) + mix(order's key))."""
    return int(mix(mix(person.key ^ order.tie) + order.mixed) >> LOT_SHIFT)


@inlined
def standing_of(person: Any, order: Any, score: int) -> int:
    """Score and lot in one whole number: the higher stands first, ties are settled."""
    return int(np.int64(score) << LOT_BITS | lot_of(person, order))
