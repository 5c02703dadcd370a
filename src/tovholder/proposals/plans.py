"""The joint plan: who would go where if everybody went at once, over every lawful pair, and at which prices.

It sends nobody anywhere: it stands beside the lists, and a human proposes. People who are under way already, and the
places they are under way to, are left alone. Yesterday's plan is kept where nothing better is found by more than the
method says, and yesterday's prices are where tonight starts."""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Q

from tovholder import parameters
from tovholder.engine import assignment
from tovholder.engine.assignment.worth import Scale
from tovholder.engine.matching.prepared import prepared
from tovholder.engine.matching.problem import Problem
from tovholder.engine.matching.result import Match, RegionResult
from tovholder.engine.matching.telling import told
from tovholder.placements import queries as placements
from tovholder.placements.models import Placement
from tovholder.placements.transitions import HOLDS_A_PLACE
from tovholder.proposals import queries, stays
from tovholder.proposals.arrays import Region, open_orders
from tovholder.proposals.models import MatchRun, PersonRanking, Ranking

Stop = Callable[[], bool]
INSTEAD = 3
"""Of how many places that fit better than the planned one a person's page says why they are not it."""


@dataclass(frozen=True, eq=False)
class Demand:
    """What a plan depends on beyond the matching problem, by its rows; kept with it, so that it can be made again."""

    places: Any  # (orders,) still to be filled
    room: Any  # (people,) 1, or 0 for who is under way
    promised: Any  # (people,) the order of yesterday's plan, -1: none
    promise: int  # what keeping it is worth, of a full score of 1,000,000
    rounds: int  # to find the price of "nobody worse off" in
    before: assignment.Prices | None

    def to_bytes(self) -> bytes:
        kept = self.before or assignment.Prices(np.zeros(0, np.uint64), np.zeros(0, np.int64), 0)
        content = io.BytesIO()
        np.savez_compressed(
            content,
            places=self.places,
            room=self.room,
            promised=self.promised,
            numbers=np.array([self.promise, self.rounds, kept.unit], np.int64),
            priced=kept.orders_key,
            prices=kept.prices,
        )
        return content.getvalue()

    @classmethod
    def of_bytes(cls, content: bytes) -> "Demand":
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            promise, rounds, unit = kept["numbers"].tolist()
            before = assignment.Prices(kept["priced"], kept["prices"], unit) if unit else None
            return cls(kept["places"], kept["room"], kept["promised"], promise, rounds, before)


@dataclass(frozen=True, eq=False)
class Plan:
    """The answer, and how it compares with each municipality alone."""

    priced: assignment.Priced
    fairness: assignment.FairnessReport


def demand(built: Region, *, on: date) -> Demand:
    """What tonight's plan starts from. Seven queries."""
    method = parameters.value("joint_plan", on=on)
    order_of = dict(PersonRanking.objects.exclude(plan={}).values_list("person_id", "plan__order"))
    rows = {order_id: row for row, order_id in enumerate(built.order_ids.tolist())}
    promised = [rows.get(order_of.get(person_id) or 0, -1) for person_id in built.person_ids.tolist()]
    return Demand(
        places=places_wanted(built, on=on),
        room=room(built, on=on, ahead=method.whole("ahead_days")),
        promised=np.array(promised, np.int32),
        promise=method.whole("promise"),
        rounds=method.whole("fairness_rounds"),
        before=_before(built),
    )


def _before(built: Region) -> assignment.Prices | None:
    """The prices of the last plan, for the orders that still are."""
    last = last_run()
    if last is None:
        return None
    known = dict(Ranking.objects.exclude(plan={}).values_list("order_id", "plan__price"))
    prices = [known.get(order_id) or 0 for order_id in built.order_ids.tolist()]
    return assignment.Prices(built.problem.orders.key, np.array(prices, np.int64), last.facts["plan"]["scale"]["unit"])


def last_run() -> MatchRun | None:
    """The newest night with a plan."""
    nights = MatchRun.objects.filter(kind="nightly", finished_at__isnull=False).order_by("-pk")
    return next((run for run in nights[:5] if "plan" in run.facts), None)


