"""Tonight's job and the small ones of the day: run the engine, store the rankings, keep what replays them.

Every order's ranking is one row, written in short batches: a run that is killed leaves each row whole, old or new."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from tovholder import parameters
from tovholder.accounts import queries as accounts
from tovholder.engine.matching import archive
from tovholder.engine.matching.ranking import rank_people
from tovholder.engine.matching.result import Match, RegionResult
from tovholder.proposals import arrays, columns, day_plans, plans, replays, stored, weights
from tovholder.proposals.models import MatchRun, PersonRanking, Proposal, Ranking

RULES_VERSION = "2026-12-far-off"  # raise it when a gate or a part changes meaning
_BATCH = 100
_ORDER_COLUMNS = ["run", "as_of", "entries", "ask_first", "near_misses", "gate_counts"]
_PERSON_COLUMNS = ["run", "as_of", "entries", "reason_none"]
Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def nightly(*, now: datetime, progress: Progress = _silent, stop: Callable[[], bool] | None = None) -> MatchRun:
    """Match every open order with everybody, both directions, and store the lists."""
    run = _begin("nightly", now)
    marks = [("start", time.perf_counter())]
    built = _build(now, run.weights.weights)
    marks.append(("read", time.perf_counter()))
    given = plans.demand(built, on=now.date())
    kept = replays.Kept(built.problem, _proposed_this_week(built, now), *_limits(now), plan=given)
    result = kept.match(stop=stop, progress=progress)
    marks.append(("match", time.perf_counter()))
    whole = result.orders_done == len(kept.problem.orders)
    plan = plans.solve(kept.problem, result, given, stop=stop) if whole else None
    marks.append(("plan", time.perf_counter()))
    _store_orders(run, built, result, plan)
    _store_people(run, built, result, plan)
    _forget_closed(now)
    marks.append(("store", time.perf_counter()))
    if plan is None:
        return run  # stopped: what is done is done, and tonight's job is still due
    run.inputs_path = replays.keep(run, kept)
    return _finish(run, built, result, plan, marks, now)


def _limits(now: datetime) -> tuple[int, int]:
    """(rows in a list, lists a person is on at most in a week), from the method's parameters."""
    on = now.date()
    return parameters.value("list_length", on=on).whole(), parameters.value("exposure_cap", on=on).whole()


def _proposed_this_week(built: arrays.Region, now: datetime) -> Any:
    """(people,) what proposals of the last seven days have used of the week's exposure; enough uses all."""
    cap = _limits(now)[1]
    enough = parameters.value("proposals_per_week", on=now.date()).whole()
    since = now - timedelta(days=7)
    rows = Proposal.objects.filter(created_at__gte=since).order_by().values_list("person_id").annotate(n=Count("pk"))
    used = {person_id: cap if times >= enough else times for person_id, times in rows}
    return np.array([used.get(person_id, 0) for person_id in built.person_ids.tolist()], np.int32)


def _begin(kind: str, now: datetime) -> MatchRun:
    return MatchRun.objects.create(
        kind=kind, as_of=now, weights=weights.current(now=now), rules_version=RULES_VERSION, started_at=now
    )


def _build(now: datetime, weighed: dict[str, int]) -> arrays.Region:
    on = now.date()
    return arrays.build(
        people=arrays.candidates(), orders=arrays.open_orders(), weights=weighed, on=on, book=columns.book(on)
    )


def _store_orders(run: MatchRun, built: arrays.Region, result: RegionResult, plan: plans.Plan | None) -> None:
    """With the plan, whoever it would send to an order is on the order's list. Without one the last plan stands."""
    planned = plans.of_orders(plan, built.person_ids) if plan else None
    made = []
    for found, shown in zip(result.rankings, result.shown, strict=True):
        listed = [*shown, *_planned_too(plan, built, found.row, shown)] if plan else shown
        row = Ranking(order_id=int(built.order_ids[found.row]), run=run, as_of=run.as_of)
        for name, value in stored.of_order(found, listed, built.person_ids).items():
            setattr(row, name, value)
        row.plan = planned[found.row] if planned else {}
        made.append(row)
    _upsert(Ranking, made, "order", _ORDER_COLUMNS + (["plan"] if plan else []))


def _planned_too(plan: plans.Plan, built: arrays.Region, order: int, shown: Sequence[Match]) -> tuple[Match, ...]:
    return plans.unlisted(built.problem, order, plans.going(plan, order), (match.row for match in shown))


def _store_people(run: MatchRun, built: arrays.Region, result: RegionResult, plan: plans.Plan | None) -> None:
    planned = plans.of_people(plan, result, built.order_ids) if plan else [{}] * built.person_ids.size
    made = []
    for row, person_id in enumerate(built.person_ids.tolist()):
        told = stored.of_person(result, row, built.order_ids)
        told["entries"] = plans.with_planned(told["entries"], planned[row])
        made.append(PersonRanking(person_id=person_id, run=run, as_of=run.as_of, plan=planned[row], **told))
    _upsert(PersonRanking, made, "person", _PERSON_COLUMNS + (["plan"] if plan else []), batch=1_000)


