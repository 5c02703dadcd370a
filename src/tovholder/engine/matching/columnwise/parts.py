"""The parts of the score, each 0..10,000, and the score itself: the sum of weight * part, exactly.

What is not known gives nothing. No part ever falls when a person knows more, can do more, or has a shorter way.
"""

import numpy as np

from tovholder.engine.matching.codes import PARTS, Part
from tovholder.engine.matching.columns import I32, I64, U64, Index
from tovholder.engine.matching.problem import FULL, Orders, People, Problem, Rules

from .credit import Credits
from .travel import part as travel_part

FULL_SCORE = 1_000_000
"""Every part in full."""

LOT_BITS = 43
"""Ties are decided by a lot of so many bits: 1,000,000 * 2**43 is still below 2**63."""


def parts(problem: Problem, p: Index, o: Index, credits: Credits, minutes: I32) -> I32:
    """(pairs, parts) in the order of `Part`. `credits` and `minutes` are aligned with the pairs."""
    people, orders, rules = problem.people, problem.orders, problem.rules
    made = np.zeros((minutes.size, len(PARTS)), np.int32)
    months = np.minimum(credits.months, rules.experience_full_months)
    made[:, Part.REQUIRED_SKILLS] = credits.required
    made[:, Part.USEFUL_SKILLS] = credits.useful
    made[:, Part.EXPERIENCE] = months * FULL // rules.experience_full_months
    made[:, Part.WISH] = _wish(people, p, orders, o, credits, rules)
    made[:, Part.LANGUAGE_MARGIN] = _language_margin(people, p, orders, o, rules)
    made[:, Part.TRAVEL] = travel_part(minutes, rules.travel)
    made[:, Part.HOURS] = _hours(people, p, orders, o, rules)
    made[:, Part.NEXT_STEP] = _next_step(people, p, orders, o, rules)
    return made


def _wish(people: People, p: Index, orders: Orders, o: Index, credits: Credits, rules: Rules) -> I32:
    """Full for a wished occupation, less for a wished industry only."""
    industry = (people.wished_industries[p] & orders.industries[o]) != 0
    return np.where(credits.wished, FULL, industry * np.int32(rules.wish_industry_credit)).astype(np.int32)


def _language_margin(people: People, p: Index, orders: Orders, o: Index, rules: Rules) -> I32:
    """Danish levels above what is required: room to take part, not only to cope."""
    level, required = people.danish[p].astype(np.int32), orders.danish[o].astype(np.int32)
    margin = np.clip(level - required, 0, rules.margin_full_levels)
    return np.where((level >= 0) & (required >= 0), margin * FULL // rules.margin_full_levels, 0).astype(np.int32)


def _hours(people: People, p: Index, orders: Orders, o: Index, rules: Rules) -> I32:
    """The hours fit, and there is room for the ladder of hours to rise: being able to work more never gives less."""
    least, most = people.hours_min[p].astype(np.int32), people.hours_max[p].astype(np.int32)
    hours = orders.hours[o].astype(np.int32)
    fits = (hours >= 0) & (least >= 0) & (least <= np.maximum(hours, orders.hours_most[o])) & (hours <= most)
    room = np.clip(most - hours, 0, rules.room_full_hours) * (FULL - rules.hours_fit_credit) // rules.room_full_hours
    return np.where(fits, rules.hours_fit_credit + room, 0).astype(np.int32)


def _next_step(people: People, p: Index, orders: Orders, o: Index, rules: Rules) -> I32:
    """The best the person's step says of a kind that is offered and lawful."""
    usable, step = people.kinds[p] & orders.kinds[o], people.step[p]
    best = np.zeros(np.broadcast_shapes(usable.shape, step.shape), np.int32)
    if rules.next_step.shape[0] == 0:
        return best
    for kind in range(min(rules.next_step.shape[1], 32)):
        value = rules.next_step[:, kind][step] * ((usable >> np.uint32(kind)) & np.uint32(1)).astype(np.int32)
        best = np.maximum(best, value, dtype=np.int32)
    return np.where(step >= 0, best, 0).astype(np.int32)


def scores(problem: Problem, made: I32) -> I32:
    """(pairs,) 0..1,000,000."""
    return (made @ problem.weights.row()).astype(np.int32)


def standings(problem: Problem, p: Index, o: Index, score: I32) -> I64:
    """(pairs,) score and lot in one whole number: the higher stands first, ties are settled."""
    drawn = lots(problem.people.key[p], problem.orders.key[o], problem.rules.tie_key)
    return (score.astype(np.int64) << LOT_BITS) | drawn


def priced(standing: I64, prices: I32) -> I64:
    """The standing by the score less a price of 0..1,000,000."""
    return standing - (prices.astype(np.int64) << LOT_BITS)


def lots(people: U64, orders: U64, tie_key: int) -> I64:
    """A keyed hash of (person, order), 0..2**43 - 1: the same in every implementation that is given the key."""
    mixed = _mixed(people ^ np.uint64(tie_key))
    return (_mixed(mixed + _mixed(orders)) >> np.uint64(64 - LOT_BITS)).astype(np.int64)


def _mixed(value: U64) -> U64:
    """The finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
