"""Kernels of ruin and recreate (Schrimpf et al. 2000): close a few classes that belong together, and build again.

A round is kept when it is better, or with chance exp(-loss / heat) as in annealing.
"""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .choices import Choices
from .moves import Limit, movers
from .plan import FREE, Plan, close_class, copy_plan, draw, fits
from .recreate import Taste, attract, insert, open_best, pattern, seat_members

BLUR = 1 << 30


@kernel
def may_close(choices: Choices, plan: Plan, slot: int) -> bool:
    """The slot holds a class, and no wish keeps it."""
    k = plan.klass[slot]
    return bool(k != FREE and plan.beside[k] > choices.held[k])


@kernel
def near(choices: Choices, plan: Plan, k: int, dice: I64) -> int:
    """A slot that has to do with class k: same industry, same course, same site in its weeks, or the same people."""
    kind = draw(dice, 4)
    if kind == 0:
        entry = choices.start[k] + draw(dice, choices.start[k + 1] - choices.start[k])
        party = choices.who[entry]
        if plan.seat[party] != FREE:
            return int(plan.seat[party])
        other = choices.own_start[party] + draw(dice, choices.own_start[party + 1] - choices.own_start[party])
        return int(plan.first[choices.own_class[other]])
    slots = plan.klass.size
    begin = draw(dice, slots)
    for step in range(slots):
        slot = (begin + step) % slots
        other = plan.klass[slot]
        if other == FREE:
            continue
        meets = choices.week[other] < choices.week[k] + choices.weeks[k]
        meets &= choices.week[k] < choices.week[other] + choices.weeks[other]
        if kind == 1 and choices.industry[other] == choices.industry[k]:
            return slot
        if kind == 2 and choices.course[other] == choices.course[k]:
            return slot
        if kind == 3 and meets and choices.site[other] == choices.site[k]:
            return slot
    return FREE


@kernel
def ruin(choices: Choices, plan: Plan, k: int, many: int, dice: I64, freed: I32, count: int) -> int:
    """Close up to `many` classes near class k, or near one closed. How many parties are free; `freed` names them."""
    centre = k
    for _ in range(many):
        slot = near(choices, plan, centre, dice)
        if slot == FREE or not may_close(choices, plan, slot):
            continue
        for place in range(plan.parties[slot]):
            freed[count] = plan.members[slot, place]
            count += 1
        if draw(dice, 2) == 0:
            centre = plan.klass[slot]
        close_class(choices, plan, slot)
    return count


@kernel
def make_room(choices: Choices, plan: Plan, k: int, dice: I64, freed: I32, count: int) -> int:
    """Close what stands in the way of class k: its room, its teacher, or the demand of its industry."""
    slots = plan.klass.size
    begin = draw(dice, slots)
    for step in range(slots):
        short = plan.demand[choices.industry[k]] < choices.most[k]
        if not short and fits(choices, plan, k):
            break
        slot = (begin + step) % slots
        if not may_close(choices, plan, slot):
            continue
        other = plan.klass[slot]
        meets = choices.week[other] < choices.week[k] + choices.weeks[k]
        meets &= choices.week[k] < choices.week[other] + choices.weeks[other]
        same = choices.site[other] == choices.site[k] or choices.course[other] == choices.course[k]
        if (short and choices.industry[other] == choices.industry[k]) or (
            meets and same and not fits(choices, plan, k)
        ):
            for place in range(plan.parties[slot]):
                freed[count] = plan.members[slot, place]
                count += 1
            close_class(choices, plan, slot)
    return count


@kernel
def touched(choices: Choices, freed: I32, count: int, industries: I64, rows: I32, seen: I64, turn: int) -> int:
    """The classes that could gain by what was closed: those of the freed people, and of the freed demand."""
    found = 0
    for place in range(count):
        party = freed[place]
        for entry in range(choices.own_start[party], choices.own_start[party + 1]):
            k = choices.own_class[entry]
            if seen[k] != turn:
                seen[k], rows[found] = turn, k
                found += 1
    for k in range(choices.course.size):
        if industries[choices.industry[k]] == turn and seen[k] != turn:
            seen[k], rows[found] = turn, k
            found += 1
    return found


@kernel
def rebuild(
    choices: Choices, taste: Taste, plan: Plan, rows: I32, noise: int, dice: I64, freed: I32, count: int
) -> bool:
    """Open what is best, seat who is left. False when somebody who must sit does not."""
    opened = np.empty(64, np.int32)
    done = open_best(choices, taste, plan, rows, noise, dice, opened)
    for place in range(done):
        attract(choices, plan, opened[place])
    waiting = freed[:count].copy()
    insert(choices, plan, waiting, count)
    return seated(choices, plan, freed, count)


@kernel
def seated(choices: Choices, plan: Plan, freed: I32, count: int) -> bool:
    """Everybody who must sit sits."""
    for party in freed[:count]:  # noqa: SIM110 - the compiler knows no all()
        if choices.must[party] and plan.seat[party] == FREE:
            return False
    return True


@kernel
def open_one(choices: Choices, taste: Taste, plan: Plan, k: int, members: I32, worths: I64) -> None:
    """Open class k, whatever it adds, when enough are free."""
    many, _, _ = pattern(choices, taste, plan, k, members, worths)
    if many > 0:
        seat_members(choices, plan, k, members, worths, many)


@kernel
def improve(  # long: one argument a line
    choices: Choices,
    taste: Taste,
    plan: Plan,
    best: Plan,
    back: Plan,
    limit: Limit,
    rounds: int,
    heats: tuple[float, float],
    most: int,
    dice: I64,
) -> int:
    """`rounds` rounds from `plan`; the heat falls between `heats`, thousandths. `best` holds the best plan met.

    No plan outside the limit is taken.
    """
    (hot, cold), classes = heats, choices.course.size
    freed, rows = np.empty(choices.size.size + 1, np.int32), np.empty(classes, np.int32)
    seen, industries = np.zeros(classes, np.int64), np.zeros(choices.demand.size, np.int64)
    members, worths = np.empty(plan.members.shape[1], np.int32), np.empty(plan.members.shape[1], np.int64)
    kept = 0
    for turn in range(1, rounds + 1):
        heat = hot * (cold / hot) ** (turn / rounds)
        copy_plan(plan, back)
        k, count = draw(dice, classes), 0
        if choices.start[k + 1] == choices.start[k]:
            continue
        if draw(dice, 3) == 0:
            count = make_room(choices, plan, k, dice, freed, count)
        count = ruin(choices, plan, k, 1 + draw(dice, most), dice, freed, count)
        if draw(dice, 3) == 0 and fits(choices, plan, k):
            open_one(choices, taste, plan, k, members, worths)
        for place in range(count):
            party = freed[place]
            if back.seat[party] != FREE:
                industries[choices.industry[back.klass[back.seat[party]]]] = turn
        found = touched(choices, freed, count, industries, rows, seen, turn)
        good = rebuild(choices, taste, plan, rows[:found], draw(dice, 8_000), dice, freed, count)
        loss = back.total[0] - plan.total[0]
        chance = draw(dice, BLUR) / BLUR
        good &= movers(choices, plan, limit.before) <= limit.most
        if not good or (loss > 0 and chance >= np.exp(-loss / heat)):
            copy_plan(back, plan)
        else:
            kept += 1
            if plan.total[0] > best.total[0]:
                copy_plan(plan, best)
    return kept
