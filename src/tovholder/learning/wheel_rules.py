"""The yearly wheel as days: by the end of which months each thing is due. Pure; the months are dated data."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from tovholder.base.decision import Decision
from tovholder.base.reference import Reference


def due_days(months: Sequence[str], year: int) -> tuple[date, ...]:
    """The last day of each month the method names."""
    return tuple(date(year, int(month), monthrange(year, int(month))[1]) for month in months)


def why(
    *, due_on: date, held_on: date | None, is_called_off: bool, on: date, reference: Reference | None = None
) -> Decision:
    """How a thing of the wheel stands. It is late the day after it was due."""
    if is_called_off:
        return Decision.yes("wheel.called_off", reference=reference)
    if held_on is not None:
        return Decision.yes("wheel.held" if held_on <= due_on else "wheel.held_late", reference=reference, day=held_on)
    if on > due_on:
        return Decision.no("wheel.late", reference=reference, day=due_on)
    return Decision.yes("wheel.due", reference=reference, day=due_on)
