"""Questions about events: no database, no clock. Our own way of working; no law says how a fair is booked."""

from datetime import datetime, timedelta

from tovholder.base.decision import Decision


def may_hold(*, starts_at: datetime, ends_at: datetime, now: datetime) -> Decision:
    """Whether an event may be planned then. Method: it lies ahead, and ends after it begins."""
    if ends_at <= starts_at:
        return Decision.no("event.ends_before_start")
    if starts_at <= now:
        return Decision.no("event.begun")
    return Decision.yes("event.lies_ahead")


def may_ride(*, departs_at: datetime, starts_at: datetime) -> Decision:
    """Whether a bus fits the event. Method: it leaves before, and on the day of the event or the day before."""
    if not starts_at - timedelta(days=1) <= departs_at < starts_at:
        return Decision.no("event.bus_not_before")
    return Decision.yes("event.bus_fits")


def free_seats(*, seats: int, booked: int, in_groups: int) -> int:
    """How many seats are left. Method: groups that have their number count before the next who books."""
    return max(0, seats - booked - in_groups)
