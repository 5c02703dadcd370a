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

__all__ = [
    "AbsenceEvidence",
    "Attendance",
    "Contact",
    "DutyGuidance",
    "Hearing",
    "HearingComment",
    "HearingStep",
    "StatusSpell",
]
