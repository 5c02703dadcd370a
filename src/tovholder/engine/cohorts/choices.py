"""Every class that could be held and everyone who could sit in it, as the arrays the kernels read."""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from tovholder.engine.matching.columns import I32, I64, Bool, Csr

from .pairs import Pairs, pack, pinned, possible_pairs, unpack, wished
from .problem import Klass, Problem

Table: TypeAlias = npt.NDArray[Any]


class Choices(NamedTuple):
    """K possible classes in the order of (course, site, week) keys, and U parties in the order of their keys.

    A party is one person, or a household that sits together: it takes `size` seats.
    """

    start: I64  # (K + 1,) class k owns the entries start[k]:start[k + 1], the most valuable first
    who: I32  # (entries,) party
    worth: I64  # (entries,) value of the party in the class, thousandths
    own_start: I64  # (U + 1,) the same entries by party
    own_class: I32  # (entries,) rising within a party
    own_worth: I64
    course: I32  # (K,)
    site: I32
    week: I32
    weeks: I32
    industry: I32
    least: I32  # seats
    most: I32
    copies: I32  # how many of this class could be held beside each other
    held: I32  # how many must be held
    size: I32  # (U,) seats
    must: Bool  # (U,) must sit
    foe_start: I64  # (U + 1,) parties that may not share a class with this one
    foe: I32
    rooms: I32  # (sites, weeks)
    teachers: I32  # (courses, weeks)
    demand: I32  # (industries,)
    cost: int  # of a class


class Field(NamedTuple):
    """The choices and the way back to the rows of the problem."""

    choices: Choices
    klass: tuple[Klass, ...]  # (K,)
    party: I32  # (people,) the party of each person
    leader: I32  # (U,) the person whose key the party goes by


def enumerate_choices(problem: Problem, among: Pairs | None = None) -> Field:
    """Gates: course wanted, not ruled out, Danish, circle, travel, window, closed class. `among`: only these pairs."""
    party, leader = _parties(problem)
    pairs = wished(problem, possible_pairs(problem)) if among is None else among
    kept, start, who, worth = _by_class(problem, pairs, party, leader.size)
    course, site, week = unpack(problem, kept)
    least, most = sizes_of(problem, course, site, week)
    held = _held(problem, kept)
    copies = copies_of(problem, problem.rooms, problem.teachers, course, site, week)
    order = np.lexsort((np.repeat(np.arange(kept.size), np.diff(start)), who))
    foe_start, foe = _foes(problem, party, leader.size)
    made = Choices(
        start=start,
        who=who,
        worth=worth,
        own_start=_starts(who, leader.size),
        own_class=np.repeat(np.arange(kept.size, dtype=np.int32), np.diff(start))[order],
        own_worth=worth[order],
        course=course,
        site=site,
        week=week,
        weeks=problem.courses.weeks[course].astype(np.int32),
        industry=problem.courses.industry[course].astype(np.int32),
        least=least,
        most=most,
        copies=np.maximum(copies, held),
        held=held,
        size=np.bincount(party, minlength=leader.size).astype(np.int32),
        must=_must(problem, party, leader.size),
        foe_start=foe_start,
        foe=foe,
        rooms=problem.rooms.astype(np.int32),
        teachers=problem.teachers.astype(np.int32),
        demand=problem.demand.astype(np.int32),
        cost=problem.weights.klass,
    )
    klass = tuple(Klass(*each) for each in zip(course.tolist(), site.tolist(), week.tolist(), strict=True))
    return Field(made, klass, party, leader)


def _parties(problem: Problem) -> tuple[I32, I32]:
    """(people,) party of each person, and (parties,) the member with the smallest key; parties in the order of it."""
    people = problem.people
    rank = np.empty(len(people), np.int64)
    rank[np.argsort(people.key)] = np.arange(len(people))
    alone = people.together < 0
    household = np.where(alone, -1 - rank, people.together)
    _, group = np.unique(household, return_inverse=True)
    first = np.full(group.max() + 1 if group.size else 0, len(people), np.int64)
    np.minimum.at(first, group, rank)
    order = np.argsort(first)
    place = np.empty(order.size, np.int32)
    place[order] = np.arange(order.size)
    by_rank = np.argsort(people.key).astype(np.int32)
    return place[group], by_rank[first[order]]


