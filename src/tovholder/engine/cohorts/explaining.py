"""Why somebody sits where, or nowhere, and why a class is held, or not: with what is in the way, and how much of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import overload

import numpy as np

from .choices import sizes_of
from .codes import Bar, Reason
from .missing import Left, missing_of
from .pairs import Pairs, open_courses, pack, pinned, possible_pairs, unpack, wished
from .problem import Klass, Problem
from .result import Held, Missing, Result

SHOWN = 5
"""Classes that are told of a person: held ones first, then those that lack least."""


@dataclass(frozen=True)
class Way:
    """One class the person could join: every gate is open."""

    klass: Klass
    bar: Bar
    gain: int  # thousandths: what the seat is worth to the objective beyond the seat the person has
    minutes: int
    waits: int  # weeks from the first possible one
    missing: Missing | None = None  # of a class that is not held


@dataclass(frozen=True)
class Gate:
    """A course the person wants and can join nowhere."""

    course: int
    bar: Bar
    amount: int = 0


@dataclass(frozen=True)
class PersonExplained:
    """One person: the seat, the classes that were possible and what is in the way, and the courses that were not."""

    person: int
    reason: Reason
    seat: Way | None
    possible: int
    ways: tuple[Way, ...]
    gates: tuple[Gate, ...]


@dataclass(frozen=True)
class ClassExplained:
    """One class: who sits in it, how many could still come and leave, or what it lacks."""

    klass: Klass
    held: tuple[Held, ...]
    free: int  # seats; fewer where the industry wants no more
    spare: int  # people who could leave before it is below its minimum
    bar: Bar  # SEATED where it is held
    missing: Missing | None
    elsewhere: tuple[int, ...]  # rows of those who could join it and sit in a class that stays above its minimum


@overload
def explain(problem: Problem, result: Result, *, person: int) -> PersonExplained: ...


@overload
def explain(problem: Problem, result: Result, *, klass: Klass) -> ClassExplained: ...


def explain(
    problem: Problem, result: Result, *, person: int | None = None, klass: Klass | None = None
) -> PersonExplained | ClassExplained:
    """Of one person: where and why, and what is in the way of the rest. Of one class: who and why, or what it lacks."""
    if (person is None) == (klass is None):
        raise ValueError("explain: name a person or a class")
    return _of_class(problem, result, klass) if klass is not None else _of_person(problem, result, person or 0)


def _of_person(problem: Problem, result: Result, person: int) -> PersonExplained:
    all_open = possible_pairs(problem)
    asked = wished(problem, all_open)
    told = _Told(problem, result, person, asked)
    ways = sorted(told.ways(), key=_nearest)
    seat = next((way for way in ways if way.bar is Bar.SEATED), None)
    others = [way for way in ways if way.bar is not Bar.SEATED][:SHOWN]
    gates = tuple(_gates(problem, person, all_open, asked))
    return PersonExplained(person, result.reason_of(person), seat, len(ways), tuple(map(told.lacking, others)), gates)


def _nearest(way: Way) -> tuple[int, int, Klass]:
    return (way.bar is Bar.NOT_HELD, -way.gain, way.klass)


class _Told:
    """The classes of one person."""

    def __init__(self, problem: Problem, result: Result, person: int, pairs: Pairs) -> None:
        self.problem, self.result, self.person = problem, result, person
        mine = pairs.person == person
        self.worth = dict(zip(pairs.klass[mine].tolist(), pairs.worth[mine].tolist(), strict=True))
        place = int(result.seat[person])
        self.here = pack(problem, result.held[place].klass) if place >= 0 else -1
        self.left = Left(problem, result.held)

    def ways(self) -> Iterator[Way]:
        people, now = self.problem.people, self.worth.get(self.here, 0)
        for number, worth in self.worth.items():
            klass = Klass(*(int(each[0]) for each in unpack(self.problem, np.array([number]))))
            minutes = int(self.problem.minutes[people.zone[self.person], klass.site])
            waits = klass.week - int(people.first_week[self.person])
            yield Way(klass, self._bar(klass, number), worth - now, minutes, waits)

    def _bar(self, klass: Klass, number: int) -> Bar:
        beside = [each for each in self.result.held if each.klass == klass]
        if number == self.here or not beside:
            return Bar.SEATED if beside else Bar.NOT_HELD
        _, most = _sizes(self.problem, klass)
        if all(len(each.people) >= most for each in beside):
            return Bar.NO_SEAT
        return Bar.DEMAND if self.left.demand[self.problem.courses.industry[klass.course]] <= 0 else Bar.NO_GAIN

    def lacking(self, way: Way) -> Way:
        if way.bar is not Bar.NOT_HELD:
            return way
        missing = missing_of(self.problem, self.result.held, self.result.seat, way.klass)
        return Way(way.klass, way.bar, way.gain, way.minutes, way.waits, missing)


def _gates(problem: Problem, person: int, all_open: Pairs, asked: Pairs) -> Iterator[Gate]:
    """The first gate that is closed of each course the person wants and can join nowhere."""
    wanted = problem.people.courses
    mine = np.flatnonzero(wanted.owners() == person)
    could, can = (set(_courses(problem, pairs, person)) for pairs in (all_open, asked))
    joins = open_courses(problem)
    for entry in mine.tolist():
        course = int(wanted.indices[entry])
        if course not in can:
            ruled_out = course in could or any(who == person and course == out for who, out in problem.wishes.unseated)
            yield Gate(course, Bar.RULED_OUT) if ruled_out else _gate(problem, person, course, bool(joins[entry]))


def _courses(problem: Problem, pairs: Pairs, person: int) -> list[int]:
    return [int(each) for each in np.unique(unpack(problem, pairs.klass[pairs.person == person])[0])]


def _gate(problem: Problem, person: int, course: int, joins: bool) -> Gate:
    people = problem.people
    short = int(problem.courses.danish[course]) - max(int(people.danish[person]), 0)
    if short > 0:
        return Gate(course, Bar.DANISH, short)
    if not joins and people.zone[person] >= 0:
        return Gate(course, Bar.CIRCLE)
    sites = np.unique(problem.sites.courses.owners()[problem.sites.courses.indices == course])
    if not sites.size:
        return Gate(course, Bar.NOT_OFFERED)
    way = problem.minutes[people.zone[person], sites].astype(int) if people.zone[person] >= 0 else np.array([-1])
    reached = way[way >= 0]
    if not reached.size or reached.min() > people.max_minutes[person]:
        return Gate(course, Bar.TRAVEL, int(reached.min()) - int(people.max_minutes[person]) if reached.size else 0)
    return Gate(course, Bar.WINDOW)


def _of_class(problem: Problem, result: Result, klass: Klass) -> ClassExplained:
    held = tuple(each for each in result.held if each.klass == klass)
    least, most = _sizes(problem, klass)
    bar = _closed(problem, klass)
    if held or bar is not Bar.NOT_HELD:
        wanted = int(Left(problem, result.held).demand[problem.courses.industry[klass.course]])
        free = min(sum(most - len(each.people) for each in held), wanted)
        spare = min((len(each.people) - least for each in held), default=0)
        return ClassExplained(klass, held, free, spare, Bar.SEATED if held else bar, None, ())
    missing = missing_of(problem, result.held, result.seat, klass)
    return ClassExplained(klass, (), 0, 0, bar, missing, tuple(_elsewhere(problem, result, klass)))


def _closed(problem: Problem, klass: Klass) -> Bar:
    """Why the class cannot be held whoever comes; NOT_HELD where it could."""
    if klass.course not in problem.sites.courses.row(klass.site)[0]:
        return Bar.NOT_OFFERED
    if klass.week > min(problem.last_start, problem.weeks - int(problem.courses.weeks[klass.course])):
        return Bar.TOO_LATE
    closed = klass in problem.wishes.closed or klass._replace(week=-1) in problem.wishes.closed
    return Bar.RULED_OUT if closed else Bar.NOT_HELD


def _elsewhere(problem: Problem, result: Result, klass: Klass) -> Iterator[int]:
    """Those who could join, may leave where they sit, and sit where one more may leave."""
    pairs, fixed = wished(problem, possible_pairs(problem)), pinned(problem)
    for person in sorted(pairs.person[pairs.klass == pack(problem, klass)].tolist()):
        place = int(result.seat[person])
        if place >= 0 and person not in fixed:
            there = result.held[place]
            if len(there.people) > _sizes(problem, there.klass)[0]:
                yield person


def _sizes(problem: Problem, klass: Klass) -> tuple[int, int]:
    course, site, week = (np.array([each], np.int32) for each in klass)
    least, most = sizes_of(problem, course, site, week)
    return int(least[0]), int(most[0])
