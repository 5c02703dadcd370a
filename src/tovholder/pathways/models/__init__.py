"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.attendance import (
    AbsenceEvidence,
    Attendance,
    DutyGuidance,
    Hearing,
    HearingComment,
    HearingStep,
)
from tovholder.pathways.models.contacts import Contact, StatusSpell
from tovholder.pathways.models.meetings import Meeting, MeetingHours, MeetingStep, WeekEntry
from tovholder.pathways.models.own import Correction, IndustryPackage, OwnChannel, OwnWayIn, WelcomeCourse
from tovholder.pathways.models.plans import (
    AroundPerson,
    Arrival,
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
    "AroundPerson",
    "Arrival",
    "Attendance",
    "Contact",
    "Contract",
    "Correction",
    "DutyGuidance",
    "Handover",
    "HandoverPerson",
    "Hearing",
    "HearingComment",
    "HearingStep",
    "IndustryPackage",
    "Instrument",
    "InstrumentVersion",
    "Measurement",
    "Meeting",
    "MeetingHours",
    "MeetingStep",
    "MethodNote",
    "OwnChannel",
    "OwnWayIn",
    "PlanPart",
    "PlanText",
    "ReceptionMeeting",
    "ReceptionTask",
    "SegmentMove",
    "StatusSpell",
    "Transfer",
    "Vignette",
    "VignetteScore",
    "Visitation",
    "WeekEntry",
    "WelcomeCourse",
]