def places_wanted(built: Region, *, on: date) -> Any:
    """(orders,) places nobody has and nobody is proposed to; of one workplace together not more than it has left. None
    where the company should have been asked whether the need still holds, and was not.

    Where nobody knows how many a workplace may have, the company is asked before anything is agreed (docs/adr/0009)."""
    taken = Counter(placements.taken_places().exclude(order_id=None).values_list("order_id", flat=True))
    waiting = Counter(queries.living().values_list("order_id", flat=True))
    fresh = open_orders().filter(fresh_until__gte=on)
    facts = {pk: facts for pk, *facts in fresh.values_list("pk", "unit_id", "places")}
    left = stays.places_left({unit for unit, _ in facts.values()}, on=on)
    made = []
    for order_id in built.order_ids.tolist():
        unit, wanted = facts.get(order_id, (0, 0))
        made.append(min(max(wanted - taken[order_id] - waiting[order_id], 0), max(left.get(unit, wanted), 0)))
        if unit in left:
            left[unit] -= made[-1]
    return np.array(made, np.int32)


def room(built: Region, *, on: date, ahead: int) -> Any:
    """(people,) 0 for who is under way to a place, or in a stay that goes on beyond the days ahead; else 1."""
    busy = set(queries.living().values_list("person_id", flat=True))
    held, ends_soon = Placement.objects.filter(status__in=HOLDS_A_PLACE), on + timedelta(days=ahead)
    goes_on = Q(ends_before__isnull=True) | Q(ends_before__gt=ends_soon)
    busy |= set(held.filter(goes_on).values_list("person_id", flat=True))
    return np.array([person_id not in busy for person_id in built.person_ids.tolist()], np.int32)


def solve(problem: Problem, result: RegionResult, given: Demand, *, stop: Stop | None = None) -> Plan | None:
    """The plan from the lists and every lawful pair beyond them. The same from the same; None when stopped."""
    goals = assignment.Goals(travel=False, promise=given.promise)
    given_columns = {"room": given.room, "promised": given.promised, "goals": goals}
    asked = assignment.over_matching(problem, assignment.listed(result), places=given.places, **given_columns)
    seed = problem.rules.tie_key
    everything = assignment.Lawful(problem, stop=stop)
    priced = assignment.solve_over_all(asked, everything, seed=seed, stop=stop, before=given.before)
    if stop is not None and stop():
        return None
    return Plan(priced, assignment.fairness(priced.problem, priced.result, seed=seed, rounds=given.rounds, stop=stop))


def digest(plan: Plan) -> str:
    """A fingerprint of who goes where, in the engine's pseudonymous keys: what a replay must equal."""
    problem, order = plan.priced.problem, plan.priced.result.order
    rows = np.flatnonzero(order >= 0)
    pairs = np.stack((problem.people_key[rows], problem.orders_key[order[rows]]), axis=1)
    ranked = pairs[np.argsort(pairs[:, 0], kind="stable")]
    return hashlib.sha256(ranked.astype("<u8").tobytes()).hexdigest()


def facts(plan: Plan) -> dict[str, Any]:
    """What a run keeps of its plan: sums by municipality, the proof, and what tomorrow and today's orders need."""
    problem, result, report = plan.priced.problem, plan.priced.result, plan.fairness
    return {
        "digest": digest(plan),
        "people": int((problem.room > 0).sum()),
        "places": int(problem.places.sum()),
        "served": result.totals.served,
        "kept": result.totals.kept,
        "fit": result.totals.fit,
        "gap": result.gap,
        "proved": plan.priced.proved,
        "added": plan.priced.added,
        "serving": result.serving,
        "scale": asdict(result.scale),
        "accounts": [asdict(each) for each in report.accounts],
        "worse_off": list(report.worse_off),
        "price_from": report.price_from,
        "price_to": report.price_to,
        "gini_wanted": round(report.crowding.gini_wanted, 4),
        "gini_assigned": round(report.crowding.gini_assigned, 4),
    }


