"""Kernels that open classes: the best pattern of members for a class, and the best class to open next."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .choices import Choices
from .plan import FREE, Plan, clashes, draw, fits, open_class, rise, sit
from .prices import NONE

BORROWED = 4
"""As many may come from other classes to reach the minimum of a new one."""


class Taste(NamedTuple):
    """How classes are judged while a plan is built: worth less some part of the prices of the bound.

    With no part of them it is plain greed; with all of them a class costs what its people, room, teacher and share of
    the demand could be worth elsewhere.
    """

    who: I32  # (entries,) party, the largest `left` first within a class
    worth: I64  # (entries,)
    left: I64  # (entries,) worth - part of the price of the party
    toll: I64  # (K,) part of the prices of room and teacher, and the cost of the class
    trained: I64  # (K,) part of the price of training in the class's industry


@kernel
def pattern(choices: Choices, taste: Taste, plan: Plan, k: int, members: I32, worths: I64) -> tuple[int, int, int]:
    """The best members for one more class k from those who are free: how many parties, score and gain in the objective.

    score = sum of (left - seats * trained) - toll, gain = sum of worth - cost; NONE when the minimum is not reached.
    """
    room = min(choices.most[k], plan.demand[choices.industry[k]])
    least, count, seats = choices.least[k], 0, 0
    score, gain = int(-taste.toll[k]), -choices.cost
    if room < least:
        return 0, NONE, NONE
    for entry in range(choices.start[k], choices.start[k + 1]):
        party = taste.who[entry]
        if plan.seat[party] != FREE:
            continue
        size = choices.size[party]
        left = taste.left[entry] - size * taste.trained[k]
        if seats >= room or (seats >= least and left <= 0):
            break
        if seats + size > room or among_foes(choices, party, members, count):
            continue
        members[count], worths[count] = party, taste.worth[entry]
        count, seats, score, gain = count + 1, seats + size, score + left, gain + taste.worth[entry]
    while 0 < least - seats <= BORROWED and least <= room:
        party, worth, left = to_borrow(choices, taste, plan, k, members, count)
        if party == FREE:
            break
        members[count], worths[count] = party, worth
        count, seats, score, gain = count + 1, seats + 1, score + left, gain + worth - plan.worth[party]
    if seats < least:
        return 0, NONE, NONE
    return count, score, gain


@kernel
def to_borrow(choices: Choices, taste: Taste, plan: Plan, k: int, members: I32, count: int) -> tuple[int, int, int]:
    """Whom to take from a class that stays above its minimum: party, worth in class k, what it adds to the score.

    That is worth here - worth there - the price of training here + that there; the person's own price is paid already.
    """
    best, who, value = NONE, FREE, 0
    for entry in range(choices.start[k], choices.start[k + 1]):
        party, slot = taste.who[entry], plan.seat[taste.who[entry]]
        if slot < 0 or choices.size[party] > 1 or plan.klass[slot] == k:
            continue
        other = plan.klass[slot]
        left = taste.worth[entry] - plan.worth[party] - taste.trained[k] + taste.trained[other]
        if left <= best or among_foes(choices, party, members, count):
            continue
        spare = plan.seats[slot] - choices.least[other]
        for place in range(count):
            if plan.seat[members[place]] == slot:
                spare -= choices.size[members[place]]
            if members[place] == party:
                spare = 0
        if spare > 0:
            best, who, value = left, party, taste.worth[entry]
    return who, value, best


@kernel
def seat_members(choices: Choices, plan: Plan, k: int, members: I32, worths: I64, count: int) -> int:
    """Open class k with these members, who leave the seats they have."""
    slot = open_class(choices, plan, k)
    for place in range(count):
        if plan.seat[members[place]] != FREE:
            rise(choices, plan, members[place])
        sit(choices, plan, members[place], slot, worths[place])
    return slot


@kernel
def among_foes(choices: Choices, party: int, members: I32, count: int) -> bool:
    """The party may not share a class with one of the first `count` members."""
    for each in range(choices.foe_start[party], choices.foe_start[party + 1]):
        for place in range(count):
            if members[place] == choices.foe[each]:
                return True
    return False


@kernel
def open_best(choices: Choices, taste: Taste, plan: Plan, rows: I32, noise: int, dice: I64, opened: I32) -> int:
    """Open classes of `rows`, the best score first (blurred by up to `noise`), while one adds to the objective.

    A score only falls while others open, so that the best is looked at again before it opens and the rest is not.
    The number of slots opened; `opened` names them.
    """
    members, worths = np.empty(plan.members.shape[1], np.int32), np.empty(plan.members.shape[1], np.int64)
    score, blur = np.full(rows.size, NONE, np.int64), np.zeros(rows.size, np.int64)
    for place in range(rows.size):
        blur[place] = draw(dice, noise) if noise > 0 else 0
        score[place] = scored(choices, taste, plan, rows[place], members, worths, blur[place])[1]
    done = 0
    while done < opened.size and rows.size > 0:
        best = np.argmax(score)
        if score[best] <= NONE:
            break
        count, found = scored(choices, taste, plan, rows[best], members, worths, blur[best])
        if found < score[best]:
            score[best] = found
            continue
        opened[done] = seat_members(choices, plan, rows[best], members, worths, count)
        done += 1
    return done


@kernel
def scored(choices: Choices, taste: Taste, plan: Plan, k: int, members: I32, worths: I64, blur: int) -> tuple[int, int]:
    """How many parties one more class k takes, and its score; NONE when it cannot be or adds nothing."""
    if not fits(choices, plan, k):
        return 0, NONE
    count, found, gain = pattern(choices, taste, plan, k, members, worths)
    return count, found + blur if gain > 0 else NONE


@kernel
def insert(choices: Choices, plan: Plan, waiting: I32, count: int) -> None:
    """Seat those who wait (a list with room for more) where it adds most: in an empty seat or instead of another.

    Whoever has to rise waits in turn. Every step adds to the objective, so that it ends.
    """
    while count > 0:
        count -= 1
        party = waiting[count]
        if plan.seat[party] != FREE:
            continue
        best, where, instead, value = 0, FREE, FREE, 0
        for entry in range(choices.own_start[party], choices.own_start[party + 1]):
            k, worth = choices.own_class[entry], choices.own_worth[entry]
            slot = plan.first[k]
            while slot != FREE and worth > best:
                gain, other = room_for(choices, plan, party, slot, worth)
                if gain > best and not clashes(choices, plan, party, slot):
                    best, where, instead, value = gain, slot, other, worth
                slot = plan.after[slot]
        if where == FREE:
            continue
        if instead != FREE:
            rise(choices, plan, instead)
            waiting[count] = instead
            count += 1
        sit(choices, plan, party, where, value)


@kernel
def room_for(choices: Choices, plan: Plan, party: int, slot: int, worth: int) -> tuple[int, int]:
    """What it adds to seat the party in the slot, and who has to rise for it (FREE: nobody)."""
    size, k = choices.size[party], plan.klass[slot]
    left = plan.demand[choices.industry[k]]
    if plan.seats[slot] + size <= choices.most[k] and size <= left:
        return worth, FREE
    best, other = 0, FREE
    for place in range(plan.parties[slot]):
        member = plan.members[slot, place]
        more = size - choices.size[member]
        held = choices.least[k] <= plan.seats[slot] + more <= choices.most[k] and more <= left
        if held and not choices.must[member] and worth - plan.worth[member] > best:
            best, other = worth - plan.worth[member], member
    return best, other


@kernel
def attract(choices: Choices, plan: Plan, slot: int) -> None:
    """Fill what is empty in the slot with those whom it suits better than where they sit, or who sit nowhere."""
    k = plan.klass[slot]
    for entry in range(choices.start[k], choices.start[k + 1]):
        party, worth = choices.who[entry], choices.worth[entry]
        size, now = choices.size[party], plan.seat[party]
        if plan.seats[slot] >= choices.most[k] or worth <= 0:
            break
        if now == slot or worth <= plan.worth[party] or plan.seats[slot] + size > choices.most[k]:
            continue
        old = plan.klass[now] if now != FREE else FREE
        spared = size if old != FREE and choices.industry[old] == choices.industry[k] else 0
        if size - spared > plan.demand[choices.industry[k]] or clashes(choices, plan, party, slot):
            continue
        if now != FREE and plan.seats[now] - size < choices.least[old]:
            continue
        if now != FREE:
            rise(choices, plan, party)
        sit(choices, plan, party, slot, worth)
