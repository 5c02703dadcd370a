"""The citizen's way between placements. One file for each topic."""

from tovholder.pathways.models.contacts import Contact, StatusSpell
from tovholder.pathways.models.progress import (
    Instrument,
    InstrumentVersion,
    Measurement,
    MethodNote,
    Vignette,
    VignetteScore,
)

__all__ = [
    "Contact",
    "Instrument",
    "InstrumentVersion",
    "Measurement",
    "MethodNote",
    "StatusSpell",
    "Vignette",
    "VignetteScore",
]
