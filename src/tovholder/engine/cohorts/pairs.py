"""Every person and every class with all gates open between them, and what a seat there is worth."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.matching.columns import I32, I64, Bool

from .problem import Klass, Problem


class Pairs(NamedTuple):
    """Who could sit where: one entry for each person and class whose gates are all open."""

    person: I64
    klass: I64  # (course * sites + site) * weeks + week
    worth: I64


def pack(problem: Problem, klass: Klass) -> int:
    """The number of a class."""
    return (klass.course * len(problem.sites) + klass.site) * problem.weeks + klass.week


def unpack(problem: Problem, packed: I64) -> tuple[I32, I32, I32]:
    """Course, site and week of each number."""
    place, week = np.divmod(packed, problem.weeks)
    course, site = np.divmod(place, max(len(problem.sites), 1))
    return course.astype(np.int32), site.astype(np.int32), week.astype(np.int32)


def possible_pairs(problem: Problem) -> Pairs:
    """Every person and class with all gates open, before the wishes."""
    people, courses, weights = problem.people, problem.courses, problem.weights
    joins = open_courses(problem)
    offered = np.zeros((len(courses), len(problem.sites)), np.bool_)
    offered[problem.sites.courses.indices, problem.sites.courses.owners()] = True
    who, course = people.courses.owners()[joins], people.courses.indices[joins]
    fits = people.courses.values[joins].astype(np.int64)
    way = problem.minutes[people.zone[who]].astype(np.int64)
    reach = offered[course] & (way >= 0) & (way <= people.max_minutes[who][:, None])
    entry, site = np.nonzero(reach)
    minutes, who, course = way[reach], who[entry], course[entry]
    first = people.first_week[who].astype(np.int64)
    end = np.minimum(problem.last_start, problem.weeks - courses.weeks[course].astype(np.int64))
    lengths = np.maximum(np.minimum(people.last_week[who], end) - first + 1, 0)
    base = weights.served + people.priority[who] + weights.fit * fits[entry] - weights.travel * minutes
    waited = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    person = np.repeat(who.astype(np.int64), lengths)
    place = course.astype(np.int64) * len(problem.sites) + site
    klass = np.repeat(place * problem.weeks + first, lengths) + waited
    worth = np.repeat(base, lengths) - weights.waiting * waited
    return Pairs(person, klass, worth + weights.kept * (klass == seat_before(problem)[person]))


def seat_before(problem: Problem) -> I64:
    """(people,) the number of the class of the plan before; -1 none."""
    people = problem.people
    place = people.before_course.astype(np.int64) * len(problem.sites) + people.before_site
    return np.where(people.before_week < 0, -1, place * problem.weeks + people.before_week)


def open_courses(problem: Problem) -> Bool:
    """(entries of people.courses,) Danish and circle let the person in."""
    people, courses = problem.people, problem.courses
    who, course = people.courses.owners(), people.courses.indices
    open_to = (courses.danish[course] <= np.maximum(people.danish[who], 0)) & (people.zone[who] >= 0)
    circles = people.circles.owners(), people.circles.indices
    for row in np.flatnonzero(courses.reserved.lengths).tolist():
        inside = np.zeros(len(people), np.bool_)
        inside[circles[0][np.isin(circles[1], courses.reserved.row(row)[0])]] = True
        open_to &= inside[who] | (course != row)
    return open_to


def pinned(problem: Problem) -> dict[int, int]:
    """Person -> the number of the class that the person must sit in; -1: any class."""
    before = seat_before(problem)
    promised = {int(person): int(before[person]) for person in np.flatnonzero(problem.people.promised)}
    return promised | {person: -1 if klass is None else pack(problem, klass) for person, klass in problem.wishes.seated}


def wished(problem: Problem, pairs: Pairs) -> Pairs:
    """Without what the wishes rule out."""
    wishes, kept = problem.wishes, np.ones(pairs.person.size, np.bool_)
    for person, klass in pinned(problem).items():
        if klass >= 0:
            kept &= (pairs.person != person) | (pairs.klass == klass)
    course, site, _ = unpack(problem, pairs.klass)
    for person, ruled_out in wishes.unseated:
        kept &= (pairs.person != person) | (course != ruled_out)
    for closed in wishes.closed:
        if closed.week < 0:
            kept &= (course != closed.course) | (site != closed.site)
        else:
            kept &= pairs.klass != pack(problem, closed)
    return Pairs(pairs.person[kept], pairs.klass[kept], pairs.worth[kept])
