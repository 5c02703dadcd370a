"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.contacts import Contact, StatusSpell
from tovholder.pathways.models.reception import Handover, HandoverPerson, ReceptionMeeting, ReceptionTask

__all__ = ["Contact", "Handover", "HandoverPerson", "ReceptionMeeting", "ReceptionTask", "StatusSpell"]
