"""The answer: what a ranking says of each pair it shows. Plain values, so that they can be stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .codes import ChangeCode, Gate, GateState, Part
from .columns import I8, I32


@dataclass(frozen=True)
class Change:
    """The shortest way to open one closed gate; `amount` and `bits` as `code` says."""

    gate: Gate
    code: ChangeCode
    amount: int = 0
    bits: int = 0


@dataclass(frozen=True)
class Match:
    """One row of a list. `row` is the person in an order's list, the order in a person's."""

    row: int
    key: int
    score: int  # 0..1,000,000: the sum of weight * part
    parts: tuple[int, ...]  # 0..10,000 each, in the order of `Part`
    foreign: bool  # person and order belong to different municipalities
    within_minutes: int  # the way is shorter than this, in whole bands; -1 unknown
    price: int = 0  # of the order; shown beside the score, never inside it

    @property
    def net(self) -> int:
        """The score less the order's price."""
        return self.score - self.price

    def part(self, part: Part) -> int:
        """One part, 0..10,000."""
        return self.parts[part]


@dataclass(frozen=True)
class AskFirst:
    """Nothing is closed, but these gates are unknown. Not a match before they are answered."""

    match: Match  # scored with what is known
    gates: tuple[Gate, ...]


@dataclass(frozen=True)
class NearMiss:
    """Everything is known, and only one or two gates are closed."""

    match: Match  # scored as it stands
    changes: tuple[Change, ...]  # one for each closed gate


@dataclass(frozen=True)
class GateCounts:
    """How many pairs each gate closed, and left unknown, of all pairs looked at."""

    pairs: int
    closed: Mapping[Gate, int]
    unknown: Mapping[Gate, int]

    def commonest(self) -> Gate | None:
        """The gate that closed most pairs, the first of equals; None when nothing was closed."""
        gate = max(self.closed, key=lambda each: (self.closed[each], -each))
        return gate if self.closed[gate] else None


@dataclass(frozen=True)
class Ranking:
    """One order's list of people, or one person's list of orders."""

    row: int  # the order, or the person
    key: int
    ranked: tuple[Match, ...]
    ask_first: tuple[AskFirst, ...]
    near_misses: tuple[NearMiss, ...]
    possible: int  # pairs with every gate open; `ranked` shows the best of them
    asking: int  # pairs that are only unknown, and may be mentioned; `ask_first` shows the best of them
    own: GateCounts  # pairs inside one municipality
    others: GateCounts  # pairs across; in an order's list: only people in the pool, only gates that may be told


@dataclass(frozen=True)
class SkillCredit:
    """What one skill of the order gave, and through which skill of the person (-1: through none)."""

    skill: int
    credit: int  # 0..10,000
    through: int


@dataclass(frozen=True)
class PairExplanation:
    """Everything there is to say of one person and one order. For the person's own municipality: see disclosure."""

    person: int
    order: int
    states: Mapping[Gate, GateState]
    match: Match  # row: the order
    minutes: int  # exact; -1 unknown
    changes: tuple[Change, ...]  # one for each closed gate that can be opened
    required: tuple[SkillCredit, ...]
    useful: tuple[SkillCredit, ...]

    @property
    def state(self) -> GateState:
        """OPEN: a match. UNKNOWN: ask first. CLOSED: some gate is closed."""
        return GateState(min(self.states.values()))

    def gates(self, state: GateState) -> tuple[Gate, ...]:
        """The gates in that state."""
        return tuple(gate for gate, each in self.states.items() if each is state)


@dataclass(frozen=True, eq=False)
class Exposure:
    """How evenly people are proposed."""

    times: I32  # (people,) how often each is shown in the orders' lists of this run
    gini: float  # 0: all equally often, towards 1: all on few
    share: float  # of people shown at least once


@dataclass(frozen=True, eq=False)
class RegionResult:
    """The whole region, both ways."""

    rankings: Sequence[Ranking]  # one for each order done, by base score; told when asked for
    shown: Sequence[tuple[Match, ...]]  # beside them: the list after the exposure cap, with the order's price
    prices: I32  # (orders,) of 1,000,000; 0 for an order that is not sought by more than it can show
    person_orders: I32  # (people, top) order rows, best net score first; -1: no more
    person_scores: I32  # (people, top) base scores beside them; 0 where there is no order
    best: I32  # (people,) the best order's row, or -1
    reason: I8  # (people,) Reason
    reason_gate: I8  # (people,) the gate to ask about, or that closes most often; -1: none
    exposure: Exposure
    exposure_uncapped: Exposure  # what it would have been without cap and price
    orders_done: int  # fewer than there are orders when `stop` said so
