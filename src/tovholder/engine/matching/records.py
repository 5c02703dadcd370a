"""People and orders as the kernels read them: one record each, with everything a pair needs side by side.

People lie in an order of their own: by who may meet them (municipality and partnerships), then by how far they can
travel, then along a curve through the map. People who share an answer are neighbours, 64 to a word, so that whole words
are decided at once. Orders lie as they were given.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import marks
from .columns import F64, I32, I64, U64, UNKNOWN, UNKNOWN_PLACE, Bool, Csr
from .problem import FULL, Orders, People, Rules

WORD = 64
"""People in one word of answers."""

FARTHEST = 2.0**50
"""Square metres no two places lie apart: the reach of somebody nothing is known to be too far for."""

LINE = 64
"""Bytes that come from memory together."""

PERSON = np.dtype(
    [
        ("x", "i4"), ("y", "i4"), ("reach", "f8"), ("held", "u8"), ("related", "u8"), ("known", "u8"),
        ("industries", "u8"), ("kinds", "u4"), ("first", "i4"), ("skills", "i2"), ("hours_max", "i2"),
        ("danish", "i1"), ("means", "i1"), ("step", "i1"), ("placed", "?"),
        ("partnerships", "u8"), ("key", "u8"), ("controller", "i4"), ("zone", "i4"), ("row", "i4"),
        ("kinds_known", "u4"), ("licences", "u4"), ("licences_known", "u4"), ("considerations", "u4"),
        ("available_from", "i4"), ("available_before", "i4"), ("max_minutes", "i2"), ("hours_min", "i2"),
        ("experience", "i2"), ("wishes", "i2"), ("protected", "?"), ("shared", "?"), ("considerations_known", "?"),
        ("empty", "?"),
    ],
    align=True,
)  # fmt: skip
"""The first line is all that a pair needs that does not get far: what is easy to work out, and marks (see `marks`) of
what is held: `held` of skills, `related` of skills and their broader ones, `known` of experience and wishes.
`reach`: a place nearer than this many square metres is near enough. `first`: of the person's own entries, which are
`skills`, then `experience`, then `wishes` many. `placed`: x and y are known."""

ORDER = np.dtype(
    [
        ("x", "i4"), ("y", "i4"), ("industries", "u8"), ("asks", "u8"), ("asks_near", "u8"), ("wants", "u8"),
        ("wants_near", "u8"), ("of_group", "u8"), ("of_occupation", "u8"), ("mixed", "u8"), ("tie", "u8"),
        ("partnerships", "u8"), ("key", "u8"),
        ("controller", "i4"), ("zone", "i4"), ("start_from", "i4"), ("start_before", "i4"), ("kinds", "u4"),
        ("licences", "u4"), ("strains", "u4"), ("occupation", "i4"), ("group", "i4"), ("first", "i4"),
        ("required", "i4"), ("useful", "i4"), ("hours", "i2"), ("hours_most", "i2"), ("places", "i2"), ("danish", "i1"),
        ("strains_known", "?"), ("placed", "?"),
    ],
    align=True,
)  # fmt: skip
"""`first`: of the skills asked for, which are `required`, then `useful` many. `asks`, `wants`: the marks of these;
`asks_near`, `wants_near`: with those of what is broader. `of_group`, `of_occupation`: the marks met in `known`.
`mixed`, `tie`: the order's half of a lot, and the secret key of all lots."""

Records = npt.NDArray[Any]


class Crowd(NamedTuple):
    """People and what each holds: entries are a skill and its level, a group and its points, or a wished occupation."""

    people: Records
    codes: I32
    values: I32


class Demand(NamedTuple):
    """Orders and the skills each asks for."""

    orders: Records
    asked: I32


