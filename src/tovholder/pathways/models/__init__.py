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
from tovholder.pathways.models.courses import LocalCourse, LocalLesson, LocalSeat, SchoolCourse, SchoolSeat
from tovholder.pathways.models.inbox import Enquiry, EnquiryStep
from tovholder.pathways.models.investment import InvestmentRow
from tovholder.pathways.models.meetings import Meeting, MeetingHours, MeetingStep, WeekEntry
from tovholder.pathways.models.methods import MethodUse, WorkMethod
from tovholder.pathways.models.observations import TeacherObservation
from tovholder.pathways.models.own import (
    Correction,
    IndustryPackage,
    MitIDOpening,
    OwnChannel,
    OwnWayIn,
    WelcomeCourse,
)
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
from tovholder.pathways.models.segment_rules import SegmentRule
from tovholder.pathways.models.support import CardTaken, MentorOffer, QuickHelp, StayArrangement, StayDemand

__all__ = [
    "AbsenceEvidence",
    "AftercareStep",
    "AroundPerson",
    "Arrival",
    "Attendance",
    "CardTaken",
    "ClockSetAside",
    "Companion",
    "Contact",
    "Contract",
    "Correction",
    "DutyGuidance",
    "Enquiry",
    "EnquiryStep",
    "GuidanceVisit",
    "Handover",
    "HandoverPerson",
    "Hearing",
    "HearingComment",
    "HearingStep",
    "IndustryPackage",
    "Instrument",
    "InstrumentVersion",
    "InvestmentRow",
    "LeaveGroup",
    "LeaveGroupMember",
    "LeaveGroupVisit",
    "LocalCourse",
    "LocalLesson",
    "LocalSeat",
    "Measurement",
    "Meeting",
    "MeetingHours",
    "MeetingStep",
    "MentorOffer",
    "MethodNote",
    "MethodUse",
    "MitIDOpening",
    "OwnChannel",
    "OwnWayIn",
    "PlanPart",
    "PlanText",
    "ProposedConsiderations",
    "QuickHelp",
    "ReceptionMeeting",
    "ReceptionTask",
    "SchoolCourse",
    "SchoolSeat",
    "SegmentMove",
    "SegmentRule",
    "SetAsideHours",
    "StatusSpell",
    "StayArrangement",
    "StayDemand",
    "TeacherObservation",
    "ToldFact",
    "ToldIndication",
    "Transfer",
    "Vignette",
    "VignetteScore",
    "Visitation",
    "WeekEntry",
    "WelcomeCourse",
    "WorkMethod",
]
