"""Every kind of stay at a company, and what hangs on it. One file for each topic."""

from tovholder.placements.models.alignment import PARTIES, Alignment, AlignmentSignature, Observation, WorkplaceLesson
from tovholder.placements.models.cards import CompetenceCard
from tovholder.placements.models.conditions import (
    ROLES,
    WAYS,
    AgreementAnswers,
    CourseStay,
    EmployerStatement,
    StatementAsk,
    UnitConditions,
)
from tovholder.placements.models.groups import GroupBase, GroupEntry, GroupMove, GroupNote, GroupStay
from tovholder.placements.models.incidents import OUTCOMES, Incident
from tovholder.placements.models.ladder import (
    TOLD_BY,
    CitizenWeek,
    EducationDraft,
    HoursReport,
    JobCheck,
    PaidTalk,
    Task,
    TaskLevel,
)
from tovholder.placements.models.newcomers import NEED_STATES, NewcomerNeed
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
    "NEED_STATES",
    "OUTCOMES",
    "PARTIES",
    "ROLES",
    "STATUSES",
    "TOLD_BY",
    "WAYS",
    "AgreementAnswers",
    "Alignment",
    "AlignmentSignature",
    "CitizenWeek",
    "CompetenceCard",
    "CourseStay",
    "EducationDraft",
    "EmployerStatement",
    "FollowUp",
    "GroupBase",
    "GroupEntry",
    "GroupMove",
    "GroupNote",
    "GroupStay",
    "HoursPeriod",
    "HoursReport",
    "Incident",
    "JobCheck",
    "NewcomerNeed",
    "Observation",
    "PaidTalk",
    "Placement",
    "PlacementEvent",
    "RuleCheck",
    "StatementAsk",
    "StayCount",
    "Task",
    "TaskLevel",
    "UnitConditions",
    "WorkplaceLesson",
]
