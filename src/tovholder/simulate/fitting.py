"""Who may be proposed for an open order today: the engine's answer for the people and orders of one part."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from tovholder.engine.matching.codes import PARTS, GateState
from tovholder.engine.matching.ranking import rank_people
from tovholder.engine.matching.result import Match
from tovholder.proposals import arrays, checking, columns, weights
from tovholder.simulate.facts import Fit, Suggestion
from tovholder.simulate.scale import ZONE

DEEP = 60  # deep enough that equal scores at the cut do not matter


def fits(
    people: dict[int, int], orders: dict[int, int], *, busy: Collection[int], now: datetime
) -> dict[int, list[Fit]]:
    """By the order's number: the people with all gates open, best first. `people` and `orders`: number to id.

    Who is at a workplace (`busy`) is left out. Equal scores stand by number, so that a seed gives one region.
    """
    numbers = {pk: number for number, pk in people.items()}
    order_numbers = {pk: number for number, pk in orders.items()}
    on = now.date()
    built = arrays.build(
        people=arrays.candidates().filter(pk__in=numbers.keys() - {people[number] for number in busy}),
        orders=arrays.open_orders().filter(pk__in=order_numbers.keys()),
        weights=weights.current(now=now).weights,
        on=on,
        book=columns.book(on),
    )
    found = {}
    for row, order in enumerate(built.order_ids.tolist()):
        ranked = rank_people(built.problem, row, top=DEEP).ranked
        found[order_numbers[order]] = sorted(
            (_fit(match, numbers[int(built.person_ids[match.row])]) for match in ranked),
            key=lambda fit: (-fit.score, fit.person),
        )
    return found


def on_their_days(
    suggestions: Iterable[Suggestion], people: dict[int, int], orders: dict[int, int]
) -> Iterator[Suggestion]:
    """Those whose gates were open on the day they were made, with the score of that day, as the service asks it."""
    chosen = weights.current(now=datetime.now(tz=ZONE)).weights
    for one in suggestions:
        person, on = people[one.person], one.created_at.date()
        found = checking.pairs(orders[one.order], [person], weights=chosen, on=on)[person]
        if not found.gates(GateState.CLOSED) and not found.gates(GateState.UNKNOWN):
            match = found.match
            one.score, one.parts = match.score, {part.name.lower(): match.part(part) for part in PARTS}
            yield one


def _fit(match: Match, person: int) -> Fit:
    return Fit(person, match.score, {part.name.lower(): match.part(part) for part in PARTS})
