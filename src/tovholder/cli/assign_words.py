"""An assignment in sentences: why this place and not that one, what cannot hold, and what it all comes to."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from tovholder.cli.amounts import counted, people, places
from tovholder.cli.assign_least import too_many
from tovholder.cli.assign_reading import Asked
from tovholder.engine.assignment import practice
from tovholder.engine.assignment.explaining import Alternative, OrderExplained, PersonExplained, Why, explain
from tovholder.engine.assignment.fairness import FairnessReport
from tovholder.engine.assignment.result import Conflict, Result

MOST_NAMES = 5


def explained(asked: Asked, result: Result, name: str) -> Iterator[str]:
    """Of the person and of the order of that name."""
    if not result.finished:
        yield "The search was stopped: what follows holds for the answer so far."
    if name in asked.people:
        yield from _person(asked, explain(asked.problem, result, person=asked.people.index(name)))
    if name in asked.orders:
        yield from _order(asked, explain(asked.problem, result, order=asked.orders.index(name)))


def _person(asked: Asked, told: PersonExplained) -> Iterator[str]:
    name = asked.people[told.person]
    if told.order < 0:
        possible = counted(told.pairs, "order was", "orders were")
        yield f"Person {name} has no place; {possible} possible."
    for each in told.alternatives:
        order = asked.orders[each.order]
        if each.why in (Why.HELD, Why.PINNED):
            pinned = ", because that is pinned" if each.why is Why.PINNED else ""
            worth = f"weight {each.fit:,}, a place there costs {each.price:,}"
            yield f"Person {name} goes to order {order}{pinned}: {worth}."
        else:
            yield f"  Not order {order} (weight {each.fit:,}): {_why_not(asked, each, name)}"


def _order(asked: Asked, told: OrderExplained) -> Iterator[str]:
    name = asked.orders[told.order]
    if told.places:
        taken = f"{told.taken:,} of {counted(told.places, 'place is', 'places are')} taken"
        yield f"Order {name}: {taken}, and a place costs {told.price:,}."
    else:
        yield f"Order {name} has no places."
    for each in told.held:
        pinned = ", pinned" if each.why is Why.PINNED else ""
        yield f"  Person {asked.people[each.person]} goes there{pinned} (weight {each.fit:,})."
    for each in told.next:
        person = asked.people[each.person]
        yield f"  Not person {person} (weight {each.fit:,}): {_why_not(asked, each, person)}"
    problem = asked.problem
    if (banned := problem.persons[problem.banned & (problem.orders == told.order)]).size:
        yield f"  Banned: {named(asked.people, banned.tolist())}."


def _why_not(asked: Asked, pair: Alternative, person: str) -> str:
    better = f"{person} would have to weigh at least {pair.lacks:,} more there."
    if not pair.lacks:
        better = f"{person} would be just as good there; the draw decided."
    if pair.why is Why.OUTBID:
        return f"its places are worth more to {named(asked.people, pair.holders)}; {better}"
    if pair.why is Why.ELSEWHERE:
        return f"a place is free, but all together are better off this way; {better}"
    return {Why.BANNED: "that is banned.", Why.NO_PLACES: "it has no places."}.get(
        pair.why, f"{person} takes no more places."
    )


def named(names: Sequence[str], rows: Iterable[int]) -> str:
    """The first few names, and how many more."""
    each = [names[row] for row in rows]
    more = f" and {len(each) - MOST_NAMES} more" if len(each) > MOST_NAMES else ""
    return ", ".join(each[:MOST_NAMES]) + more


def conflict(asked: Asked, clash: Conflict) -> str:
    """One line: what cannot hold, by name, and what would relax it."""
    orders, persons = named(asked.orders, clash.orders), named(asked.people, clash.people)
    needed, there, short = clash.needed, clash.available, clash.needed - clash.available
    pinned, are = _pinned(asked, clash), counted(needed, "person is", "people are")
    if clash.code == "least_of_orders":
        return f"{'order' if len(clash.orders) == 1 else 'orders'} {orders}: least is {too_many(asked, clash)}"
    return {
        "least_above_places": f"order {orders}: least is {needed}, but {_there(there)}; lower least by {short} "
        f"or add {places(short)}.",
        "pinned_and_banned": f"person {persons}, order {orders}: both pinned and banned; take one of the two away.",
        "pins_of_person": f"person {persons}: pinned to {pinned}, but takes {places(there)}; take {short} "
        "of the pins away.",
        "pins_of_order": f"order {orders}: {are} pinned to it ({pinned}), "
        f"but {_there(there)}; take {short} of the pins away or add {places(short)}.",
    }[clash.code]


def _there(number: int) -> str:
    return f"there {'is' if number == 1 else 'are'} {places(number)}"


def _pinned(asked: Asked, clash: Conflict) -> str:
    """Whoever, or whatever, the pins of a person or an order name."""
    problem = asked.problem
    edges = np.flatnonzero(problem.pinned)
    if clash.people:
        return named(asked.orders, problem.orders[edges[problem.persons[edges] == clash.people[0]]].tolist())
    return named(asked.people, problem.persons[edges[problem.orders[edges] == clash.orders[0]]].tolist())


def totals(asked: Asked, result: Result, seed: int) -> Iterator[str]:
    """The goals in their order, the proof, and what is gained over what is done without an optimiser."""
    problem, sums = asked.problem, result.totals
    proof = "nobody more can be" if sums.served == result.served_bound else f"at most {result.served_bound:,} can be"
    yield f"  served        {sums.served:,} of {people(problem.people)} ({proof})"
    yield f"  weight        {sums.fit:,}"
    if problem.travel.any():
        yield f"  travel        {sums.travel:,}"
    if (problem.promised >= 0).any():
        yield f"  kept          {sums.kept:,} of {counted(int((problem.promised >= 0).sum()), 'promise', 'promises')}"
    if asked.passed_over:
        passed_over = counted(asked.passed_over, "promise", "promises")
        yield f"  passed over   {passed_over} of people or orders that are in the files no more"
    stopped = "" if result.finished else "; stopped before the end"
    yield f"  proved gap    {100 * result.gap:.4f} %{_best(asked, result)}{stopped}"
    ways = {
        "the best pair first": practice.best_edge_first(problem),
        "first come": practice.first_come(problem, seed=seed),
    }
    if asked.municipalities:
        ways["first come, own municipality"] = practice.first_come(problem, seed=seed, own_only=True)
    for name, chosen in ways.items():
        taken = np.asarray(chosen)
        fit, served = int(problem.fit[taken].sum()), int(taken.sum())
        yield f"  gain over     {name}: {_gain(sums.fit, fit)} weight, {_gain(sums.served, served)} people"


def _best(asked: Asked, result: Result) -> str:
    """Whether it is proved the best, and what of: each pair is rounded down to whole units."""
    goals = asked.problem.goals
    if goals.fit_unit == 1:
        return ", the best there is" if result.best else ""
    if not result.best:
        return f", counted in whole units of {goals.fit_unit:,}"
    most = int(result.times.sum()) * (goals.fit_unit - 1)
    counted = ", kept promises counted in" if goals.promise else ""
    return f", the best in whole units of {goals.fit_unit:,}; the true best weighs at most {most:,} more{counted}"


def _gain(now: int, other: int) -> str:
    return f"{100 * (now / other - 1):+.1f} %" if other > 0 else f"{now - other:+,}"


def fairness(asked: Asked, report: FairnessReport) -> Iterator[str]:
    """Jointly against each municipality alone, and what a guarantee would cost."""
    yield "  municipality            people  served alone  served  weight alone        weight    sent  received"
    for each in report.accounts:
        name = asked.municipalities[each.municipality][:22]
        yield (
            f"  {name:<22}{each.people:>8,}{each.served_alone:>14,}{each.served:>8,}"
            f"{each.fit_alone:>14,}{each.fit:>14,}{each.sent:>8,}{each.received:>10,}"
        )
    worse = named(asked.municipalities, report.worse_off) or "none"
    yield f"  worse off than alone: {worse}"
    if report.worse_off:
        most = "not found" if report.price_to is None else f"{report.price_to:,}"
        yield f"  a guarantee that none is costs between {report.price_from:,} and {most} of the weight"