def scale_of(kept: dict[str, Any]) -> Scale:
    """The scale of a plan, from what its run keeps."""
    return Scale(**kept["scale"] | {"goals": assignment.Goals(**kept["scale"]["goals"])})


def of_orders(plan: Plan, person_ids: Any) -> list[dict[str, Any]]:
    """What each order's row keeps: places still to be filled, the price of one, and who would come."""
    problem, result = plan.priced.problem, plan.priced.result
    coming: dict[int, list[int]] = {}
    for row in np.flatnonzero(result.order >= 0).tolist():
        coming.setdefault(int(result.order[row]), []).append(int(person_ids[row]))
    columns = zip(problem.places.tolist(), result.prices.tolist(), strict=True)
    return [
        {"places": places, "price": price, "people": coming.get(row, [])} for row, (places, price) in enumerate(columns)
    ]


def going(plan: Plan, order: int) -> Any:
    """Rows of the people whom the plan would send to the order."""
    return np.flatnonzero(plan.priced.result.order == order)


def unlisted(problem: Problem, order: int, people: Any, listed: Iterable[int]) -> tuple[Match, ...]:
    """Of these people those who are not in the order's list, best first. All are rows."""
    missing = people[~np.isin(people, list(listed))]
    if not missing.size:
        return ()
    found = told(problem, prepared(problem).place[missing], np.full(missing.size, order, np.int64), by_order=True)
    return tuple(sorted(found.matches, key=lambda match: (-match.score, match.key)))


def of_people(plan: Plan, result: RegionResult, order_ids: Any) -> list[dict[str, Any]]:
    """What each person's row keeps: where to, what that is worth beyond its price, and why not to what fits better."""
    problem, found = plan.priced.problem, plan.priced.result
    taken = np.bincount(found.order[found.order >= 0], minlength=problem.order_count)
    instead, fits = _instead(plan, result, taken, order_ids), _planned_fit(problem, found)
    columns = zip(found.order.tolist(), fits.tolist(), found.profits.tolist(), problem.room.tolist(), strict=True)
    return [
        {
            "order": int(order_ids[order]) if order >= 0 else None,
            "score": max(fit, 0),
            "profit": profit,
            "under_way": not places,
            "instead": instead.get(row, []),
        }
        for row, (order, fit, profit, places) in enumerate(columns)
    ]


def with_planned(entries: list[dict[str, Any]], planned: dict[str, Any]) -> list[dict[str, Any]]:
    """A person's list, and the planned order at its end where it is not among the best."""
    order = planned.get("order")
    if not order or any(entry["order"] == order for entry in entries):
        return entries
    return [*entries, {"order": order, "score": planned.get("score", 0)}]


def _instead(plan: Plan, result: RegionResult, taken: Any, order_ids: Any) -> dict[int, list[list[Any]]]:
    """{person row: [[order id, why, how many go there], ...]} of listed orders that fit better than the planned one."""
    problem, found = plan.priced.problem, plan.priced.result
    fits = _planned_fit(problem, found)
    better = (result.person_orders >= 0) & (result.person_scores > fits[:, None]) & (problem.room > 0)[:, None]
    better &= np.cumsum(better, axis=1) <= INSTEAD
    made: dict[int, list[list[Any]]] = {}
    rows, at = np.nonzero(better)
    for row, order in zip(rows.tolist(), result.person_orders[rows, at].tolist(), strict=True):
        many, places = int(taken[order]), int(problem.places[order])
        why = "no_places" if not places else "outbid" if many >= places else "elsewhere"
        made.setdefault(row, []).append([int(order_ids[order]), why, many])
    return made


def _planned_fit(problem: assignment.Problem, found: assignment.Result) -> Any:
    """(people,) how well the planned place fits; -1 for nobody's."""
    edges = np.flatnonzero(found.times)
    fits = np.full(problem.people, -1, np.int64)
    fits[problem.persons[edges]] = problem.fit[edges]
    return fits
