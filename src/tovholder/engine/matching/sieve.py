"""All gates of one order for many people at once: bit operations on slices, 64 people a step.

shut, doubt (gates, words): whose gate is closed, and whose hangs on something unknown; bit p is person p of the word.
Each kernel writes one gate for the words a..a + n; the words of `pair.masks_of` hold beside each.
"""

from typing import Any

import numpy as np

from tovholder.engine.compiled import lean, lowest_bit

from .columns import NO_END, U64, UNKNOWN_DAY
from .pair import (
    CONSIDERATIONS,
    DANISH,
    HOURS,
    KINDS,
    LICENCES,
    PARTNERSHIP,
    PLACES,
    POOL,
    PROFILE,
    PROTECTION,
    START,
    minutes_of,
    square,
)
from .slices import Circles, Digits, Slices
from .tables import Tables

NONE, ALL, ONE = np.uint64(0), np.uint64(2**64 - 1), np.uint64(1)


@lean
def below(number: Digits, limit: int, a: int, n: int, out: U64, same: U64) -> None:
    """out: whose number is below the limit; digit by digit from the highest, `same` are those equal so far."""
    wanted, many = limit - number.least, number.planes.shape[0]
    if wanted <= 0 or wanted >> many:
        out[:n] = NONE if wanted <= 0 else ALL
        return
    out[:n], same[:n] = NONE, ALL
    for place in range(many):
        digit = many - 1 - place
        plane = number.planes[digit, a : a + n]
        if wanted >> digit & 1:
            for w in range(n):
                out[w] |= same[w] & ~plane[w]
                same[w] &= plane[w]
        else:
            for w in range(n):
                same[w] &= ~plane[w]


@lean
def gather(slices: U64, bits: int, a: int, n: int, out: U64) -> None:
    """out: who has any of the bits."""
    out[:n] = NONE
    left = np.uint64(bits)
    while left != NONE:
        bit: Any = lowest_bit(left)
        one = slices[bit, a : a + n]
        left &= left - ONE
        for w in range(n):
            out[w] |= one[w]


@lean
def kinds(order: Any, slices: Slices, a: int, n: int, shut: U64, doubt: U64) -> None:
    """Open: lawful & offered. Unknown: not open, and an offered kind is undecided. Nothing offered: unknown."""
    if order.kinds == 0:
        shut[:n], doubt[:n] = NONE, ALL
        return
    gather(slices.lawful, order.kinds, a, n, shut)
    gather(slices.undecided, order.kinds, a, n, doubt)
    for w in range(n):
        doubt[w] &= ~shut[w]
        shut[w] = ~(shut[w] | doubt[w])


@lean
def danish(order: Any, slices: Slices, a: int, n: int, shut: U64, doubt: U64, same: U64) -> None:
    """Closed: level < required. Unknown: neither said, unless nothing is required."""
    unknown = slices.danish_unknown[a : a + n]
    below(slices.danish, order.danish, a, n, shut, same)
    for w in range(n):
        shut[w] &= ~unknown[w]
        doubt[w] = ALL if order.danish < 0 else unknown[w] if order.danish > 0 else NONE


@lean
def hours(order: Any, slices: Slices, a: int, n: int, shut: U64, doubt: U64, same: U64) -> None:
    """Closed: the person's most < the order's fewest, or its most < the person's least. Unknown: one is not said."""
    least_known, most_known = slices.hours_min_known[a : a + n], slices.hours_max_known[a : a + n]
    if order.hours < 0:
        shut[:n], doubt[:n] = NONE, ALL
        return
    below(slices.hours_max, order.hours, a, n, shut, same)
    below(slices.hours_min, order.hours_most + 1, a, n, doubt, same)
    for w in range(n):
        shut[w] = (shut[w] & most_known[w]) | (~doubt[w] & least_known[w])
        doubt[w] = ~(least_known[w] & most_known[w])


@lean
def start(order: Any, slices: Slices, a: int, n: int, shut: U64, doubt: U64, same: U64) -> None:
    """Closed: free from the order's last day on, or over before its first. Unknown: an end that is not said."""
    begins, ends = order.start_from, order.start_before
    free, over, endless = slices.free_known[a : a + n], slices.over_known[a : a + n], slices.endless[a : a + n]
    shut[:n] = doubt[:n] = NONE
    if ends != UNKNOWN_DAY:
        below(slices.free, ends, a, n, doubt, same)
        for w in range(n):
            shut[w] = ~doubt[w] & free[w]
            doubt[w] = NONE if ends == NO_END else ~free[w]
    else:
        doubt[:n] = ALL
    if begins == UNKNOWN_DAY:
        for w in range(n):
            doubt[w] |= ~endless[w]
        return
    early = same[n : 2 * n]
    below(slices.over, begins + 1, a, n, early, same)
    for w in range(n):
        shut[w] |= early[w] & over[w]
        doubt[w] |= ~(over[w] | endless[w])
        if begins == NO_END:
            shut[w] |= endless[w]


@lean
def considerations(order: Any, slices: Slices, a: int, n: int, shut: U64, doubt: U64) -> None:
    """Closed: a strain to be spared. Certain: both sides asked, or one of them asked and without any."""
    gather(slices.spared, order.strains, a, n, shut)
    known, nothing = slices.spared_known[a : a + n], slices.spared_nothing[a : a + n]
    calm = order.strains_known and order.strains == 0
    for w in range(n):
        doubt[w] = NONE if calm else ~known[w] if order.strains_known else ~nothing[w]


