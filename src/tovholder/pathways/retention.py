"""What this room deletes when its period is over. Called by the retention step alone, which writes the audit line."""

from collections import Counter

from tovholder.pathways.models import (
    AftercareStep,
    Companion,
    Contact,
    GuidanceVisit,
    LeaveGroupMember,
    ProposedConsiderations,
    SetAsideHours,
    StatusSpell,
    ToldFact,
    ToldIndication,
)
from tovholder.pathways.models.health import HealthScreening, HealthTalk, TeamDecision

# Each with what hangs on it.
_OF_PEOPLE = (
    Contact, StatusSpell, HealthScreening, HealthTalk, TeamDecision, ProposedConsiderations, ToldIndication,
    SetAsideHours, ToldFact, AftercareStep, GuidanceVisit, LeaveGroupMember, Companion,
)  # fmt: skip


def forget_people(ids: list[int]) -> Counter[str]:
    """Everything of the way between placements, with every word of it."""
    gone: Counter[str] = Counter()
    for table in _OF_PEOPLE:
        gone += Counter(table._default_manager.filter(person_id__in=ids).delete()[1])
    return gone
