"""How long the way takes and in which band it is told.

Whole numbers only, but for one square root of a whole number below 2**53, which IEEE 754 rounds the same everywhere.
"""

import numpy as np

from tovholder.engine.matching.columns import I32, I64, UNKNOWN, UNKNOWN_PLACE, Index
from tovholder.engine.matching.problem import FULL, Orders, People, Travel


def minutes(people: People, p: Index, orders: Orders, o: Index, travel: Travel) -> I32:
    """One way from home to the order's place in whole minutes; UNKNOWN where a place or the means is not known.

    `p` and `o` index people and orders and broadcast against each other.
    """
    way = _by_distance(people, p, orders, o, travel)
    if travel.minutes is None:
        return way
    means, home, place = people.means[p], people.zone[p], orders.zone[o]
    known = (means >= 0) & (home >= 0) & (place >= 0)
    given = travel.minutes[np.where(known, means, 0), np.where(known, home, 0), np.where(known, place, 0)]
    return np.where(known & (given >= 0), given, way).astype(np.int32)


def _by_distance(people: People, p: Index, orders: Orders, o: Index, travel: Travel) -> I32:
    east = people.x[p].astype(np.float64) - orders.x[o]
    north = people.y[p].astype(np.float64) - orders.y[o]
    metres = np.sqrt(east * east + north * north).astype(np.int64)
    means = people.means[p]
    speed = travel.metres_per_minute.astype(np.int64)[means] * 100
    way = travel.overhead_minutes[means] - (-metres * travel.detour_percent // speed)
    known = (means >= 0) & (people.x[p] != UNKNOWN_PLACE) & (people.y[p] != UNKNOWN_PLACE)
    known = known & (orders.x[o] != UNKNOWN_PLACE) & (orders.y[o] != UNKNOWN_PLACE)
    return np.where(known, way, UNKNOWN).astype(np.int32)


def band_ends(way: I32, travel: Travel) -> I32:
    """The minutes a way stays below, in whole bands: what may be told of it. UNKNOWN stays UNKNOWN."""
    ends = (way // travel.band_minutes + 1) * travel.band_minutes
    return np.where(way < 0, UNKNOWN, ends).astype(np.int32)


def part(way: I32, travel: Travel) -> I64:
    """0..10,000: full in the nearest band, 0 from the horizon on. By bands: a score tells no more."""
    starts = way // travel.band_minutes * travel.band_minutes
    near = FULL - starts.astype(np.int64) * FULL // travel.horizon_minutes
    return np.where(way < 0, 0, np.maximum(near, 0))
