"""Kernels that seat people exactly: the best seats there are in the classes a plan holds.

Which classes are held once given, seats are a flow: a person to a class with its minimum and maximum, classes to their
industry with its demand. A plan is the best such flow when no ring of moves adds anything (Klein 1967). Nodes are not
people but where they can be - out, industries as bookkeeping, and the classes held - so that the graph stays small.

A household, and whoever must be apart from others, stays where it is: the seats are the best for everybody else.
"""

import numpy as np

from tovholder.engine.compiled import kernel
from tovholder.engine.matching.columns import I32, I64

from .choices import Choices
from .plan import FREE, Plan, rise, sit, worth_in
from .prices import NONE

RINGS = 1_000_000
"""As many as there may be: each adds, so that they end."""

OUT = 0
"""The node of those without a seat; industries follow, then the classes held."""


@kernel
def seat_exactly(choices: Choices, plan: Plan, most: int) -> int:
    """Moves people round in up to `most` rings, each of which adds; how many.

    When there are fewer than `most`, no plan that holds these classes is better.
    """
    nodes, slots = nodes_of(choices, plan)
    size = 1 + choices.demand.size + slots.size
    gain, who = np.full((size, size), NONE, np.int64), np.full((size, size), FREE, np.int32)
    value, before, ring = np.empty(size, np.int64), np.empty(size, np.int32), np.empty(size, np.int32)
    for place in range(slots.size):
        offers_of_slot(choices, plan, nodes, slots[place], gain, who)
    offers_of_others(choices, plan, nodes, gain, who)
    for done in range(most):
        spare(choices, plan, nodes, slots, gain)
        length = ring_that_adds(gain, value, before, ring)
        if length == 0:
            return done
        go_round(choices, plan, slots, who, ring, length)
        for place in range(length):
            if ring[place] > choices.demand.size:
                offers_of_slot(choices, plan, nodes, slots[ring[place] - 1 - choices.demand.size], gain, who)
            elif ring[place] == OUT:
                offers_of_others(choices, plan, nodes, gain, who)
    return most


@kernel
def nodes_of(choices: Choices, plan: Plan) -> tuple[I32, I32]:
    """(slots,) the node of each slot that holds a class, and those slots in the order of their nodes."""
    nodes, slots = np.full(plan.klass.size, FREE, np.int32), np.empty(plan.total[1], np.int32)
    held = 0
    for slot in range(plan.klass.size):
        if plan.klass[slot] != FREE:
            nodes[slot], slots[held] = 1 + choices.demand.size + held, slot
            held += 1
    return nodes, slots


@kernel
def offers_of_slot(choices: Choices, plan: Plan, nodes: I32, slot: int, gain: I64, who: I32) -> None:
    """gain[here, there] = the most that a move of one who sits here adds, and who[here, there] is that person."""
    here = nodes[slot]
    gain[here, :] = NONE
    for place in range(plan.parties[slot]):
        party = plan.members[slot, place]
        offer(choices, plan, nodes, party, here, gain, who)
        if single(choices, party) and not choices.must[party] and -plan.worth[party] > gain[here, OUT]:
            gain[here, OUT], who[here, OUT] = -plan.worth[party], party


@kernel
def offers_of_others(choices: Choices, plan: Plan, nodes: I32, gain: I64, who: I32) -> None:
    """The same for everybody without a seat."""
    gain[OUT, :] = NONE
    for party in range(choices.size.size):
        if plan.seat[party] == FREE:
            offer(choices, plan, nodes, party, OUT, gain, who)


@kernel
def single(choices: Choices, party: int) -> bool:
    """One person, who may sit with anybody."""
    return bool(choices.size[party] == 1 and choices.foe_start[party] == choices.foe_start[party + 1])


@kernel
def offer(choices: Choices, plan: Plan, nodes: I32, party: int, here: int, gain: I64, who: I32) -> None:
    """gain = worth there - worth here, for every class held that the party could join."""
    if not single(choices, party):
        return
    for entry in range(choices.own_start[party], choices.own_start[party + 1]):
        slot = plan.first[choices.own_class[entry]]
        more = choices.own_worth[entry] - plan.worth[party]
        while slot != FREE:
            there = nodes[slot]
            if there != here and more > gain[here, there]:
                gain[here, there], who[here, there] = more, party
            slot = plan.after[slot]


@kernel
def spare(choices: Choices, plan: Plan, nodes: I32, slots: I32, gain: I64) -> None:
    """Moves of nobody, which add 0: a class takes one more (to its industry), or spares one; an industry likewise."""
    for industry in range(choices.demand.size):
        node = 1 + industry
        gain[node, :] = NONE
        gain[OUT, node] = 0
        if plan.demand[industry] > 0:
            gain[node, OUT] = 0
    for slot in slots:
        k, here = plan.klass[slot], nodes[slot]
        node = 1 + choices.industry[k]
        gain[here, node] = 0 if plan.seats[slot] < choices.most[k] else NONE
        if plan.seats[slot] > choices.least[k]:
            gain[node, here] = 0


@kernel
def ring_that_adds(gain: I64, value: I64, before: I32, ring: I32) -> int:
    """The nodes of a ring whose gains sum to more than 0, backwards in `ring`; how many, 0 when there is none.

    value[v] = max over u of value[u] + gain[u, v] until nothing rises (Bellman-Ford); `before` is that u, and where it
    leads round the ring adds.
    """
    value[:], before[:] = 0, FREE
    rose = True
    while rose:
        rose = False
        for u in range(value.size):
            for v in range(value.size):
                if gain[u, v] > NONE and value[u] + gain[u, v] > value[v]:
                    value[v], before[v], rose = value[u] + gain[u, v], u, True
        length = ring_in(before, ring)
        if length > 0:
            return length
    return 0


@kernel
def ring_in(before: I32, ring: I32) -> int:
    """The nodes of a ring of `before`; how many, 0 when there is none."""
    seen = np.full(before.size, FREE, np.int32)
    for begin in range(before.size):
        node = np.int32(begin)
        while node != FREE and seen[node] == FREE:
            seen[node] = begin
            node = before[node]
        if node != FREE and seen[node] == begin:
            length, last = 0, node
            while length == 0 or node != last:
                ring[length] = node
                length, node = length + 1, before[node]
            return length
    return 0


@kernel
def go_round(choices: Choices, plan: Plan, slots: I32, who: I32, ring: I32, length: int) -> None:
    """Everybody on the ring rises, and then takes the seat of the next."""
    industries = choices.demand.size
    movers, targets = np.empty(length, np.int32), np.empty(length, np.int32)
    count = 0
    for place in range(length):
        here, there = ring[(place + 1) % length], ring[place]
        booked = 1 <= here <= industries or 1 <= there <= industries
        if not booked:
            movers[count], targets[count] = who[here, there], there
            count += 1
    for place in range(count):
        if plan.seat[movers[place]] != FREE:
            rise(choices, plan, movers[place])
    for place in range(count):
        if targets[place] != OUT:
            party, slot = movers[place], slots[targets[place] - 1 - industries]
            sit(choices, plan, party, slot, worth_in(choices, party, plan.klass[slot]))
