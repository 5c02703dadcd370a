"""Where every plan starts: the classes that must be held and the people who must sit; or why they cannot."""

from collections.abc import Iterator

import numpy as np

from tovholder.engine.matching.columns import Bool

from .choices import Field
from .codes import Clash, Relax
from .greedy import ELSEWHERE, copied
from .pairs import pack, pinned, possible_pairs, unpack
from .plan import FREE, Plan, clashes, copy_plan, empty_plan, fits, open_class, rise, sit, worth_in
from .problem import Klass, Problem
from .recreate import insert
from .result import Conflict, Impossible


def base_plan(problem: Problem, field: Field) -> Plan:
    """The smallest plan in which the wishes hold; Impossible says why there is none."""
    if conflicts := (*_classes(problem), *_people(problem, field), *_resources(field)):
        raise Impossible(conflicts)
    choices = field.choices
    plan = empty_plan(choices)
    slots = [open_class(choices, plan, int(k)) for k in np.repeat(np.arange(len(field.klass)), choices.held)]
    conflicts = (*_seat_pinned(problem, field, plan), *_fill_all(field, plan, slots))
    if not conflicts:
        conflicts = tuple(_seat_anywhere(field, plan))
    if conflicts:
        raise Impossible(conflicts)
    return plan


def _classes(problem: Problem) -> Iterator[Conflict]:
    """Wished classes that could be held whoever came."""
    offered = {(course, site) for site, course in zip(*_offers(problem), strict=True)}
    named = {*problem.wishes.open, *(klass for _, klass in problem.wishes.seated if klass is not None)}
    for klass in sorted(named):
        end = min(problem.last_start, problem.weeks - int(problem.courses.weeks[klass.course]))
        if (klass.course, klass.site) not in offered:
            yield Conflict(Clash.NOT_OFFERED, Relax.DROP_WISH, 1, klass)
        elif not 0 <= klass.week <= end:
            yield Conflict(Clash.TOO_LATE, Relax.EARLIER, max(klass.week - end, 0), klass)
        elif klass in problem.wishes.closed or klass._replace(week=-1) in problem.wishes.closed:
            yield Conflict(Clash.CLOSED, Relax.DROP_CLOSED, 1, klass)


def _offers(problem: Problem) -> tuple[list[int], list[int]]:
    return problem.sites.courses.owners().tolist(), problem.sites.courses.indices.tolist()


def _people(problem: Problem, field: Field) -> Iterator[Conflict]:
    """People whom a gate keeps out of the class they must sit in."""
    pairs = possible_pairs(problem)
    for person, number in sorted(pinned(problem).items()):
        there = pairs.klass[pairs.person == person]
        if number >= 0 and number not in there:
            course, site, week = (int(each[0]) for each in unpack(problem, np.array([number])))
            yield Conflict(Clash.GATE, Relax.LOOSEN_GATE, 1, Klass(course, site, week), person)
        elif field.choices.own_start[field.party[person]] == field.choices.own_start[field.party[person] + 1]:
            yield Conflict(Clash.NO_SEAT, Relax.LOOSEN_GATE, 1, None, person)


def _resources(field: Field) -> Iterator[Conflict]:
    """Rooms, teachers and demand that the classes that must be held need beyond what there is."""
    choices = field.choices
    rooms, teachers = choices.rooms.astype(np.int64), choices.teachers.astype(np.int64)
    demand = choices.demand.astype(np.int64)
    for k in np.flatnonzero(choices.held).tolist():
        span = slice(choices.week[k], choices.week[k] + choices.weeks[k])
        rooms[choices.site[k], span] -= choices.held[k]
        teachers[choices.course[k], span] -= choices.held[k]
        demand[choices.industry[k]] -= choices.held[k] * choices.least[k]
    for left, clash, relax in ((rooms, Clash.ROOMS, Relax.ROOMS), (teachers, Clash.TEACHERS, Relax.TEACHERS)):
        for row, week in np.argwhere(left < 0).tolist():
            yield Conflict(clash, relax, -int(left[row, week]), row=row, week=week)
    for row in np.flatnonzero(demand < 0).tolist():
        yield Conflict(Clash.DEMAND, Relax.DEMAND, -int(demand[row]), row=row)


