"""A match of two files in sentences: somebody's or an order's list, what each score is made of, near misses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tovholder.cli.amounts import counted
from tovholder.engine.matching.codes import PARTS, Gate, Reason
from tovholder.engine.matching.problem import FULL, Problem
from tovholder.engine.matching.ranking import rank_orders
from tovholder.engine.matching.result import Change, Match, NearMiss, Ranking, RegionResult
from tovholder.engine.matching.travel_rows import RowFault
from tovholder.imports.cells import FactsOf

SHOWN = 5


@dataclass(frozen=True)
class Rows:
    """The usable rows of both files: (number in the file, facts)."""

    people: tuple[tuple[int, FactsOf], ...]
    orders: tuple[tuple[int, FactsOf], ...]

    def person(self, row: int) -> str:
        number, facts = self.people[row]
        return f"{_person(facts)} (row {number} of people)".strip()

    def order(self, row: int) -> str:
        number, facts = self.orders[row]
        return f"{facts.get('title', '')} (row {number} of orders)".strip()

    def named(self, name: str) -> tuple[list[int], list[int]] | None:
        """People and orders of that number or name; None when there is nobody and nothing."""
        people = [at for at, (row, facts) in enumerate(self.people) if name in (str(row), _person(facts))]
        orders = [
            at
            for at, (row, facts) in enumerate(self.orders)
            if name in (str(row), facts.get("title"), facts.get("reference"))
        ]
        return (people, orders) if people or orders else None


def _person(facts: FactsOf) -> str:
    return f"{facts.get('given_name', '')} {facts.get('family_name', '')}".strip()


def explained(problem: Problem, result: RegionResult, rows: Rows, name: str) -> Iterator[str]:
    """What is said in the terminal is English, whatever the workbook is."""
    from django.utils import translation

    people, orders = rows.named(name) or ([], [])
    with translation.override("en"):
        for row in people:
            yield from _of_person(problem, result, rows, row)
        for row in orders:
            yield from _of_order(problem, result, rows, row)


def _of_person(problem: Problem, result: RegionResult, rows: Rows, row: int) -> Iterator[str]:
    from tovholder.web.staff import matching_words

    ranking = rank_orders(problem, row, top=SHOWN, prices=result.prices)
    yield f"{rows.person(row)}: {counted(ranking.possible, 'order is', 'orders are')} possible."
    if (gate := int(result.reason_gate[row])) >= 0 and not ranking.possible:
        asking = Reason(int(result.reason[row])) is Reason.ASK
        worded = matching_words.question if asking else matching_words.closed
        yield f"  No proposal: {worded(Gate(gate).code)}"
    yield from _list(ranking, ranking.ranked, rows.order, lambda miss: ". ".join(map(_way, miss.changes)))


def _of_order(problem: Problem, result: RegionResult, rows: Rows, row: int) -> Iterator[str]:
    from tovholder.cli import proposals_workbook

    (at,) = [at for at, each in enumerate(result.rankings) if each.row == row]
    ranking = result.rankings[at]
    yield f"{rows.order(row)}: {counted(ranking.possible, 'person is', 'people are')} possible."
    yield from _list(ranking, result.shown[at], rows.person, lambda miss: proposals_workbook.ways(problem, miss))


def _list(
    ranking: Ranking, shown: tuple[Match, ...], named: Callable[[int], str], ways: Callable[[NearMiss], str]
) -> Iterator[str]:
    from tovholder.web.staff import matching_words

    for rank, match in enumerate(shown[:SHOWN], 1):
        yield f"  {rank}. {named(match.row)}: {_score(match)}"
    for each in ranking.ask_first[:SHOWN]:
        asked = " ".join(matching_words.question(gate.code) for gate in each.gates)
        yield f"  Ask first, {named(each.match.row)}: {asked}"
    for miss in ranking.near_misses[:SHOWN]:
        yield f"  Just outside, {named(miss.match.row)}: {ways(miss)}."


def _score(match: Match) -> str:
    from tovholder.web.staff import matching_words

    parts = ", ".join(
        f"{matching_words.part(part.code).lower()} {100 * points / FULL:.0f}"
        for part, points in zip(PARTS, match.parts, strict=True)
    )
    price = f", price {match.price / 10_000:.1f}" if match.price else ""
    return f"{match.score / 10_000:.1f} of 100{price} ({parts})"


def _way(change: Change) -> str:
    from tovholder.web.staff import matching_words

    return matching_words.shortest_way(
        {"gate": change.gate.code, "code": str(change.code), "amount": change.amount, "bits": change.bits}
    )


def travel_fault(file: str, row: int, fault: RowFault, means: Mapping[str, int]) -> str:
    """One line: where, what, what to do."""
    said = {
        "missing": "is empty; fill it in or take the row out",
        "unknown": f"{fault.value!r} is not known; take one of {', '.join(means)}",
        "number": f"{fault.value!r} is not a whole number of minutes within a day",
        "twice": "these two zones were given before by the same means; take one of the rows out",
    }
    return f"{file}, row {row}, column {fault.column}: {said[fault.code]}"
