"""The joint plan during the day: orders that came or changed are served with last night's prices, and whoever can no
longer come to the planned place loses it. Nobody else is moved: that waits for the night.

Called by the run that makes the changed lists again, and logged with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import transaction

from tovholder import parameters
from tovholder.engine import assignment
from tovholder.engine.matching.beyond import Held, pairs_beyond
from tovholder.engine.matching.codes import GateState
from tovholder.engine.matching.ranking import explain
from tovholder.proposals import plans, queries, stored
from tovholder.proposals.arrays import Region
from tovholder.proposals.models import PersonRanking, Ranking

NEVER = 2**61
"""More than any pair is worth."""


def is_out_of_step() -> bool:
    """Whether something the plan stands on has moved that touches neither an open order nor an open case: somebody was
    proposed, an order closed, a case closed. Read from the rows, so that nothing is missed or done twice."""
    proposed = queries.living().values("person_id")
    moved = PersonRanking.objects.filter(person_id__in=proposed, plan__under_way=False)
    closed_orders = Ranking.objects.exclude(order__status="open").exclude(plan={})
    closed_cases = PersonRanking.objects.filter(person__closed_on__isnull=False).exclude(plan={})
    return moved.exists() or closed_orders.exists() or closed_cases.exists()


def follow(built: Region, *, orders: set[int], people: set[int], listed_anew: list[int], on: date) -> None:
    """Let the plan follow what was touched: `orders` and `people` are ids, `listed_anew` rows of the orders whose lists
    were made again. Nothing is done before the first night."""
    last = plans.last_run()
    if last is None:
        return
    day = _Day(built, last.facts["plan"], on)
    day.let_go(people)
    opened = day.opened | {row for order_id in orders if (row := built.order_row(order_id)) is not None}
    by_key = sorted(opened, key=lambda row: int(built.problem.orders.key[row]))
    for row in by_key:
        day.serve(row)
    with transaction.atomic():
        day.write(by_key, listed_anew, people)


@dataclass
class _Planned:
    """One order's part of the plan."""

    price: int | None  # None: it came after the night
    people: list[int]


