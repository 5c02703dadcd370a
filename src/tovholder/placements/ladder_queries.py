"""Every read of the ladder, scoped as placements are: one stay with all it shows, those due for a talk about pay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.base.decision import Decision
from tovholder.placements import ladder_rules, plan_of_day, queries, transitions
from tovholder.placements.ladder_rules import HoursStep, StayFacts, TaskFacts
from tovholder.placements.models import (
    HoursPeriod,
    HoursReport,
    PaidTalk,
    Placement,
    PlacementEvent,
    Task,
    TaskLevel,
)


@dataclass(frozen=True)
class Ladder:
    """One stay: its rows for the page, and what the rules make of them on a day."""

    placement: Placement
    planned: tuple[HoursPeriod, ...]
    worked: tuple[HoursPeriod, ...]  # each with `told`, its report or None
    tasks: tuple[Task, ...]  # each with `seen`, its assessments, newest first
    talks: tuple[PaidTalk, ...]
    facts: StayFacts
    on: date

    @property
    def talk_about(self) -> tuple[Decision, ...]:
        return ladder_rules.talk_about(self.facts, on=self.on)

    @property
    def for_pay(self) -> tuple[tuple[TaskFacts, Decision], ...]:
        return ladder_rules.for_pay(self.facts, on=self.on)

    @property
    def hours_for_pay(self) -> Decimal:
        """Weekly hours of the tasks that should be paid, as far as somebody has said what they take."""
        return sum((task.hours for task, _why in self.for_pay if task.hours), Decimal(0))

    @property
    def asks_pay(self) -> bool:
        """Whether there is anything to ask pay for: not where every hour is paid. Hours nobody stated may be unpaid."""
        planned = plan_of_day.hours_on(self.placement, self.placement.hours.all(), self.on)
        now = self.facts.hours_on(self.on) or planned
        return now.unpaid > 0 or now.paid == 0

    @property
    def paid_talk(self) -> Decision:
        """Whether now is the occasion to ask for paid hours."""
        waiting = [row.due_on for row in self.placement.follow_ups.all() if row.held_on is None]
        return _paid_talk(
            self.placement,
            self.facts,
            min(waiting, default=None),
            self.talks[0].held_on if self.talks else None,
            self.on,
        )


def ladder(placement_id: int, *, actor: Actor, on: date) -> Ladder:
    """One stay with its ladder; the person is noted as shown. Raises OutOfReach."""
    return of_placement(queries.placement(placement_id, actor=actor), on=on)


def of_placement(placement: Placement, *, on: date, who_told: bool = True) -> Ladder:
    """The ladder of a stay that was read already: four queries more, three where nobody asks who told the hours.

    The caller has noted the person."""
    rows = sorted(placement.hours.all(), key=lambda row: (row.starts_on, row.pk))
    told = {report.hours_id: report for report in _reports(placement.pk)} if who_told else {}
    for row in rows:
        row.told = told.get(row.pk)  # type: ignore[attr-defined]
    tasks = _tasks([placement.pk]).get(placement.pk, [])
    talks = PaidTalk.objects.filter(placement=placement).select_related("by__user").order_by("-held_on", "-pk")
    extended = sum(event.reason == transitions.EXTENDED for event in placement.events.all())
    return Ladder(
        placement=placement,
        planned=tuple(row for row in rows if not row.real),
        worked=tuple(row for row in rows if row.real),
        tasks=tuple(tasks),
        talks=tuple(talks),
        facts=_facts(placement, rows, tasks, extended),
        on=on,
    )


@dataclass(frozen=True)
class Told:
    """Of one stay the hours planned and worked, as `Ladder` has them."""

    placement: Placement
    planned: tuple[HoursPeriod, ...]
    worked: tuple[HoursPeriod, ...]  # each with `told`, its report or None


def told_of(stays: Sequence[Placement]) -> dict[int, Told]:
    """The hours of many stays the caller has reached, and who told them: one query."""
    found: dict[int, list[HoursPeriod]] = defaultdict(list)
    rows = HoursPeriod.objects.filter(placement_id__in=[stay.pk for stay in stays]).select_related("report")
    for row in rows.order_by("starts_on", "pk"):
        row.told = getattr(row, "report", None)  # type: ignore[attr-defined]
        found[row.placement_id].append(row)
    return {stay.pk: Told(stay, *_parted(found[stay.pk])) for stay in stays}


def _parted(rows: Sequence[HoursPeriod]) -> tuple[tuple[HoursPeriod, ...], tuple[HoursPeriod, ...]]:
    return tuple(row for row in rows if not row.real), tuple(row for row in rows if row.real)


def end_of(placement: Placement) -> date | None:
    """Of a stay that is over, the day after its last."""
    return placement.ended_on + timedelta(days=1) if placement.ended_on else placement.ends_before


def is_day_of(placement: Placement, day: date) -> bool:
    """Whether somebody is at the workplace that day as far as the stay goes: not before it, nor once it is over."""
    end = end_of(placement)
    return placement.starts_on <= day and (end is None or day < end)


def _reports(placement_id: int) -> QuerySet[HoursReport]:
    return HoursReport.objects.filter(hours__placement_id=placement_id).select_related("by__user")


def _tasks(placement_ids: Sequence[int]) -> dict[int, list[Task]]:
    """The tasks of stays, each with `seen`: its assessments, newest first. Two queries."""
    newest = TaskLevel.objects.select_related("by__user").order_by("-seen_on", "-pk")
    found: dict[int, list[Task]] = defaultdict(list)
    rows = Task.objects.filter(placement_id__in=placement_ids).order_by("dropped_on", "added_at", "pk")
    for task in rows.prefetch_related(Prefetch("levels", newest, to_attr="seen")):
        found[task.placement_id].append(task)
    return found


def _facts(placement: Placement, hours: Iterable[HoursPeriod], tasks: Iterable[Task], extensions: int) -> StayFacts:
    steps: dict[bool, list[HoursStep]] = {True: [], False: []}
    for row in hours:
        steps[row.real].append(HoursStep(row.starts_on, row.unpaid, row.paid, row.ends_before))
    if not steps[False]:
        own = HoursStep(placement.starts_on, placement.hours_unpaid, placement.hours_paid, placement.ends_before)
        steps[False].append(own)
    return StayFacts(
        kind=placement.kind,
        starts_on=placement.starts_on,
        ends_before=placement.ends_before,
        planned=tuple(steps[False]),
        worked=tuple(steps[True]),
        tasks=tuple(_task(task) for task in tasks if task.dropped_on is None),
        extensions=extensions,
    )


def _task(task: Any) -> TaskFacts:
    """Mastered since the first of the assessments that have said so without a break, the newest among them."""
    since = None
    for level in task.seen:
        if not parameters.term("task_levels", level.level).flag("mastered"):
            break
        since = level.seen_on
    return TaskFacts(task.words, task.hours, since, task.paid_from)


def facts_of(stays: Sequence[Placement]) -> dict[int, StayFacts]:
    """What the rules ask of many stays: four queries, whatever their number."""
    ids = [stay.pk for stay in stays]
    hours: dict[int, list[HoursPeriod]] = defaultdict(list)
    for row in HoursPeriod.objects.filter(placement_id__in=ids):
        hours[row.placement_id].append(row)
    tasks = _tasks(ids)
    events = PlacementEvent.objects.filter(placement_id__in=ids, reason=transitions.EXTENDED).order_by()
    extended = dict(events.values_list("placement_id").annotate(n=Count("pk")))
    return {
        stay.pk: _facts(stay, hours.get(stay.pk, ()), tasks.get(stay.pk, ()), extended.get(stay.pk, 0))
        for stay in stays
    }


def hours_of(stays: Sequence[Placement]) -> dict[int, StayFacts]:
    """The hours of many stays, and nothing else of them: one query."""
    hours: dict[int, list[HoursPeriod]] = defaultdict(list)
    for row in HoursPeriod.objects.filter(placement_id__in=[stay.pk for stay in stays]):
        hours[row.placement_id].append(row)
    return {stay.pk: _facts(stay, hours.get(stay.pk, ()), (), 0) for stay in stays}


def _paid_talk(
    placement: Placement, facts: StayFacts, follow_up_on: date | None, last_talk_on: date | None, on: date
) -> Decision:
    now = facts.hours_on(max(on, placement.starts_on))
    return ladder_rules.paid_talk_due(
        unpaid=now.unpaid if now else Decimal(0),
        starts_on=placement.starts_on,
        follow_up_on=follow_up_on,
        ends_before=placement.ends_before,
        last_talk_on=last_talk_on,
        on=on,
    )


def running(*, actor: Actor, on: date, consultant_id: int | None = None) -> QuerySet[Placement]:
    """Stays with hours that nobody pays that day, each with `next_on`, its next follow-up, and `talked_on`."""
    waiting = Q(follow_ups__held_on__isnull=True)
    found = queries.search(actor=actor, status="running", consultant_id=consultant_id)
    found = found.annotate(**plan_of_day.columns(on)).filter(unpaid_on__gt=0)
    return found.annotate(next_on=Min("follow_ups__due_on", filter=waiting), talked_on=Max("paid_talks__held_on"))


def talks_due(*, actor: Actor, on: date, consultant_id: int | None = None) -> QuerySet[Placement]:
    """Of these, those whose next follow-up or end is an occasion for a talk about pay that was not held lately."""
    fresh = on - timedelta(days=parameters.value("paid_talk_fresh_days", on=on).whole())
    notice = on + timedelta(days=parameters.value("placement_ending_notice_days", on=on).whole())
    soon = Q(next_on__lte=on + timedelta(days=7)) | Q(ends_before__lte=notice)
    lately = PaidTalk.objects.filter(placement=OuterRef("pk"), held_on__gte=fresh)
    return running(actor=actor, on=on, consultant_id=consultant_id).filter(soon, ~Exists(lately))


def talk_of(stay: Any, facts: StayFacts, *, on: date) -> Decision:
    """Why a stay of `running` is or is not due for a talk."""
    return _paid_talk(stay, facts, stay.next_on, stay.talked_on, on)


@dataclass(frozen=True)
class Relation:
    """What has been between a company and us. Facts, and no score of anybody."""

    stays: int = 0
    led_on: int = 0
    problems: int = 0


def relations(company_ids: Iterable[int], *, actor: Actor) -> dict[int, Relation]:
    """Our own stays at the companies, how many led on, how many the company ended. Numbers only, one query."""
    led_on = {code for row in parameters.terms("became") for code in row.words("outcomes")}
    begun = queries.visible(actor=actor).filter(
        unit__company_id__in=list(company_ids), status__in=queries.SEEN_BY_COMPANY
    )
    went_on = Placement.objects.filter(previous=OuterRef("pk"), unit=OuterRef("unit")).exclude(status="cancelled")
    rows = (
        begun.select_related(None)
        .order_by()
        .values("unit__company_id")
        .annotate(
            n=Count("pk"),
            on=Count("pk", filter=Q(outcome__in=led_on) | Q(Exists(went_on))),
            bad=Count("pk", filter=Q(outcome__in=parameters.term("relation_facts", "problems").words("outcomes"))),
        )
    )
    return {row["unit__company_id"]: Relation(row["n"], row["on"], row["bad"]) for row in rows}
