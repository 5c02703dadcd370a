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
from tovholder.pathways.models.considerations import ProposedConsiderations, SetAsideHours, ToldIndication
from tovholder.pathways.models.contacts import Contact, StatusSpell

__all__ = [
    "AftercareStep",
    "Companion",
    "Contact",
    "GuidanceVisit",
    "LeaveGroup",
    "LeaveGroupMember",
    "LeaveGroupVisit",
    "ProposedConsiderations",
    "SetAsideHours",
    "StatusSpell",
    "ToldFact",
    "ToldIndication",
]
