"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.contacts import Contact, StatusSpell
from tovholder.pathways.models.meetings import Meeting, MeetingHours, MeetingStep, WeekEntry

__all__ = ["Contact", "Meeting", "MeetingHours", "MeetingStep", "StatusSpell", "WeekEntry"]
