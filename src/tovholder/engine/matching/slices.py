"""People's answers turned on their side: one bit a person, 64 people a word, so that a gate costs a few words of work.

A number is held as its binary digits, each a slice of its own; `sieve` compares 64 of them at once.
"""

from typing import Any, NamedTuple

import numpy as np

from .columns import F64, I32, I64, NO_END, U64, UNKNOWN_DAY, Bool
from .records import WORD, Records

BITS = 32
"""Of kinds, licences and strains."""

ONE = np.uint64(1)


class Digits(NamedTuple):
    """Whole numbers as slices: `planes` (digits, words), lowest digit first, of value - least."""

    planes: U64
    least: int


class Slices(NamedTuple):
    """What the gates ask of people, (words,) or (bits, words) each."""

    live: U64  # somebody is there
    lawful: U64  # kinds
    undecided: U64  # kinds neither lawful nor decided against
    lacks: U64  # licences asked about and not held
    unasked: U64  # licences neither held nor asked about
    spared: U64  # strains
    spared_known: U64
    spared_nothing: U64  # asked, and nothing to be spared
    protected: U64
    private: U64  # not shared
    empty: U64
    unplaced: U64  # place, means or minutes not known: no distance decides the travel gate
    danish: Digits
    danish_unknown: U64
    hours_min: Digits
    hours_max: Digits
    hours_min_known: U64
    hours_max_known: U64
    free: Digits  # available_from
    free_known: U64
    over: Digits  # available_before
    over_known: U64  # and not endless
    endless: U64
    boxes: F64  # (words, 6) least and most x, least and most y, least and most reach


class Circles(NamedTuple):
    """Runs of people of one municipality in the same partnerships."""

    starts: I64  # (circles + 1,)
    controllers: I32
    partnerships: U64


def slices_of(people: Records) -> Slices:
    """All slices of the people, in their order."""
    live = people["row"] >= 0
    known, kinds, held = people["kinds_known"], people["kinds"], people["licences"]
    asked = people["considerations_known"]
    free, over = people["available_from"], people["available_before"]
    free_known, over_known = free != UNKNOWN_DAY, (over != UNKNOWN_DAY) & (over != NO_END)
    placed = people["placed"] & (people["means"] >= 0) & (people["max_minutes"] >= 0)
    return Slices(
        live=packed(live),
        lawful=by_bit(kinds),
        undecided=by_bit(~(kinds | known)),
        lacks=by_bit(~held & people["licences_known"]),
        unasked=by_bit(~held & ~people["licences_known"]),
        spared=by_bit(people["considerations"]),
        spared_known=packed(asked),
        spared_nothing=packed(asked & (people["considerations"] == 0)),
        protected=packed(people["protected"]),
        private=packed(~people["shared"]),
        empty=packed(people["empty"]),
        unplaced=packed(~placed),
        danish=digits(people["danish"], people["danish"] >= 0),
        danish_unknown=packed(people["danish"] < 0),
        hours_min=digits(people["hours_min"], people["hours_min"] >= 0),
        hours_max=digits(people["hours_max"], people["hours_max"] >= 0),
        hours_min_known=packed(people["hours_min"] >= 0),
        hours_max_known=packed(people["hours_max"] >= 0),
        free=digits(free, free_known),
        free_known=packed(free_known),
        over=digits(over, over_known),
        over_known=packed(over_known),
        endless=packed(over == NO_END),
        boxes=_boxes(people, placed & live),
    )


def circles_of(people: Records) -> Circles:
    """The runs of equals in municipality and partnerships."""
    here = people[people["row"] >= 0]
    other = (np.diff(here["controller"]) != 0) | (np.diff(here["partnerships"]) != 0)
    starts = np.concatenate(([0], np.flatnonzero(other) + 1))[: here.size].astype(np.int64)
    return Circles(np.append(starts, here.size), here["controller"][starts].copy(), here["partnerships"][starts].copy())


def packed(said: Bool) -> U64:
    """(words,) from (64 * words,)."""
    return np.packbits(said, bitorder="little").view(np.uint64)


def by_bit(masks: Any) -> U64:
    """(32, words): slice b says whose mask holds bit b."""
    bits = np.unpackbits(masks.astype("<u4").view(np.uint8).reshape(-1, 4), axis=1, bitorder="little")
    return np.ascontiguousarray(np.packbits(bits.T, axis=1, bitorder="little")).view(np.uint64)


def digits(values: Any, known: Bool) -> Digits:
    """The known values less the least of them; 0 where it is not known."""
    given = values.astype(np.int64)
    least = int(given[known].min()) if known.any() else 0
    offset = np.where(known, given - least, 0)
    many = max(int(offset.max(initial=0)).bit_length(), 1)
    return Digits(np.stack([packed((offset >> digit & 1).astype(np.bool_)) for digit in range(many)]), least)


def copied(slices: Slices) -> Slices:
    """The same answers, to be changed."""
    held = slices._asdict()
    made: Any = {
        name: each._replace(planes=each.planes.copy()) if isinstance(each, Digits) else each.copy()
        for name, each in held.items()
    }
    return Slices(**made)


def replaced(slices: Slices, place: int, person: Records) -> bool:
    """Write the answers of the first of these people at that place. False: a number is out of the digits' range."""
    new, word, bit = slices_of(person), place // WORD, np.uint64(place % WORD)
    for name, value in _numbers(person[0]).items():
        if not _renumbered(getattr(slices, name), value, word, bit):
            return False
    for name in slices._fields[:-1]:
        held = getattr(slices, name)
        if not isinstance(held, Digits):
            held[..., word] = held[..., word] & ~(ONE << bit) | (getattr(new, name)[..., 0] & ONE) << bit
    least, most = slices.boxes[word, ::2], slices.boxes[word, 1::2]
    slices.boxes[word, ::2] = np.minimum(least, new.boxes[0, ::2])
    slices.boxes[word, 1::2] = np.maximum(most, new.boxes[0, 1::2])
    return True


def _numbers(person: Any) -> dict[str, int | None]:
    """The numbers of one person by the name of their slices; None: not known, or endless."""
    said = {name: int(person[name]) for name in ("danish", "hours_min", "hours_max")}
    free, over = int(person["available_from"]), int(person["available_before"])
    return {
        **{name: value if value >= 0 else None for name, value in said.items()},
        "free": None if free == UNKNOWN_DAY else free,
        "over": None if over in {UNKNOWN_DAY, NO_END} else over,
    }


def _renumbered(held: Digits, value: int | None, word: int, bit: np.uint64) -> bool:
    offset = 0 if value is None else value - held.least
    if not 0 <= offset < 1 << held.planes.shape[0]:
        return False
    written = np.array([offset >> digit & 1 for digit in range(held.planes.shape[0])], np.uint64)
    held.planes[:, word] = held.planes[:, word] & ~(ONE << bit) | written << bit
    return True


def _boxes(people: Records, placed: Bool) -> F64:
    """(words, 6) where the placed people of each word live and how far they go; an empty box lies infinitely far."""
    shape = (people.size // WORD, WORD)
    made = np.empty((shape[0], 6))
    for at, name in enumerate(("x", "y", "reach")):
        values = people[name].reshape(shape)
        inside = placed.reshape(shape)
        made[:, 2 * at] = np.where(inside, values, np.inf).min(axis=1)
        made[:, 2 * at + 1] = np.where(inside, values, -np.inf).max(axis=1)
    return made
