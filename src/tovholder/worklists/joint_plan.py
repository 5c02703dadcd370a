"""Tonight's joint plan in counts: what everybody gets together, and for those who steer what each municipality gets
alone and jointly. Small counts are hidden, as in `figures`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.proposals import plans
from tovholder.worklists.figures import READERS, Cell, disclosed

COLUMNS = ("served_alone", "served", "sent", "received")
FULL_SCORE = 1_000_000


@dataclass(frozen=True)
class Line:
    """One municipality: people planned for alone and jointly, own people sent, others' received."""

    name: str
    cells: tuple[Cell, ...]  # as COLUMNS
    worse_off: bool


@dataclass(frozen=True)
class Report:
    """`price` is what leaving nobody worse off would cost, in per cent of all points: (at least, at most or None)."""

    as_of: datetime
    people: int
    places: int
    served: int
    per_thousand_open: float  # how far from the best it is at most, in thousandths; 0: proved best
    proved: bool
    price: tuple[float, float | None]
    lines: tuple[Line, ...] = ()


def report(*, actor: Actor) -> Report | None:
    """The newest plan. Lines only for those who steer, of the organisations that recruit together with their own."""
    run = plans.last_run()
    if run is None:
        return None
    plan = run.facts["plan"]
    whole = max(plan["fit"], 1)
    most = plan["price_to"]
    return Report(
        as_of=run.as_of,
        people=plan["people"],
        places=plan["places"],
        served=plan["served"],
        per_thousand_open=round(1_000 * plan["gap"], 2),
        proved=plan["proved"],
        price=(round(100 * plan["price_from"] / whole, 2), None if most is None else round(100 * most / whole, 2)),
        lines=_lines(plan, actor) if actor.may(*READERS) else (),
    )


def _lines(plan: dict[str, Any], actor: Actor) -> tuple[Line, ...]:
    names = dict(accounts.partner_organisations(actor=actor).order_by("name").values_list("pk", "name"))
    accounts_of = {each["municipality"]: each for each in plan["accounts"] if each["municipality"] in names}
    told = {column: _told({names[pk]: each[column] for pk, each in accounts_of.items()}) for column in COLUMNS}
    return tuple(
        Line(name, tuple(told[column][name] for column in COLUMNS), pk in plan["worse_off"])
        for pk, name in names.items()
        if pk in accounts_of
    )


def _told(counts: dict[str, int]) -> dict[str, Cell]:
    """The sum of a column is told to nobody but roughly, so that it gives no small count away."""
    return {cell.label: cell for cell in disclosed(counts).cells}
