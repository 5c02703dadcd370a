"""The progression form written: tasks of a stay, and how well they are mastered. No assessment is ever overwritten.

Raises NotAllowed, OutOfReach."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from tovholder import parameters
from tovholder.accounts.actors import Actor
from tovholder.accounts.conflicts import NotAllowed
from tovholder.placements import telling
from tovholder.placements.models import Placement, Task, TaskLevel
from tovholder.placements.services.moving import saved, writable


@transaction.atomic
def add_task(
    *, placement_id: int, words: str, actor: Actor, now: datetime, skill: str = "", hours: Decimal | None = None
) -> Task:
    """One more task of a stay. The same words twice are one task; one that was dropped is taken up again."""
    placement = writable(placement_id, version=None, actor=actor)
    words = " ".join(words.split())[:120]
    if not words:
        raise NotAllowed("ladder.task_needs_words")
    _check_hours(hours, placement.starts_on)
    standing = placement.task_list.filter(words__iexact=words).first()
    if standing is not None and standing.dropped_on is None:
        raise NotAllowed("ladder.task_there_already", task=standing.words)
    task = standing or Task(placement=placement, words=words, skill=skill, added_at=now)
    task.hours, task.dropped_on = hours, None
    task.save()
    saved(placement, actor=actor, action="placement.add_task", facts={"task": task.pk})
    return task


def _check_hours(hours: Decimal | None, on: date) -> None:
    most = parameters.value("full_time_hours", on=on)
    if hours is not None and not 0 < hours <= most.amount():
        raise NotAllowed("ladder.task_takes_hours", most=most.whole())


@transaction.atomic
def change_task(
    *,
    placement_id: int,
    task_id: int,
    actor: Actor,
    now: datetime,
    hours: Decimal | None,
    paid_from: date | None,
    dropped: bool = False,
) -> Task:
    """How many hours the task takes, from which day it is paid or planned to be, or that it is no longer one."""
    placement = writable(placement_id, version=None, actor=actor)
    task = placement.task_list.filter(pk=task_id).first()
    if task is None:
        raise NotAllowed("ladder.task_of_another_stay")
    _check_hours(hours, placement.starts_on)
    _check_pay_day(placement, paid_from)
    task.hours, task.paid_from = hours, paid_from
    task.dropped_on = (task.dropped_on or localdate(now)) if dropped else None
    task.save()
    saved(placement, actor=actor, action="placement.change_task", facts={"task": task.pk})
    return task


def _check_pay_day(placement: Placement, paid_from: date | None) -> None:
    if paid_from is None:
        return
    if paid_from < placement.starts_on:
        raise NotAllowed("ladder.before_stay", day=paid_from, starts_on=placement.starts_on)


@transaction.atomic
def assess(
    *, placement_id: int, levels: Mapping[int, str], seen_on: date, actor: Actor, now: datetime
) -> list[TaskLevel]:
    """How well tasks were mastered on a day, as the municipality, the company or the citizen sees it.

    What was said before stays; the same said again by the same party on the same day is said once."""
    placement, party = telling.told_about(placement_id, actor=actor)
    _check_seen(placement, seen_on, localdate(now))
    tasks = {task.pk: task for task in placement.task_list.filter(pk__in=levels)}
    if set(levels) - set(tasks):
        raise NotAllowed("ladder.task_of_another_stay")
    if not all(parameters.is_term("task_levels", level, on=seen_on) for level in levels.values()):
        raise NotAllowed("ladder.no_such_level")
    made = [_seen(task, levels[task.pk], seen_on, party, actor, now) for task in tasks.values()]
    found = [level for level in made if level is not None]
    if found:
        saved(placement, actor=actor, action="placement.assess", facts={"tasks": len(found), "party": party})
    return found


def _check_seen(placement: Placement, seen_on: date, today: date) -> None:
    if seen_on > today:
        raise NotAllowed("ladder.not_seen_yet")
    if seen_on < placement.starts_on:
        raise NotAllowed("ladder.seen_before_stay", starts_on=placement.starts_on)


def _seen(task: Task, level: str, seen_on: date, party: str, actor: Actor, now: datetime) -> TaskLevel | None:
    told = {"seen_on": seen_on, "party": party}
    last = task.levels.filter(**told).order_by("-pk").first()
    if last is not None and last.level == level:
        return None
    return TaskLevel.objects.create(task=task, level=level, by_id=actor.membership_id, at=now, **told)
