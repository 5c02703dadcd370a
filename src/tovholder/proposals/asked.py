"""What an order asks for at all: a part of the score about something nobody asked for is empty, not nought."""

from tovholder.companies.models import JobOrder
from tovholder.engine.matching.codes import Part


def not_asked_for(order: JobOrder) -> frozenset[str]:
    """The codes of the parts the order wants nothing in. Occupation, hours and Danish are not among them: without those
    the order is asked first, for it has not told yet. One query for its skills, unless they are at hand."""
    required = {skill.required for skill in order.skills.all()}
    is_silent = {
        Part.REQUIRED_SKILLS: True not in required,
        Part.USEFUL_SKILLS: False not in required,
    }
    return frozenset(part.code for part, silent in is_silent.items() if silent)
