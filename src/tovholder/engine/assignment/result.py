"""The answer: who goes where, what each goal came to, at which prices, and how far from the best it can be at most."""

from dataclasses import dataclass

from tovholder.engine.matching.columns import I32, I64, U64, Bool

from .worth import Scale


@dataclass(frozen=True)
class Totals:
    """The goals in their order; of travel less is better."""

    served: int
    fit: int
    travel: int
    kept: int


@dataclass(frozen=True, eq=False)
class Prices:
    """What prices and orders they belong to: all that is needed to start warm tomorrow."""

    orders_key: U64
    prices: I64  # in the values of `worth`
    unit: int  # values per unit of fit


@dataclass(frozen=True, eq=False)
class Result:
    """An assignment with its proof. Values are the whole numbers of `worth`: fit x unit and the later goals below
    it."""

    times: I32  # (edges,) places the pair takes: 0 or 1, more only where a person has room for more
    order: I32  # (people,) the order, the first where there are several; -1: none
    prices: I64  # (orders,) at which nobody would rather have another place; below 0: a minimum holds
    profits: I64  # (people,) what the person has beyond the price; at least that of every other order in the list
    serving: int  # what serving one more counted beyond the values; 0 when everyone who can be is served anyway
    scale: Scale
    totals: Totals
    value: int
    bound: int  # no lawful assignment that serves as many has a greater value
    served_bound: int  # no lawful assignment serves more
    cover_people: Bool  # with cover_orders: every edge touches one of them
    cover_orders: Bool
    orders_key: U64
    finished: bool  # False when `stop` said so

    @property
    def unit(self) -> int:
        """Values per unit of fit."""
        return self.scale.unit

    @property
    def gap(self) -> float:
        """The share of the bound that is missing at most; 0.0 when this is the best there is."""
        return (self.bound - self.value) / max(abs(self.bound), 1)

    @property
    def best(self) -> bool:
        """Proved: nobody more can be served, and no other way of serving them is better by the ordered goals."""
        return self.totals.served == self.served_bound and self.value == self.bound

    def warm(self) -> Prices:
        """What tomorrow's solve starts from."""
        return Prices(self.orders_key, self.prices, self.unit)


class Infeasible(ValueError):
    """Demands that cannot hold together; `conflicts` says which, and what would relax each."""

    def __init__(self, conflicts: "tuple[Conflict, ...]") -> None:
        super().__init__("; ".join(each.text() for each in conflicts))
        self.conflicts = conflicts


@dataclass(frozen=True)
class Conflict:
    """One demand, or set of demands, that cannot hold. Rows are those of the problem."""

    code: str  # stable; see docs/engine-assignment.md
    orders: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    needed: int = 0
    available: int = 0

    def text(self) -> str:
        """One line: what cannot hold, and what would relax it."""
        orders, people = _rows("order", self.orders), _rows("person", self.people)
        needed, short = f"{self.needed} for {self.available}", self.needed - self.available
        come = f"at least {self.needed} people together, but only {self.available} can come"
        more = f"let {short} more people (lawful pairs, bans lifted, pins moved) take one of them"
        return {
            "pinned_and_banned": f"{people}, {orders}: pinned and banned; take one of the two away",
            "pins_of_person": f"{people}: pins and room are {needed}; take {short} pins away",
            "pins_of_order": f"{orders}: pins and places are {needed}; take {short} pins away or add {short} places",
            "least_above_places": f"{orders}: least and places are {needed}; lower it by {short} or add {short} places",
            "least_of_orders": f"{orders}: {come}; lower the minimum by {short}, or {more}",
        }[self.code]


def _rows(name: str, rows: tuple[int, ...]) -> str:
    shown = ", ".join(str(row) for row in rows[:5]) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
    return f"{name} row {shown}"
