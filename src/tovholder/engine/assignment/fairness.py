"""Jointly against each municipality alone, what each gets, and the price of "nobody worse off than alone".

**Alone**: the best assignment when a person may only go to orders of the municipality that answers for the person.
**Guarantee**: for each municipality k, over its own people, ``fit_k >= fit_k alone`` and ``served_k >= served_k
alone``.
**Price**: the most fit of all that serve as many as possible, less the most of those among them that keep the
guarantee.

The guarantee's terms are priced (Lagrange): with whole multipliers a_k, b_k >= 0 and D = 1024, solve with

    fit'_ij = (D + a_k) fit_ij + D s b_k          for a person of municipality k (s: the largest fit / D).

Every x that serves S and keeps the guarantee has ``D fit(x) <= value'(best) - sum a_k alone_fit_k - D s sum b_k
alone_served_k``: so the right side / D bounds what the guarantee can leave, and any x found that keeps it shows what
it does leave. Both are given: the true price lies between. Nobody need be served less for it: whoever has a place
alone can keep one while others are added, since a chain of moves takes nobody's place away.
"""

from dataclasses import dataclass, replace

import numpy as np

from tovholder.engine.matching.columns import I32, I64
from tovholder.engine.matching.exposure import gini

from .problem import Goals, Problem
from .result import Result
from .solving import Stop, solve

DENOMINATOR, DEAREST = 1024, 2**19
ROUNDS = 24


@dataclass(frozen=True)
class Account:
    """What one municipality gets. Only counts and sums over its people; small numbers are the caller's to hide."""

    municipality: int
    people: int
    served_alone: int
    served: int
    fit_alone: int
    fit: int
    sent: int  # own people at orders of others
    received: int  # others' people at own orders


@dataclass(frozen=True)
class Crowding:
    """How unevenly places are sought, per place: everyone at the order that fits best, and as assigned."""

    gini_wanted: float
    gini_assigned: float


@dataclass(frozen=True, eq=False)
class FairnessReport:
    """Joint against alone, and what the guarantee costs in fit: at least `price_from`, at most `price_to`."""

    accounts: tuple[Account, ...]
    alone: Result
    guaranteed: Result | None  # the best found that keeps the guarantee and serves as many; None: none was found
    worse_off: tuple[int, ...]  # municipalities that the joint assignment leaves below alone
    price_from: int
    price_to: int | None
    crowding: Crowding
    rounds: int


def fairness(
    problem: Problem, joint: Result, *, seed: int = 0, stop: Stop | None = None, rounds: int = ROUNDS
) -> FairnessReport:
    """The report of a joint result. `stop` is asked between rounds: the price then is known less well."""
    apart = problem.controller[problem.persons] != problem.owner[problem.orders]
    unforced = np.zeros_like(problem.least)  # alone, a minimum may be out of reach
    alone = solve(replace(problem, banned=problem.banned | (apart & ~problem.pinned), least=unforced), seed=seed)
    search = _Guarantee(problem, alone, seed)
    done = 0
    while done < rounds and not search.settled and not (stop is not None and stop()):
        search.turn()
        done += 1
    names = np.unique(np.concatenate((problem.controller, problem.owner)))
    return FairnessReport(
        accounts=tuple(_account(problem, joint, alone, int(name)) for name in names),
        alone=alone,
        guaranteed=search.best,
        worse_off=tuple(search.names[search.below(joint).any(axis=0)].tolist()),
        price_from=max(search.joint_fit - search.bound, 0),
        price_to=None if search.best is None else search.joint_fit - search.best.totals.fit,
        crowding=crowding(problem, joint),
        rounds=done,
    )


