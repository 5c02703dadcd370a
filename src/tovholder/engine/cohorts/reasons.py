"""Why somebody has no seat."""

import numpy as np

from tovholder.engine.matching.columns import I8, I32, Bool

from .choices import Field, copies_of, sizes_of
from .codes import Reason
from .missing import Left
from .pairs import Pairs, open_courses, pack, possible_pairs, unpack, wished
from .problem import Problem
from .result import Held


def reasons(problem: Problem, field: Field, held: tuple[Held, ...], seat: I32) -> I8:
    """(people,) the first Reason that holds."""
    count, left = len(problem.people), Left(problem, held)
    before = possible_pairs(problem)
    pairs = wished(problem, before)
    course, site, week = unpack(problem, pairs.klass)
    enough = np.isin(pairs.klass, [pack(problem, klass) for klass in field.klass])
    least, _ = sizes_of(problem, course, site, week)
    roomy = copies_of(problem, left.rooms, left.teachers, course, site, week) > 0
    wanted = left.demand[problem.courses.industry[course]] >= least
    full = np.isin(pairs.klass, [pack(problem, each.klass) for each in held])
    made = np.full(count, Reason.OTHERS, np.int8)
    for reason, holds in (
        (Reason.NO_ROOM, ~_any(pairs, enough & roomy, count)),
        (Reason.DEMAND, ~_any(pairs, enough & wanted, count)),
        (Reason.FULL, _any(pairs, full, count)),
        (Reason.TOO_FEW, ~_any(pairs, enough, count)),
        (Reason.RULED_OUT, ~_any(pairs, pairs.klass >= 0, count)),
        (Reason.NO_WEEK, ~_any(before, before.klass >= 0, count)),
        (Reason.NO_SITE, ~_reached(problem)),
        (Reason.NO_COURSE, ~_any_course(problem)),
        (Reason.SEATED, seat >= 0),
    ):
        made[holds] = reason
    return made


def _any(pairs: Pairs, holds: Bool, count: int) -> Bool:
    """(people,) whether it holds for any of the person's pairs."""
    return np.asarray(np.bincount(pairs.person[holds], minlength=count) > 0)


def _any_course(problem: Problem) -> Bool:
    wanted = problem.people.courses
    return np.asarray(np.bincount(wanted.owners()[open_courses(problem)], minlength=wanted.rows) > 0)


def _reached(problem: Problem) -> Bool:
    """(people,) a site that offers an open course is within reach."""
    people, wanted = problem.people, problem.people.courses
    offered = np.zeros((len(problem.courses), len(problem.sites)), np.bool_)
    offered[problem.sites.courses.indices, problem.sites.courses.owners()] = True
    joins = open_courses(problem)
    who, course = wanted.owners()[joins], wanted.indices[joins]
    way = problem.minutes[people.zone[who]]
    reach = (offered[course] & (way >= 0) & (way <= people.max_minutes[who][:, None])).any(axis=1)
    return np.asarray(np.bincount(who[reach], minlength=len(people)) > 0)
