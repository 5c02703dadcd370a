"""What the order page shows of its ranking: rows with parts as bars and as a table, questions, shortest ways in."""

from dataclasses import dataclass
from typing import Any

from tovholder.accounts.actors import Actor
from tovholder.companies.queries import JobOrder
from tovholder.proposals import shown
from tovholder.web.shared import sentences
from tovholder.web.staff import matching_words as words
from tovholder.web.staff.proposal_statuses import STATUSES

TEMPLATE = "staff/orders/ranking.html"


@dataclass(frozen=True)
class Line:
    """One row of the page. `points` is of 100, with one decimal, for this person at this order."""

    row: shown.Row
    rank: int
    points: float
    base_note: int  # the order's price, of 100 times ten; 0 when nobody else is waiting for the same people
    parts: list[dict[str, Any]]
    notes: list[str]
    status: str  # of the newest proposal of this person for this order, in words


def context(order: JobOrder, *, actor: Actor) -> dict[str, Any]:
    """Context of TEMPLATE, which the order page includes; it needs `order` and `may_propose` beside."""
    ranking = shown.for_order(order, actor=actor)
    return {
        "ranking": ranking,
        "ranked": [_line(row, at, ()) for at, row in enumerate(ranking.ranked, 1)],
        "ask_first": [_line(row, at, map(words.question, row.gates)) for at, row in enumerate(ranking.ask_first, 1)],
        "near_misses": [
            _line(row, at, map(words.shortest_way, row.changes)) for at, row in enumerate(ranking.near_misses, 1)
        ],
        "first_planned": next((row.pseudonym for row in ranking.ranked if row.planned), ""),
        "possible": words.about_how_many(ranking.counts.get("possible", 0)),
        "asking": words.about_how_many(ranking.counts.get("asking", 0)),
        "closing": _closing(ranking),
        "held": sentences.sentence(ranking.held) if ranking.held else "",
        "may_propose_others": order.taken_by_id == actor.organisation_id,
    }


def _line(row: shown.Row, rank: int, notes: Any) -> Line:
    status = str(STATUSES[row.proposal.status]) if row.proposal else ""
    return Line(row, rank, points(row.score), round(row.price / 1_000), parts(row), list(notes), status)


def points(score: int) -> float:
    """0..1,000,000 as 0..100 with one decimal."""
    return round(score / 10_000, 1)


def parts(row: shown.Row) -> list[dict[str, Any]]:
    """The parts as shared/components/parts_bars.html takes them, with what each adds to the whole."""
    return [
        {
            "label": words.part(part.code),
            "share": round(part.points / 100),
            "number": round(part.points / 100),
            "weight": part.weight,
            "adds": points(part.share),
            "asked": part.asked,
        }
        for part in row.parts
    ]


def _closing(ranking: shown.Shown) -> list[tuple[str, str]]:
    """Which gates closed for most, own and others together: (sentence, about how many), most first."""
    totals: dict[str, int] = {}
    for side in ("own", "others"):
        for gate, count in ranking.counts.get(side, {}).get("closed", {}).items():
            totals[gate] = totals.get(gate, 0) + count
    ordered = sorted(totals.items(), key=lambda each: -each[1])
    return [(words.closed(gate), words.about_how_many(count)) for gate, count in ordered[:5]]