def _upsert(model: type[Any], rows: list[Any], key: str, fields: list[str], *, batch: int = _BATCH) -> None:
    for at in range(0, len(rows), batch):
        with transaction.atomic():  # short, so that nobody's save waits long
            model.objects.bulk_create(
                rows[at : at + batch], update_conflicts=True, unique_fields=[key], update_fields=fields
            )


def _forget_closed(now: datetime) -> None:
    """Rankings of orders that are not open and of people whose case is closed say nothing any more."""
    Ranking.objects.exclude(order__status="open").delete()
    PersonRanking.objects.filter(person__closed_on__isnull=False).delete()


def _finish(
    run: MatchRun,
    built: arrays.Region,
    result: RegionResult,
    plan: plans.Plan,
    marks: list[tuple[str, float]],
    now: datetime,
) -> MatchRun:
    run.people, run.orders = built.person_ids.size, built.order_ids.size
    run.fingerprint = archive.fingerprint(built.problem)
    run.inputs_delete_on = now.date() + timedelta(days=parameters.term("retention", "match_inputs").whole("days"))
    run.facts = {
        "milliseconds": {name: round((at - marks[i][1]) * 1000) for i, (name, at) in enumerate(marks[1:])},
        "shown_at_least_once": round(result.exposure.share, 4),
        "gini": round(result.exposure.gini, 4),
        "gini_uncapped": round(result.exposure_uncapped.gini, 4),
        "digest": replays.digest(result),
        "plan": plans.facts(plan),
    }
    run.finished_at = now + timedelta(seconds=marks[-1][1] - marks[0][1])
    run.save()
    return run


def stale_orders() -> list[int]:
    """Open orders whose ranking is missing or older than the order."""
    current = Ranking.objects.filter(order_id=OuterRef("pk"), as_of__gte=OuterRef("touched_at"))
    return list(arrays.open_orders().exclude(Exists(current)).values_list("pk", flat=True))


def stale_people() -> list[int]:
    """Open cases touched since their own list was made, or without one."""
    current = PersonRanking.objects.filter(person_id=OuterRef("pk"), as_of__gte=OuterRef("touched_at"))
    return list(arrays.candidates().exclude(Exists(current)).values_list("pk", flat=True))


def refresh(*, now: datetime) -> MatchRun | None:
    """Make the lists again that a change has touched: the order's, the person's, and those the person stands on."""
    orders, people = set(stale_orders()), set(stale_people())
    if not MatchRun.objects.exists() or not (orders or people or day_plans.is_out_of_step()):
        return None
    run = _begin("refresh", now)
    built = _build(now, run.weights.weights)
    rows, (top, _) = _touched_rows(built, orders, people), _limits(now)
    made = [
        Ranking(
            order_id=int(built.order_ids[row]),
            run=run,
            as_of=now,
            **stored.of_order(found, found.ranked, built.person_ids),
        )
        for row in rows
        for found in [rank_people(built.problem, row, top=top)]
    ]
    _upsert(Ranking, made, "order", _ORDER_COLUMNS)
    _refresh_people(run, built, people, now)
    day_plans.follow(built, orders=orders, people=people, listed_anew=rows, on=now.date())
    run.people, run.orders, run.finished_at = len(people), len(rows), now
    run.save()
    return run


def _touched_rows(built: arrays.Region, orders: set[int], people: set[int]) -> list[int]:
    """Rows of the orders touched themselves, and of those that a touched person stands on or could stand on."""
    wanted = {row for order in orders if (row := built.order_row(order)) is not None}
    for person in people:
        row = built.person_row(person)
        if row is not None:
            wanted |= stored.orders_open_to(built.problem, row)
    if people:
        wanted |= {
            row
            for order_id, entries in Ranking.objects.values_list("order_id", "entries").iterator()
            if any(entry["person"] in people for entry in entries) and (row := built.order_row(order_id)) is not None
        }
    return sorted(wanted)


def _refresh_people(run: MatchRun, built: arrays.Region, people: set[int], now: datetime) -> None:
    made = [
        PersonRanking(person_id=person, run=run, as_of=now, **stored.of_one_person(built.problem, row, built.order_ids))
        for person in sorted(people)
        if (row := built.person_row(person)) is not None
    ]
    _upsert(PersonRanking, made, "person", _PERSON_COLUMNS)


def is_due(*, now: datetime) -> bool:
    """No finished nightly run since two o'clock, or since a partnership was joined or left: that touches all lists."""
    since = now.replace(hour=2, minute=0, second=0, microsecond=0)
    if now < since:
        since -= timedelta(days=1)
    changed = accounts.partnerships_changed_at()
    since = max(since, changed) if changed else since
    return not MatchRun.objects.filter(kind="nightly", finished_at__isnull=False, as_of__gte=since).exists()
