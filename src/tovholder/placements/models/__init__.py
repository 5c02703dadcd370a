"""Every kind of stay at a company, and what hangs on it. One file for each topic."""

from tovholder.placements.models.conditions import CourseStay, EmployerStatement, StatementAsk, UnitConditions
from tovholder.placements.models.stays import (
    CHECKED_STEPS,
    STATUSES,
    FollowUp,
    HoursPeriod,
    Placement,
    PlacementEvent,
    RuleCheck,
    StayCount,
)

__all__ = [
    "CHECKED_STEPS",
    "STATUSES",
    "CourseStay",
    "EmployerStatement",
    "FollowUp",
    "HoursPeriod",
    "Placement",
    "PlacementEvent",
    "RuleCheck",
    "StatementAsk",
    "StayCount",
    "UnitConditions",
]