def _by_class(problem: Problem, pairs: Pairs, party: I32, parties: int) -> tuple[I64, I64, I32, I64]:
    """Numbers of the classes that enough could join, and their entries, the best first and then by key.

    A household has an entry where every member has one.
    """
    place = key_order(problem)[pairs.klass] * parties + party[pairs.person]
    both, owner, many = np.unique(place, return_inverse=True, return_counts=True)
    total = np.zeros(both.size, np.int64)
    np.add.at(total, owner, pairs.worth)
    ordered, who = np.divmod(both, max(parties, 1))
    size = np.bincount(party, minlength=parties)
    whole = many == size[who]
    ordered, who, total = ordered[whole], who[whole], total[whole]
    numbers = np.argsort(key_order(problem))
    seats = np.bincount(ordered, weights=size[who], minlength=numbers.size).astype(np.int64)
    least, _ = sizes_of(problem, *unpack(problem, numbers))
    copies = copies_of(problem, problem.rooms, problem.teachers, *unpack(problem, numbers))
    enough = ((seats >= least) & (copies > 0)) | (_held(problem, numbers) > 0)
    stays = enough[ordered]
    ordered, who, total = ordered[stays], who[stays], total[stays]
    best_first = np.lexsort((who, -total, ordered))
    kept = np.flatnonzero(enough)
    start = np.searchsorted(ordered, np.append(kept, numbers.size))
    return numbers[kept], start.astype(np.int64), who[best_first].astype(np.int32), total[best_first]


def key_order(problem: Problem) -> I64:
    """(numbers of classes,) their place in the order of keys, so that the order of rows does not matter."""
    course = np.argsort(np.argsort(problem.courses.key))
    site = np.argsort(np.argsort(problem.sites.key))
    place = (course[:, None] * len(problem.sites) + site[None, :])[:, :, None] * problem.weeks
    return (place + np.arange(problem.weeks)).ravel().astype(np.int64)


def sizes_of(problem: Problem, course: I32, site: I32, week: I32) -> tuple[I32, I32]:
    least = problem.courses.min_size[course].astype(np.int32)
    most = problem.courses.max_size[course].astype(np.int32)
    for klass, fewest, largest in problem.wishes.sizes:
        here = (course == klass.course) & (site == klass.site) & ((week == klass.week) | (klass.week < 0))
        least[here], most[here] = fewest, largest
    return least, most


def copies_of(problem: Problem, rooms: Table, teachers: Table, course: I32, site: I32, week: I32) -> I32:
    """How many rooms and teachers there are in every week of the class; 0 when it would run past the last week."""
    made = np.zeros(course.size, np.int32)
    for length in np.unique(problem.courses.weeks).tolist():
        if length > problem.weeks:
            continue
        least_rooms = sliding_window_view(rooms, length, axis=1).min(axis=2)
        least_teachers = sliding_window_view(teachers, length, axis=1).min(axis=2)
        here = np.flatnonzero((problem.courses.weeks[course] == length) & (week <= problem.weeks - length))
        made[here] = np.minimum(least_rooms[site[here], week[here]], least_teachers[course[here], week[here]])
    return np.maximum(made, 0)


def _held(problem: Problem, numbers: I64) -> I32:
    """(classes,) how many must be held: as wished, and enough for those who must sit in it."""
    least: dict[int, int] = {}
    for klass in problem.wishes.open:
        least[pack(problem, klass)] = least.get(pack(problem, klass), 0) + 1
    sitting: dict[int, int] = {}
    for klass_number in pinned(problem).values():
        if klass_number >= 0:
            sitting[klass_number] = sitting.get(klass_number, 0) + 1
    asked = np.array(sorted({*least, *sitting}), np.int64)
    _, most = sizes_of(problem, *unpack(problem, asked))
    made = np.zeros(numbers.size, np.int32)
    for number, largest in zip(asked.tolist(), most.tolist(), strict=True):
        made[numbers == number] = max(least.get(number, 0), -(-sitting.get(number, 0) // largest))
    return made


def _must(problem: Problem, party: I32, parties: int) -> Bool:
    made = np.zeros(parties, np.bool_)
    made[party[np.array(sorted(pinned(problem)), np.int64)]] = True
    return made


def _foes(problem: Problem, party: I32, parties: int) -> tuple[I64, I32]:
    apart = problem.people.apart
    rows: list[set[int]] = [set() for _ in range(parties)]
    for number in np.unique(apart[apart >= 0]).tolist():
        members = party[apart == number].tolist()
        for each in members:
            rows[each] |= {other for other in members if other != each}
    made = Csr.of(rows)
    return made.indptr, made.indices


def _starts(who: I32, parties: int) -> I64:
    return np.concatenate(([0], np.cumsum(np.bincount(who, minlength=parties)))).astype(np.int64)