class _Day:
    """The plan as it stands, by rows of the problem as it is now."""

    def __init__(self, built: Region, kept: dict[str, Any], on: date) -> None:
        self.built, self.kept = built, kept
        self.scale = plans.scale_of(kept)
        self.wanted = plans.places_wanted(built, on=on)
        self.room = plans.room(built, on=on, ahead=parameters.value("joint_plan", on=on).whole("ahead_days"))
        self.of_order = {
            order_id: _Planned(plan.get("price"), list(plan.get("people", ())))
            for order_id, plan in Ranking.objects.values_list("order_id", "plan")
        }
        kept_columns = ("person_id", "plan__order", "plan__profit", "plan__under_way")
        rows = PersonRanking.objects.exclude(plan={}).values_list(*kept_columns)
        at = {person_id: row for row, person_id in enumerate(built.person_ids.tolist())}
        self.order_of = np.zeros(len(at), np.int64)  # ids, 0: none
        self.profits = np.zeros(len(at), np.int64)
        self.changed: set[int] = set()  # rows of people
        for person_id, order_id, profit, under_way in rows.iterator(chunk_size=5_000):
            if (row := at.get(person_id)) is not None:
                self.order_of[row], self.profits[row] = order_id or 0, profit or 0
                self.changed |= {row} if bool(under_way) == bool(self.room[row]) else set()
        self._price_newcomers(at)
        self.scores: dict[int, int] = {}  # rows of people served today
        self.opened: set[int] = set()  # rows of orders with a place to give, or one too many given

    def _price_newcomers(self, at: dict[int, int]) -> None:
        """Who came after the night has what the best order of the own list is worth beyond last night's price."""
        newcomers = PersonRanking.objects.filter(plan={}).values_list("person_id", "entries")
        for person_id, entries in newcomers.iterator():
            priced = ((entry["score"], self.of_order.get(entry["order"])) for entry in entries)
            nets = [
                score * self.scale.unit + int(self.kept["serving"]) - planned.price
                for score, planned in priced
                if planned is not None and planned.price is not None
            ]
            if person_id in at:
                self.profits[at[person_id]] = max([0, *nets])

    def let_go(self, touched: set[int]) -> None:
        """Who is under way elsewhere, has no open case any more, or is shut out by a change of their own leaves the
        plan; so does everybody planned for an order that has closed."""
        for order_id, planned in self.of_order.items():
            order = self.built.order_row(order_id)
            for person_id in list(planned.people):
                if order is None or not self._stays(person_id, order, ask=person_id in touched):
                    self._leaves(person_id, planned)
                    self.opened |= set() if order is None else {order}
            if order is not None and len(planned.people) > self.wanted[order]:
                self.opened.add(order)

    def _stays(self, person_id: int, order: int, *, ask: bool) -> bool:
        row = self.built.person_row(person_id)
        return row is not None and bool(self.room[row]) and (not ask or self._may_come(row, order))

    def _may_come(self, row: int, order: int) -> bool:
        states = explain(self.built.problem, row, order).states.values()
        return all(state is GateState.OPEN for state in states)

    def _leaves(self, person_id: int, planned: _Planned) -> None:
        planned.people.remove(person_id)
        row = self.built.person_row(person_id)
        if row is not None:
            self.order_of[row] = 0
            self.changed.add(row)

    def serve(self, order: int) -> None:
        """Those who may still come stay, as far as there are places; what is left goes to people without one."""
        order_id = int(self.built.order_ids[order])
        planned = self.of_order.setdefault(order_id, _Planned(None, []))
        wanted = int(self.wanted[order])
        for at, person_id in enumerate(list(planned.people)):
            if at >= wanted or not self._stays(person_id, order, ask=True):
                self._leaves(person_id, planned)
        left = wanted - len(planned.people)
        for row in self._served(order, left) if left > 0 else ():
            planned.people.append(int(self.built.person_ids[row]))
            self.order_of[row] = order_id
            self.changed.add(row)

    def _served(self, order: int, places: int) -> tuple[int, ...]:
        """Rows of people without a place who gain most beyond what they have at last night's prices."""
        problem, free = self.built.problem, (self.order_of == 0) & (self.room > 0)
        nobody, blank = np.full(free.size, -1, np.int32), np.zeros(free.size, np.int64)
        profits = np.where(free, self.profits, NEVER)
        free_orders, serving = np.zeros(len(problem.orders), np.int64), self.kept["serving"]
        held = Held(profits, free_orders, nobody, self.scale.unit, serving, 0)
        found = pairs_beyond(problem, held, most=1, orders=np.array([order]))
        if found is None or not found.people.size:
            return ()
        now = assignment.Standing(
            key=problem.people.key,
            profits=self.profits,
            left=free.astype(np.int32),
            has=blank,
            order=nobody,
            takes_part=free,
            serving=serving,
            scale=self.scale,
        )
        scored = zip(found.people.tolist(), found.scores.tolist(), strict=True)
        self.scores |= dict(scored)
        pairs = found.people, found.scores.astype(np.int64), np.zeros(found.people.size, np.int32)
        return assignment.serve(now, assignment.OrderEdges(*pairs, places)).people

    def write(self, orders: list[int], listed_anew: list[int], people: set[int]) -> None:
        """What was touched, and nothing else: whom the plan would send to an order is on its list, and it on theirs."""
        for row in sorted({*orders, *listed_anew}):
            ranking = Ranking.objects.filter(order_id=int(self.built.order_ids[row])).first()
            if ranking is not None:
                self._write_order(ranking, row, served=row in orders)
        touched = {own for person_id in people if (own := self.built.person_row(person_id)) is not None}
        for at in sorted(self.changed | touched):
            mine = PersonRanking.objects.filter(person_id=int(self.built.person_ids[at])).first()
            if mine is not None:
                self._write_person(mine, at)
        Ranking.objects.exclude(order__status="open").exclude(plan={}).update(plan={})
        PersonRanking.objects.filter(person__closed_on__isnull=False).exclude(plan={}).update(plan={})

    def _write_person(self, mine: PersonRanking, row: int) -> None:
        if row in self.changed:
            mine.plan = mine.plan | {
                "order": int(self.order_of[row]) or None,
                "score": self.scores.get(row, mine.plan.get("score", 0)) if self.order_of[row] else 0,
                "under_way": not self.room[row],
                "instead": [],
                "of_the_day": True,
            }
        mine.entries = plans.with_planned(mine.entries, mine.plan)
        mine.save(update_fields=["entries", "plan"])

    def _write_order(self, ranking: Ranking, row: int, *, served: bool) -> None:
        planned, ids = self.of_order.get(ranking.order_id, _Planned(None, [])), self.built.person_ids
        going = [at for person_id in planned.people if (at := self.built.person_row(person_id)) is not None]
        listed = [at for entry in ranking.entries if (at := self.built.person_row(entry["person"])) is not None]
        beside = plans.unlisted(self.built.problem, row, np.array(going, np.int64), listed)
        ranking.entries = ranking.entries + stored.entries(beside, ids)
        if served:
            wanted = int(self.wanted[row])
            ranking.plan = {"places": wanted, "price": planned.price, "people": planned.people, "of_the_day": True}
        elif ranking.plan:
            ranking.plan = ranking.plan | {"people": planned.people}
        ranking.save(update_fields=["entries", "plan"])