class _Guarantee:
    """The multipliers, each between one that is known to be too low and one that was enough."""

    def __init__(self, problem: Problem, alone: Result, seed: int) -> None:
        self.problem, self.seed = problem, seed
        self.names, self.row = np.unique(problem.controller, return_inverse=True)
        self.floor = _by_municipality(problem, alone, self.row, self.names.size)
        self.low = np.zeros(self.floor.shape, np.int64)  # (fit | served, municipalities)
        self.high = np.full(self.floor.shape, -1, np.int64)
        self.at = np.zeros(self.floor.shape, np.int64)
        self.settled = False
        self.best: Result | None = None
        self.warm = alone.warm()
        joint = self._solved(problem.fit)
        self.served, self.joint_fit, self.bound = joint.totals.served, joint.totals.fit, joint.bound
        self._judge(joint)

    def _solved(self, fit: I64) -> Result:
        """The best by these fits alone, with the true fit in its totals."""
        unpriced = np.zeros_like(self.problem.order_price)
        goals = Goals(travel=False, kept=False)
        changed = replace(self.problem, fit=fit, order_price=unpriced, goals=goals)
        result = solve(changed, seed=self.seed, before=self.warm)
        self.warm = result.warm()
        return replace(result, totals=replace(result.totals, fit=int((self.problem.fit * result.times).sum())))

    def below(self, result: Result) -> np.ndarray:
        """(fit | served, municipalities) where a result stays below alone."""
        return np.asarray(_by_municipality(self.problem, result, self.row, self.names.size) < self.floor)

    def turn(self) -> None:
        """Solve at the multipliers, learn a bound, and whether they were enough."""
        fit, row = self.problem.fit, self.row[self.problem.persons]
        step = max(int(np.abs(fit).max()) // DENOMINATOR, 1) if fit.size else 1
        result = self._solved(fit * (DENOMINATOR + self.at[0][row]) + DENOMINATOR * step * self.at[1][row])
        paid = sum(int(a) * int(floor) for a, floor in zip(self.at[0], self.floor[0], strict=True))
        paid += (
            DENOMINATOR * step * sum(int(b) * int(floor) for b, floor in zip(self.at[1], self.floor[1], strict=True))
        )
        self.bound = min(self.bound, (result.bound - paid) // DENOMINATOR)
        self._judge(result)

    def _judge(self, result: Result) -> None:
        below = self.below(result)
        better = self.best is None or result.totals.fit > self.best.totals.fit
        if not below.any() and result.totals.served == self.served and better:
            self.best = result
        self.low[below] = np.maximum(self.low, self.at)[below]
        stale = below & (self.high >= 0) & (self.high <= self.at)
        self.high[stale] = -1
        enough = ~below & (self.at > 0)
        self.high[enough] = np.where(self.high < 0, self.at, np.minimum(self.high, self.at))[enough]
        rising = below & (self.high < 0)
        following = np.where(self.high >= 0, (self.low + self.high + 1) // 2, self.at)
        following[rising] = np.minimum(np.maximum(2 * self.at[rising], 16), DEAREST)
        self.settled = bool((following == self.at).all())
        self.at = following


def _by_municipality(problem: Problem, result: Result, row: I64, count: int) -> I64:
    """(fit | served, municipalities) of its own people."""
    held = np.flatnonzero(result.times)
    where, times = row[problem.persons[held]], result.times[held].astype(np.int64)
    made = np.zeros((2, count), np.int64)
    np.add.at(made[0], where, problem.fit[held] * times)
    np.add.at(made[1], where, times)
    return made


def _account(problem: Problem, joint: Result, alone: Result, name: int) -> Account:
    def over(result: Result) -> tuple[int, int]:
        held = (result.times > 0) & (problem.controller[problem.persons] == name)
        return int(result.times[held].sum()), int((problem.fit * result.times)[held].sum())

    own, at_own = problem.controller[problem.persons] == name, problem.owner[problem.orders] == name
    (served_alone, fit_alone), (served, fit) = over(alone), over(joint)
    return Account(
        municipality=name,
        people=int((problem.controller == name).sum()),
        served_alone=served_alone,
        served=served,
        fit_alone=fit_alone,
        fit=fit,
        sent=int(joint.times[own & ~at_own].sum()),
        received=int(joint.times[at_own & ~own].sum()),
    )


def crowding(problem: Problem, result: Result) -> Crowding:
    """Gini coefficients over places: how often each is sought, and how often taken (in thousandths of a person)."""
    favourite = np.lexsort((problem.orders, -problem.fit, problem.persons))
    first = favourite[problem.indptr[:-1][np.diff(problem.indptr) > 0]]
    wanted = np.bincount(problem.orders[first], minlength=problem.order_count)
    taken = np.bincount(problem.orders, weights=result.times, minlength=problem.order_count)
    places = np.maximum(problem.places, 1)
    return Crowding(gini(_per(wanted, places)), gini(_per(taken, places)))


def _per(counts: np.ndarray, places: np.ndarray) -> I32:
    return np.asarray(counts * 1000 // places, np.int32)
