"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.contacts import Contact, StatusSpell

__all__ = ["Contact", "StatusSpell"]
