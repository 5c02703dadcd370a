"""What skills, experience and wishes give, once for a whole order or a whole person.

A skill asked for is credited with the best of: the same skill, a broader or narrower one, one with the same broader
skill. Only the best counts, so that one more skill, or a higher level, never gives less.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from tovholder.engine.matching.columns import I32, I64, Bool, Csr
from tovholder.engine.matching.problem import Problem, Rules

_prepared: "WeakKeyDictionary[Problem, Inverted]" = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Credits:
    """Aligned with all people (of one order) or all orders (of one person)."""

    required: I32  # 0..10,000
    useful: I32  # 0..10,000
    months: I32  # of experience in the order's occupation group
    wished: Bool  # the order's occupation is wished


@dataclass(frozen=True, eq=False)
class Inverted:
    """Who holds what: made once for a Problem and kept as long as it lives."""

    held: Csr  # skill -> people, level
    held_below: Csr  # skill -> people who hold one of its narrower skills, their best level
    experience: Csr  # occupation group -> people, months
    wishes: Csr  # occupation -> people


def inverted(problem: Problem) -> Inverted:
    """The lists by skill, group and occupation; the first call for a Problem makes them."""
    found = _prepared.get(problem)
    if found is None:
        people, skills = problem.people, problem.rules.skill_parent.size
        found = _prepared[problem] = Inverted(
            held=people.skills.inverted(skills),
            held_below=_by_parent(people.skills, problem.rules.skill_parent).inverted(skills),
            experience=people.experience.inverted(_size(people.experience)),
            wishes=people.wished_occupations.inverted(_size(people.wished_occupations)),
        )
    return found


def _size(csr: Csr) -> int:
    return int(csr.indices.max()) + 1 if csr.indices.size else 0


def _by_parent(skills: Csr, parent: I32) -> Csr:
    """Per person: the broader skill of each skill held, with the best level held below it."""
    broader, owner = parent[skills.indices].astype(np.int64), skills.owners().astype(np.int64)
    kept = broader >= 0
    place = owner[kept] * max(parent.size, 1) + broader[kept]
    places, first = np.unique(place, return_inverse=True)
    levels = np.zeros(places.size, np.int16)
    np.maximum.at(levels, first, skills.values[kept])
    owners, indices = np.divmod(places, max(parent.size, 1))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=skills.rows))))
    return Csr(indptr.astype(np.int64), indices.astype(np.int32), levels)


def _level_credits(rules: Rules) -> tuple[I32, I32, I32]:
    """Credit by level 0..3: the same skill, a broader or narrower one, one beside it."""
    same = np.array((0, *rules.level_credit), np.int32)
    return same, same * rules.parent_credit // 10_000, same * rules.sibling_credit // 10_000


def of_order(problem: Problem, order: int) -> Credits:
    """Credits of one order, aligned with all people."""
    people, orders, lists = problem.people, problem.orders, inverted(problem)
    months = np.zeros(len(people), np.int32)
    wished = np.zeros(len(people), np.bool_)
    group, occupation = int(orders.group[order]), int(orders.occupation[order])
    if 0 <= group < lists.experience.rows:
        rows, values = lists.experience.row(group)
        months[rows] = values
    if 0 <= occupation < lists.wishes.rows:
        wished[lists.wishes.row(occupation)[0]] = True
    return Credits(
        required=_mean_for_people(problem, lists, orders.required.row(order)[0]),
        useful=_mean_for_people(problem, lists, orders.useful.row(order)[0]),
        months=months,
        wished=wished,
    )


def _mean_for_people(problem: Problem, lists: Inverted, asked: I32) -> I32:
    total = np.zeros(len(problem.people), np.int32)
    if asked.size == 0:
        return total
    same, near, beside = _level_credits(problem.rules)
    for skill in asked.tolist():
        broader = int(problem.rules.skill_parent[skill])
        best = np.zeros(total.size, np.int32)
        for (rows, levels), credit in (
            (lists.held.row(skill), same),
            (lists.held_below.row(skill), near),
            *(((lists.held.row(broader), near), (lists.held_below.row(broader), beside)) if broader >= 0 else ()),
        ):
            best[rows] = np.maximum(best[rows], credit[levels])
        total += best
    return total // np.int32(asked.size)


def of_person(problem: Problem, person: int) -> Credits:
    """Credits of one person, aligned with all orders."""
    people, orders = problem.people, problem.orders
    groups, months = people.experience.row(person)
    by_skill = _best_by_skill(problem, *people.skills.row(person))
    return Credits(
        required=_mean_for_orders(orders.required, by_skill),
        useful=_mean_for_orders(orders.useful, by_skill),
        months=_looked_up(orders.group, groups, months),
        wished=np.isin(orders.occupation, people.wished_occupations.row(person)[0]),
    )


def _best_by_skill(problem: Problem, held: I32, levels: npt.NDArray[np.int16]) -> I32:
    """(skills,) what each skill would be credited with, were it asked of a person who holds these."""
    parent = problem.rules.skill_parent
    same, near, beside = _level_credits(problem.rules)
    level, below = np.zeros(parent.size, np.int16), np.zeros(parent.size, np.int16)
    level[held] = levels
    nested = parent[held] >= 0
    np.maximum.at(below, parent[held][nested], levels[nested])
    best = np.maximum(same[level], near[below])
    broader = np.where(parent >= 0, parent, 0)
    through = np.maximum(near[level[broader]], beside[below[broader]])
    return np.maximum(best, np.where(parent >= 0, through, 0)).astype(np.int32)


def _mean_for_orders(asked: Csr, by_skill: I32) -> I32:
    sums: I64 = np.concatenate(([0], np.cumsum(by_skill[asked.indices], dtype=np.int64)))
    total = sums[asked.indptr[1:]] - sums[asked.indptr[:-1]]
    return (total // np.maximum(asked.lengths, 1)).astype(np.int32)


def _looked_up(wanted: I32, groups: I32, months: npt.NDArray[np.int16]) -> I32:
    if groups.size == 0:
        return np.zeros(wanted.size, np.int32)
    at = np.minimum(np.searchsorted(groups, wanted), groups.size - 1)
    return np.where(groups[at] == wanted, months[at], 0).astype(np.int32)
