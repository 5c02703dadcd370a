"""What of the engine's answer is stored, as plain JSON with our own ids. Codes, never words."""

from collections.abc import Iterable
from typing import Any

from tovholder.engine.matching.codes import Gate, Reason
from tovholder.engine.matching.disclosure import TOLD_ACROSS
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.ranking import rank_orders
from tovholder.engine.matching.result import AskFirst, Change, GateCounts, Match, NearMiss, Ranking, RegionResult

_NEARBY = 20  # orders a person's own list holds


def entries(shown: Iterable[Match], person_ids: Any) -> list[dict[str, Any]]:
    """People on an order's list, in this order."""
    return [_entry("person", match, person_ids) for match in shown]


def of_order(ranking: Ranking, shown: Iterable[Match], person_ids: Any) -> dict[str, Any]:
    """The columns of one stored ranking. `shown` is the list after the exposure cap."""
    return {
        "entries": entries(shown, person_ids),
        "ask_first": [_asking(each, person_ids) for each in ranking.ask_first],
        "near_misses": [_near(each, person_ids) for each in ranking.near_misses],
        "gate_counts": {
            "possible": ranking.possible,
            "asking": ranking.asking,
            "own": _counts(ranking.own, told=frozenset(Gate)),
            "others": _counts(ranking.others, told=TOLD_ACROSS),
        },
    }


def _entry(key: str, match: Match, ids: Any) -> dict[str, Any]:
    return {
        key: int(ids[match.row]),
        "score": match.score,
        "price": match.price,
        "parts": list(match.parts),
        "within": match.within_minutes,
    }


def _asking(each: AskFirst, person_ids: Any) -> dict[str, Any]:
    return {**_entry("person", each.match, person_ids), "gates": [gate.code for gate in each.gates]}


def _near(each: NearMiss, person_ids: Any) -> dict[str, Any]:
    return {**_entry("person", each.match, person_ids), "changes": [change(one) for one in each.changes]}


def change(one: Change) -> dict[str, Any]:
    """The shortest way to open a gate; amount and bits as the engine's code says."""
    return {"gate": one.gate.code, "code": str(one.code), "amount": one.amount, "bits": one.bits}


def _counts(counts: GateCounts, *, told: frozenset[Gate]) -> dict[str, Any]:
    return {
        "pairs": counts.pairs,
        "closed": {gate.code: count for gate, count in counts.closed.items() if count and gate in told},
    }


def of_person(result: RegionResult, row: int, order_ids: Any) -> dict[str, Any]:
    """The columns of one person's stored list, from a run over the region."""
    entries = [
        {"order": int(order_ids[order]), "score": int(score)}
        for order, score in zip(result.person_orders[row], result.person_scores[row], strict=True)
        if order >= 0
    ]
    return {"entries": entries, "reason_none": _reason(Reason(int(result.reason[row])), int(result.reason_gate[row]))}


def of_one_person(problem: Problem, row: int, order_ids: Any) -> dict[str, Any]:
    """The same for one person alone."""
    found = rank_orders(problem, row, top=_NEARBY)
    entries = [{"order": int(order_ids[match.row]), "score": match.score} for match in found.ranked]
    return {"entries": entries, "reason_none": {} if entries else _why_none(found)}


def _why_none(found: Ranking) -> dict[str, str]:
    if found.ask_first:
        return _reason(Reason.ASK, int(found.ask_first[0].gates[0]))
    closes = [gate for gate in (found.own.commonest(), found.others.commonest()) if gate is not None]
    return _reason(Reason.CLOSED, int(closes[0])) if closes else _reason(Reason.NO_ORDERS, -1)


def _reason(reason: Reason, gate: int) -> dict[str, str]:
    if reason is Reason.PROPOSED:
        return {}
    return {"code": f"none.{reason.name.lower()}", "gate": Gate(gate).code if gate >= 0 else ""}


def orders_open_to(problem: Problem, row: int) -> set[int]:
    """Rows of the orders this person is a match for, or would be once somebody has asked."""
    found = rank_orders(problem, row, top=len(problem.orders))
    return {match.row for match in found.ranked} | {asking.match.row for asking in found.ask_first}
