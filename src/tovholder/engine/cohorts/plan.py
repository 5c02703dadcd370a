"""Kernels that keep a plan: which classes are held, who sits where, and what is left of rooms, teachers and demand."""

from typing import NamedTuple

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .choices import Choices

FREE = -1


class Plan(NamedTuple):
    """Arrays that change. A slot holds one class.

    total: the objective, how many slots are held, the first empty slot.
    """

    seat: I32  # (U,) slot of the party, or FREE
    worth: I64  # (U,) what its seat is worth; 0 when it has none
    place: I32  # (U,) where it stands in the slot's list
    klass: I32  # (slots,) class, or FREE
    parties: I32  # (slots,) how many
    seats: I32  # (slots,) seats taken
    members: I32  # (slots, most) parties
    beside: I32  # (K,) how many of the class are held
    first: I32  # (K,) a slot that holds the class, or FREE
    after: I32  # (slots,) the next slot that holds the same class, or the next empty one; FREE: none
    rooms: I32  # left
    teachers: I32  # left
    demand: I32  # left
    total: I64


def empty_plan(choices: Choices) -> Plan:
    """Nobody sits anywhere."""
    parties, classes = choices.size.size, choices.course.size
    most = int(choices.most.max()) if classes else 1
    least = int(choices.least.min()) if classes else 1
    slots = int(min(choices.size.sum() // max(least, 1), choices.copies.sum())) + 1
    return Plan(
        seat=np.full(parties, FREE, np.int32),
        worth=np.zeros(parties, np.int64),
        place=np.zeros(parties, np.int32),
        klass=np.full(slots, FREE, np.int32),
        parties=np.zeros(slots, np.int32),
        seats=np.zeros(slots, np.int32),
        members=np.zeros((slots, most), np.int32),
        beside=np.zeros(classes, np.int32),
        first=np.full(classes, FREE, np.int32),
        after=np.append(np.arange(1, slots), FREE).astype(np.int32),
        rooms=choices.rooms.copy(),
        teachers=choices.teachers.copy(),
        demand=choices.demand.copy(),
        total=np.zeros(3, np.int64),
    )


@kernel
def copy_plan(source: Plan, target: Plan) -> None:
    """target = source."""
    target.seat[:] = source.seat
    target.worth[:] = source.worth
    target.place[:] = source.place
    target.klass[:] = source.klass
    target.parties[:] = source.parties
    target.seats[:] = source.seats
    target.members[:, :] = source.members
    target.beside[:] = source.beside
    target.first[:] = source.first
    target.after[:] = source.after
    target.rooms[:, :] = source.rooms
    target.teachers[:, :] = source.teachers
    target.demand[:] = source.demand
    target.total[:] = source.total


@kernel
def fits(choices: Choices, plan: Plan, k: int) -> bool:
    """A room and a teacher are left in every week of the class, and it is not held as often as it may be."""
    if plan.beside[k] >= choices.copies[k]:
        return False
    for week in range(choices.week[k], choices.week[k] + choices.weeks[k]):
        if plan.rooms[choices.site[k], week] <= 0 or plan.teachers[choices.course[k], week] <= 0:
            return False
    return True


@kernel
def take(choices: Choices, plan: Plan, k: int, many: int) -> None:
    """Take (or with -1 give back) room and teacher of the class."""
    plan.beside[k] += many
    for week in range(choices.week[k], choices.week[k] + choices.weeks[k]):
        plan.rooms[choices.site[k], week] -= many
        plan.teachers[choices.course[k], week] -= many
    plan.total[0] -= many * choices.cost
    plan.total[1] += many


@kernel
def open_class(choices: Choices, plan: Plan, k: int) -> int:
    """Hold the class, in the first empty slot."""
    slot = int(plan.total[2])
    plan.total[2] = plan.after[slot]
    plan.klass[slot], plan.parties[slot], plan.seats[slot] = k, 0, 0
    plan.after[slot], plan.first[k] = plan.first[k], slot
    take(choices, plan, k, 1)
    return slot


@kernel
def sit(choices: Choices, plan: Plan, party: int, slot: int, worth: int) -> None:
    """The party takes its seats."""
    plan.seat[party], plan.worth[party], plan.place[party] = slot, worth, plan.parties[slot]
    plan.members[slot, plan.parties[slot]] = party
    plan.parties[slot] += 1
    plan.seats[slot] += choices.size[party]
    plan.demand[choices.industry[plan.klass[slot]]] -= choices.size[party]
    plan.total[0] += worth


@kernel
def rise(choices: Choices, plan: Plan, party: int) -> None:
    """The party leaves its seats."""
    slot = plan.seat[party]
    plan.parties[slot] -= 1
    last = plan.members[slot, plan.parties[slot]]
    plan.members[slot, plan.place[party]], plan.place[last] = last, plan.place[party]
    plan.seats[slot] -= choices.size[party]
    plan.demand[choices.industry[plan.klass[slot]]] += choices.size[party]
    plan.total[0] -= plan.worth[party]
    plan.seat[party], plan.worth[party] = FREE, 0


@kernel
def close_class(choices: Choices, plan: Plan, slot: int) -> None:
    """Hold the class no longer; its people are free."""
    while plan.parties[slot] > 0:
        rise(choices, plan, plan.members[slot, plan.parties[slot] - 1])
    k = plan.klass[slot]
    if plan.first[k] == slot:
        plan.first[k] = plan.after[slot]
    else:
        before = plan.first[k]
        while plan.after[before] != slot:
            before = plan.after[before]
        plan.after[before] = plan.after[slot]
    take(choices, plan, k, -1)
    plan.klass[slot], plan.after[slot] = FREE, plan.total[2]
    plan.total[2] = slot


@kernel
def clashes(choices: Choices, plan: Plan, party: int, slot: int) -> bool:
    """Somebody sits there whom the party may not sit with."""
    for each in range(choices.foe_start[party], choices.foe_start[party + 1]):
        if plan.seat[choices.foe[each]] == slot:
            return True
    return False


@kernel
def worth_in(choices: Choices, party: int, k: int) -> int:
    """What a seat in class k is worth to the party; a very low number where it cannot sit there."""
    low, high = choices.own_start[party], choices.own_start[party + 1]
    while low < high:
        middle = (low + high) // 2
        if choices.own_class[middle] < k:
            low = middle + 1
        else:
            high = middle
    if low < choices.own_start[party + 1] and choices.own_class[low] == k:
        return int(choices.own_worth[low])
    return -(2**60)


@kernel
def draw(dice: I64, below: int) -> int:
    """A whole number 0..below - 1; xorshift64* (Vigna 2016), the state in dice[0]."""
    x = np.uint64(dice[0])
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    dice[0] = np.int64(x)
    return int(np.int64(((x * np.uint64(2685821657736338717)) >> np.uint64(33)) % np.uint64(max(below, 1))))
