"""The dates of follow-up: early and often by the method's rhythm (parameters: placement_follow_up)."""

from datetime import date, timedelta

from tovholder import parameters
from tovholder.parameters import workdays
from tovholder.placements.models import FollowUp, Placement

# An ordinary job has no end: its dates are set this far ahead, and each follow-up held sets the next.
_AHEAD = timedelta(days=91)


def set_dates(placement: Placement) -> None:
    """Set the dates that are not set yet, from the first day of the stay to its end."""
    have = set(placement.follow_ups.values_list("due_on", flat=True))
    FollowUp.objects.bulk_create(
        FollowUp(placement=placement, due_on=day)
        for by_rhythm, day in _days(placement.starts_on, placement.ends_before)
        if not {by_rhythm, day} & have
    )


def dates(starts_on: date, ends_before: date | None) -> list[date]:
    """The days to follow up on; none on or after the end, and none on a Saturday, a Sunday or a public holiday."""
    return [day for _by_rhythm, day in _days(starts_on, ends_before)]


def _days(starts_on: date, ends_before: date | None) -> list[tuple[date, date]]:
    """Each day by the rhythm, which goes on from there, with the day when people are at work.

    The rhythm is a method's: no statute counts these days."""
    rhythm = parameters.value("placement_follow_up", on=starts_on)
    step = timedelta(days=rhythm.whole("then_every_days"))
    until = ends_before or starts_on + _AHEAD
    day = starts_on + timedelta(days=rhythm.whole("first_after_days"))
    found = []
    while day < until:
        at_work = workdays.from_day(day)
        found.append((day, at_work if at_work < until else workdays.before(day + timedelta(days=1))))
        day += step
    return found


def next_after(held_on: date, starts_on: date) -> date:
    """The next day to follow up on in a stay without end."""
    every = parameters.value("placement_follow_up", on=starts_on).whole("then_every_days")
    return workdays.from_day(held_on + timedelta(days=every))


def drop_open(placement: Placement, *, after: date | None = None) -> None:
    """Drop the dates nobody has held, all of them or those after a day."""
    waiting = placement.follow_ups.filter(held_on__isnull=True)
    (waiting if after is None else waiting.filter(due_on__gt=after)).delete()
