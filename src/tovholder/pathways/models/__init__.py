"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models import health as _health  # noqa: F401 its tables are there; its names are the closet's own
from tovholder.pathways.models.aftercare import (
    AftercareStep,
    Companion,
    GuidanceVisit,
    LeaveGroup,
    LeaveGroupMember,
    LeaveGroupVisit,
    ToldFact,
)
from tovholder.pathways.models.attendance import (
    AbsenceEvidence,
    Attendance,
    DutyGuidance,
    Hearing,
    HearingComment,
    HearingStep,
)
from tovholder.pathways.models.considerations import ProposedConsiderations, SetAsideHours, ToldIndication
from tovholder.pathways.models.contacts import Contact, StatusSpell
from tovholder.pathways.models.meetings import Meeting, MeetingHours, MeetingStep, WeekEntry
from tovholder.pathways.models.own import Correction, IndustryPackage, OwnChannel, OwnWayIn, WelcomeCourse
from tovholder.pathways.models.plans import (
    AroundPerson,
    Arrival,
    ClockSetAside,
    Contract,
    PlanPart,
    PlanText,
    SegmentMove,
    Transfer,
    Visitation,
)
from tovholder.pathways.models.progress import (
    Instrument,
    InstrumentVersion,
    Measurement,
    MethodNote,
    Vignette,
    VignetteScore,
)
from tovholder.pathways.models.reception import Handover, HandoverPerson, ReceptionMeeting, ReceptionTask

__all__ = [
    "AbsenceEvidence",
    "AftercareStep",
    "AroundPerson",
    "Arrival",
    "Attendance",
    "ClockSetAside",
    "Companion",
    "Contact",
    "Contract",
    "Correction",
    "DutyGuidance",
    "GuidanceVisit",
    "Handover",
    "HandoverPerson",
    "Hearing",
    "HearingComment",
    "HearingStep",
    "IndustryPackage",
    "Instrument",
    "InstrumentVersion",
    "LeaveGroup",
    "LeaveGroupMember",
    "LeaveGroupVisit",
    "Measurement",
    "Meeting",
    "MeetingHours",
    "MeetingStep",
    "MethodNote",
    "OwnChannel",
    "OwnWayIn",
    "PlanPart",
    "PlanText",
    "ProposedConsiderations",
    "ReceptionMeeting",
    "ReceptionTask",
    "SegmentMove",
    "SetAsideHours",
    "StatusSpell",
    "ToldFact",
    "ToldIndication",
    "Transfer",
    "Vignette",
    "VignetteScore",
    "Visitation",
    "WeekEntry",
    "WelcomeCourse",
]
