"""The clock of a problem in a stay: when somebody has to be at the company, and how it stands. Pure.

Method (Middelfart): called out within 24 hours; a problem that cannot be solved ends the stay at once."""

from datetime import datetime, timedelta

from tovholder import parameters
from tovholder.base.decision import Decision
from tovholder.parameters import workdays


def due_at(heard_at: datetime) -> datetime:
    """When somebody is at the company at the latest. `heard_at` is in local time; days off do not count."""
    hours = parameters.value("incident_arrival_hours", on=heard_at.date()).whole()
    return workdays.hours_after(heard_at, hours)


def arrival(*, due: datetime, arrived: datetime | None, now: datetime) -> Decision:
    """Was somebody there in time, or is there still time? Method: 24 hours; shown as pressing before it is too late."""
    limit = parameters.value("incident_arrival_hours", on=now.date())
    if arrived is not None:
        in_time = arrived <= due
        code = "incident.came_in_time" if in_time else "incident.came_late"
        return (Decision.yes if in_time else Decision.no)(code, reference=limit.reference, at=arrived, deadline=due)
    if now > due:
        return Decision.no("incident.nobody_came", reference=limit.reference, deadline=due)
    soon = timedelta(hours=parameters.value("incident_warning_hours", on=now.date()).whole())
    code = "incident.hurry" if due - now <= soon else "incident.come_by"
    return Decision.yes(code, reference=limit.reference, deadline=due)