@lean
def visibility(order: Any, slices: Slices, circles: Circles, a: int, n: int, own: U64, shut: U64) -> None:
    """own: who belongs to the order's municipality. Of others nobody protected, private or outside the partnerships."""
    own[:n] = NONE
    near = shut[PARTNERSHIP]
    near[:n] = NONE
    for circle in range(circles.controllers.size):
        first, last = circles.starts[circle], circles.starts[circle + 1]
        if circles.controllers[circle] == order.controller:
            fill(own, first, last, a, n)
            fill(near, first, last, a, n)
        elif circles.partnerships[circle] & order.partnerships != NONE:
            fill(near, first, last, a, n)
    protected, private = slices.protected[a : a + n], slices.private[a : a + n]
    for w in range(n):
        near[w] = ~near[w]
        shut[PROTECTION, w] = protected[w] & ~own[w]
        shut[POOL, w] = private[w] & ~own[w]


@lean
def fill(out: U64, first: int, last: int, a: int, n: int) -> None:
    """Set the bits of the people first..last, as far as they lie in the words a..a + n."""
    first, last = max(first - 64 * a, 0), min(last - 64 * a, 64 * n)
    if first >= last:
        return
    head, tail = first // 64, (last - 1) // 64
    from_first, to_last = ALL << np.uint64(first % 64), ALL >> np.uint64(63 - (last - 1) % 64)
    if head == tail:
        out[head] |= from_first & to_last
        return
    out[head] |= from_first
    out[head + 1 : tail] = ALL
    out[tail] |= to_last


@lean
def side(order: Any, box: Any) -> int:
    """1: everybody of the box is near enough, -1: nobody is, 0: look at each."""
    east = max(box[0] - order.x, order.x - box[1], 0.0)
    north = max(box[2] - order.y, order.y - box[3], 0.0)
    if east * east + north * north >= box[5]:
        return -1
    east = max(order.x - box[0], box[1] - order.x)
    north = max(order.y - box[2], box[3] - order.y)
    return 1 if east * east + north * north < box[4] else 0


@lean
def travel(order: Any, people: Any, slices: Slices, tables: Tables, a: int, n: int, shut: U64, doubt: U64) -> None:
    """Closed: square of the distance >= reach, a word at a time where its box decides; else, and for a matrix, each."""
    if tables.minutes.size or not order.placed:
        for w in range(n):
            shut[w] = doubt[w] = NONE
            for at in range(64 * (a + w), 64 * (a + w) + 64):
                minutes, most = minutes_of(people[at], order, tables), people[at].max_minutes
                shut[w] |= np.uint64(minutes >= 0 and 0 <= most < minutes) << np.uint64(at % 64)
                doubt[w] |= np.uint64(minutes < 0 or most < 0) << np.uint64(at % 64)
        return
    for w in range(n):
        doubt[w] = slices.unplaced[a + w]
        where = side(order, slices.boxes[a + w])
        shut[w] = ALL if where < 0 else NONE
        if where == 0:
            word = NONE
            for bit in range(64):
                person = people[64 * (a + w) + bit]
                word |= np.uint64(square(person, order) >= person.reach) << np.uint64(bit)
            shut[w] = word
        shut[w] &= ~doubt[w]


@lean
def near_enough(order: Any, people: Any, slices: Slices, tables: Tables, a: int, n: int, open_: U64) -> None:
    """Take those out of open_ whose way is too long or not known; the same answer as `travel` gives."""
    for w in range(a, a + n):
        left = open_[w]
        if left == NONE:
            continue
        if not tables.minutes.size and order.placed:
            left &= ~slices.unplaced[w]
            where = side(order, slices.boxes[w])
            open_[w] = left if where > 0 else NONE
            if where != 0:
                continue
        kept = NONE
        while left != NONE:
            bit = lowest_bit(left)
            left &= left - ONE
            person = people[64 * w + bit]
            if tables.minutes.size or not order.placed:
                near = 0 <= minutes_of(person, order, tables) <= person.max_minutes
            else:
                near = square(person, order) < person.reach
            kept |= np.uint64(near) << np.uint64(bit)
        open_[w] = kept


@lean
def all_but_travel(
    order: Any, slices: Slices, circles: Circles, a: int, n: int, own: U64, shut: U64, doubt: U64, same: U64
) -> None:
    """Every gate but travel, which is dear: see `travel`."""
    kinds(order, slices, a, n, shut[KINDS], doubt[KINDS])
    danish(order, slices, a, n, shut[DANISH], doubt[DANISH], same)
    gather(slices.lacks, order.licences, a, n, shut[LICENCES])
    gather(slices.unasked, order.licences, a, n, doubt[LICENCES])
    hours(order, slices, a, n, shut[HOURS], doubt[HOURS], same)
    start(order, slices, a, n, shut[START], doubt[START], same)
    considerations(order, slices, a, n, shut[CONSIDERATIONS], doubt[CONSIDERATIONS])
    visibility(order, slices, circles, a, n, own, shut)
    shut[PLACES, :n] = ALL if order.places == 0 else NONE
    doubt[PLACES, :n] = ALL if order.places < 0 else NONE
    shut[PROFILE, :n] = NONE
    for w in range(n):
        doubt[PROFILE, w] = slices.empty[a + w]