def _seat_pinned(problem: Problem, field: Field, plan: Plan) -> Iterator[Conflict]:
    """Seat those who must sit in one class."""
    choices, number = field.choices, {pack(problem, klass): k for k, klass in enumerate(field.klass)}
    for person, wanted in sorted(pinned(problem).items()):
        party = int(field.party[person])
        if wanted < 0 or plan.seat[party] != FREE:
            continue
        k = number[wanted]
        for slot in np.flatnonzero(plan.klass == k).tolist():
            if takes(field, plan, party, slot):
                sit(choices, plan, party, slot, worth_in(choices, party, k))
                break
        else:
            relax = Relax.DEMAND if plan.demand[choices.industry[k]] < choices.size[party] else Relax.DROP_WISH
            yield Conflict(Clash.NO_SEAT, relax, 1, field.klass[k], person, proved=False)


def takes(field: Field, plan: Plan, party: int, slot: int) -> bool:
    """The slot has seats for the party, and nobody it must be apart from."""
    choices, k = field.choices, plan.klass[slot]
    size = choices.size[party]
    roomy = plan.seats[slot] + size <= choices.most[k] and size <= plan.demand[choices.industry[k]]
    return bool(roomy and not clashes(choices, plan, party, slot))


def _fill_all(field: Field, plan: Plan, slots: list[int]) -> Iterator[Conflict]:
    """Fill every class that must be held to its minimum."""
    plain = not field.choices.foe.size and (not field.choices.size.size or field.choices.size.max() == 1)
    for slot in slots:
        if short := fill(field, plan, slot):
            klass = field.klass[plan.klass[slot]]
            yield Conflict(Clash.TOO_FEW, Relax.LOWER_MINIMUM, short, klass, proved=plain)


def fill(field: Field, plan: Plan, slot: int) -> int:
    """Seat people until the minimum is reached; how many seats are short of it.

    Those who sit elsewhere move when their class can be filled again (augmenting paths), so that nothing is short that
    need not be, as long as nobody brings a household or must be apart.
    """
    least = int(field.choices.least[plan.klass[slot]])
    while plan.seats[slot] < least:
        if not _one_more(field, plan, slot, np.zeros(plan.klass.size, np.bool_)):
            return least - int(plan.seats[slot])
    return 0


def _one_more(field: Field, plan: Plan, slot: int, visited: Bool) -> bool:
    """Another party for the slot: somebody free, or somebody whose place can be taken."""
    choices, k = field.choices, int(plan.klass[slot])
    visited[slot] = True
    parties = choices.who[choices.start[k] : choices.start[k + 1]]
    parties = parties[np.argsort(~choices.must[parties], kind="stable")]
    for party in parties[plan.seat[parties] == FREE].tolist():
        if takes(field, plan, party, slot):
            sit(choices, plan, party, slot, worth_in(choices, party, k))
            return True
    for party in parties[plan.seat[parties] != FREE].tolist():
        old = int(plan.seat[party])
        if old == FREE or visited[old] or choices.size[party] > 1 or clashes(choices, plan, party, slot):
            continue
        spare = plan.seats[old] > choices.least[plan.klass[old]]
        worth = int(plan.worth[party])
        rise(choices, plan, party)
        plan.seat[party] = ELSEWHERE
        if spare or _one_more(field, plan, old, visited):
            sit(choices, plan, party, slot, worth_in(choices, party, k))
            return True
        sit(choices, plan, party, old, worth)
    return False


def _seat_anywhere(field: Field, plan: Plan) -> Iterator[Conflict]:
    """Seat those who must sit somewhere: in a class that is held, or in one more."""
    choices = field.choices
    for party in np.flatnonzero(choices.must & (plan.seat == FREE)).tolist():
        if plan.seat[party] != FREE:
            continue
        insert(choices, plan, np.array([party, 0], np.int32), 1)
        if plan.seat[party] == FREE and not _in_one_more(field, plan, party):
            person = int(field.leader[party])
            yield Conflict(Clash.NO_SEAT, Relax.DROP_WISH, 1, None, person, proved=False)


def _in_one_more(field: Field, plan: Plan, party: int) -> bool:
    """Open a class for the party, and fill it."""
    choices, before = field.choices, copied(field.choices, plan)
    span = slice(choices.own_start[party], choices.own_start[party + 1])
    for k in choices.own_class[span][np.argsort(-choices.own_worth[span], kind="stable")].tolist():
        if not fits(choices, plan, k) or plan.demand[choices.industry[k]] < choices.least[k]:
            continue
        slot = open_class(choices, plan, k)
        sit(choices, plan, party, slot, worth_in(choices, party, k))
        if fill(field, plan, slot) == 0:
            return True
        copy_plan(before, plan)
    return False
