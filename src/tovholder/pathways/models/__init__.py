"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.contacts import Contact, StatusSpell
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

__all__ = [
    "AroundPerson",
    "Arrival",
    "Contact",
    "Contract",
    "PlanPart",
    "PlanText",
    "SegmentMove",
    "StatusSpell",
    "Transfer",
    "Visitation",
]
