"""Some of the first hundred's running stays climb: plans of hours, tasks with levels, hours as told, talks about pay.

Told through the services when everything else is written, so that the two ways of writing a region stay alike."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from tovholder.accounts import queries as accounts
from tovholder.accounts.actors import Actor
from tovholder.placements import ladder_services, task_services
from tovholder.placements.ladder_rules import HoursStep
from tovholder.placements.models import Placement
from tovholder.simulate.scale import moment

_MOST = 24  # enough for every page to have something to show
_TASKS = (("Rydde op og holde orden", 4), ("Hjælpe kolleger", 6), ("Tage imod kunder", 3))
_LEVELS = ("shown", "with_help", "alone")


def tell(today: date) -> int:
    """How many stays were told of. By their order alone, so the same region is told the same."""
    asked = Placement.objects.filter(status="started", hours_unpaid__gt=0, ends_before__gt=today)
    old_enough = asked.filter(starts_on__lte=today - timedelta(days=14), consultant__isnull=False)
    stays = list(old_enough.select_related("consultant__user", "consultant__organisation").order_by("pk")[:_MOST])
    for number, stay in enumerate(stays):
        if stay.consultant is not None:
            _climb(stay, number, today, accounts.actor_of(stay.consultant))
    return len(stays)


def _climb(stay: Placement, number: int, today: date, actor: Actor) -> None:
    now = moment(today, 8)
    half = stay.starts_on + (today - stay.starts_on) / 2
    if number % 3:  # every third stands still, so that the pages show what that looks like
        _plan(stay, half, today, actor, now)
    _report(stay, half, actor, now)
    _tasks(stay, number, today, actor, now)
    if number % 4 == 0:
        ladder_services.note_paid_talk(placement_id=stay.pk, held_on=half, answer="later", actor=actor, now=now)


def _plan(stay: Placement, half: date, today: date, actor: Actor, now: datetime) -> None:
    unpaid, paid = stay.hours_unpaid, stay.hours_paid
    moved = min(unpaid, Decimal(5))
    steps = [HoursStep(stay.starts_on, unpaid, paid), HoursStep(half, unpaid - moved, paid + moved)]
    later, more = today + timedelta(days=14), min(unpaid, Decimal(15))
    if stay.ends_before is not None and later < stay.ends_before:
        steps.append(HoursStep(later, unpaid - more, paid + more))
    version = Placement.objects.values_list("version", flat=True).get(pk=stay.pk)
    ladder_services.plan_hours(placement_id=stay.pk, version=version, steps=steps, actor=actor, now=now)


def _report(stay: Placement, half: date, actor: Actor, now: datetime) -> None:
    worked = HoursStep(stay.starts_on, stay.hours_unpaid, stay.hours_paid, half)
    ladder_services.report_hours(placement_id=stay.pk, worked=worked, actor=actor, now=now)


def _tasks(stay: Placement, number: int, today: date, actor: Actor, now: datetime) -> None:
    for place, (words, hours) in enumerate(_TASKS[: 1 + number % 3]):
        task = task_services.add_task(placement_id=stay.pk, words=words, hours=Decimal(hours), actor=actor, now=now)
        for step, level in enumerate(_LEVELS[: 3 - place]):
            seen = max(today - timedelta(days=28 - 7 * step), stay.starts_on)
            task_services.assess(placement_id=stay.pk, levels={task.pk: level}, seen_on=seen, actor=actor, now=now)
