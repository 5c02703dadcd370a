"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.contacts import Contact, StatusSpell
from tovholder.pathways.models.own import Correction, IndustryPackage, OwnChannel, OwnWayIn, WelcomeCourse

__all__ = [
    "Contact",
    "Correction",
    "IndustryPackage",
    "OwnChannel",
    "OwnWayIn",
    "StatusSpell",
    "WelcomeCourse",
]
