"""The gates: which pairs are possible at all.

Three-valued on purpose. A gate is closed when it is closed whatever the unknown turns out to be, open when it is open
whatever it turns out to be, and unknown only where the answer hangs on it. So knowing less never opens a gate.

Every gate takes columns that broadcast against each other and gives two arrays: closed, and unsure (something that is
unknown has a say in it). A closed gate may be unsure too: closed wins, but opening it would leave the question.
"""

from collections.abc import Iterator

import numpy as np

from tovholder.engine.matching.codes import Gate
from tovholder.engine.matching.columns import I32, NO_END, U16, UNKNOWN_DAY, Bool, Index
from tovholder.engine.matching.problem import Orders, People

Answer = tuple[Bool, Bool]


def masks(people: People, p: Index, orders: Orders, o: Index, minutes: I32) -> tuple[U16, U16]:
    """(closed, unsure) gate masks for the pairs of `p` and `o`; a pair with neither bit set is possible."""
    shape = np.broadcast_shapes(people.key[p].shape, orders.key[o].shape)
    closed, unsure = np.zeros(shape, np.uint16), np.zeros(shape, np.uint16)
    for gate, (shut, doubtful) in _answers(people, p, orders, o, minutes):
        closed |= shut * np.uint16(gate.bit)
        unsure |= doubtful * np.uint16(gate.bit)
    return closed, unsure


def _answers(people: People, p: Index, orders: Orders, o: Index, minutes: I32) -> Iterator[tuple[Gate, Answer]]:
    yield Gate.KINDS, _kinds(people, p, orders, o)
    yield Gate.DANISH, _danish(people, p, orders, o)
    yield Gate.LICENCES, _licences(people, p, orders, o)
    yield Gate.HOURS, _hours(people, p, orders, o)
    yield Gate.START, _start(people, p, orders, o)
    yield Gate.TRAVEL, _travel(people, p, minutes)
    yield Gate.CONSIDERATIONS, _considerations(people, p, orders, o)
    yield from _visibility(people, p, orders, o)
    yield Gate.PLACES, (orders.places[o] == 0, orders.places[o] < 0)
    yield Gate.PROFILE, _profile(people, p)


def _kinds(people: People, p: Index, orders: Orders, o: Index) -> Answer:
    """One of the kinds offered must be lawful for the person."""
    lawful, offered = people.kinds[p], orders.kinds[o]
    undecided = ~(lawful | people.kinds_known[p])
    met = (lawful & offered) != 0
    unsure = ~met & ((undecided & offered) != 0)
    unsaid = offered == 0
    return ~met & ~unsure & ~unsaid, unsure | unsaid


def _danish(people: People, p: Index, orders: Orders, o: Index) -> Answer:
    """The person's level reaches the level required."""
    level, required = people.danish[p], orders.danish[o]
    return (level >= 0) & (level < required), (required < 0) | ((level < 0) & (required > 0))


def _licences(people: People, p: Index, orders: Orders, o: Index) -> Answer:
    """Every licence required is held."""
    lacking = orders.licences[o] & ~people.licences[p]
    closed = (lacking & people.licences_known[p]) != 0
    return closed, (lacking & ~people.licences_known[p]) != 0


def _hours(people: People, p: Index, orders: Orders, o: Index) -> Answer:
    """Some number of weekly hours lies between the fewest and the most of both."""
    least, most, hours = people.hours_min[p], people.hours_max[p], orders.hours[o]
    said = hours >= 0
    closed = said & (((most >= 0) & (hours > most)) | (np.maximum(hours, orders.hours_most[o]) < least))
    return closed, ~said | (most < 0) | (least < 0)


def _start(people: People, p: Index, orders: Orders, o: Index) -> Answer:
    """Some day lies in both windows."""
    too_late, unsure_late = _not_before(people.available_from[p], orders.start_before[o])
    too_early, unsure_early = _not_before(orders.start_from[o], people.available_before[p])
    return too_late | too_early, unsure_late | unsure_early


def _not_before(starts: I32, ends: I32) -> Answer:
    known = (starts != UNKNOWN_DAY) & (ends != UNKNOWN_DAY)
    return known & (starts >= ends), ~known & (ends != NO_END)


def _travel(people: People, p: Index, minutes: I32) -> Answer:
    """The way is no longer than the person can travel."""
    most = people.max_minutes[p]
    known = (minutes >= 0) & (most >= 0)
    return known & (minutes > most), ~known


def _considerations(people: People, p: Index, orders: Orders, o: Index) -> Answer:
    """No strain of the task is one the person must be spared."""
    spared, strains = people.considerations[p], orders.strains[o]
    person_known, task_known = people.considerations_known[p], orders.strains_known[o]
    closed = (spared & strains) != 0
    certain = (person_known & task_known) | (person_known & (spared == 0)) | (task_known & (strains == 0))
    return closed, ~certain


def _visibility(people: People, p: Index, orders: Orders, o: Index) -> Iterator[tuple[Gate, Answer]]:
    """Other municipalities see nobody who is protected, of the others only those shared in the pool, and none but those
    of municipalities they are in a partnership with."""
    foreign = people.controller[p] != orders.controller[o]
    together = (people.partnerships[p] & orders.partnerships[o]) != 0
    never = np.zeros(1, np.bool_)
    yield Gate.PROTECTION, (people.protected[p] & foreign, never)
    yield Gate.POOL, (~people.shared[p] & foreign, never)
    yield Gate.PARTNERSHIP, (~together & foreign, never)


def _profile(people: People, p: Index) -> Answer:
    """At least one skill, experience or wish is known. A level of Danish and free hours alone are not a profile."""
    entries = people.skills.lengths[p] + people.experience.lengths[p] + people.wished_occupations.lengths[p]
    return np.zeros(1, np.bool_), (entries == 0) & (people.wished_industries[p] == 0)
