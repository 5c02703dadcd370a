"""Reads of a citizen's week: what is written there, Danish at the workplace, meetings, and the hours of the stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Q
from django.utils.timezone import get_current_timezone, localtime

from tovholder.base.decision import Decision
from tovholder.pathways import week_rules
from tovholder.pathways.meetings_rules import Busy
from tovholder.pathways.models import Meeting, SetAsideHours, WeekEntry
from tovholder.pathways.models.meetings import PLANNED
from tovholder.pathways.week_rules import Block, Clash, Untimed
from tovholder.placements import plan_of_day
from tovholder.placements.models import Placement, WorkplaceLesson
from tovholder.placements.transitions import HOLDS_A_PLACE

APPOINTMENT = "appointment"  # parameters: week_kinds, told without what it is


@dataclass(frozen=True)
class Week:
    """One citizen's week from its Monday. `stays` are the hours each stay has that week and where, `loose` the hours
    that are set aside without a time of their own."""

    monday: date
    blocks: Sequence[Block]
    stays: Sequence[tuple[Decimal, str]]
    loose: Decimal = Decimal(0)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def planned(self) -> Decimal:
        return sum((hours for hours, _where in self.stays), Decimal(0))

    @cached_property
    def untimed(self) -> list[Untimed]:
        """What stands at no time of the week."""
        timed = self.hours.get("work", Decimal(0))
        return week_rules.untimed(self.stays, in_week=timed, set_aside=self.loose, set_aside_kind=APPOINTMENT)

    @cached_property
    def clashes(self) -> list[Clash]:
        return week_rules.clashes(self.blocks)

    @cached_property
    def hours(self) -> dict[str, Decimal]:
        return week_rules.hours(self.blocks)

    @property
    def days(self) -> list[tuple[date, list[Block]]]:
        return [(self.monday + timedelta(days=number), of_day) for number, of_day in week_rules.days(self.blocks)]

    @property
    def work(self) -> Decision | None:
        """Whether the times of work come to the planned hours; None where there is neither."""
        in_week = self.hours.get("work", Decimal(0))
        return week_rules.work_fits_plan(planned=self.planned, in_week=in_week) if self.planned or in_week else None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def in_force(monday: date) -> Q:
    """Whether a row holds on some day of the week."""
    return Q(starts_on__lte=monday + timedelta(days=6)) & (Q(ends_before__isnull=True) | Q(ends_before__gt=monday))


def week(person_id: int, *, monday: date) -> Week:
    """The week of somebody the caller has reached: five questions, however much stands in it."""
    stays = Placement.objects.filter(in_force(monday), person_id=person_id, status__in=HOLDS_A_PLACE)
    told = stays.select_related("unit__company").annotate(**plan_of_day.columns(monday + timedelta(days=2)))
    planned = [(row.unpaid_on + row.paid_on, row.unit.company.name) for row in told.order_by("starts_on", "pk")]  # type: ignore[attr-defined]
    blocks = [*_entries(person_id, monday), *_lessons(person_id, monday), *_meetings(person_id, monday)]
    taken = list(SetAsideHours.objects.filter(in_force(monday), person_id=person_id))
    blocks += [_set_aside(row) for row in taken if _has_time(row) and _holds(row, _day_of(row, monday))]
    return Week(monday, blocks, planned, sum((row.hours for row in taken if not _has_time(row)), Decimal(0)))


def entries(person_id: int, *, on: date) -> list[WeekEntry]:
    """The rows that hold now or later, for those who change them."""
    rows = WeekEntry.objects.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on), person_id=person_id)
    return list(rows.order_by("weekday", "begins_at", "pk"))


def _entries(person_id: int, monday: date) -> list[Block]:
    rows = WeekEntry.objects.filter(in_force(monday), person_id=person_id)
    return [_block(row) for row in rows if _holds(row, monday + timedelta(days=row.weekday))]


def _has_time(row: SetAsideHours) -> bool:
    return row.weekday is not None and row.begins_at is not None


def _day_of(row: SetAsideHours, monday: date) -> date:
    return monday + timedelta(days=row.weekday or 0)


def _set_aside(row: SetAsideHours) -> Block:
    """With the word of any appointment: for what is not told here."""
    begins_at = row.begins_at or time(0)
    return Block(row.weekday or 0, begins_at, _after(begins_at, int(row.hours * 60)), APPOINTMENT)


def _holds(row: WeekEntry | WorkplaceLesson | SetAsideHours, day: date) -> bool:
    return row.starts_on <= day and (row.ends_before is None or day < row.ends_before)


def _block(row: WeekEntry) -> Block:
    return Block(row.weekday, row.begins_at, row.ends_at, row.kind, row.words, row.pk)


def _lessons(person_id: int, monday: date) -> list[Block]:
    """Danish at the workplace is taught in the hours of work: it clashes with no work."""
    rows = WorkplaceLesson.objects.filter(in_force(monday), placement__person_id=person_id)
    rows = rows.filter(placement__status__in=HOLDS_A_PLACE).select_related("placement__unit__company")
    holding = [row for row in rows if _holds(row, monday + timedelta(days=row.weekday))]
    return [_lesson(row) for row in holding]


def _lesson(row: WorkplaceLesson) -> Block:
    where = row.placement.unit.company.name
    return Block(row.weekday, row.begins_at, _after(row.begins_at, row.minutes), "danish", where, at_work=True)


def _after(begins_at: time, minutes: int) -> time:
    """The end on the same day: what would pass midnight ends a minute before it."""
    whole = min(begins_at.hour * 60 + begins_at.minute + minutes, 24 * 60 - 1)
    return time(whole // 60, whole % 60)


def _meetings(person_id: int, monday: date) -> list[Block]:
    first = datetime.combine(monday, time(0), get_current_timezone())
    last = datetime.combine(monday + timedelta(days=7), time(0), get_current_timezone())
    rows = Meeting.objects.filter(person_id=person_id, state=PLANNED, starts_at__gte=first, starts_at__lt=last)
    moments = [(localtime(begins), localtime(ends)) for begins, ends in rows.values_list("starts_at", "ends_at")]
    return [Block(begins.weekday(), begins.time(), ends.time(), "meeting") for begins, ends in moments]


def busy(person_id: int, *, first: date, days: int) -> list[Busy]:
    """The times the week has taken from the day on, but for the hours the children are looked after."""
    zone = get_current_timezone()
    rows = WeekEntry.objects.filter(person_id=person_id, starts_on__lte=first + timedelta(days=days))
    rows = rows.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=first))
    taken = SetAsideHours.objects.filter(person_id=person_id, starts_on__lte=first + timedelta(days=days))
    taken = taken.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=first))
    held = [(row, block) for row in rows if not week_rules.is_cover(block := _block(row))]
    held += [(row, _set_aside(row)) for row in taken if _has_time(row)]
    dates = [first + timedelta(days=number) for number in range(days + 1)]
    return [
        Busy(datetime.combine(day, block.begins_at, zone), datetime.combine(day, block.ends_at, zone), block.kind)
        for day in dates
        for row, block in held
        if block.weekday == day.weekday() and _holds(row, day)
    ]