def crowd(people: People, rules: Rules, order: I64) -> Crowd:
    """The people in this order, filled up to whole words with nobody."""
    count = order.size
    made = blank_people(-(-max(count, 1) // WORD) * WORD)
    here = made[:count]
    _copied(here, people, order)
    here["row"] = order
    here["placed"] = (people.x[order] != UNKNOWN_PLACE) & (people.y[order] != UNKNOWN_PLACE)
    here["reach"] = reaches(people, rules)[order]
    points = np.minimum(people.experience.values.astype(np.int32), rules.experience_full_months)
    points = points * FULL // rules.experience_full_months
    lists = (
        (people.skills, people.skills.values.astype(np.int32)),
        (people.experience, points),
        (people.wished_occupations, people.wished_occupations.values.astype(np.int32)),
    )
    lengths = [csr.lengths[order] for csr, _ in lists]
    for name, length in zip(("skills", "experience", "wishes"), lengths, strict=True):
        here[name] = length
    here["empty"] = (sum(lengths) == 0) & (people.wished_industries[order] == 0)
    first, codes, values = _beside(lists, lengths, order)
    here["first"] = first
    _mark_people(here, codes, rules)
    return Crowd(made, codes, values)


def blank_people(count: int) -> Records:
    """So many records of nobody, each from the beginning of a line of memory."""
    room = np.zeros(count * PERSON.itemsize + LINE, np.uint8)
    begins = -room.ctypes.data % LINE
    made: Records = room[begins : begins + count * PERSON.itemsize].view(PERSON)
    made["row"] = -1
    return made


def copied_people(people: Records) -> Records:
    """The same people, to be changed."""
    made = blank_people(people.size)
    made[:] = people
    return made


def _mark_people(people: Records, codes: I32, rules: Rules) -> None:
    """Marks of what each holds."""
    worked = people["first"] + people["skills"]
    wished = worked + people["experience"]
    skills = np.where(codes < rules.skill_parent.size, codes, 0)  # other entries are not looked at
    if rules.skill_parent.size:
        people["held"] = marks.gathered(marks.marks(skills), people["first"], people["skills"])
        near = marks.with_broader(skills, rules.skill_parent)
        people["related"] = marks.gathered(near, people["first"], people["skills"])
    people["known"] = marks.gathered(marks.group_marks(codes), worked, people["experience"])
    people["known"] |= marks.gathered(marks.occupation_marks(codes), wished, people["wishes"])


def demand(orders: Orders, rules: Rules) -> Demand:
    """The orders as they come."""
    made, rows = np.zeros(len(orders), ORDER), np.arange(len(orders))
    _copied(made, orders, rows)
    made["placed"] = (orders.x != UNKNOWN_PLACE) & (orders.y != UNKNOWN_PLACE)
    made["hours_most"] = np.maximum(orders.hours, orders.hours_most)
    made["mixed"], made["tie"] = mixed(orders.key), rules.tie_key
    made["required"], made["useful"] = orders.required.lengths, orders.useful.lengths
    lists = ((orders.required, orders.required.indices), (orders.useful, orders.useful.indices))
    made["first"], asked, _ = _beside(lists, [csr.lengths for csr, _ in lists], rows)
    _mark_orders(made, asked, rules)
    return Demand(made, asked)


def _mark_orders(orders: Records, asked: I32, rules: Rules) -> None:
    """Marks of what each asks for."""
    plain, near = marks.marks(asked), marks.with_broader(asked, rules.skill_parent)
    wanted = orders["first"] + orders["required"]
    orders["asks"] = marks.gathered(plain, orders["first"], orders["required"])
    orders["asks_near"] = marks.gathered(near, orders["first"], orders["required"])
    orders["wants"] = marks.gathered(plain, wanted, orders["useful"])
    orders["wants_near"] = marks.gathered(near, wanted, orders["useful"])
    orders["of_group"] = marks.group_marks(orders["group"])
    orders["of_occupation"] = marks.occupation_marks(orders["occupation"])


def _copied(made: Records, table: People | Orders, order: I64) -> None:
    for name in made.dtype.names or ():
        held = getattr(table, name, None)
        if isinstance(held, np.ndarray):
            made[name] = held[order]
    if isinstance(table, People):
        made["industries"] = table.wished_industries[order]


def _beside(lists: tuple[tuple[Csr, I32], ...], lengths: list[I64], order: I64) -> tuple[I32, I32, I32]:
    """The entries of several lists beside each other, row by row: (first of each row, codes, values)."""
    total = sum(lengths, np.zeros(order.size, np.int64))
    first = np.concatenate(([0], np.cumsum(total)))
    codes, values = np.zeros((2, int(first[-1])), np.int32)
    start = first[:-1].copy()
    for (csr, given), length in zip(lists, lengths, strict=True):
        within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
        source, target = np.repeat(csr.indptr[:-1][order], length) + within, np.repeat(start, length) + within
        codes[target], values[target] = csr.indices[source], given[source]
        start += length
    return first[:-1].astype(np.int32), codes, values


def reaches(people: People, rules: Rules) -> F64:
    """(people,) square metres: a place is near enough exactly when it lies nearer than that.

    minutes = overhead + ceil(metres * detour / speed) <= most  <=>  metres <= floor((most - overhead) * speed / detour)
    =: R, and as metres = floor(sqrt(square)): <=> square < (R + 1)^2. Unknown means or minutes: FARTHEST.
    """
    travel, means = rules.travel, people.means
    time = people.max_minutes.astype(np.int64) - travel.overhead_minutes[means]
    metres = time * travel.metres_per_minute.astype(np.int64)[means] * 100 // travel.detour_percent
    square = np.where(time < 0, 0.0, (metres.astype(np.float64) + 1) ** 2)
    return np.where((means == UNKNOWN) | (people.max_minutes < 0), FARTHEST, square)


def order_of(people: People, rules: Rules) -> I64:
    """The order people lie in: circle, reach by powers of the square root of two, then the curve through the map."""
    reach = np.floor(np.log2(reaches(people, rules) + 1)).astype(np.int64)
    placed = (people.x != UNKNOWN_PLACE) & (people.y != UNKNOWN_PLACE)
    reach[~placed] = 99
    curve = _curve(people.x, people.y, placed)
    return np.lexsort((people.key, curve, reach, people.partnerships, people.controller))


def _curve(x: I32, y: I32, placed: Bool) -> I64:
    """Place on Morton's curve, in a net of 1,024 x 1,024 over where people live."""
    made = np.zeros(x.size, np.int64)
    for bit, values in enumerate((x, y)):
        known = values[placed].astype(np.float64)
        if known.size == 0:
            continue
        spread = (values - known.min()) * (1_023 / max(float(np.ptp(known)), 1.0))
        cell = np.where(placed, np.clip(spread, 0, 1_023), 0).astype(np.int64)
        for digit in range(10):
            made |= (cell >> digit & 1) << (2 * digit + bit)
    return made


def mixed(value: U64) -> U64:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
