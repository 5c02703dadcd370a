"""The answer: which classes are held and who sits in them, what is missing for others, and how good it is."""

from dataclasses import dataclass

from tovholder.engine.matching.columns import I8, I32, I64, U64

from .codes import Clash, Lack, Reason, Relax
from .problem import Klass


@dataclass(frozen=True)
class Held:
    """A class that is held."""

    klass: Klass
    people: tuple[int, ...]  # rows
    worth: int  # thousandths: what its seats are worth, less the cost of the class
    wished: bool  # a wish or a promise keeps it


@dataclass(frozen=True)
class Missing:
    """A class that is not held, and everything that would have to be added for it beside this plan."""

    klass: Klass
    lacks: tuple[tuple[Lack, int], ...]
    people: tuple[int, ...]  # rows of those without a seat who could join
    controllers: tuple[int, ...]  # municipalities from which the site is reached by people who live there
    by_week: int  # when the class would start

    def lack(self, lack: Lack) -> int:
        """How much is missing of one thing; 0 nothing."""
        return dict(self.lacks).get(lack, 0)


@dataclass(frozen=True)
class Conflict:
    """A wish that cannot hold, and what would let it."""

    clash: Clash
    relax: Relax
    amount: int  # of what would have to be relaxed
    klass: Klass | None = None
    person: int = -1
    row: int = -1  # site, course or industry
    week: int = -1
    proved: bool = True  # False: the search found no way, which is no proof that there is none

    def __str__(self) -> str:
        facts = (
            ("klass", self.klass and tuple(self.klass)),
            ("person", self.person),
            ("row", self.row),
            ("week", self.week),
        )
        named = ", ".join(f"{name} {value}" for name, value in facts if value not in (None, -1))
        return f"{self.clash.value}: {named}; {self.relax.value} {self.amount}"


class Impossible(ValueError):
    """The wishes cannot all hold; `conflicts` says which and what would let them."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("; ".join(map(str, conflicts)))
        self.conflicts = conflicts


@dataclass(frozen=True, eq=False)
class Warm:
    """What the next question starts from, by keys: prices, and the plan."""

    party: U64  # keys
    seat: I64  # price of each party's time
    site: U64
    room: I64  # (sites, weeks)
    course: U64
    teacher: I64  # (courses, weeks)
    classes: tuple[tuple[int, int, int], ...]  # course key, site key, week
    members: tuple[tuple[int, ...], ...]  # keys of the people in each


@dataclass(frozen=True, eq=False)
class Result:
    """The plan. All sums are exact, in thousandths of a point."""

    held: tuple[Held, ...]
    seat: I32  # (people,) place in `held`, or -1
    reason: I8  # (people,) Reason
    missing: tuple[Missing, ...]  # the nearest first
    objective: int
    bound: int  # no plan is worth more
    greedy_pooled: int
    greedy_alone: int  # inside each municipality
    rounds: int  # of each worker; fewer than asked when time ended the search
    warm: Warm

    @property
    def gap(self) -> float:
        """How much better a plan could at most be, as a share of the bound."""
        return 1 - self.objective / self.bound if self.bound > 0 else 0.0

    @property
    def served(self) -> int:
        """People with a seat."""
        return int((self.seat >= 0).sum())

    def reason_of(self, person: int) -> Reason:
        """Why this person has, or has not, a seat."""
        return Reason(int(self.reason[person]))
